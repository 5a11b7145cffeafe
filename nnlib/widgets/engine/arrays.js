// @ts-check
// Where the numbers live: parameters as one flat vector, and the arrays of a pass, by layer, as in
// nnlib/arrays.py.

/** P, the number of parameters of a network with the widths d_0, ..., d_L. @param {number[]} d */
export function parameterCount(d) {
  return d.slice(1).reduce((P, d_out, k) => P + d_out * (1 + d[k]), 0);
}

/** A flat vector, seen as the matrices (b W) of the layers: serves Theta and dJ/dTheta alike. */
export class Parameters {
  /** @param {number[]} d the widths d_0, ..., d_L */
  constructor(d) {
    /** (b W) of layer 1 row by row, then of layer 2, and so on, as in nnlib. */
    this.flat = new Float64Array(parameterCount(d));
    /** bW[ell], a view of `flat`, for ell = 1 to L; bW[0] is empty. */
    this.bW = d.map((_, ell) =>
      this.flat.subarray(parameterCount(d.slice(0, ell)), parameterCount(d.slice(0, ell + 1))),
    );
  }
}

/**
 * The arrays of one pass over N examples, each of shape (d_ell, N) with entry (i, n) at
 * i + n * d_ell. What has no layer 0 is an empty array there.
 */
export class Batch {
  /**
   * @param {number[]} d the widths d_0, ..., d_L
   * @param {number} N
   */
  constructor(d, N) {
    const layers = (/** @type {number} */ first) =>
      d.map((width, ell) => new Float64Array(ell < first ? 0 : width * N));
    this.N = N;
    /** A[0], which is X, to A[L], which is Y_hat. */
    this.A = layers(0);
    /** Z[1] to Z[L]. */
    this.Z = layers(1);
    /** sigma'(Z[1]) to sigma'(Z[L-1]). */
    this.slope = layers(1);
    /** Delta[1] to Delta[L], with no factor 1/N. */
    this.Delta = layers(1);
    /** The loss of each example, shape (N,). */
    this.losses = new Float64Array(N);
  }
}
