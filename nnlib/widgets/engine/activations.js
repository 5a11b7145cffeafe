// @ts-check
// Activation functions: sigma and its derivative, side by side, as in nnlib/activations.py.
//
// `value` and `derivative` are the equations, of one number. `values` and `derivatives` apply them
// to a whole array. Each activation spells out its own two loops: in a loop shared by all, the
// engine of the browser could not put the equation in place of the call, and every result would
// become an object on the heap.

import { normalDensity, normalDistribution } from "./normal_distribution.js";

/**
 * An activation function that works on every entry by itself.
 * @typedef {object} Entrywise
 * @property {(z: number) => number} value  sigma(z)
 * @property {(z: number, a?: number) => number} derivative
 *   sigma'(z); a = sigma(z) where it is known already
 * @property {(Z: Float64Array, d: number, out: Float64Array) => Float64Array} values
 *   sigma(Z), for Z of shape (d, N)
 * @property {(Z: Float64Array, A: Float64Array, out: Float64Array) => Float64Array} derivatives
 *   sigma'(Z), where A = sigma(Z)
 */

/**
 * An activation of the output layer that mixes the entries of a column: no entrywise derivative.
 * @typedef {object} Columnwise
 * @property {(Z: Float64Array, d: number, out: Float64Array) => Float64Array} values
 */

/**
 * The activation of each layer, sigma[1] to sigma[L]; there is none for layer 0.
 * @typedef {(Entrywise | Columnwise)[]} Sigma
 */

/** @type {Entrywise} */
const identity = {
  value: (z) => z,
  derivative: () => 1,
  values(Z, d, out) {
    out.set(Z);
    return out;
  },
  derivatives: (Z, A, out) => out.fill(1),
};

/** @type {Entrywise} */
const sigmoid = {
  value(z) {
    // With e = exp(-|z|), which cannot overflow: 1/(1 + e) for z >= 0, and e/(1 + e) below.
    const e = Math.exp(-Math.abs(z));
    return (z >= 0 ? 1 : e) / (1 + e);
  },
  derivative: (z, a = sigmoid.value(z)) => a * (1 - a),
  values(Z, d, out) {
    for (let k = 0; k < Z.length; k++) out[k] = sigmoid.value(Z[k]);
    return out;
  },
  derivatives(Z, A, out) {
    for (let k = 0; k < Z.length; k++) out[k] = sigmoid.derivative(Z[k], A[k]);
    return out;
  },
};

/** @type {Entrywise} */
const tanh = {
  value: (z) => Math.tanh(z),
  derivative: (z, a = Math.tanh(z)) => 1 - a * a,
  values(Z, d, out) {
    for (let k = 0; k < Z.length; k++) out[k] = tanh.value(Z[k]);
    return out;
  },
  derivatives(Z, A, out) {
    for (let k = 0; k < Z.length; k++) out[k] = tanh.derivative(Z[k], A[k]);
    return out;
  },
};

/** sigma'(0) = 0 by convention. @type {Entrywise} */
const relu = {
  // Math.max, not a comparison: a NaN must stay one, or a diverged run would look healthy.
  value: (z) => Math.max(z, 0),
  derivative: (z) => (z > 0 ? 1 : 0),
  values(Z, d, out) {
    for (let k = 0; k < Z.length; k++) out[k] = relu.value(Z[k]);
    return out;
  },
  derivatives(Z, A, out) {
    for (let k = 0; k < Z.length; k++) out[k] = relu.derivative(Z[k]);
    return out;
  },
};

const LEAK = 0.01;

/** sigma'(0) = 0.01 by convention. @type {Entrywise} */
const leakyRelu = {
  value: (z) => Math.max(z, LEAK * z),
  derivative: (z) => (z > 0 ? 1 : LEAK),
  values(Z, d, out) {
    for (let k = 0; k < Z.length; k++) out[k] = leakyRelu.value(Z[k]);
    return out;
  },
  derivatives(Z, A, out) {
    for (let k = 0; k < Z.length; k++) out[k] = leakyRelu.derivative(Z[k]);
    return out;
  },
};

/** @type {Entrywise} */
const elu = {
  value: (z) => (z > 0 ? z : Math.expm1(z)),
  derivative: (z) => Math.exp(Math.min(z, 0)),
  values(Z, d, out) {
    for (let k = 0; k < Z.length; k++) out[k] = elu.value(Z[k]);
    return out;
  },
  derivatives(Z, A, out) {
    for (let k = 0; k < Z.length; k++) out[k] = elu.derivative(Z[k]);
    return out;
  },
};

/** log(1 + exp(z)). @type {Entrywise} */
const softplus = {
  // The larger of 0 and z is taken out of the logarithm: what is left to exp cannot overflow.
  value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  derivative: (z) => sigmoid.value(z),
  values(Z, d, out) {
    for (let k = 0; k < Z.length; k++) out[k] = softplus.value(Z[k]);
    return out;
  },
  derivatives(Z, A, out) {
    for (let k = 0; k < Z.length; k++) out[k] = softplus.derivative(Z[k]);
    return out;
  },
};

/** z Phi(z): the exact form, not the tanh approximation. @type {Entrywise} */
const gelu = {
  value: (z) => z * normalDistribution(z),
  derivative: (z) => normalDistribution(z) + z * normalDensity(z),
  values(Z, d, out) {
    for (let k = 0; k < Z.length; k++) out[k] = gelu.value(Z[k]);
    return out;
  },
  derivatives(Z, A, out) {
    for (let k = 0; k < Z.length; k++) out[k] = gelu.derivative(Z[k]);
    return out;
  },
};

/** exp(z_i) / sum_k exp(z_k) down each column. @type {Columnwise} */
const softmax = {
  values(Z, d, out) {
    for (let column = 0; column < Z.length; column += d) {
      const m = largest(Z, column, d);
      let sum = 0;
      for (let k = column; k < column + d; k++) {
        // Subtracting the largest entry of a column changes no quotient; exp cannot overflow.
        out[k] = Math.exp(Z[k] - m);
        sum += out[k];
      }
      for (let k = column; k < column + d; k++) out[k] /= sum;
    }
    return out;
  },
};

/**
 * The largest of d numbers in a row.
 * @param {Float64Array} Z
 * @param {number} start where they begin
 * @param {number} d
 */
export function largest(Z, start, d) {
  let m = Z[start];
  for (let k = start + 1; k < start + d; k++) m = Math.max(m, Z[k]);
  return m;
}

/**
 * Those that hidden layers may have, by name.
 * @type {Record<string, Entrywise>}
 */
export const ENTRYWISE = {
  identity,
  sigmoid,
  tanh,
  relu,
  leaky_relu: leakyRelu,
  elu,
  softplus,
  gelu,
};

/**
 * All of them, by name: those that the output layer may have.
 * @type {Record<string, Entrywise | Columnwise>}
 */
export const ACTIVATIONS = { ...ENTRYWISE, softmax };
