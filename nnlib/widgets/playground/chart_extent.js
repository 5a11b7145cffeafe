// @ts-check
// From where to where the chart of the cost goes.

import { ticks } from "../kit/numbers.js";

// The share of the costs, beside the first, that must be in the picture: one wild step does not flatten all the rest.
const SHOWN = 0.98;
// Where the costs reach WILD times the first one, or WIDEST, they are drawn by their powers of ten.
const WILD = 1000;
const WIDEST = 1e4;
// Costs below this are as good as none.
const SMALLEST = 1e-3;

/**
 * From where to where the costs are drawn, and whether by their powers of ten. In round steps, so that the axis does
 * not change with every frame.
 * @param {{ cost: number[], heldOut: number[] }} curve
 */
export function extent({ cost, heldOut }) {
  const sorted = Float64Array.from([...cost, ...heldOut].filter(Number.isFinite)).sort();
  const firsts = [cost, heldOut].map((values) => values.find(Number.isFinite) ?? 0);
  const most = sorted[sorted.length - 1] ?? 1;
  if (most > WILD * Math.max(firsts[0], SMALLEST) || most >= WIDEST) {
    const least = sorted.find((J) => J > 0) ?? 1;
    return { bottom: Math.floor(Math.log10(least)), top: Math.ceil(Math.log10(most) + 1e-9), powers: true };
  }
  const usual = 1.05 * (sorted[Math.floor(SHOWN * (sorted.length - 1))] ?? 1);
  return { bottom: 0, top: roundUp(Math.max(SMALLEST, usual, ...firsts)), powers: false };
}

/** A few whole numbers from end to end. @param {number[]} domain */
export function wholes([low, high]) {
  const some = ticks(low, high, 3);
  return some.every(Number.isInteger) ? some : ticks(low, high, high - low);
}

/** The next number with one round digit, in steps of a quarter. @param {number} x */
export function roundUp(x) {
  const power = 10 ** Math.floor(Math.log10(x));
  return [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((m) => m * power).find((m) => m >= x * 0.9999) ?? 10 * power;
}
