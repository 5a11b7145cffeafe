// @ts-check
// Delta-bar-delta: a learning rate for each parameter, from the signs of its gradients.

import { Optimizer } from "./base.js";

/**
 * theta <- theta - rates gradient. A rate grows by kappa where the gradient has the sign of the mean of the past ones,
 * and shrinks by its share phi where it has the other sign; then average <- rho average + (1 - rho) gradient.
 */
export class DeltaBarDelta extends Optimizer {
  /**
   * @param {{ eta: number, kappa?: number, phi?: number, rho?: number }} settings each rate at the start, what is added
   *   to one, the share taken off, and the share of the average kept
   */
  constructor({ eta, kappa = 0.01, phi = 0.1, rho = 0.7 }) {
    super();
    this.eta = eta;
    this.kappa = kappa;
    this.phi = phi;
    this.rho = rho;
    this.rates = new Float64Array(0);
    this.average = new Float64Array(0);
  }

  /** @param {number} P */
  begin(P) {
    this.rates = new Float64Array(P).fill(this.eta);
    this.average = new Float64Array(P);
  }

  /** @param {Float64Array} theta @param {Float64Array} gradient */
  update(theta, gradient) {
    const { kappa, phi, rho, rates, average } = this;
    for (let p = 0; p < theta.length; p++) {
      const same = Math.sign(average[p]) * Math.sign(gradient[p]);
      if (same > 0) rates[p] += kappa;
      if (same < 0) rates[p] *= 1 - phi;
      theta[p] -= rates[p] * gradient[p];
      average[p] = rho * average[p] + (1 - rho) * gradient[p];
    }
  }
}
