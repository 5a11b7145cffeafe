// @ts-check
// RMSProp: the gradient, divided by its recent size.

import { Optimizer } from "./base.js";

/** r <- rho r + (1 - rho) gradient^2, then theta <- theta - eta gradient / (sqrt(r) + epsilon). */
export class RMSProp extends Optimizer {
  /**
   * @param {{ eta: number, rho?: number, epsilon?: number }} settings the learning rate, the share of r kept, and what
   *   keeps the division possible
   */
  constructor({ eta, rho = 0.9, epsilon = 1e-8 }) {
    super();
    this.eta = eta;
    this.rho = rho;
    this.epsilon = epsilon;
    this.r = new Float64Array(0);
  }

  /** @param {number} P */
  begin(P) {
    this.r = new Float64Array(P);
  }

  /** @param {Float64Array} theta @param {Float64Array} gradient */
  update(theta, gradient) {
    const { eta, rho, epsilon, r } = this;
    for (let p = 0; p < theta.length; p++) {
      r[p] = rho * r[p] + (1 - rho) * gradient[p] ** 2;
      theta[p] -= (eta * gradient[p]) / (Math.sqrt(r[p]) + epsilon);
    }
  }
}
