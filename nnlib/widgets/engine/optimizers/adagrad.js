// @ts-check
// AdaGrad: a rate for each parameter that falls with the gradients it has seen.

import { Optimizer } from "./base.js";

/** s <- s + gradient^2, then theta <- theta - eta gradient / (sqrt(s) + epsilon). */
export class AdaGrad extends Optimizer {
  /** @param {{ eta: number, epsilon?: number }} settings the learning rate, and what keeps the division possible */
  constructor({ eta, epsilon = 1e-10 }) {
    super();
    this.eta = eta;
    this.epsilon = epsilon;
    this.s = new Float64Array(0);
  }

  /** @param {number} P */
  begin(P) {
    this.s = new Float64Array(P);
  }

  /** @param {Float64Array} theta @param {Float64Array} gradient */
  update(theta, gradient) {
    const { eta, epsilon, s } = this;
    for (let p = 0; p < theta.length; p++) {
      s[p] += gradient[p] ** 2;
      theta[p] -= (eta * gradient[p]) / (Math.sqrt(s[p]) + epsilon);
    }
  }
}
