// @ts-check
// From the strokes of a pen to 28 x 28 pixels, as in mnist_form.py, which says why: the same arithmetic.

import { squaredDistances } from "./strokes.js";

/** @typedef {import("./strokes.js").Stroke} Stroke */
/**
 * The form that drawings are brought into: MNIST_FORM in mnist_form.py, where each number is explained.
 * @typedef {Record<"side" | "box" | "middle" | "pen" | "edge" | "broadest" | "smallest", number>} MnistForm
 */

/**
 * How much ink each pixel holds: 784 numbers, row by row.
 * @param {Stroke[]} strokes @param {MnistForm} form
 */
export function mnistPixels(strokes, form) {
  const { side, box, middle, pen, smallest } = form;
  if (strokes.length === 0) return new Float64Array(side * side);
  const [[left, right], [top, bottom]] = [0, 1].map((axis) => ends(strokes, axis));
  const scale = (box - 2 * pen) / Math.max(right - left, bottom - top, smallest);
  const placed = moved(strokes, (left + right) / 2, (top + bottom) / 2, scale, middle);
  const [x, y] = centreOfMass(inked(placed, form), side);
  return inked(moved(placed, x, y, 1, middle), form);
}

/** Smallest and largest of the coordinates. @param {Stroke[]} lines @param {number} axis */
function ends(lines, axis) {
  const all = lines.flat().map((point) => point[axis]);
  return [Math.min(...all), Math.max(...all)];
}

/**
 * The lines scaled, and moved so that the point (x, y) comes to (to, to).
 * @param {Stroke[]} lines @param {number} x @param {number} y @param {number} scale @param {number} to
 */
function moved(lines, x, y, scale, to) {
  return lines.map((line) => line.map((point) => [(point[0] - x) * scale + to, (point[1] - y) * scale + to]));
}

/**
 * How much ink each pixel gets: all of it near a line, less and less over the edge.
 * @param {Stroke[]} lines @param {MnistForm} form
 */
function inked(lines, form) {
  const shareOf = (/** @type {number} */ squared) => (form.pen + form.edge / 2 - Math.sqrt(squared)) / form.edge;
  return squaredDistances(lines, form).map((squared) => Math.min(Math.max(shareOf(squared), 0), 1));
}

/** @param {Float64Array} ink @param {number} side */
function centreOfMass(ink, side) {
  let [all, x, y] = [0, 0, 0];
  ink.forEach((share, k) => {
    all += share;
    x += share * ((k % side) + 0.5);
    y += share * (Math.floor(k / side) + 0.5);
  });
  return [x / all, y / all];
}
