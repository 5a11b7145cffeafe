// @ts-check
// What the stepper must know of a loss besides its numbers: how its equations are written, and which targets it allows.

import { clamp } from "../kit/numbers.js";

/**
 * @typedef {string | { key: string }} Part   words and signs, or a number by its key
 * @typedef {{
 *   delta: "product" | "difference" | "derivative", bracket: string, targets: "any" | "probabilities" | "distribution",
 *   work: (y: Part[], a: Part[]) => Part[], costNote: string, errorNote: string,
 * }} LossParts
 *   delta: Delta[L] is the difference of outputs and targets times the slope of the output activation, or that
 *     difference alone, or, of a loss that has no entry below, a derivative.
 *   bracket: opens before the difference in a product.
 *   targets: any number, a probability each, or probabilities with sum 1.
 *   work: the loss in full, from targets and outputs.
 */

/** @param {Part[]} y @param {string} sign between two of them @param {(k: number) => Part[]} term */
const joined = (y, sign, term) => y.flatMap((_, k) => (k ? [sign, ...term(k)] : term(k)));

const COST_NOTE = "One example, N = 1, so the cost J is its loss.";
const DIFFERENCE_NOTE = "Behind this activation, this loss leaves nothing but the difference.";

/** @type {Record<string, LossParts>} */
const LOSSES = {
  mse: {
    delta: "product",
    bracket: "(",
    targets: "any",
    work: (y, a) => joined(y, " + ", (k) => ["½ (", y[k], " − ", a[k], ")²"]),
    costNote: COST_NOTE,
    errorNote: "How far each output is off, times the slope of the output activation.",
  },
  huber: {
    delta: "product",
    bracket: "clip(",
    targets: "any",
    work: (y, a) => joined(y, " + ", (k) => ["h(", y[k], " − ", a[k], ")"]),
    costNote: "h(r) is r²/2 up to |r| = 1, and |r| − ½ beyond. One example, so J is its loss.",
    errorNote: "The difference, cut to −1 and 1, times the slope of the output activation.",
  },
  binary_cross_entropy: {
    delta: "difference",
    bracket: "",
    targets: "probabilities",
    work: (y, a) => [
      "−",
      ...joined(y, " − ", (k) => [y[k], " · log ", a[k], " − (1 − ", y[k], ") · log(1 − ", a[k], ")"]),
    ],
    costNote: COST_NOTE,
    errorNote: DIFFERENCE_NOTE,
  },
  cross_entropy: {
    delta: "difference",
    bracket: "",
    targets: "distribution",
    work: (y, a) => ["−", ...joined(y, " − ", (k) => [y[k], " · log ", a[k]])],
    costNote: COST_NOTE,
    errorNote: DIFFERENCE_NOTE,
  },
};

/** A loss that nnlib has been given since. @type {LossParts} */
const ANY = {
  delta: "derivative",
  bracket: "",
  targets: "any",
  work: (y, a) => ["ℒ(", ...joined(y, ", ", (k) => [y[k]]), "; ", ...joined(a, ", ", (k) => [a[k]]), ")"],
  costNote: COST_NOTE,
  errorNote: "The derivative of the loss with respect to each pre-activation of the output.",
};

/** @param {string} name */
export function lossOf(name) {
  return LOSSES[name] ?? ANY;
}

/**
 * Targets that the loss allows, as near as may be; number `fixed` stays, if it can.
 * @param {number[]} y @param {string} loss @param {number} [fixed]
 */
export function fittingTargets(y, loss, fixed = -1) {
  const { targets } = lossOf(loss);
  if (targets === "any") return y;
  const probable = y.map((value) => clamp(value, 0, 1));
  if (targets === "probabilities") return probable;
  if (probable.length === 1) return [1];
  const held = fixed >= 0 ? probable[fixed] : 0;
  const rest = probable.reduce((sum, value, i) => (i === fixed ? sum : sum + value), 0);
  const share = (/** @type {number} */ value) =>
    rest > 0 ? (value * (1 - held)) / rest : (1 - held) / (probable.length - (fixed >= 0 ? 1 : 0));
  return probable.map((value, i) => (i === fixed ? held : share(value)));
}

/**
 * Between which numbers a target lies.
 * @param {string} loss @param {{ low: number, high: number }} bounds of any number
 */
export function targetBounds(loss, { low, high }) {
  return lossOf(loss).targets === "any" ? [low, high] : [0, 1];
}
