// @ts-check
// Penalties on the weights, and their gradients, as in nnlib/regularizers.py. Biases are free of them: bW holds them
// at the head of each row, and its rows have 1 + d_in numbers.

/**
 * l2/2 sum(W^2) + l1 sum(|W|) for the weights of one layer.
 * @param {Float64Array} bW  (d_out, 1 + d_in)
 * @param {number} d_in
 * @param {number} l2
 * @param {number} l1
 */
export function penalty(bW, d_in, l2, l1) {
  let sum = 0;
  for (let p = 0; p < bW.length; p++) {
    if (p % (1 + d_in) > 0) sum += (l2 / 2) * bW[p] * bW[p] + l1 * Math.abs(bW[p]);
  }
  return sum;
}

/**
 * Add l2 W + l1 sign(W) to the gradient of one layer; sign(0) = 0.
 * @param {Float64Array} bW  (d_out, 1 + d_in)
 * @param {number} d_in
 * @param {number} l2
 * @param {number} l1
 * @param {Float64Array} out  (d_out, 1 + d_in)
 */
export function addPenaltyGradient(bW, d_in, l2, l1, out) {
  for (let p = 0; p < bW.length; p++) {
    if (p % (1 + d_in) > 0) out[p] += l2 * bW[p] + l1 * Math.sign(bW[p]);
  }
}
