// @ts-check
// Where things stand in the drawing of the neuron. All lengths are pixels.

import { linear, roundUp } from "../kit/numbers.js";

/** @typedef {import("./model.js").State} State */
/** @typedef {ReturnType<typeof layout>} Layout */

const ROW = 24;
const RIGHT = 14;
const BOTTOM = 36;
// Below this width the formulas stand above the plot, where they take so much.
const NARROW = 480;
const WORDS = 54;
// Half the length of the tangent.
const TANGENT = 80;

/** Where the plots begin, to the right of their labels. */
export const LEFT = 58;

/** Height of a bar. */
export const BAR = 14;

/** The middle of a row of bars. @param {number} row */
export function middleOf(row) {
  return ROW * row + ROW / 2;
}

/** Where each bar begins, and the last one ends: the running sums. @param {State} state */
export function stopsOf({ products, b }) {
  const stops = [0];
  for (const part of [...products, b]) stops.push(stops[stops.length - 1] + part);
  return stops;
}

/**
 * The drawing for a width: bars, one row for each product, the bias and the sum; below them the plot, from `top` to
 * `bottom`; `z` to the right and `y` upwards.
 * @param {State} state @param {number} width @param {number} bound of the bias
 */
export function layout(state, width, bound) {
  const stops = stopsOf(state);
  // The same for every bias, or the axis would widen under the hand that moves the point.
  const furthest = Math.max(...stops.slice(0, -1).map(Math.abs), Math.abs(state.sum) + bound);
  const reach = roundUp(Math.max(5, 1.05 * furthest));
  const narrow = width < NARROW;
  const top = ROW * (state.products.length + 2) + 14 + (narrow ? WORDS : 0);
  const bottom = top + (narrow ? 170 : 210);
  return {
    width,
    height: bottom + BOTTOM,
    narrow,
    stops,
    reach,
    top,
    bottom,
    z: linear([-reach, reach], [LEFT, width - RIGHT]),
    y: vertical(state, reach, top, bottom),
    // Every curve here rises, so the upper left corner is free; in a narrow plot it is not, and they stand above.
    words: narrow ? { x: 4, y: top + 18 - WORDS } : { x: LEFT + 12, y: top + 22 },
  };
}

/** @param {State} state @param {number} reach @param {number} top @param {number} bottom */
function vertical({ sigma }, reach, top, bottom) {
  const ends = [sigma.value(-reach), sigma.value(reach), sigma.value(-0.75), 0];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = 0.08 * (high - low);
  return linear([low - room, high + room], [bottom, top]);
}

/**
 * The two ends of the tangent: it has one length, however steep it is, unless it would leave the plot.
 * @param {State} state @param {Layout} at
 */
export function tangentOf(state, { z, y }) {
  const [x0, y0] = [z(state.z), y(state.out)];
  const steepness = (state.slope * (y(1) - y(0))) / (z(1) - z(0));
  const [bottom, top] = y.range;
  return [-1, 1].map((side) => {
    const edge = side < 0 ? x0 - z.range[0] : z.range[1] - x0;
    const rise = side * steepness;
    const height = rise < 0 ? y0 - top : bottom - y0;
    const run = Math.min(TANGENT / Math.hypot(1, steepness), edge, rise ? height / Math.abs(rise) : Infinity);
    return [x0 + side * run, y0 + rise * run];
  });
}
