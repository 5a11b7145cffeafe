// @ts-check
// What the gradient descent figure computes besides the path: the surface, the limit of the learning rate, and what
// stands behind a step. No drawing.

import { SURFACES } from "../engine/surfaces.js";
import { spline } from "./grid_surface.js";

/** @typedef {import("../surface_map/descent.js").Landscape} Landscape */
/** @typedef {import("../surface_map/descent.js").Path} Path */

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
 * The learning rate from which on the descent diverges: known for momentum on a surface of one curvature everywhere.
 * @param {{ optimizer: string, mu: number }} settings  mu: 0 where the rule has no momentum
 * @param {number | undefined} curvature  the largest, where it is the same everywhere
 */
export function limitOf({ optimizer, mu }, curvature) {
  return curvature && optimizer === "Momentum" ? (2 * (1 + mu)) / curvature : null;
}

/**
 * What stands behind the next step from place t. With momentum: minus eta times the gradient, and mu times the velocity,
 * whose sum it is. With any other rule: the step itself, and one as long straight downhill, to compare.
 * @param {Landscape} surface @param {Path & { ahead: number }} path  ahead: the last place that is known
 * @param {number} t @param {{ optimizer: string, eta: number, mu: number }} settings
 * @param {number} flat  a gradient that is no longer than this is rounding error, and none
 */
export function forces(surface, { x, y, ahead }, t, { optimizer, eta, mu }, flat) {
  let [gx, gy] = surface.gradient(x[t], y[t], new Float64Array(2));
  if (Math.hypot(gx, gy) <= flat) [gx, gy] = [0, 0];
  const slope = Math.hypot(gx, gy);
  if (optimizer !== "Momentum") {
    const step = t < ahead ? [x[t + 1] - x[t], y[t + 1] - y[t]] : [0, 0];
    const share = slope ? Math.hypot(step[0], step[1]) / slope : 0;
    return { downhill: [-share * gx, -share * gy], second: step, slope };
  }
  const moved = t > 0 && mu > 0;
  const second = moved ? [mu * (x[t] - x[t - 1]), mu * (y[t] - y[t - 1])] : [0, 0];
  return { downhill: [-eta * gx, -eta * gy], second, slope };
}
