// @ts-check
// The axis of J in the chart: logarithmic where J stays above 0, so that a steady factor is a straight line.

import { exponentOf, FLOOR } from "../kit/log_axis.js";
import { clamp, linear, number, ticks } from "../kit/numbers.js";

/** @typedef {import("./descent.js").Path} Path */
/**
 * @typedef {{ at: number, text: string, power?: number }} Mark   at: pixels; power: the exponent of a power of ten
 * @typedef {{ y(J: number): number, high: number, marks: Mark[], unit: number, logarithmic: boolean }} CostAxis
 *   y: pixels; high: what is higher is cut off; unit: the power of ten in which the numbers are given
 */

// One run that diverges must not flatten all others: J above so many times the highest it was to begin with is cut off.
const CEILING = 1000;

/**
 * @param {Path[]} paths  all that must be seen
 * @param {{ heights: { high: number }, logarithmic: boolean }} ground @param {number[]} range  in pixels
 * @returns {CostAxis}
 */
export function costAxis(paths, { heights, logarithmic }, range) {
  const [low, high] = extremes(paths);
  // A descent that gets lost would flatten all the rest: what is higher than the map is cut off.
  // Where J is 0 all the way, there is no power of ten to show.
  if (!logarithmic || !(high > FLOOR)) return linearAxis(low, Math.min(high, heights.high), range);
  const starts = paths.map(({ J }) => J[0]).filter(Number.isFinite);
  return logarithmicAxis(low, Math.min(high, CEILING * Math.max(heights.high, ...starts)), range);
}

/** The least and the largest J of all paths, where it is known. @param {Path[]} paths */
function extremes(paths) {
  let [low, high] = [Infinity, -Infinity];
  for (const { J, last } of paths) {
    for (let t = 0; t <= last; t++) {
      if (!Number.isFinite(J[t])) continue;
      low = Math.min(low, J[t]);
      high = Math.max(high, J[t]);
    }
  }
  return [low, high];
}

/** @param {number} low @param {number} high @param {number[]} range @returns {CostAxis} */
function logarithmicAxis(low, high, range) {
  let [from, to] = [exponentOf(low), exponentOf(high)];
  if (to - from < 0.3) [from, to] = [from - 0.15, to + 0.15];
  const isWide = to - from > 1.5;
  const scale = linear(isWide ? [Math.floor(from), Math.ceil(to)] : [from - 0.05, to + 0.05], range);
  const unit = isWide ? 0 : unitOf(high);
  const marks = isWide
    ? wholePowers(scale.domain).map((k) => ({ at: scale(k), text: "", power: k }))
    : roundNumbers(scale.domain).map((k) => ({ at: scale(k), text: inUnits(10 ** k, 10 ** k, unit) }));
  return { y: (J) => scale(exponentOf(J)), high, marks, unit, logarithmic: true };
}

/** Exponents of at most five powers of ten. @param {number[]} domain */
function wholePowers([from, to]) {
  const apart = Math.ceil((to - from) / 5);
  return ticks(from, to, 99).filter((k) => Number.isInteger(k) && k % apart === 0);
}

/** Logarithms of round numbers. @param {number[]} domain */
function roundNumbers([from, to]) {
  return ticks(10 ** from, 10 ** to, 4)
    .filter((J) => J > 0)
    .map(Math.log10);
}

/** @param {number} low @param {number} high @param {number[]} range @returns {CostAxis} */
function linearAxis(low, high, range) {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const isFlat = high - low <= 1e-12 * size || size <= FLOOR;
  const room = isFlat ? 0.5 * (size > FLOOR ? size : 1) : 0.06 * (high - low);
  const scale = linear([low - room, high + room], range);
  const unit = unitOf(size);
  const marks = ticks(scale.domain[0], scale.domain[1], 4).map((J) => ({
    at: scale(J),
    text: inUnits(J, high - low + room, unit),
  }));
  return { y: scale, high, marks, unit, logarithmic: false };
}

/** The power of ten in which numbers of this size are short, 0 if they are as they stand. @param {number} size */
function unitOf(size) {
  if (!(size > FLOOR)) return 0;
  const power = Math.floor(Math.log10(size));
  return power < -3 || power > 4 ? power : 0;
}

/** @param {number} J @param {number} size  of the differences that must show @param {number} unit */
function inUnits(J, size, unit) {
  return number(J / 10 ** unit, digits(size / 10 ** unit));
}

/** How many digits after the point a number of this size needs. @param {number} size */
function digits(size) {
  return clamp(1 - Math.floor(Math.log10(Math.abs(size) || 1)), 0, 6);
}
