// @ts-check
// Online L-BFGS: a step that has learned the curvature from how gradients have changed.

import { checkLength } from "../checks.js";
import { Optimizer } from "./base.js";

/**
 * A step, and by how much it has changed the gradient.
 * @typedef {{ s: Float64Array, y: Float64Array }} Pair
 */

/**
 * The inverse of the BFGS matrix, which the pairs make of the identity times 1 / scale, times a gradient.
 * @param {Float64Array} gradient left as it is
 * @param {Pair[]} pairs the oldest first
 * @param {number} scale
 */
export function twoLoopRecursion(gradient, pairs, scale) {
  const p = Float64Array.from(gradient);
  const alphas = pairs.map(() => 0);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y } = pairs[k];
    alphas[k] = dot(s, p) / dot(s, y);
    add(p, -alphas[k], y);
  }
  for (let i = 0; i < p.length; i++) p[i] *= scale;
  pairs.forEach(({ s, y }, k) => {
    const beta = dot(y, p) / dot(s, y);
    add(p, alphas[k] - beta, s);
  });
  return p;
}

/**
 * theta <- theta - rate p, with p from the last pairs of a step and what it changed. A pair is made of the gradients of
 * two steps, or, for batches, of the one that `lookAgain` is given.
 */
export class OnlineLBFGS extends Optimizer {
  looksAgain = true;
  s = new Float64Array(0);
  g = new Float64Array(0);

  /** @type {Pair[]} */
  pairs = [];
  isPaired = true;

  /** @param {{ eta: number, memory?: number, lam?: number, tau?: number, epsilon?: number }} settings */
  constructor({ eta, memory = 10, lam = 0.1, tau = 20000, epsilon = 0.01 }) {
    super();
    this.eta = eta;
    this.memory = memory;
    this.lam = lam;
    this.tau = tau;
    this.epsilon = epsilon;
  }

  /** @param {number} P */
  begin(P) {
    this.s = new Float64Array(P);
    this.g = new Float64Array(P);
    this.pairs = [];
    this.isPaired = true;
  }

  /** @param {Float64Array} theta @param {Float64Array} gradient */
  update(theta, gradient) {
    const { eta, tau, epsilon, s, g } = this;
    if (!this.isPaired) this.remember(gradient);
    const rate = (eta * tau) / (tau + this.t - 1);
    const p = this.pairs.length > 0 ? this.direction(gradient) : gradient.map((entry) => epsilon * entry);
    for (let i = 0; i < theta.length; i++) {
      s[i] = p[i] * -rate;
      theta[i] += s[i];
    }
    g.set(gradient);
    this.isPaired = false;
  }

  /** @param {Float64Array} gradient */
  direction(gradient) {
    const scales = this.pairs.map(({ s, y }) => dot(s, y) / dot(y, y));
    const mean = scales.reduce((sum, scale) => sum + scale, 0) / scales.length;
    return twoLoopRecursion(gradient, this.pairs, mean);
  }

  /** @param {Float64Array} theta @param {Float64Array} gradient */
  lookAgain(theta, gradient) {
    if (this.t === 0) throw new Error("lookAgain comes after a step, but none was taken");
    checkLength("theta", theta, this.P);
    checkLength("gradient", gradient, this.P);
    this.remember(gradient);
    this.isPaired = true;
  }

  /**
   * Keep the last step and what it has changed, if the curvature along it is positive.
   * @param {Float64Array} gradient
   */
  remember(gradient) {
    const s = Float64Array.from(this.s);
    const y = gradient.map((entry, i) => entry - this.g[i] + this.lam * s[i]);
    const curvature = dot(s, y);
    if (!(curvature > 0 && curvature < Infinity && dot(y, y) < Infinity)) return;
    this.pairs = [...this.pairs, { s, y }].slice(-this.memory);
  }
}

/** @param {Float64Array} a @param {Float64Array} b */
function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** out <- out + factor a. @param {Float64Array} out @param {number} factor @param {Float64Array} a */
function add(out, factor, a) {
  for (let i = 0; i < out.length; i++) out[i] += factor * a[i];
}
