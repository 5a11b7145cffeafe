// @ts-check
// Loss functions, and the output error that each sends back, as in nnlib/losses.py.
//
// A loss compares one target with one prediction; the cost J is the mean of the losses of a batch.
// Its derivative with respect to the pre-activations of the output layer is Delta[L], which depends
// on the output activation too: so a loss is made for the activation that it stands behind.
// Y, Y_hat and Z have shape (d_L, N), entry (i, n) at i + n * d_L.

import { ENTRYWISE, largest } from "./activations.js";
import { choose } from "./checks.js";

/**
 * @typedef {object} Loss
 * @property {(Y: Float64Array, Y_hat: Float64Array, Z: Float64Array, d: number, out: Float64Array)
 *   => Float64Array} values  the loss of each example, shape (N,), not yet averaged
 * @property {(Y: Float64Array, Y_hat: Float64Array, Z: Float64Array, out: Float64Array)
 *   => Float64Array} outputError  Delta[L], with no factor 1/N
 */

/**
 * Half the squared distance between target and prediction.
 * @param {string} output
 * @returns {Loss}
 */
function meanSquaredError(output) {
  const sigma = ENTRYWISE[output];
  return {
    values(Y, Y_hat, Z, d, out) {
      for (let n = 0; n < out.length; n++) {
        let sum = 0;
        for (let k = n * d; k < (n + 1) * d; k++) sum += (Y[k] - Y_hat[k]) ** 2;
        out[n] = sum / 2;
      }
      return out;
    },
    outputError(Y, Y_hat, Z, out) {
      sigma.derivatives(Z, Y_hat, out);
      for (let k = 0; k < out.length; k++) out[k] *= Y_hat[k] - Y[k];
      return out;
    },
  };
}

/**
 * r^2/2 where a prediction misses by |r| <= 1, else |r| - 1/2: an outlier pulls with bounded force.
 * @param {string} output
 * @returns {Loss}
 */
function huber(output) {
  const sigma = ENTRYWISE[output];
  return {
    values(Y, Y_hat, Z, d, out) {
      for (let n = 0; n < out.length; n++) {
        let sum = 0;
        for (let k = n * d; k < (n + 1) * d; k++) {
          const distance = Math.abs(Y[k] - Y_hat[k]);
          const quadratic = Math.min(distance, 1);
          sum += quadratic ** 2 / 2 + (distance - quadratic);
        }
        out[n] = sum;
      }
      return out;
    },
    outputError(Y, Y_hat, Z, out) {
      sigma.derivatives(Z, Y_hat, out);
      for (let k = 0; k < out.length; k++) {
        out[k] *= Math.max(-1, Math.min(Y_hat[k] - Y[k], 1));
      }
      return out;
    },
  };
}

/**
 * Negative log-likelihood of yes-or-no targets. In terms of z it is
 * max(z, 0) - y z + log(1 + exp(-|z|)), which stays finite where log(y_hat) would not.
 * @returns {Loss}
 */
function binaryCrossEntropy() {
  return {
    values(Y, Y_hat, Z, d, out) {
      for (let n = 0; n < out.length; n++) {
        let sum = 0;
        for (let k = n * d; k < (n + 1) * d; k++) {
          const linear = Math.max(Z[k], 0) - Y[k] * Z[k];
          sum += linear + Math.log1p(Math.exp(-Math.abs(Z[k])));
        }
        out[n] = sum;
      }
      return out;
    },
    outputError: (Y, Y_hat, Z, out) => subtract(Y_hat, Y, out),
  };
}

/**
 * Negative log-likelihood of the class of an example: log sum_k exp(z_k) - y^T z, finite for all z.
 * @returns {Loss}
 */
function crossEntropy() {
  return {
    values(Y, Y_hat, Z, d, out) {
      for (let n = 0; n < out.length; n++) {
        const m = largest(Z, n * d, d);
        let sum = 0;
        let product = 0;
        let total = 0;
        for (let k = n * d; k < (n + 1) * d; k++) {
          const below = Math.max(Z[k] - m, -Number.MAX_VALUE);
          sum += Math.exp(below);
          product += Y[k] * below;
          total += Y[k];
        }
        // Rounded targets do not sum to 1, and the gradient belongs to m outside the product.
        out[n] = Math.log(sum) - product + m * (1 - total);
      }
      return out;
    },
    outputError: (Y, Y_hat, Z, out) => subtract(Y_hat, Y, out),
  };
}

/**
 * @param {Float64Array} Y_hat
 * @param {Float64Array} Y
 * @param {Float64Array} out
 */
function subtract(Y_hat, Y, out) {
  for (let k = 0; k < out.length; k++) out[k] = Y_hat[k] - Y[k];
  return out;
}

/**
 * Each loss by name: how it is made, and the output activations that it goes with.
 * @type {Record<string, { make: (output: string) => Loss, outputs: string[] }>}
 */
export const LOSSES = {
  mse: { make: meanSquaredError, outputs: Object.keys(ENTRYWISE) },
  binary_cross_entropy: { make: binaryCrossEntropy, outputs: ["sigmoid"] },
  cross_entropy: { make: crossEntropy, outputs: ["softmax"] },
  huber: { make: huber, outputs: Object.keys(ENTRYWISE) },
};

/**
 * The loss of that name, for a network whose last layer has the activation `output`.
 * @param {string} name
 * @param {string} output
 * @returns {Loss}
 */
export function makeLoss(name, output) {
  const { make, outputs } = choose("loss", name, LOSSES);
  if (outputs.includes(output)) return make(output);
  throw new Error(`loss ${name} does not fit output ${output}; it goes with ${outputs.join(", ")}`);
}
