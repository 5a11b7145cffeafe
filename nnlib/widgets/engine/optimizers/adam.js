// @ts-check
// Adam: the mean gradient, divided by its root mean square.

import { Optimizer } from "./base.js";

/**
 * m <- beta1 m + (1 - beta1) gradient and r <- beta2 r + (1 - beta2) gradient^2, corrected to m_hat = m / (1 - beta1^t)
 * and r_hat = r / (1 - beta2^t); then theta <- theta - eta m_hat / (sqrt(r_hat) + epsilon).
 */
export class Adam extends Optimizer {
  /**
   * @param {{ eta: number, beta1?: number, beta2?: number, epsilon?: number }} settings the learning rate, the shares of
   *   m and of r kept, and what keeps the division possible
   */
  constructor({ eta, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }) {
    super();
    this.eta = eta;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.m = new Float64Array(0);
    this.r = new Float64Array(0);
  }

  /** @param {number} P */
  begin(P) {
    this.m = new Float64Array(P);
    this.r = new Float64Array(P);
  }

  /** @param {Float64Array} theta @param {Float64Array} gradient */
  update(theta, gradient) {
    const { eta, beta1, beta2, epsilon, m, r, t } = this;
    for (let p = 0; p < theta.length; p++) {
      m[p] = beta1 * m[p] + (1 - beta1) * gradient[p];
      r[p] = beta2 * r[p] + (1 - beta2) * gradient[p] ** 2;
      const m_hat = m[p] / (1 - beta1 ** t);
      const r_hat = r[p] / (1 - beta2 ** t);
      theta[p] -= (eta * m_hat) / (Math.sqrt(r_hat) + epsilon);
    }
  }
}
