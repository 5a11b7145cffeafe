// @ts-check
// Which numbers of a pass are nothing but rounding: what is left where numbers cancel that are equal but for their last
// digits, and everything that is made of it. Those are 0 to the reader.

import { keyOf } from "./keys.js";
import { lossOf } from "./losses.js";

/** @typedef {import("../engine/network.js").Network} Network */

// A target that is typed as the output was printed, with nine decimals, is off by half a unit of the last one.
const PRINTED = 1e-9;
// Sums of doubles are off by some units of their last digit.
const DOUBLE = 1e-14;
// The cost of errors that are rounding.
const COST = 1e-15;

/**
 * Put 0 in place of what is only rounding.
 * @param {Map<string, number>} numbers by key @param {Network} net @param {string} loss
 */
export function clean(numbers, net, loss) {
  for (const [key, size] of roundingOf(numbers, net, loss)) {
    if (Math.abs(/** @type {number} */ (numbers.get(key))) > size) continue;
    numbers.set(key, 0);
    // A parameter without a gradient is not moved.
    if (key.startsWith("d")) numbers.set(`n${key.slice(1)}`, /** @type {number} */ (numbers.get(key.slice(1))));
  }
}

/** A cost that is only rounding is 0. @param {number} J */
export function cleanCost(J) {
  return Math.abs(J) < COST ? 0 : J;
}

/**
 * How large rounding can be, by key.
 * @param {Map<string, number>} numbers @param {Network} net @param {string} loss
 */
function roundingOf(numbers, net, loss) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const size = (/** @type {string} */ name, /** @type {number[]} */ ...place) => {
    const [ell, i, j] = place;
    return Math.abs(numbers.get(keyOf(name, ell, i, j)) ?? 1);
  };
  const { d, L } = net;
  let above = outputErrors(size, d[L], L, loss);
  for (let ell = L; ell >= 1; ell -= 1) {
    for (let i = 0; i < d[ell]; i += 1) {
      sizes.set(keyOf("Z", ell, i), DOUBLE * sumOf(d[ell - 1], (j) => size("W", ell, i, j) * size("A", ell - 1, j)));
      sizes.set(keyOf("D", ell, i), above[i]).set(keyOf("db", ell, i), above[i]);
      for (let j = 0; j < d[ell - 1]; j += 1) sizes.set(keyOf("dW", ell, i, j), above[i] * size("A", ell - 1, j));
    }
    const errors = above;
    const termAt = (/** @type {number} */ i, /** @type {number} */ j) =>
      size("W", ell, i, j) * Math.max(errors[i], DOUBLE * size("D", ell, i));
    above = Array.from({ length: d[ell - 1] }, (_, j) => size("S", ell - 1, j) * sumOf(d[ell], (i) => termAt(i, j)));
  }
  return sizes;
}

/**
 * Of the errors of the output, which are differences of outputs and targets; of other losses nothing is known.
 * @param {(name: string, ell: number, i: number) => number} size @param {number} n @param {number} L
 * @param {string} loss
 */
function outputErrors(size, n, L, loss) {
  const isDifference = lossOf(loss).delta !== "derivative";
  return Array.from({ length: n }, (_, i) =>
    isDifference ? PRINTED * Math.max(1, size("A", L, i)) * size("S", L, i) : 0,
  );
}

/** @param {number} count @param {(k: number) => number} term */
function sumOf(count, term) {
  let sum = 0;
  for (let k = 0; k < count; k += 1) sum += term(k);
  return sum;
}
