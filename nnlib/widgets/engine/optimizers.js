// @ts-check
// Optimizers: how a gradient moves the parameters, as in nnlib/optimizers.py. They see arrays,
// never a network, so that they can train one or walk down a surface alike.
//
// The settings of an optimizer may be changed between two steps.

import { checkLength, choose } from "./checks.js";

/**
 * @typedef {object} Optimizer
 * @property {(theta: Float64Array, gradient: Float64Array) => void} step  moves theta in place
 * @property {() => void} reset  forgets past gradients, to start another run
 */

/** theta <- theta - eta gradient. */
export class GradientDescent {
  /** @param {{ eta: number }} settings the learning rate, above 0 */
  constructor({ eta }) {
    this.eta = eta;
  }

  /**
   * @param {Float64Array} theta
   * @param {Float64Array} gradient of the same length, left as it is
   */
  step(theta, gradient) {
    checkLength("gradient", gradient, theta.length);
    for (let p = 0; p < theta.length; p++) theta[p] -= this.eta * gradient[p];
  }

  reset() {}
}

/**
 * v <- mu v - eta gradient, then theta <- theta + v. The velocity v remembers past gradients: along
 * a valley they add up, across it they cancel.
 */
export class Momentum {
  /** @param {{ eta: number, mu?: number }} settings the learning rate, and the share of v kept */
  constructor({ eta, mu = 0.9 }) {
    this.eta = eta;
    this.mu = mu;
    this.v = new Float64Array(0);
  }

  /**
   * @param {Float64Array} theta
   * @param {Float64Array} gradient of the same length, left as it is
   */
  step(theta, gradient) {
    checkLength("gradient", gradient, theta.length);
    if (this.v.length === 0) this.v = new Float64Array(theta.length);
    const { eta, mu, v } = this;
    checkLength("theta", theta, v.length);
    for (let p = 0; p < theta.length; p++) {
      v[p] = mu * v[p] - eta * gradient[p];
      theta[p] += v[p];
    }
  }

  reset() {
    this.v = new Float64Array(0);
  }
}

/** @type {Record<string, new (settings: any) => Optimizer>} */
export const OPTIMIZERS = { GradientDescent, Momentum };

/**
 * The optimizer of that name.
 * @param {string} name as the class is called in nnlib.optimizers
 * @param {object} settings its learning rate and so on
 * @returns {Optimizer}
 */
export function makeOptimizer(name, settings) {
  return new (choose("optimizer", name, OPTIMIZERS))(settings);
}
