// @ts-check
// Initial weights, as in nnlib/initializers.py; biases start at zero.
//
// An initializer draws the weights of a layer with d_in inputs and d_out units, row by row.

/** @typedef {import("./random.js").Random} Random */
/** @typedef {(rng: Random, d_out: number, d_in: number) => number[][]} Initializer */

/** Uniform on ±sqrt(6 / (d_in + d_out)): for tanh, sigmoid, softmax. @type {Initializer} */
const glorot = (rng, d_out, d_in) => {
  const limit = Math.sqrt(6 / (d_in + d_out));
  return matrix(d_out, d_in, () => rng.uniform(-limit, limit));
};

/** Normal with variance 2 / d_in: for ReLU and its like. @type {Initializer} */
const he = (rng, d_out, d_in) => matrix(d_out, d_in, () => rng.normal(0, Math.sqrt(2 / d_in)));

/** Normal with variance 1 / d_in: a weighted sum as large as its inputs. @type {Initializer} */
const lecun = (rng, d_out, d_in) => matrix(d_out, d_in, () => rng.normal(0, Math.sqrt(1 / d_in)));

/** Perpendicular columns of length 1, or rows where there are fewer. @type {Initializer} */
const orthogonal = (rng, d_out, d_in) => {
  const narrow = Math.min(d_out, d_in);
  const drawn = matrix(Math.max(d_out, d_in), narrow, () => rng.normal());
  const columns = perpendicular(transposed(drawn));
  return d_out > narrow ? transposed(columns) : columns;
};

/** Normal with variance 1, whatever the layer: wide layers saturate. @type {Initializer} */
const normal = (rng, d_out, d_in) => matrix(d_out, d_in, () => rng.normal());

/** All zero: the symmetry that must be broken, kept to be looked at. @type {Initializer} */
const zeros = (_, d_out, d_in) => matrix(d_out, d_in, () => 0);

/** @type {Record<string, Initializer>} */
export const INITIALIZERS = { glorot, he, lecun, orthogonal, normal, zeros };

/**
 * A matrix whose entries are drawn row by row.
 * @param {number} rows
 * @param {number} columns
 * @param {() => number} draw
 */
function matrix(rows, columns, draw) {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, draw));
}

/** @param {number[][]} M */
function transposed(M) {
  return M[0].map((_, j) => M.map((row) => row[j]));
}

/**
 * Vectors of length 1 which span what the first, the first two, ... of the given ones span: Gram
 * and Schmidt's, and the Q of nnlib's factorization.
 * @param {number[][]} vectors
 */
function perpendicular(vectors) {
  /** @type {number[][]} */
  const found = [];
  for (const vector of vectors) {
    let v = vector;
    // Twice: what rounding leaves of the earlier directions is taken away, too.
    for (const q of [...found, ...found]) {
      const along = dot(v, q);
      v = v.map((x, k) => x - along * q[k]);
    }
    const length = Math.sqrt(dot(v, v));
    found.push(v.map((x) => x / length));
  }
  return found;
}

/** @param {number[]} a @param {number[]} b */
function dot(a, b) {
  return a.reduce((sum, x, k) => sum + x * b[k], 0);
}
