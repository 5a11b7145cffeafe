// @ts-check
// All numbers of the stepper to change: inputs, weights and biases of each layer, targets, as matrices of fields.

import { numberField } from "../kit/controls.js";
import { change, html, symbol } from "../kit/ui.js";
import { fittingTargets, keyOf } from "./model.js";
import { wordsOf } from "./symbols.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("../kit/ui.js").Model} Model
 * @typedef {import("./model.js").Pass} Pass
 */

/**
 * The fields for a network of widths d.
 * @param {Life} life @param {Model} model @param {number[]} d @param {number} bound
 */
export function numbersPart(life, model, d, bound) {
  const L = d.length - 1;
  /** @type {Map<string, ReturnType<typeof numberField>>} */
  const fields = new Map();
  const put = (/** @type {string} */ name, /** @type {number} */ place, /** @type {number} */ value) => {
    const values = [...model.get(name)];
    values[place] = value;
    return values;
  };

  /** @param {string} key @param {(value: number) => void} set @param {[number, number]} [limits] */
  function field(key, set, [min, max] = [-bound, bound]) {
    const made = numberField(life, {
      ...{ label: wordsOf(key), min, max, step: 0.01, digits: 4, bare: true, value: 0, change: set },
    });
    fields.set(key, made);
    return html("span", { class: "nn-backprop-field", "data-key": key }, made.element);
  }

  /** @param {any} caption @param {number} columns @param {any[]} cells */
  const matrix = (caption, columns, cells) =>
    html(
      "div",
      { class: "nn-backprop-term" },
      html("span", { class: "nn-backprop-caption", "aria-hidden": "true" }, caption),
      html("span", { class: "nn-backprop-matrix", style: `grid-template-columns: repeat(${columns}, auto)` }, cells),
    );

  const range = (/** @type {number} */ count) => Array.from({ length: count }, (_, k) => k);
  const inputs = range(d[0]).map((i) => field(keyOf("A", 0, i), (value) => change(model, { x: put("x", i, value) })));
  const parts = [matrix(symbol("x", { bold: true, class: "nn-backprop-of-activation" }), 1, inputs)];
  let place = 0;
  for (let ell = 1; ell <= L; ell += 1) {
    /** @type {any[]} */
    const weights = [];
    /** @type {any[]} */
    const biases = [];
    for (const i of range(d[ell])) {
      for (const j of range(1 + d[ell - 1])) {
        const at = place;
        const set = (/** @type {number} */ value) => change(model, { theta: put("theta", at, value) });
        if (j === 0) biases.push(field(keyOf("b", ell, i), set));
        else weights.push(field(keyOf("W", ell, i, j - 1), set));
        place += 1;
      }
    }
    const sup = `(${ell})`;
    parts.push(
      matrix(symbol("W", { sup, bold: true, class: "nn-backprop-of-weight" }), d[ell - 1], weights),
      matrix(symbol("b", { sup, bold: true, class: "nn-backprop-of-bias" }), 1, biases),
    );
  }
  const loss = model.get("loss");
  const limits = /** @type {[number, number]} */ (/entropy/.test(loss) ? [0, 1] : [-bound, bound]);
  const targets = range(d[L]).map((i) => {
    // Probabilities sum to 1, so with one of them the others move.
    const set = (/** @type {number} */ value) => change(model, { y: fittingTargets(put("y", i, value), loss, i) });
    return field(keyOf("Y", L, i), set, limits);
  });
  parts.push(matrix(symbol("y", { sup: "*", bold: true, class: "nn-backprop-of-activation" }), 1, targets));

  return {
    element: html("div", { class: "nn-backprop-numbers", role: "group", "aria-label": "Numbers to change" }, parts),
    signature: `${d} ${loss}`,
    /** @param {Pass} pass @param {Set<string>} play */
    draw(pass, play) {
      for (const [key, { element, set }] of fields) {
        set(/** @type {number} */ (pass.numbers.get(key)));
        element.parentElement?.classList.toggle("nn-backprop-lit", play.has(key));
      }
    },
  };
}
