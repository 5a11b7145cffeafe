// @ts-check
// Gradient descent: a step against the gradient.

import { Optimizer } from "./base.js";

/** theta <- theta - eta gradient. */
export class GradientDescent extends Optimizer {
  /** @param {{ eta: number }} settings the learning rate, above 0 */
  constructor({ eta }) {
    super();
    this.eta = eta;
  }

  /** @param {Float64Array} theta @param {Float64Array} gradient */
  update(theta, gradient) {
    for (let p = 0; p < theta.length; p++) theta[p] -= this.eta * gradient[p];
  }
}
