// @ts-check
// The equation of a step: matrices with their symbols above and their numbers in place; below it, one number in full.

import { number, spoken } from "../kit/numbers.js";
import { html } from "../kit/ui.js";
import { keyOf, keysOf, partsOf } from "./model.js";
import { outKey, playOf, workOf } from "./steps.js";
import { captionOf, colourOf, matrixWords, shown, symbolOf, wordsOf } from "./symbols.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./model.js").Term} Term
 * @typedef {import("./steps.js").Step} Step
 * @typedef {import("./steps.js").Entry} Entry
 */

/**
 * @param {Life} life
 * @param {{ point: (entry: Entry | null) => void, choose: (entry: Entry) => void }} callbacks
 *   point: the pointer is at a number of the result, or has left it; choose: it was pressed
 */
export function equationPart(life, { point, choose }) {
  const matrices = html("div", { class: "nn-backprop-equations" });
  const letters = html("div", { class: "nn-backprop-line" });
  const figures = html("div", { class: "nn-backprop-line" });
  const work = html("div", { class: "nn-backprop-work" }, letters, figures);
  const element = html("div", { class: "nn-backprop-equation" }, matrices, work);
  /** @type {Map<Element, Entry>} */
  const results = new Map();
  let built = "";

  const entryAt = (/** @type {any} */ target) => results.get(target.closest?.("button")) ?? null;
  life.listen(matrices, "pointerover", (event) => point(entryAt(event.target)));
  life.listen(matrices, "pointerleave", () => point(null));
  life.listen(matrices, "click focusin", (event) => {
    const entry = entryAt(event.target);
    if (entry) choose(entry);
  });

  /** @param {string} text */
  function sign(text) {
    const below = text === "η" ? html("span", { "data-key": keyOf("eta", 0) }) : html("span", {}, text);
    return html("span", { class: "nn-backprop-sign", "aria-hidden": "true" }, html("span", {}, text), below);
  }

  /** Signs stay with the matrix behind them, and a closing bracket with the one before. @param {any[]} parts */
  function together(parts) {
    /** @type {any[][]} */
    const groups = [[]];
    for (const part of parts) {
      const group = groups[groups.length - 1];
      const full = group.some((one) => one.classList.contains("nn-backprop-term"));
      if (full && part.textContent !== "))") groups.push([part]);
      else group.push(part);
    }
    return groups.map((group) => html("span", { class: "nn-backprop-together" }, group));
  }

  /** @param {Pass} pass @param {Term} term @param {number} equation  -1 for a matrix that is no result */
  function matrix(pass, term, equation) {
    const keys = keysOf(pass.d, term);
    const cells = keys.flatMap((row, i) =>
      row.map((key, j) => {
        const kind = `nn-backprop-cell nn-backprop-of-${colourOf(term.name)}`;
        if (equation < 0) return html("span", { class: kind, "data-key": key });
        const cell = html("button", { type: "button", class: kind, "data-key": key });
        results.set(cell, { equation, i, j });
        return cell;
      }),
    );
    const style = `grid-template-columns: repeat(${keys[0].length}, auto)`;
    const role = equation < 0 ? "img" : "group";
    const body = html("span", { class: "nn-backprop-matrix", role, style }, cells);
    return html(
      "span",
      { class: "nn-backprop-term" },
      html("span", { class: "nn-backprop-caption", "aria-hidden": "true" }, captionOf(term)),
      body,
    );
  }

  /** @param {Pass} pass @param {Step} step */
  function build(pass, step) {
    results.clear();
    const lines = step.equations.map(({ out, terms }, equation) => {
      const signs = step.kind === "update" ? "←" : "=";
      const parts = terms.map((term) => (typeof term === "string" ? sign(term) : matrix(pass, term, -1)));
      return html("div", { class: "nn-backprop-row" }, together([matrix(pass, out, equation), sign(signs), ...parts]));
    });
    matrices.replaceChildren(...lines);
  }

  /** @param {Pass} pass @param {Step} step @param {Entry} entry */
  function drawWork(pass, step, entry) {
    const key = outKey(step, entry);
    const equals = step.kind === "update" ? " ← " : " = ";
    const parts = workOf(pass, step, entry);
    const value = (/** @type {string} */ at) => /** @type {number} */ (pass.numbers.get(at));
    letters.replaceChildren(
      symbolOf(key),
      equals,
      ...parts.map((part) => (typeof part === "string" ? part : symbolOf(part.key))),
    );
    let rounded = false;
    const inNumbers = parts.map((part, k) => {
      if (typeof part === "string") return part;
      const text = shown(value(part.key), 6);
      rounded ||= !(Math.abs(Number(text.replace("−", "-")) - value(part.key)) < 1e-12);
      // Between a sign and a minus there are brackets, unless a bracket or nothing stands there.
      const before = parts[k - 1];
      const bare = k === 0 || (typeof before === "string" && before.endsWith("("));
      const written = text.startsWith("−") && !bare ? `(${text})` : text;
      return html("span", { class: `nn-backprop-of-${colourOf(partsOf(part.key).name)}` }, written);
    });
    figures.replaceChildren(
      html("span", { class: "nn-backprop-again", "aria-hidden": "true" }, symbolOf(key)),
      ...[equals, ...inNumbers, rounded ? " ≈ " : " = "],
      html("strong", {}, number(value(key), 9)),
    );
  }

  return {
    element,
    /** @param {Pass} pass @param {Step} step @param {Entry} entry @param {number} digits */
    draw(pass, step, entry, digits) {
      const signature = JSON.stringify([pass.d, step.equations]);
      if (signature !== built) build(pass, step);
      built = signature;
      const play = playOf(pass, step, entry);
      const chosen = outKey(step, entry);
      for (const cell of matrices.querySelectorAll("[data-key]")) {
        const key = /** @type {string} */ (cell.getAttribute("data-key"));
        const value = /** @type {number} */ (pass.numbers.get(key));
        cell.textContent = shown(value, digits);
        cell.classList.toggle("nn-backprop-below", value < 0);
        cell.classList.toggle("nn-backprop-lit", play.has(key));
        if (!results.has(cell)) continue;
        cell.setAttribute("aria-label", `${wordsOf(key)}: ${spoken(value, digits)}`);
        cell.setAttribute("aria-pressed", `${key === chosen}`);
      }
      const bodies = matrices.querySelectorAll(".nn-backprop-matrix");
      const terms = step.equations.flatMap(({ out, terms: all }) => [out, ...all.filter((t) => typeof t !== "string")]);
      terms.forEach((term, k) => {
        const own = /** @type {Term} */ (term);
        const rows = keysOf(pass.d, own).map((row) => row.map((key) => pass.numbers.get(key) ?? NaN));
        bodies[k].setAttribute("aria-label", matrixWords(pass.d, own, rows));
      });
      drawWork(pass, step, entry);
    },
  };
}
