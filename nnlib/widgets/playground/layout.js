// @ts-check
// How large the parts of the playground are drawn.

import { clamp } from "../kit/numbers.js";

// From here on the network and the plane stand side by side, and the cost beside its numbers.
const WIDE = 620;
const WIDE_CHART = 480;
const GAP = 16;
const NUMBERS = 190;
const CHART = 130;

/** @typedef {{ width: number, height: number }} Size */

/** The width of the plane with its axes, in a figure of that width. @param {number} width */
export function planeWidth(width) {
  return width >= WIDE ? Math.floor(clamp(0.5 * width, 250, 380)) : Math.min(width, 420);
}

/**
 * The size of the picture of a network.
 * @param {number} width of the figure @param {Size} plane @param {number[]} d the widths of the layers
 * @returns {Size}
 */
export function networkSize(width, plane, d) {
  return width >= WIDE
    ? { width: width - plane.width - GAP, height: plane.height + GAP }
    : { width, height: clamp(46 + 44 * Math.max(...d), 180, 330) };
}

/** The size of the chart of the cost. @param {number} width of the figure @returns {Size} */
export function chartSize(width) {
  return { width: width >= WIDE_CHART ? width - NUMBERS : width, height: CHART };
}
