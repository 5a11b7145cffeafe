// @ts-check
// AdamW: Adam, with a decay of the parameters beside it.

import { Optimizer } from "./base.js";

/** theta <- theta - eta (m_hat / (sqrt(r_hat) + epsilon) + lam theta), with m_hat and r_hat as in Adam. */
export class AdamW extends Optimizer {
  /**
   * @param {{ eta: number, beta1?: number, beta2?: number, epsilon?: number, lam?: number, decays?: ArrayLike<boolean> | null }} settings
   *   those of Adam, the strength of the decay, and which parameters decay: all where it is null
   */
  constructor({ eta, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, lam = 0.01, decays = null }) {
    super();
    this.eta = eta;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.lam = lam;
    this.decays = decays;
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
    const { eta, beta1, beta2, epsilon, lam, decays, m, r, t } = this;
    for (let p = 0; p < theta.length; p++) {
      if (decays?.[p] ?? true) theta[p] *= 1 - eta * lam;
      m[p] = beta1 * m[p] + (1 - beta1) * gradient[p];
      r[p] = beta2 * r[p] + (1 - beta2) * gradient[p] ** 2;
      const m_hat = m[p] / (1 - beta1 ** t);
      const r_hat = r[p] / (1 - beta2 ** t);
      theta[p] -= (eta * m_hat) / (Math.sqrt(r_hat) + epsilon);
    }
  }
}
