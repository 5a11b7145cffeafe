// @ts-check
// Nesterov's momentum: the gradient is taken where the velocity leads.

import { Optimizer } from "./base.js";

/** v <- mu v - eta gradient, then theta <- theta + mu v - eta gradient: theta is the point ahead. */
export class Nesterov extends Optimizer {
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
      theta[p] += mu * v[p] - eta * gradient[p];
    }
  }
}
