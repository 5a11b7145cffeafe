// @ts-check
// What the gradient descent figure computes: the surface, the path down it, and what became of the path. No drawing.

import { makeOptimizer } from "../engine/optimizers.js";
import { SURFACES } from "../engine/surfaces.js";
import { spline } from "./grid_surface.js";
import { contains } from "./plane.js";

/**
 * @typedef {{
 *   domain: number[][], minima: number[][], value(x: number, y: number): number,
 *   gradient(x: number, y: number, out: Float64Array): Float64Array,
 * }} Landscape
 * @typedef {{ start: number[], optimizer: string, eta: number, mu: number, steps: number }} Descent
 *   mu: 0 where the rule has no momentum
 * @typedef {{ x: Float64Array, y: Float64Array, J: Float64Array, last: number }} Path   places 0, ..., last
 * @typedef {{ exit: number, back: boolean, far: boolean, rest: number }} Outcome
 *   exit: the first step that lands outside the view, or -1; back: whether the last is inside again; far: whether the
 *   run was stopped because it had gone astray; rest: the place from which on nothing moves, or -1
 */

// A path stands still from where it keeps within this share of the map's width.
const STILL = 1e-9;

/**
 * The surface of that name. One that the engine does not know is the function that Python gave.
 * @param {string} name @param {Record<string, Pick<Landscape, "domain" | "minima">>} surfaces  what Python says of them
 * @param {{ shape: number[], values: Float64Array }} grid @param {number[]} domain
 * @returns {Landscape}
 */
export function landscape(name, surfaces, grid, domain) {
  return name in SURFACES ? { ...SURFACES[name], ...surfaces[name] } : spline(grid, domain);
}

/**
 * The path of a rule, at most `steps` of them. It ends early with the first point that is far off or where J is not
 * known, and before one that is no number.
 * @param {Landscape} surface @param {Descent} settings
 * @param {number} far  widths of the domain from its middle, from where a run does not come back
 * @returns {Path}
 */
export function descend(surface, { start, optimizer, eta, mu, steps }, far) {
  const theta = Float64Array.from(start);
  const gradient = new Float64Array(2);
  const rule = makeOptimizer(optimizer, { eta, mu });
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

/**
 * The learning rate from which on the descent diverges: known for momentum on a surface of one curvature everywhere.
 * @param {Descent} settings @param {number | undefined} curvature  the largest, where it is the same everywhere
 */
export function limitOf({ optimizer, mu }, curvature) {
  return curvature && optimizer === "Momentum" ? (2 * (1 + mu)) / curvature : null;
}

/**
 * What stands behind the next step from place t: minus eta times the gradient, and mu times the velocity.
 * @param {Landscape} surface @param {Path} path @param {number} t @param {{ eta: number, mu: number }} settings
 * @param {number} flat  a gradient that is no longer than this is rounding error, and none
 */
export function forces(surface, { x, y }, t, { eta, mu }, flat) {
  let [gx, gy] = surface.gradient(x[t], y[t], new Float64Array(2));
  if (Math.hypot(gx, gy) <= flat) [gx, gy] = [0, 0];
  const moved = t > 0 && mu > 0;
  const velocity = moved ? [mu * (x[t] - x[t - 1]), mu * (y[t] - y[t - 1])] : [0, 0];
  return { downhill: [-eta * gx, -eta * gy], velocity, slope: Math.hypot(gx, gy) };
}
