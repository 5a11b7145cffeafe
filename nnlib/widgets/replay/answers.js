// @ts-check
// The answers of a network over the grid of a map: where each class leads, and by how much.

import { contour } from "../kit/contours.js";
import { GRID } from "./model.js";

/** @typedef {import("./model.js").Run} Run */
/** @typedef {Pick<Run, "d_L" | "middle" | "spread">} Classes */

/**
 * How far the answer for class k leads, at corner n; for one output, its distance from the middle.
 * @param {Classes} run @param {Float64Array} A  outputs, (d_L, N) @param {number} k @param {number} n
 */
export function leadOf({ d_L, middle, spread }, A, k, n) {
  if (d_L === 1) return ((k ? 1 : -1) * (A[n] - middle)) / spread;
  let other = -Infinity;
  for (let i = 0; i < d_L; i++) if (i !== k) other = Math.max(other, A[n * d_L + i]);
  return A[n * d_L + k] - other;
}

/**
 * The map as an image of GRID x GRID pixels, the row of the largest x_2 on top: each in the colour of its class, the
 * darker the surer the answer.
 * @param {Run} run @param {Float64Array} A @param {number[][]} inks  red, green and blue of each class
 */
export function shadesOf(run, A, inks) {
  const pixels = new Uint8ClampedArray(4 * GRID * GRID);
  for (let n = 0; n < GRID * GRID; n++) {
    const k = run.classOf(A, n);
    const sure = Math.min(1, Math.max(0, leadOf(run, A, k, n)));
    const at = 4 * ((GRID - 1 - Math.floor(n / GRID)) * GRID + (n % GRID));
    pixels.set([...inks[k % inks.length], 255 * (0.05 + 0.35 * sure)], at);
  }
  return pixels;
}

/**
 * The borders between the classes, as the `d` of a path. Two classes of one output share one border.
 * @param {Classes} run @param {Float64Array} A @param {(column: number, row: number) => number[]} place  in pixels
 */
export function bordersOf(run, A, place) {
  let d = "";
  for (let k = 0; k < run.d_L; k++) {
    const values = Float64Array.from({ length: GRID * GRID }, (_, n) => leadOf(run, A, k, n));
    const pieces = contour({ columns: GRID - 1, rows: GRID - 1, values, low: 0, high: 0, middle: 0 }, 0);
    const at = (/** @type {number} */ p) => {
      const [x, y] = place(pieces[p], pieces[p + 1]);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    };
    for (let p = 0; p < pieces.length; p += 4) d += `M${at(p)}L${at(p + 2)}`;
  }
  return d;
}
