// @ts-check
// Training by mini-batches, one step at a time, as in nnlib/training/. All arrays of the inner
// loop are made once, so that many steps fit between two frames of a screen.

import { Batch, Parameters } from "./arrays.js";
import { checkLength, columns } from "./checks.js";
import { mostProbable } from "./network.js";
import { Random } from "./random.js";

/**
 * @typedef {object} Settings
 * @property {import("./optimizers.js").Optimizer} optimizer
 * @property {number} [batchSize]  examples per step; all N when left out
 * @property {number} [seed]  of the shuffling
 */

/**
 * In every epoch the examples are shuffled and cut into batches; each batch gives one gradient, and
 * each gradient one step of the optimizer. The last batch of an epoch is smaller where N is not a
 * multiple.
 */
export class Training {
  /**
   * @param {import("./network.js").Network} network what is trained
   * @param {Float64Array} X  (d_0, N)
   * @param {Float64Array} Y  (d_L, N)
   * @param {Settings} settings
   */
  constructor(network, X, Y, { optimizer, batchSize, seed = 0 }) {
    const { d, L } = network;
    const N = columns("X", X, d[0]);
    checkLength("Y", Y, d[L] * N);
    this.network = network;
    this.optimizer = optimizer;
    this.X = X;
    this.Y = Y;
    this.N = N;
    this.batchSize = Math.max(1, Math.min(batchSize ?? N, N));
    this.rng = new Random(seed);
    /** The examples of this epoch, in the order of their use. */
    this.order = Int32Array.from({ length: N }, (_, n) => n);
    /** How many of them have been used. */
    this.used = 0;
    this.steps = 0;
    this.epochs = 0;

    this.full = new Batch(d, this.batchSize);
    this.last = new Batch(d, N % this.batchSize || this.batchSize);
    this.evaluation = new Batch(d, N);
    this.evaluation.A[0].set(X);
    this.targets = new Float64Array(d[L] * this.batchSize);
    this.gradient = new Parameters(d);
  }

  /** One step of the optimizer, on the next mini-batch. */
  step() {
    const { network, order, used } = this;
    if (used === 0) this.rng.shuffle(order);
    const batch = this.N - used >= this.batchSize ? this.full : this.last;
    const Y = this.targets.subarray(0, network.d[network.L] * batch.N);
    gather(this.X, order, used, batch.N, batch.A[0]);
    gather(this.Y, order, used, batch.N, Y);
    this.gradientOf(batch, Y);
    this.optimizer.step(network.theta, this.gradient.flat);
    if (this.optimizer.looksAgain) {
      this.gradientOf(batch, Y);
      this.optimizer.lookAgain(network.theta, this.gradient.flat);
    }
    this.steps++;
    this.used += batch.N;
    if (this.used === this.N) {
      this.used = 0;
      this.epochs++;
    }
  }

  /** Fill `gradient` for a batch. @param {Batch} batch @param {Float64Array} Y */
  gradientOf(batch, Y) {
    this.network.forwardPass(batch);
    this.network.backwardPass(batch, Y, this.gradient);
  }

  /** J over all examples, penalties included. */
  cost() {
    this.network.forwardPass(this.evaluation);
    return this.network.meanLoss(this.evaluation, this.Y) + this.network.penalty();
  }
}

/**
 * Copy chosen columns of a matrix next to each other.
 * @param {Float64Array} matrix  (d, N)
 * @param {Int32Array} order
 * @param {number} start  the first of them in `order`
 * @param {number} count
 * @param {Float64Array} out  (d, count)
 */
function gather(matrix, order, start, count, out) {
  const d = out.length / count;
  for (let n = 0; n < count; n++) {
    const column = order[start + n] * d;
    for (let i = 0; i < d; i++) out[n * d + i] = matrix[column + i];
  }
}

/**
 * Share of examples whose class is right, from 0 to 1; null where Y holds no classes. The class is
 * the largest row or, with one row, whether it is at least one half.
 * @param {Float64Array} Y  (d_L, N)
 * @param {Float64Array} Y_hat  (d_L, N)
 * @param {number} d_L
 */
export function accuracy(Y, Y_hat, d_L) {
  checkLength("Y_hat", Y_hat, Y.length);
  if (!holdsClasses(Y, d_L)) return null;
  const wanted = classes(Y, d_L);
  const answered = classes(Y_hat, d_L);
  return wanted.filter((label, n) => label === answered[n]).length / wanted.length;
}

/**
 * @param {Float64Array} Y
 * @param {number} d_L
 */
function holdsClasses(Y, d_L) {
  if (!Y.every((y) => y === 0 || y === 1)) return false;
  for (let n = 0; d_L > 1 && n < Y.length; n += d_L) {
    if (Y.subarray(n, n + d_L).reduce((sum, y) => sum + y, 0) !== 1) return false;
  }
  return true;
}

/**
 * @param {Float64Array} Y
 * @param {number} d_L
 */
function classes(Y, d_L) {
  return d_L === 1 ? Int32Array.from(Y, (y) => (y >= 0.5 ? 1 : 0)) : mostProbable(Y, d_L);
}
