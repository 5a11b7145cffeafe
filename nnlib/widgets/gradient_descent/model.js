// @ts-check
// What the gradient descent figure computes: the surface, the path down it, and what became of the path. No drawing.

import { GradientDescent, Momentum } from "../engine/optimizers.js";
import { SURFACES } from "../engine/surfaces.js";

/**
 * @typedef {{
 *   domain: number[][], minima: number[][], value(x: number, y: number): number,
 *   gradient(x: number, y: number, out: Float64Array): Float64Array,
 * }} Landscape
 * @typedef {{ x: Float64Array, y: Float64Array, J: Float64Array, last: number }} Path   places 0, ..., last
 * @typedef {{ x: number[], y: number[] }} View   the part of the plane that the map shows
 * @typedef {{ exit: number, back: boolean, far: boolean, rest: number }} Fate
 *   exit: the first step that lands outside the view, or -1; back: whether the last is inside again; far: whether the
 *   run was stopped because it had gone astray; rest: the place from which on nothing moves, or -1
 */

// What goes well with each surface, as in gradient_descent.py.
export const SUGGESTED = {
  bowl: { eta: 0.25, steps: 30 },
  ravine: { eta: 0.07, steps: 40 },
  rosenbrock: { eta: 0.001, steps: 300 },
  beale: { eta: 0.02, steps: 150 },
  saddle: { eta: 0.1, steps: 80 },
  several_minima: { eta: 0.01, steps: 60 },
};
// A run ends where it is this many widths of the domain away from its middle: it does not come back.
const FAR = 1000;
// A path stands still from where it keeps within this share of the map's width.
const STILL = 1e-9;
// Sides of the map, width : height, as in gradient_descent.py.
export const ASPECT = 4 / 3;

/**
 * The cubic spline through a function of Python on a grid: grid_surface.py in the same words.
 * @param {{ shape: number[], values: Float64Array }} coefficients @param {number[]} sides x_low, x_high, y_low, y_high
 * @returns {Landscape}
 */
export function spline({ shape, values: c }, [xLow, xHigh, yLow, yHigh]) {
  const [rows] = shape;
  const [nx, ny] = [shape[0] - 3, shape[1] - 3];
  const [wx, wy, dx, dy] = [0, 0, 0, 0].map(() => new Float64Array(4));
  let [i0, j0] = [0, 0];
  /** @param {number} x @param {number} y */
  function locate(x, y) {
    const across = ((x - xLow) / (xHigh - xLow)) * nx;
    const up = ((y - yLow) / (yHigh - yLow)) * ny;
    if (!(across >= 0 && across <= nx && up >= 0 && up <= ny)) return false;
    i0 = Math.min(Math.floor(across), nx - 1);
    j0 = Math.min(Math.floor(up), ny - 1);
    weights(across - i0, wx, dx, nx / (xHigh - xLow));
    weights(up - j0, wy, dy, ny / (yHigh - yLow));
    return true;
  }
  /** @param {Float64Array} u @param {Float64Array} v */
  function sum(u, v) {
    let total = 0;
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) total += c[i0 + i + (j0 + j) * rows] * u[i] * v[j];
    return total;
  }
  return {
    domain: [
      [xLow, xHigh],
      [yLow, yHigh],
    ],
    minima: [],
    value: (x, y) => (locate(x, y) ? sum(wx, wy) : NaN),
    gradient(x, y, out) {
      const known = locate(x, y);
      out[0] = known ? sum(dx, wy) : NaN;
      out[1] = known ? sum(wx, dy) : NaN;
      return out;
    },
  };
}

/** The four B-splines over a cell at its share s, and their derivatives. */
function weights(/** @type {number} */ s, /** @type {Float64Array} */ w, /** @type {Float64Array} */ d, slope = 1) {
  const r = 1 - s;
  w[0] = (r * r * r) / 6;
  w[1] = (s * s * (3 * s - 6) + 4) / 6;
  w[2] = (r * r * (3 * r - 6) + 4) / 6;
  w[3] = (s * s * s) / 6;
  d[0] = -(r * r) * (slope / 2);
  d[1] = s * (3 * s - 4) * (slope / 2);
  d[2] = (1 + s * (2 - 3 * s)) * (slope / 2);
  d[3] = s * s * (slope / 2);
}

/**
 * The surface of that name; "given" is the function that Python gave.
 * @param {string} name @param {{ shape: number[], values: Float64Array }} grid @param {number[]} domain
 * @returns {Landscape}
 */
export function landscape(name, grid, domain) {
  return name === "given" ? spline(grid, domain) : SURFACES[name];
}

/**
 * The path of gradient descent (mu 0) or momentum, at most `steps` of them. It ends early with the first point that is
 * far off or where J is not known, and before one that is no number.
 * @param {Landscape} surface @param {{ start: number[], eta: number, mu: number, steps: number }} settings
 * @returns {Path}
 */
export function descend(surface, { start, eta, mu, steps }) {
  const theta = Float64Array.from(start);
  const gradient = new Float64Array(2);
  const optimizer = mu > 0 ? new Momentum({ eta, mu }) : new GradientDescent({ eta });
  const x = new Float64Array(steps + 1);
  const y = new Float64Array(steps + 1);
  const J = new Float64Array(steps + 1);
  let last = -1;
  for (;;) {
    if (!(Number.isFinite(theta[0]) && Number.isFinite(theta[1]))) break;
    last += 1;
    x[last] = theta[0];
    y[last] = theta[1];
    J[last] = surface.value(theta[0], theta[1]);
    if (last === steps || !Number.isFinite(J[last]) || isFar(surface.domain, theta)) break;
    optimizer.step(theta, surface.gradient(theta[0], theta[1], gradient));
  }
  return { x, y, J, last };
}

/** @param {number[][]} domain @param {ArrayLike<number>} theta */
function isFar(domain, theta) {
  return domain.some(([low, high], p) => Math.abs(theta[p] - (low + high) / 2) > FAR * (high - low));
}

/**
 * A run from Python as a path: up to its first point that is no number.
 * @param {Landscape} surface @param {Float64Array} values x_0, ..., x_n, y_0, ..., y_n @returns {Path}
 */
export function given(surface, values) {
  const count = values.length / 2;
  const x = values.slice(0, count);
  const y = values.slice(count);
  const stop = x.findIndex((_, t) => !(Number.isFinite(x[t]) && Number.isFinite(y[t])));
  const J = x.map((_, t) => surface.value(x[t], y[t]));
  return { x, y, J, last: (stop < 0 ? count : stop) - 1 };
}

/**
 * The plane that a map of these sides shows: the domain, at one scale in both directions so that the gradient stands
 * upright on the contours. More than the domain is shown if the map has another shape, unless nothing is known there.
 * @param {Landscape} surface @param {boolean} bounded @returns {View}
 */
export function viewOf({ domain: [[x0, x1], [y0, y1]] }, bounded) {
  if (bounded) return { x: [x0, x1], y: [y0, y1] };
  const unit = Math.max((x1 - x0) / ASPECT, y1 - y0);
  const [w, h] = [(unit * ASPECT) / 2, unit / 2];
  const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return { x: [cx - w, cx + w], y: [cy - h, cy + h] };
}

/** The sides of the map: those of the domain for a given function, if these are not extreme. */
export function aspectOf(/** @type {Landscape} */ { domain: [[x0, x1], [y0, y1]] }, /** @type {boolean} */ bounded) {
  return bounded ? Math.min(2.2, Math.max(1, (x1 - x0) / (y1 - y0))) : ASPECT;
}

/** @param {View} view @param {number} x @param {number} y */
export function inside(view, x, y) {
  return x >= view.x[0] && x <= view.x[1] && y >= view.y[0] && y <= view.y[1];
}

/** @param {Path} path @param {View} view @param {number} wanted  how many steps were asked for @returns {Fate} */
export function fate({ x, y, J, last }, view, wanted) {
  let exit = -1;
  for (let t = 0; t <= last && exit < 0; t++) if (!inside(view, x[t], y[t])) exit = t;
  let rest = last;
  const still = STILL * (view.x[1] - view.x[0]);
  while (rest > 0 && Math.hypot(x[rest - 1] - x[last], y[rest - 1] - y[last]) <= still) rest -= 1;
  const far = last < wanted || !Number.isFinite(J[last]);
  return { exit, back: exit >= 0 && inside(view, x[last], y[last]), far, rest: rest < last ? rest : -1 };
}

/**
 * The learning rate from which on the descent diverges, where it is known: 2 (1 + mu) / c for the largest curvature c.
 * @param {string} name @param {number} mu
 */
export function limit(name, mu) {
  const curvature = { bowl: 2, ravine: 25 }[name];
  return curvature ? (2 * (1 + mu)) / curvature : null;
}

/**
 * What stands behind the next step from place t: minus eta times the gradient, and mu times the velocity.
 * @param {Landscape} surface @param {Path} path @param {number} t @param {{ eta: number, mu: number }} settings
 */
export function forces(surface, { x, y }, t, { eta, mu }) {
  const [gx, gy] = surface.gradient(x[t], y[t], new Float64Array(2));
  const moved = t > 0 && mu > 0;
  const velocity = moved ? [mu * (x[t] - x[t - 1]), mu * (y[t] - y[t - 1])] : [0, 0];
  return { gradient: [gx, gy], downhill: [-eta * gx, -eta * gy], velocity, slope: Math.hypot(gx, gy) };
}

/**
 * The part of a line from a to b that lies in a box, or null; keeps coordinates of lost runs out of the drawing.
 * @param {number[]} a @param {number[]} b @param {number[]} box  left, top, right, bottom
 */
export function clipped([ax, ay], [bx, by], [left, top, right, bottom]) {
  let [from, to] = [0, 1];
  const [dx, dy] = [bx - ax, by - ay];
  for (const [p, q] of [
    [-dx, ax - left],
    [dx, right - ax],
    [-dy, ay - top],
    [dy, bottom - ay],
  ]) {
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) {
      from = Math.max(from, q / p);
    } else {
      to = Math.min(to, q / p);
    }
  }
  if (!(from <= to)) return null;
  return [ax + from * dx, ay + from * dy, ax + to * dx, ay + to * dy];
}

/**
 * The step with which a start is set: a power of ten, fine enough for a finger. And the bounds, multiples of it.
 * @param {number[]} side
 */
export function grain([low, high]) {
  const step = 10 ** Math.floor(Math.log10((high - low) / 400) + 0.35);
  return { step, min: Math.ceil(low / step) * step, max: Math.floor(high / step) * step };
}
