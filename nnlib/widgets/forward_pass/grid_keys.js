// @ts-check
// Where the keys lead among the matrices: from cell to cell, and past an edge to the next matrix. No drawing here.

import { clamp } from "../kit/numbers.js";

/**
 * @typedef {{ grid: number, i: number, j: number }} Place   a cell: its matrix in the order on the page, row, column
 */

/** Rows and columns that an arrow goes. @type {Record<string, number[]>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * The place that a key leads to; null for a key that leads nowhere.
 * @param {number[][]} shapes rows and columns of every matrix
 * @param {Place} from @param {string} key @param {boolean} control whether the Control key is held
 * @param {number} perLayer matrices of a layer, from each to the same of the next in the order on the page
 * @returns {Place | null}
 */
export function placeAfter(shapes, from, key, control, perLayer) {
  const [rows, columns] = shapes[from.grid];
  const last = { i: rows - 1, j: columns - 1 };
  if (key === "Home") return { ...from, i: control ? 0 : from.i, j: 0 };
  if (key === "End") return { ...from, i: control ? last.i : from.i, j: last.j };
  if (control || !ARROWS[key]) return null;
  const [down, right] = ARROWS[key];
  const [i, j] = [from.i + down, from.j + right];
  if (i === clamp(i, 0, last.i) && j === clamp(j, 0, last.j)) return { ...from, i, j };
  return acrossTheEdge(shapes, from, perLayer * down + right, down, right);
}

/**
 * Past the end of a row goes on in the next matrix, past the end of a column in the same matrix of the next layer.
 * @param {number[][]} shapes @param {Place} from @param {number} by how many matrices further
 * @param {number} down @param {number} right @returns {Place | null}
 */
function acrossTheEdge(shapes, { grid, i, j }, by, down, right) {
  const to = grid + by;
  if (!shapes[to]) return null;
  const [rows, columns] = shapes[to];
  if (right) return { grid: to, i: Math.min(i, rows - 1), j: right > 0 ? 0 : columns - 1 };
  return { grid: to, i: down > 0 ? 0 : rows - 1, j: Math.min(j, columns - 1) };
}
