// @ts-check
// A feed-forward network: parameters, forward pass, delta recursion, gradients, as in
// nnlib/network.py. X, Y and all arrays of a layer have shape (d, N), entry (i, n) at i + n * d.

import { hiddenActivation, outputActivation } from "./activations.js";
import { Batch, Parameters } from "./arrays.js";
import { preActivations, propagateError, summedGradients } from "./backpropagation.js";
import { checkLength, choose, columns } from "./checks.js";
import { INITIALIZERS } from "./initializers.js";
import { makeLoss } from "./losses.js";
import { Random } from "./random.js";

/**
 * @typedef {object} Settings
 * @property {string} [hidden]  activation of layers 1 to L - 1
 * @property {string} [output]  activation of layer L
 * @property {string} [loss]  of one example; the cost is the mean over the batch plus the penalties
 * @property {string} [init]  initial weights
 * @property {number} [l2]  adds l2/2 times the sum of squares of all weights to the cost
 * @property {number} [l1]  adds l1 times the sum of their absolute values
 * @property {number} [seed]  of the initial weights
 */

// Sizes of batches whose arrays are kept: enough for the data, a mini-batch and a picture's grid.
const KEPT = 4;

export class Network {
  /**
   * @param {number[]} d the widths d_0, ..., d_L
   * @param {Settings} [settings]
   */
  constructor(d, settings = {}) {
    const { hidden = "tanh", output = "identity", loss = "mse", init = "glorot" } = settings;
    if (d.length < 2 || !d.every((width) => Number.isInteger(width) && width >= 1)) {
      throw new Error(`d is [${d}], but must list at least two widths: d_0, ..., d_L`);
    }
    this.d = [...d];
    this.L = d.length - 1;
    this.settings = { hidden, output, loss, init };
    this.hidden = hiddenActivation(hidden);
    this.output = outputActivation(output);
    this.loss = makeLoss(loss, output);
    this.l2 = settings.l2 ?? 0;
    this.l1 = settings.l1 ?? 0;

    this.parameters = new Parameters(d);
    this.gradients = new Parameters(d);
    /** @type {Map<number, Batch>} */
    this.batches = new Map();
    this.batch = new Batch(d, 0);
    this.initialize(init, settings.seed ?? 0);
  }

  /** All parameters, shape (P,), laid out as nnlib's `theta`. */
  get theta() {
    return this.parameters.flat;
  }

  /** dJ/dTheta of the last `costAndGradient`, laid out like `theta`. */
  get gradient() {
    return this.gradients.flat;
  }

  /** Number of parameters. */
  get P() {
    return this.theta.length;
  }

  /** (b W) of each layer, views of `theta`: row i holds b_i, w_i1, w_i2, ... */
  get bW() {
    return this.parameters.bW;
  }

  /** dJ/d(b W) of each layer, views of `gradient`. */
  get dbW() {
    return this.gradients.bW;
  }

  /** A[0] to A[L] of the last pass. Like Z and Delta, overwritten by the next: slice() to keep. */
  get A() {
    return this.batch.A;
  }

  get Z() {
    return this.batch.Z;
  }

  /** Delta[1] to Delta[L] of the last `costAndGradient`: no factor 1/N. */
  get Delta() {
    return this.batch.Delta;
  }

  /** Number of examples of the last pass. */
  get N() {
    return this.batch.N;
  }

  /**
   * Where the bias of unit i of layer ell stands in `theta` and `gradient`; i counts from 0.
   * @param {number} ell
   * @param {number} i
   */
  biasIndex(ell, i) {
    const start = this.bW[ell].byteOffset / Float64Array.BYTES_PER_ELEMENT;
    return start + i * (1 + this.d[ell - 1]);
  }

  /**
   * Where W[ell][i, j] stands in `theta` and `gradient`; i and j count from 0, as in nnlib.
   * @param {number} ell
   * @param {number} i
   * @param {number} j
   */
  weightIndex(ell, i, j) {
    return this.biasIndex(ell, i) + 1 + j;
  }

  /**
   * Draw new weights; set the biases to zero.
   * @param {string} init
   * @param {number} seed
   */
  initialize(init, seed) {
    const draw = choose("init", init, INITIALIZERS);
    const rng = new Random(seed);
    this.theta.fill(0);
    for (let ell = 1; ell <= this.L; ell++) {
      const [d_in, d_out] = [this.d[ell - 1], this.d[ell]];
      for (let i = 0; i < d_out; i++) {
        for (let j = 0; j < d_in; j++) {
          this.theta[this.weightIndex(ell, i, j)] = draw(rng, d_out, d_in);
        }
      }
    }
  }

  /**
   * The predictions for a batch; keeps every A[ell] and Z[ell].
   * @param {Float64Array} X  (d_0, N)
   * @returns {Float64Array} Y_hat = A[L], (d_L, N), overwritten by the next pass over N examples
   */
  forward(X) {
    this.batch = this.batchFor(X);
    this.forwardPass(this.batch);
    return this.batch.A[this.L];
  }

  /**
   * J: the mean loss over the batch, plus the penalties.
   * @param {Float64Array} X  (d_0, N)
   * @param {Float64Array} Y  (d_L, N)
   */
  cost(X, Y) {
    this.forward(X);
    return this.meanLoss(this.batch, Y) + this.penalty();
  }

  /**
   * J, and dJ/dTheta in `gradient`, by one forward and one backward pass.
   * @param {Float64Array} X  (d_0, N)
   * @param {Float64Array} Y  (d_L, N)
   */
  costAndGradient(X, Y) {
    const J = this.cost(X, Y);
    this.backwardPass(this.batch, Y, this.gradients);
    return J;
  }

  /**
   * What the network answers, in the terms of its task: the most probable class of each example
   * (cross_entropy), 1 where a probability is at least one half, else 0 (binary_cross_entropy), or
   * Y_hat itself.
   * @param {Float64Array} X  (d_0, N)
   * @returns {Int32Array | Float64Array}
   */
  predict(X) {
    const Y_hat = this.forward(X);
    if (this.loss.name === "cross_entropy") return mostProbable(Y_hat, this.d[this.L]);
    if (this.loss.name !== "binary_cross_entropy") return Y_hat;
    return Int32Array.from(Y_hat, (p) => (p >= 0.5 ? 1 : 0));
  }

  /**
   * Fill Z and A of a batch, from A[0] = X up.
   * @param {Batch} batch
   */
  forwardPass({ N, A, Z }) {
    for (let ell = 1; ell <= this.L; ell++) {
      const sigma = ell < this.L ? this.hidden : this.output;
      preActivations(this.bW[ell], A[ell - 1], N, Z[ell]);
      sigma.values(Z[ell], this.d[ell], A[ell]);
    }
  }

  /**
   * Fill Delta of a batch after its forward pass, from layer L down, and the gradient of the cost.
   * @param {Batch} batch
   * @param {Float64Array} Y  (d_L, N)
   * @param {Parameters} gradient  where dJ/dTheta is written
   */
  backwardPass({ N, A, Z, slope, Delta }, Y, gradient) {
    const { L, bW, l2, l1 } = this;
    checkLength("Y", Y, this.d[L] * N);
    this.loss.outputError(Y, A[L], Z[L], Delta[L]);
    for (let ell = L; ell >= 1; ell--) {
      summedGradients(Delta[ell], A[ell - 1], N, gradient.bW[ell]);
      if (ell > 1) {
        this.hidden.derivatives(Z[ell - 1], A[ell - 1], slope[ell - 1]);
        propagateError(bW[ell], Delta[ell], slope[ell - 1], N, Delta[ell - 1]);
      }
    }
    for (let p = 0; p < this.P; p++) gradient.flat[p] /= N;
    if (!(l2 || l1)) return;
    this.forEachWeight((p, w) => {
      gradient.flat[p] += l2 * w + l1 * Math.sign(w);
    });
  }

  /**
   * The mean of the losses of a batch after its forward pass.
   * @param {Batch} batch
   * @param {Float64Array} Y  (d_L, N)
   */
  meanLoss({ N, A, Z, losses }, Y) {
    checkLength("Y", Y, this.d[this.L] * N);
    this.loss.values(Y, A[this.L], Z[this.L], this.d[this.L], losses);
    let sum = 0;
    for (let n = 0; n < N; n++) sum += losses[n];
    return sum / N;
  }

  /** What regularization adds to the cost: l2/2 sum(W^2) + l1 sum(|W|), without the biases. */
  penalty() {
    let sum = 0;
    this.forEachWeight((p, w) => {
      sum += (this.l2 / 2) * w * w + this.l1 * Math.abs(w);
    });
    return sum;
  }

  /**
   * Visit every weight, but no bias.
   * @param {(p: number, w: number) => void} visit  gets its place in `theta`, and its value
   */
  forEachWeight(visit) {
    let p = 0;
    for (let ell = 1; ell <= this.L; ell++) {
      for (let i = 0; i < this.d[ell]; i++) {
        p++; // the bias that leads each row
        for (let j = 0; j < this.d[ell - 1]; j++, p++) visit(p, this.theta[p]);
      }
    }
  }

  /** A network of the same shape and settings, with parameters of its own. */
  copy() {
    const twin = new Network(this.d, { ...this.settings, l2: this.l2, l1: this.l1 });
    twin.theta.set(this.theta);
    return twin;
  }

  /**
   * The arrays for a pass over X, made anew only where none of that size is at hand.
   * @param {Float64Array} X  (d_0, N)
   */
  batchFor(X) {
    const N = columns("X", X, this.d[0]);
    let batch = this.batches.get(N);
    if (!batch) {
      const [oldest] = this.batches.keys();
      if (this.batches.size === KEPT) this.batches.delete(oldest);
      batch = new Batch(this.d, N);
      this.batches.set(N, batch);
    }
    batch.A[0].set(X);
    return batch;
  }
}

/**
 * The row of the largest entry of each column.
 * @param {Float64Array} Y_hat  (d, N)
 * @param {number} d
 */
export function mostProbable(Y_hat, d) {
  const classes = new Int32Array(Y_hat.length / d);
  for (let n = 0; n < classes.length; n++) {
    for (let i = 1; i < d; i++) {
      if (Y_hat[n * d + i] > Y_hat[n * d + classes[n]]) classes[n] = i;
    }
  }
  return classes;
}
