// @ts-check
// Initial weights, as in nnlib/initializers.py; biases start at zero.
//
// An initializer says how one weight of a layer with d_in inputs and d_out units is drawn.

/** @typedef {import("./random.js").Random} Random */
/** @typedef {(rng: Random, d_out: number, d_in: number) => number} Initializer */

/** Uniform on ±sqrt(6 / (d_in + d_out)): for tanh, sigmoid, softmax. @type {Initializer} */
const glorot = (rng, d_out, d_in) => {
  const limit = Math.sqrt(6 / (d_in + d_out));
  return rng.uniform(-limit, limit);
};

/** Normal with variance 2 / d_in: for ReLU and its like. @type {Initializer} */
const he = (rng, d_out, d_in) => rng.normal(0, Math.sqrt(2 / d_in));

/** Normal with variance 1 / d_in: a weighted sum as large as its inputs. @type {Initializer} */
const lecun = (rng, d_out, d_in) => rng.normal(0, Math.sqrt(1 / d_in));

/** Normal with variance 1, whatever the layer: wide layers saturate. @type {Initializer} */
const normal = (rng) => rng.normal(0, 1);

/** All zero: the symmetry that must be broken, kept to be looked at. @type {Initializer} */
const zeros = () => 0;

/** @type {Record<string, Initializer>} */
export const INITIALIZERS = { glorot, he, lecun, normal, zeros };
