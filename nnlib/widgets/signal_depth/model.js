// @ts-check
// Activations and errors in every layer of a network with random weights, and their sizes.

import { Network } from "../engine/network.js";
import { Random } from "../engine/random.js";
import { clamp } from "../kit/numbers.js";

/** @typedef {{ width: number, layers: number, examples: number }} Size */
/** @typedef {{ hidden: string, s: number, seed: number }} Settings */
/** @typedef {{ a: number[], delta: number[], histograms: number[][] }} State   each by layer, from layer 1 */

/** Activations beyond are counted in the outermost bins. */
export const REACH = 3;
const BINS = 25;

export const TRAITS = ["hidden", "s", "seed"];

/** Weights for s = 1, inputs, and errors at the output. @param {Size} size @param {number} seed */
function drawn({ width, layers, examples }, seed) {
  const rng = new Random(seed + 1);
  const normals = () => Float64Array.from({ length: width * examples }, () => rng.normal());
  const [X, errors] = [normals(), normals()];
  const { theta } = new Network(new Array(layers + 2).fill(width), { init: "lecun", seed });
  return { seed, theta, X, errors };
}

/** What the network computes for settings; the draw of the last seed is kept. @param {Size} size */
export function measurement(size) {
  const d = new Array(size.layers + 2).fill(size.width);
  /** @type {ReturnType<typeof drawn> | null} */
  let draw = null;

  /** @param {Settings} settings @returns {State} */
  return ({ hidden, s, seed }) => {
    if (draw?.seed !== seed) draw = drawn(size, seed);
    const { theta, X, errors } = draw;
    const net = new Network(d, { hidden, init: "zeros" });
    net.theta.set(theta.map((w) => s * w));
    // The output is the identity and the loss half the squared error: Y_hat - Y is the error.
    net.costAndGradient(
      X,
      net.forward(X).map((y, k) => y - errors[k]),
    );
    const hiddenLayers = Array.from({ length: size.layers }, (_, k) => k + 1);
    return {
      a: hiddenLayers.map((ell) => rootMeanSquare(net.A[ell])),
      delta: hiddenLayers.map((ell) => rootMeanSquare(net.Delta[ell])),
      histograms: hiddenLayers.map((ell) => histogram(net.A[ell])),
    };
  };
}

/** @param {Float64Array} values */
function rootMeanSquare(values) {
  return Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
}

/** How many values lie in each bin from -REACH up. @param {Float64Array} values */
function histogram(values) {
  const counts = new Array(BINS).fill(0);
  for (const x of values) {
    const bin = Math.floor(((clamp(x, -REACH, REACH) + REACH) / (2 * REACH)) * BINS);
    counts[Math.min(bin, BINS - 1)] += 1;
  }
  return counts;
}
