// @ts-check
// Forward and back: the equations of one layer, and the two passes that are made of them, as in
// nnlib/backpropagation.py.
//
// A matrix of shape (d, N) has entry (i, n) at i + n * d: the numbers of an example are neighbours.
// bW = (b W) of shape (d_out, 1 + d_in) is stored row by row, as in theta: unit i has its bias at
// i * (1 + d_in), and behind it its d_in weights.

/** @typedef {import("./activations.js").Sigma} Sigma */
/** @typedef {import("./activations.js").Entrywise} Entrywise */
/** @typedef {import("./arrays.js").Batch} Batch */
/** @typedef {import("./arrays.js").Parameters} Parameters */
/** @typedef {import("./losses.js").Loss} Loss */

/**
 * Z[ell] = (b W) (1; A[ell-1]), which is W[ell] A[ell-1] + b[ell] 1^T.
 * @param {Float64Array} bW  (d_out, 1 + d_in)
 * @param {Float64Array} A  (d_in, N), of layer ell - 1
 * @param {number} N
 * @param {Float64Array} out  (d_out, N)
 */
function preActivations(bW, A, N, out) {
  const d_in = A.length / N;
  const d_out = out.length / N;
  for (let n = 0; n < N; n++) {
    for (let i = 0; i < d_out; i++) {
      const row = i * (1 + d_in);
      let z = bW[row];
      for (let j = 0; j < d_in; j++) z += bW[row + 1 + j] * A[n * d_in + j];
      out[n * d_out + i] = z;
    }
  }
  return out;
}

/**
 * Delta[ell] = (W[ell+1]^T Delta[ell+1]) * sigma'(Z[ell]).
 * @param {Float64Array} bW  (d_next, 1 + d), of layer ell + 1; its biases play no part
 * @param {Float64Array} Delta  (d_next, N), of layer ell + 1
 * @param {Float64Array} slope  (d, N), sigma'(Z[ell])
 * @param {number} N
 * @param {Float64Array} out  (d, N)
 */
function propagateError(bW, Delta, slope, N, out) {
  const d = out.length / N;
  const d_next = Delta.length / N;
  for (let n = 0; n < N; n++) {
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let i = 0; i < d_next; i++) sum += bW[i * (1 + d) + 1 + j] * Delta[n * d_next + i];
      out[n * d + j] = sum * slope[n * d + j];
    }
  }
  return out;
}

/**
 * Delta[ell] (1; A[ell-1])^T: the gradients of bias and weights, summed over examples.
 * @param {Float64Array} Delta  (d_out, N)
 * @param {Float64Array} A  (d_in, N), of layer ell - 1
 * @param {number} N
 * @param {Float64Array} out  (d_out, 1 + d_in)
 */
function summedGradients(Delta, A, N, out) {
  const d_in = A.length / N;
  const d_out = Delta.length / N;
  out.fill(0);
  for (let n = 0; n < N; n++) {
    for (let i = 0; i < d_out; i++) {
      const row = i * (1 + d_in);
      const delta = Delta[n * d_out + i];
      out[row] += delta;
      for (let j = 0; j < d_in; j++) out[row + 1 + j] += delta * A[n * d_in + j];
    }
  }
  return out;
}

/**
 * Fill Z and A of a batch, from A[0] = X up.
 * @param {Parameters} parameters
 * @param {Sigma} sigma
 * @param {Batch} batch
 */
export function forwardPass({ bW }, sigma, { N, A, Z }) {
  for (let ell = 1; ell < sigma.length; ell++) {
    preActivations(bW[ell], A[ell - 1], N, Z[ell]);
    sigma[ell].values(Z[ell], Z[ell].length / N, A[ell]);
  }
}

/**
 * Fill Delta of a batch after its forward pass, from layer L down, and the gradient of its mean loss.
 * @param {Parameters} parameters
 * @param {Sigma} sigma
 * @param {Loss} loss  made for the activation of layer L
 * @param {Batch} batch
 * @param {Float64Array} Y  (d_L, N)
 * @param {Parameters} gradient  where it is written
 */
export function backwardPass({ bW }, sigma, loss, { N, A, Z, slope, Delta }, Y, gradient) {
  const L = sigma.length - 1;
  loss.outputError(Y, A[L], Z[L], Delta[L]);
  for (let ell = L; ell >= 1; ell--) {
    summedGradients(Delta[ell], A[ell - 1], N, gradient.bW[ell]);
    if (ell > 1) {
      const hidden = /** @type {Entrywise} */ (sigma[ell - 1]);
      hidden.derivatives(Z[ell - 1], A[ell - 1], slope[ell - 1]);
      propagateError(bW[ell], Delta[ell], slope[ell - 1], N, Delta[ell - 1]);
    }
  }
  for (let p = 0; p < gradient.flat.length; p++) gradient.flat[p] /= N;
}
