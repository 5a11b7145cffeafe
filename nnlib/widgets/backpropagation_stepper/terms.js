// @ts-check
// The equations of a step, without their numbers: matrices with their symbols above, and the signs between them.

import { html } from "../kit/ui.js";
import { keyOf, keysOf } from "./keys.js";
import { captionOf, colourOf } from "./symbols.js";

/**
 * @typedef {import("./keys.js").Term} Term
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./steps.js").Step} Step
 * @typedef {import("./steps.js").Entry} Entry
 * @typedef {{ node: any, key: string, entry: Entry | null }} Cell   entry: of a number of the result, a button
 * @typedef {{ node: any, term: Term }} Matrix
 * @typedef {{ node: any, keys: string[] }} Equals   the sign between numbers; the keys of all numbers of its line
 */

/**
 * A line for each equation, with all its cells, matrices and equals signs in their order on the page.
 * @param {Pass} pass @param {Step} step
 */
export function equationsOf({ d }, step) {
  /** @type {Cell[]} */
  const cells = [];
  /** @type {Matrix[]} */
  const matrices = [];
  /** @type {Equals[]} */
  const signs = [];
  const put = (/** @type {Term} */ term, equation = -1) => {
    const made = matrixOf(d, term, equation);
    cells.push(...made.cells);
    matrices.push({ node: made.body, term });
    return made.element;
  };
  const lines = step.equations.map(({ out, terms }, equation) => {
    const first = cells.length;
    const result = put(out, equation);
    const equals = signOf(step.kind === "update" ? "←" : "=");
    const parts = terms.map((term) => {
      if (typeof term !== "string") return put(term);
      const sign = signOf(term);
      if (term === "η") cells.push({ node: sign.lastElementChild, key: keyOf("eta", 0), entry: null });
      return sign;
    });
    if (step.kind !== "update") {
      signs.push({ node: equals.lastElementChild, keys: cells.slice(first).map(({ key }) => key) });
    }
    return html("div", { class: "nn-backprop-row" }, together([result, equals, ...parts]));
  });
  return { lines, cells, matrices, signs };
}

/** A sign beside the symbols, and once more beside the numbers: there, the number of η. @param {string} text */
function signOf(text) {
  const below = text === "η" ? html("span", { "data-key": keyOf("eta", 0) }) : html("span", {}, text);
  return html("span", { class: "nn-backprop-sign", "aria-hidden": "true" }, html("span", {}, text), below);
}

/** Signs stay with the matrix behind them, and a closing bracket with the one before. @param {any[]} parts */
function together(parts) {
  /** @type {any[][]} */
  const groups = [[]];
  for (const part of parts) {
    const group = groups[groups.length - 1];
    const hasMatrix = group.some((one) => one.classList.contains("nn-backprop-term"));
    if (hasMatrix && part.textContent !== "))") groups.push([part]);
    else group.push(part);
  }
  return groups.map((group) => html("span", { class: "nn-backprop-together" }, group));
}

/**
 * @param {number[]} d @param {Term} term
 * @param {number} equation whose result it is; below 0 for a matrix that is no result
 */
function matrixOf(d, term, equation) {
  const isResult = equation >= 0;
  const keys = keysOf(d, term);
  const kind = `nn-backprop-cell nn-backprop-of-${colourOf(term.name)}`;
  /** @type {Cell[]} */
  const cells = keys.flatMap((row, i) =>
    row.map((key, j) => ({
      node: html(isResult ? "button" : "span", { type: isResult && "button", class: kind, "data-key": key }),
      key,
      entry: isResult ? { equation, i, j } : null,
    })),
  );
  const body = html(
    "span",
    {
      class: "nn-backprop-matrix",
      role: isResult ? "group" : "img",
      style: `grid-template-columns: repeat(${keys[0].length}, auto)`,
    },
    cells.map(({ node }) => node),
  );
  const caption = html("span", { class: "nn-backprop-caption", "aria-hidden": "true" }, captionOf(term));
  return { cells, body, element: html("span", { class: "nn-backprop-term" }, caption, body) };
}
