// @ts-check
// A feed-forward network: parameters, predictions, cost and gradient, as in nnlib/network.py. X, Y
// and all arrays of a layer have shape (d, N), entry (i, n) at i + n * d.

import { ACTIVATIONS, ENTRYWISE } from "./activations.js";
import { Batch, Parameters } from "./arrays.js";
import { backwardPass, forwardPass } from "./backpropagation.js";
import { checkLength, choose, columns } from "./checks.js";
import { INITIALIZERS } from "./initializers.js";
import { makeLoss } from "./losses.js";
import { Random } from "./random.js";
import { addPenaltyGradient, penalty } from "./regularizers.js";

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
    /** sigma[ell] is the activation of layer ell. @type {import("./activations.js").Sigma} */
    this.sigma = new Array(d.length).fill(choose("hidden", hidden, ENTRYWISE));
    this.sigma[this.L] = choose("output", output, ACTIVATIONS);
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
    const initial = choose("init", init, INITIALIZERS);
    const rng = new Random(seed);
    this.theta.fill(0);
    for (let ell = 1; ell <= this.L; ell++) {
      const W = initial(rng, this.d[ell], this.d[ell - 1]);
      for (const [i, row] of W.entries()) this.theta.set(row, this.weightIndex(ell, i, 0));
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
   * Fill Z and A of a batch, from A[0] = X up.
   * @param {Batch} batch
   */
  forwardPass(batch) {
    forwardPass(this.parameters, this.sigma, batch);
  }

  /**
   * Fill Delta of a batch after its forward pass, from layer L down, and the gradient of the cost.
   * @param {Batch} batch
   * @param {Float64Array} Y  (d_L, N)
   * @param {Parameters} gradient  where dJ/dTheta is written
   */
  backwardPass(batch, Y, gradient) {
    const { d, L, bW, l2, l1 } = this;
    checkLength("Y", Y, d[L] * batch.N);
    backwardPass(this.parameters, this.sigma, this.loss, batch, Y, gradient);
    if (!(l2 || l1)) return;
    for (let ell = 1; ell <= L; ell++) addPenaltyGradient(bW[ell], d[ell - 1], l2, l1, gradient.bW[ell]);
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

  /** What regularization adds to the cost: the penalties of all weights. */
  penalty() {
    const { d, bW, l2, l1 } = this;
    let sum = 0;
    for (let ell = 1; (l2 || l1) && ell <= this.L; ell++) sum += penalty(bW[ell], d[ell - 1], l2, l1);
    return sum;
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
