// @ts-check
// What every optimizer has: checks, and the memory of a run. A rule is a subclass with its equation in `update`.

import { checkLength } from "../checks.js";

/** It sees arrays, never a network, and belongs to one array from its first step on, until `reset`. */
export class Optimizer {
  /** The number of the step: 1 in the first `update`, 0 before it. */
  t = 0;

  /** Whether a second gradient is taken after each step, for `lookAgain`. */
  looksAgain = false;

  /** Length of the array that it moves. */
  P = 0;

  /**
   * Move theta by one step, in place.
   * @param {Float64Array} theta
   * @param {Float64Array} gradient of the same length, left as it is
   */
  step(theta, gradient) {
    checkLength("gradient", gradient, theta.length);
    if (this.t === 0) {
      this.P = theta.length;
      this.begin(this.P);
    }
    checkLength("theta", theta, this.P);
    this.t += 1;
    this.update(theta, gradient);
  }

  /**
   * Learn from what the last step has changed; most rules do not.
   * @param {Float64Array} theta where it has led
   * @param {Float64Array} gradient there, of the examples whose gradient the step was given
   */
  lookAgain(theta, gradient) {}

  /** Forget past gradients, to start another run. */
  reset() {
    this.t = 0;
  }

  /**
   * Make the arrays that the rule keeps, all zero, before step 1.
   * @param {number} P their length
   */
  begin(P) {}

  /**
   * The equation of the rule.
   * @param {Float64Array} theta moved in place
   * @param {Float64Array} gradient
   */
  update(theta, gradient) {
    throw new Error("an optimizer needs its equation, in a method `update`");
  }
}
