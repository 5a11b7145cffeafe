// @ts-check
// Momentum: a step that remembers where the last ones went.

import { Optimizer } from "./base.js";

/**
 * v <- mu v - eta gradient, then theta <- theta + v. The velocity v remembers past gradients: along
 * a valley they add up, across it they cancel.
 */
export class Momentum extends Optimizer {
  /** @param {{ eta: number, mu?: number }} settings the learning rate, and the share of v kept */
  constructor({ eta, mu = 0.9 }) {
    super();
    this.eta = eta;
    this.mu = mu;
    this.v = new Float64Array(0);
  }

  /** @param {number} P */
  begin(P) {
    this.v = new Float64Array(P);
  }

  /** @param {Float64Array} theta @param {Float64Array} gradient */
  update(theta, gradient) {
    const { eta, mu, v } = this;
    for (let p = 0; p < theta.length; p++) {
      v[p] = mu * v[p] - eta * gradient[p];
      theta[p] += v[p];
    }
  }
}
