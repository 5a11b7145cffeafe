// @ts-check
// What became of a descent, in a sentence or two.

import { FLOOR } from "../kit/log_axis.js";
import { number } from "../kit/numbers.js";
import { limitOf } from "./descent.js";

/** @typedef {import("./state.js").State} State */

/** J and its like: four digits, or a power of ten; what is rounding error is 0. */
export function brief(/** @type {number} */ x) {
  const size = Math.abs(x);
  if (size <= FLOOR) return "0";
  return size >= 1000 && size < 1e6 ? number(x, 0) : number(x, size >= 100 ? 1 : size >= 10 ? 2 : 4);
}

/** A coordinate is read off the map: what is next to nothing there is 0. */
export function coordinate(/** @type {number} */ x, digits = 4) {
  return number(Number(x.toFixed(digits)), digits);
}

/**
 * @param {Pick<State, "path" | "outcome" | "settings" | "bounded" | "curvature" | "forces">} now
 */
export function report(now) {
  const { path, outcome, bounded } = now;
  const { J, last } = path;
  const { exit, back, far, rest } = outcome;
  const tooFast = aboveTheLimit(now);
  if (rest === 0 && now.forces(0).slope === 0) {
    return `The gradient is 0 at the start, so no step leads away from ${placeOf(path, 0)}, where J is ${brief(J[0])}.`;
  }
  const isHigher = J[last] - J[0] > 1e-9 * Math.abs(J[0]) + FLOOR;
  const higher = isHigher ? ", more than at the start" : "";
  if (exit >= 0 && !back) {
    if (bounded) return `The path leaves the map at step ${exit}. The function is not known there.`;
    const end = `J is ${brief(J[last])}${higher}.${tooFast}`;
    if (!far) return `The path leaves the map at step ${exit}. After ${inSteps(last)}, ${end}`;
    return `It diverges: the path leaves the map at step ${exit}. At step ${last}, J is ${brief(J[last])}.${tooFast}`;
  }
  if (exit < 0 && swings(path)) {
    const places = [last - 1, last].map((t) => placeOf(path, t)).join(" and ");
    return `It swings between ${places} for ever, where J is ${brief(J[last])}.${tooFast}`;
  }
  const away = exit >= 0 ? `The path leaves the map at step ${exit} and comes back. ` : "";
  const how = rest >= 0 ? `From step ${rest} on it stands still` : `After ${inSteps(last)} it is`;
  return `${away}${how} at ${placeOf(path, last)}, where J is ${brief(J[last])}${higher}.${tooFast}`;
}

/** A number of steps. @param {number} count */
export function inSteps(count) {
  return count === 1 ? "1 step" : `${count} steps`;
}

/** A sentence if the learning rate is too large to converge, as far as that is known. */
function aboveTheLimit(/** @type {Pick<State, "settings" | "curvature">} */ { settings, curvature }) {
  const { eta, mu } = settings;
  const limit = limitOf(settings, curvature);
  if (limit === null || eta < limit) return "";
  const where = `the limit for this surface${mu ? " and momentum" : ""}`;
  return ` The learning rate is ${eta > limit ? "above" : "at"} ${number(limit, 3)}, ${where}.`;
}

/** Whether the path ends by going to and fro between two places. @param {State["path"]} path */
function swings({ x, y, last }) {
  const gap = (/** @type {number} */ k) => Math.hypot(x[last] - x[last - k], y[last] - y[last - k]);
  return last > 3 && gap(2) < 1e-6 * gap(1);
}

/** @param {State["path"]} path @param {number} t */
function placeOf({ x, y }, t) {
  return `(${coordinate(x[t], 3)}, ${coordinate(y[t], 3)})`;
}
