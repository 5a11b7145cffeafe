// @ts-check
// IDBD: every parameter learns the logarithm of its own rate, by gradient descent.

import { Optimizer } from "./base.js";

/** Bounds on the log rates: the largest change in one step, and the least that they sink to. */
const LARGEST_CHANGE = 2;
const LOWEST = -10;

/**
 * beta <- beta - meta g h; step = -exp(beta) g; theta <- theta + step; h <- h max(0, 1 - exp(beta) c) + step. The
 * trace h tells how a parameter would differ by now, had its log rate been higher all along.
 */
export class IDBD extends Optimizer {
  /**
   * @param {{ eta: number, meta?: number, curvature?: Float64Array | null }} settings
   *   the rate at the start, the rate at which the log rates learn, and the diagonal c of the Hessian, which may be
   *   replaced between two steps; where there is none, the squared gradient stands for it
   */
  constructor({ eta, meta = 0.01, curvature = null }) {
    super();
    this.eta = eta;
    this.meta = meta;
    this.curvature = curvature;
    this.beta = new Float64Array(0);
    this.h = new Float64Array(0);
  }

  /** @param {number} P */
  begin(P) {
    this.beta = new Float64Array(P).fill(Math.log(this.eta));
    this.h = new Float64Array(P);
  }

  /** @param {Float64Array} theta @param {Float64Array} gradient */
  update(theta, gradient) {
    const { eta, meta, curvature, beta, h } = this;
    const lowest = Math.min(LOWEST, Math.log(eta));
    for (let p = 0; p < theta.length; p++) {
      const change = meta * gradient[p] * h[p];
      beta[p] = Math.max(lowest, beta[p] - Math.min(Math.max(change, -LARGEST_CHANGE), LARGEST_CHANGE));
      const rate = Math.exp(beta[p]);
      const step = -rate * gradient[p];
      const c = curvature ? curvature[p] : gradient[p] ** 2;
      h[p] = h[p] * Math.max(0, 1 - rate * c) + step;
      theta[p] += step;
    }
  }
}
