// @ts-check
// Two directions of a quadratic, descended with momentum, and how fast: as in plane.py.

import { Momentum } from "../engine/optimizers/momentum.js";
import { Nesterov } from "../engine/optimizers/nesterov.js";

/** @typedef {{ rate: number, mu: number, kappa: number, method: string, best: boolean }} Settings */
/**
 * @typedef {{
 *   start: number[], steps: number, contours: number[], halfWidth: number, traits: Record<string, any>,
 * }} Facts   contours: half their heights
 */
/** @typedef {"arrives" | "creeps" | "swings" | "jumps" | "diverges"} Course */
/**
 * @typedef {Settings & {
 *   factor: number, courses: Course[], optimum: { rate: number, mu: number, factor: number }, path: number[][],
 * }} State   courses: of the flat direction and of the steep one; path: the errors in both, before each step
 */

export const TRAITS = ["rate", "mu", "kappa", "method", "best"];
/** @type {Record<string, new (settings: { eta: number, mu: number }) => Momentum | Nesterov>} */
const RULES = { Momentum, Nesterov };
// A factor so small leaves nothing after a step or two.
const AT_ONCE = 1e-6;

/** Sum and product of the two eigenvalues of a step, in one direction. @param {string} method @param {number} x @param {number} mu */
function ofStep(method, x, mu) {
  if (method === "Nesterov") return { total: (1 + mu) * (1 - x), product: mu * (1 - x) };
  return { total: 1 + mu - x, product: mu };
}

/**
 * The larger of the sizes of the two eigenvalues of a step. x: rate times curvature.
 * @param {string} method @param {number} x @param {number} mu
 */
export function stepFactor(method, x, mu) {
  const { total, product } = ofStep(method, x, mu);
  const under = total * total - 4 * product;
  return under < 0 ? Math.sqrt(product) : (Math.abs(total) + Math.sqrt(under)) / 2;
}

/** What becomes of the error in one direction. @param {string} method @param {number} x @param {number} mu @returns {Course} */
export function courseOf(method, x, mu) {
  const { total, product } = ofStep(method, x, mu);
  const factor = stepFactor(method, x, mu);
  if (factor >= 1) return "diverges";
  if (factor < AT_ONCE) return "arrives";
  if (total * total < 4 * product) return "swings";
  return total >= 0 ? "creeps" : "jumps";
}

/**
 * The largest factor of all directions. Those below a bound are an interval of curvatures, so it is at one of the ends.
 * @param {string} method @param {number} rate  times the largest curvature @param {number} mu @param {number} kappa
 */
export function worstFactor(method, rate, mu, kappa) {
  return Math.max(stepFactor(method, rate / kappa, mu), stepFactor(method, rate, mu));
}

/**
 * Between which values of rate times curvature the factor is at most r; the first is above the second where it never is.
 * @param {string} method @param {number} r @param {number} mu @returns {[number, number]}
 */
export function windowOf(method, r, mu) {
  if (method === "Nesterov") {
    // The parabola must not be below zero at r and at -r, and the product of its zeros not above r ** 2.
    const slope = r * (1 + mu) - mu;
    const low = Math.max(slope > 0 ? 1 - r ** 2 / slope : -Infinity, mu > 0 ? 1 - r ** 2 / mu : -Infinity);
    return [low, 1 + r ** 2 / (r * (1 + mu) + mu)];
  }
  return mu <= r ** 2 ? [((1 - r) * (r - mu)) / r, ((1 + r) * (r + mu)) / r] : [Infinity, 0];
}

/** The pair whose worst factor is the least, and that factor. @param {string} method @param {number} kappa */
export function optimumOf(method, kappa) {
  const root = Math.sqrt(method === "Nesterov" ? 3 * kappa + 1 : kappa);
  const [rate, mu] =
    method === "Nesterov"
      ? [4 / (3 + 1 / kappa), (root - 2) / (root + 2)]
      : [(2 / (1 + 1 / root)) ** 2, ((root - 1) / (root + 1)) ** 2];
  return { rate, mu, factor: worstFactor(method, rate, mu, kappa) };
}

/** Where the descent ends to converge, for each momentum. @param {string} method @param {number} mu */
export function edgeOf(method, mu) {
  return (2 * (1 + mu)) / (method === "Nesterov" ? 1 + 2 * mu : 1);
}

/** Everything that the figure shows. @param {Facts} facts @param {Settings} settings @returns {State} */
export function stateOf({ start, steps }, settings) {
  const { rate, mu, kappa, method } = settings;
  const rule = new RULES[method]({ eta: rate, mu });
  const u = Float64Array.from(start);
  const path = [[...u]];
  for (let step = 0; step < steps; step++) {
    rule.step(u, Float64Array.of((1 / kappa) * u[0], u[1]));
    path.push([...u]);
  }
  return {
    ...settings,
    path,
    factor: worstFactor(method, rate, mu, kappa),
    courses: [courseOf(method, rate / kappa, mu), courseOf(method, rate, mu)],
    optimum: optimumOf(method, kappa),
  };
}
