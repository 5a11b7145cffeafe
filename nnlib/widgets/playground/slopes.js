// @ts-check
// The gradient of the cost over all points that are trained on, at the weights as they are. A step of the training takes
// the same of the points of one batch.

import { Parameters } from "../engine/arrays.js";

/** @typedef {import("../engine/network.js").Network} Network */
/** @typedef {import("./session.js").Session} Session */

// What is worked out to less than this is 0 but for rounding.
const ROUNDING = 1e-14;

export class Slopes {
  constructor() {
    /** Of which network they are. @type {Network | null} */
    this.network = null;
    /** The widths of its layers. @type {number[]} */
    this.d = [];
    this.gradient = new Parameters([1]);
    /** The largest of a weight so far, in this run. */
    this.reach = 0;
  }

  /** dJ/db and dJ/dW of layer ell, row by row, as the network has (b W). */
  get bW() {
    return this.gradient.bW;
  }

  /** The largest of a weight now. */
  get most() {
    let most = 0;
    for (let ell = 1; ell < this.d.length; ell++) {
      const row = 1 + this.d[ell - 1];
      this.bW[ell].forEach((slope, k) => {
        if (k % row) most = Math.max(most, Math.abs(slope));
      });
    }
    return most;
  }

  /** By one forward and one backward pass. @param {Session} session */
  update({ network, training }) {
    if (this.network !== network) {
      this.network = network;
      this.d = network.d;
      this.gradient = new Parameters(network.d);
      this.reach = 0;
    }
    const { flat } = this.gradient;
    if (training) {
      network.forwardPass(training.evaluation);
      network.backwardPass(training.evaluation, training.Y, this.gradient);
      flat.forEach((slope, k) => {
        if (Math.abs(slope) < ROUNDING) flat[k] = 0;
      });
    } else {
      flat.fill(0);
    }
    this.reach = Math.max(this.reach, this.most);
    return this;
  }
}
