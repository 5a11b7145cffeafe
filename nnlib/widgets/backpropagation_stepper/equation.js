// @ts-check
// The equation of a step: matrices with their symbols above and their numbers in place; below it, one number in full.

import { spoken } from "../kit/numbers.js";
import { html, setAttributes } from "../kit/ui.js";
import { keysOf } from "./keys.js";
import { outKey, playOf } from "./steps.js";
import { asWritten, isWrittenExactly, matrixWords, wordsOf } from "./symbols.js";
import { equationsOf } from "./terms.js";
import { workPart } from "./work.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./steps.js").Step} Step
 * @typedef {import("./steps.js").Entry} Entry
 * @typedef {import("./terms.js").Cell} Cell
 * @typedef {import("./terms.js").Equals} Equals
 * @typedef {import("./terms.js").Matrix} Matrix
 */

/**
 * @param {Life} life
 * @param {{ point: (entry: Entry | null) => void, choose: (entry: Entry) => void }} callbacks
 *   point: the pointer is at a number of the result, or has left it; choose: it was pressed
 */
export function equationPart(life, { point, choose }) {
  const lines = html("div", { class: "nn-backprop-equations", role: "group", "aria-label": "Equation" });
  const work = workPart();
  const element = html("div", { class: "nn-backprop-equation" }, lines, work.element);
  /** @type {Cell[]} */
  let cells = [];
  /** @type {Matrix[]} */
  let matrices = [];
  /** @type {Equals[]} */
  let signs = [];
  let built = "";

  const entryAt = (/** @type {any} */ target) => {
    const button = target.closest?.("button");
    return (button && cells.find(({ node }) => node === button)?.entry) ?? null;
  };
  life.listen(lines, "pointerover", (event) => point(entryAt(event.target)));
  life.listen(lines, "pointerleave", () => point(null));
  life.listen(lines, "click focusin", (event) => {
    const entry = entryAt(event.target);
    if (entry) choose(entry);
  });

  return {
    element,
    /** @param {Pass} pass @param {Step} step @param {Entry} entry @param {number} digits */
    draw(pass, step, entry, digits) {
      const signature = JSON.stringify([pass.d, step.equations]);
      if (signature !== built) {
        const equations = equationsOf(pass, step);
        ({ cells, matrices, signs } = equations);
        lines.replaceChildren(...equations.lines);
      }
      built = signature;
      const play = playOf(pass, step, entry);
      const chosen = outKey(step, entry);
      for (const cell of cells) showCell(cell, pass, play, chosen, digits);
      for (const { node, keys } of signs) node.textContent = isExact(pass, keys, digits) ? "=" : "≈";
      for (const { node, term } of matrices) {
        const rows = keysOf(pass.d, term).map((row) => row.map((key) => pass.numbers.get(key) ?? NaN));
        node.setAttribute("aria-label", matrixWords(pass.d, term, rows));
      }
      work.draw(pass, step, entry);
    },
  };
}

/** @param {Cell} cell @param {Pass} pass @param {Set<string>} play @param {string} chosen @param {number} digits */
function showCell({ node, key, entry }, pass, play, chosen, digits) {
  const value = /** @type {number} */ (pass.numbers.get(key));
  node.textContent = asWritten(value, digits);
  node.classList.toggle("nn-backprop-below", value < 0);
  node.classList.toggle("nn-backprop-lit", play.has(key));
  if (!entry) return;
  setAttributes(node, {
    "aria-label": `${wordsOf(key)}: ${spoken(value, digits)}`,
    "aria-pressed": `${key === chosen}`,
  });
}

/** Whether all numbers stand there as they are. @param {Pass} pass @param {string[]} keys @param {number} digits */
function isExact({ numbers }, keys, digits) {
  return keys.every((key) => isWrittenExactly(/** @type {number} */ (numbers.get(key)), digits));
}
