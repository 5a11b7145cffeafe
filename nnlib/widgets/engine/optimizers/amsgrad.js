// @ts-check
// AMSGrad: Adam, with the largest mean square so far.

import { Optimizer } from "./base.js";

/** theta <- theta - eta m_hat / (sqrt(r_hat) + epsilon), as Adam, but with r_hat of r_max <- max(r_max, r). */
export class AMSGrad extends Optimizer {
  /** @param {{ eta: number, beta1?: number, beta2?: number, epsilon?: number }} settings those of Adam */
  constructor({ eta, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }) {
    super();
    this.eta = eta;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.m = new Float64Array(0);
    this.r = new Float64Array(0);
    this.r_max = new Float64Array(0);
  }

  /** @param {number} P */
  begin(P) {
    this.m = new Float64Array(P);
    this.r = new Float64Array(P);
    this.r_max = new Float64Array(P);
  }

  /** @param {Float64Array} theta @param {Float64Array} gradient */
  update(theta, gradient) {
    const { eta, beta1, beta2, epsilon, m, r, r_max, t } = this;
    for (let p = 0; p < theta.length; p++) {
      m[p] = beta1 * m[p] + (1 - beta1) * gradient[p];
      r[p] = beta2 * r[p] + (1 - beta2) * gradient[p] ** 2;
      r_max[p] = Math.max(r_max[p], r[p]);
      const m_hat = m[p] / (1 - beta1 ** t);
      const r_hat = r_max[p] / (1 - beta2 ** t);
      theta[p] -= (eta * m_hat) / (Math.sqrt(r_hat) + epsilon);
    }
  }
}
