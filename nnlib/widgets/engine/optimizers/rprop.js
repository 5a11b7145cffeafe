// @ts-check
// RProp: a step for each parameter, of which the gradient gives the sign alone.

import { Optimizer } from "./base.js";

/**
 * theta <- theta - sign(gradient) steps. A step grows by the factor `up` where the gradient has kept its sign, and
 * shrinks by `down` where it has changed it. After a change, "rprop+" takes the last step back, "rprop-" goes on with
 * the shorter one, and "irprop-" stays where it is for a step.
 */
export class RProp extends Optimizer {
  /**
   * @param {{ eta: number, variant?: string, up?: number, down?: number, smallest?: number, largest?: number }} settings
   *   each step at the start, what follows a change of sign, the two factors, and the bounds of a step
   */
  constructor({ eta, variant = "irprop-", up = 1.2, down = 0.5, smallest = 1e-6, largest = 50 }) {
    super();
    this.eta = eta;
    this.variant = variant;
    this.up = up;
    this.down = down;
    this.smallest = smallest;
    this.largest = largest;
    this.steps = new Float64Array(0);
    this.signs = new Float64Array(0);
  }

  /** @param {number} P */
  begin(P) {
    this.steps = new Float64Array(P).fill(this.eta);
    this.signs = new Float64Array(P);
  }

  /** @param {Float64Array} theta @param {Float64Array} gradient */
  update(theta, gradient) {
    const { variant, up, down, smallest, largest, steps, signs } = this;
    for (let p = 0; p < theta.length; p++) {
      const sign = Math.sign(gradient[p]);
      const same = sign * signs[p];
      if (same < 0 && variant === "rprop+") theta[p] += signs[p] * steps[p];
      if (same > 0) steps[p] *= up;
      if (same < 0) steps[p] *= down;
      steps[p] = Math.min(Math.max(steps[p], smallest), largest);
      signs[p] = same < 0 && variant !== "rprop-" ? 0 : sign;
      theta[p] -= signs[p] * steps[p];
    }
  }
}
