// @ts-check
// Descents on a surface of two parameters: the path of a rule, and what became of it. No drawing.

import { makeOptimizer } from "../engine/optimizers.js";
import { contains } from "./plane.js";

/**
 * @typedef {{
 *   domain: number[][], minima: number[][], value(x: number, y: number): number,
 *   gradient(x: number, y: number, out: Float64Array): Float64Array,
 * }} Landscape
 * @typedef {{ start: number[], optimizer: string, rates: object, steps: number }} Descent
 *   rates: the settings of the rule
 * @typedef {{ x: Float64Array, y: Float64Array, J: Float64Array, last: number }} Path   places 0, ..., last
 * @typedef {{ exit: number, back: boolean, far: boolean, rest: number }} Outcome
 *   exit: the first step that lands outside the view, or -1; back: whether the last is inside again; far: whether the
 *   run was stopped because it had gone astray; rest: the place from which on nothing moves, or -1
 */

// A path stands still from where it keeps within this share of the map's width.
const STILL = 1e-9;

/**
 * The path of a rule, at most `steps` of them. It ends early with the first point that is far off or where J is not
 * known, and before one that is no number.
 * @param {Landscape} surface @param {Descent} settings
 * @param {number} far  widths of the domain from its middle, from where a run does not come back
 * @returns {Path}
 */
export function descend(surface, { start, optimizer, rates, steps }, far) {
  const theta = Float64Array.from(start);
  const gradient = new Float64Array(2);
  const rule = makeOptimizer(optimizer, rates);
  const x = new Float64Array(steps + 1);
  const y = new Float64Array(steps + 1);
  const J = new Float64Array(steps + 1);
  let last = -1;
  while (Number.isFinite(theta[0]) && Number.isFinite(theta[1])) {
    last += 1;
    x[last] = theta[0];
    y[last] = theta[1];
    J[last] = surface.value(theta[0], theta[1]);
    if (last === steps || !Number.isFinite(J[last]) || isFar(surface.domain, theta, far)) break;
    rule.step(theta, surface.gradient(theta[0], theta[1], gradient));
  }
  return { x, y, J, last };
}

/** @param {number[][]} domain @param {ArrayLike<number>} theta @param {number} far */
function isFar(domain, theta, far) {
  return domain.some(([low, high], p) => Math.abs(theta[p] - (low + high) / 2) > far * (high - low));
}

/**
 * A run from Python as a path: up to its first point that is no number.
 * @param {Landscape} surface @param {Float64Array} values x_0, ..., x_n, y_0, ..., y_n @returns {Path}
 */
export function pathOfRun(surface, values) {
  const count = values.length / 2;
  const x = values.slice(0, count);
  const y = values.slice(count);
  const stop = x.findIndex((_, t) => !(Number.isFinite(x[t]) && Number.isFinite(y[t])));
  const J = x.map((_, t) => surface.value(x[t], y[t]));
  return { x, y, J, last: (stop < 0 ? count : stop) - 1 };
}

/**
 * What became of a path.
 * @param {Path} path @param {import("./plane.js").View} view @param {number} wanted  how many steps were asked for
 * @returns {Outcome}
 */
export function outcomeOf({ x, y, J, last }, view, wanted) {
  let exit = -1;
  for (let t = 0; t <= last && exit < 0; t++) if (!contains(view, x[t], y[t])) exit = t;
  let rest = last;
  const still = STILL * (view.x[1] - view.x[0]);
  while (rest > 0 && Math.hypot(x[rest - 1] - x[last], y[rest - 1] - y[last]) <= still) rest -= 1;
  const far = last < wanted || !Number.isFinite(J[last]);
  return { exit, back: exit >= 0 && contains(view, x[last], y[last]), far, rest: rest < last ? rest : -1 };
}
