// @ts-check
// Small data sets of points in the plane: those of nnlib/datasets/plane.py, drawn in the same order from random numbers
// of our own. So Python has the points of a figure, too: see RandomArrays in kit/random_numbers.py.
//
// X has shape (2, N), point n at X[2n], X[2n + 1].

import { choose } from "./checks.js";
import { Random } from "./random.js";

/**
 * @typedef {object} Options
 * @property {number} [N]  number of points
 * @property {number} [noise]  standard deviation of what is added to both coordinates
 * @property {number} [seed]
 */

/**
 * @typedef {object} Points
 * @property {Float64Array} X  (2, N)
 * @property {Int32Array} labels  (N,), 0 or 1
 */

/** Two half circles that reach into each other. @param {Options} options */
function moons({ N = 200, noise = 0.1, seed = 0 } = {}) {
  const { rng, labels } = twoClasses(N, seed);
  const angles = drawn(N, () => rng.uniform(0, Math.PI));
  return noisy(labels, noise, rng, (n) => {
    const [x, y] = [Math.cos(angles[n]), Math.sin(angles[n])];
    return labels[n] === 0 ? [x, y] : [1 - x, 0.5 - y];
  });
}

/** A circle of radius 1/2 (class 1) inside one of radius 1. @param {Options} options */
function circles({ N = 200, noise = 0.1, seed = 0 } = {}) {
  const { rng, labels } = twoClasses(N, seed);
  const angles = drawn(N, () => rng.uniform(0, 2 * Math.PI));
  return noisy(labels, noise, rng, (n) => {
    const radius = labels[n] === 0 ? 1 : 0.5;
    return [radius * Math.cos(angles[n]), radius * Math.sin(angles[n])];
  });
}

/** Two spirals, wound into each other for one and a half turns. @param {Options} options */
function spirals({ N = 200, noise = 0.02, seed = 0 } = {}) {
  const { rng, labels } = twoClasses(N, seed);
  // As many points per length outside as inside.
  const radii = drawn(N, () => Math.sqrt(rng.uniform(0.01, 1)));
  return noisy(labels, noise, rng, (n) => {
    const angle = 3 * Math.PI * radii[n] + Math.PI * labels[n];
    return [radii[n] * Math.cos(angle), radii[n] * Math.sin(angle)];
  });
}

/** Two clouds around (-1, -1/2) and (1, 1/2). @param {Options} options */
function blobs({ N = 200, noise = 0.3, seed = 0 } = {}) {
  const { rng, labels } = twoClasses(N, seed);
  return noisy(labels, noise, rng, (n) => (labels[n] === 0 ? [-1, -0.5] : [1, 0.5]));
}

/**
 * The corners of a square, in turn, with noise: class 1 where exactly one coordinate is 1. With
 * N = 4 and no noise, nnlib's `xor`.
 * @param {Options} options
 */
function xor({ N = 200, noise = 0.12, seed = 0 } = {}) {
  const corner = (/** @type {number} */ n) => [(n >> 1) & 1, n & 1];
  const labels = Int32Array.from({ length: N }, (_, n) => corner(n)[0] ^ corner(n)[1]);
  return noisy(labels, noise, new Random(seed), corner);
}

/** A source of randomness, and N shuffled labels, half of them 1. @param {number} N @param {number} seed */
function twoClasses(N, seed) {
  const rng = new Random(seed);
  const labels = rng.shuffle(Int32Array.from({ length: N }, (_, n) => n % 2));
  return { rng, labels };
}

/** Numbers, one after another. @param {number} N @param {() => number} draw */
function drawn(N, draw) {
  return Float64Array.from({ length: N }, draw);
}

/**
 * Points where `place` says, with noise: in the first coordinate of all of them, then in the second.
 * @param {Int32Array} labels
 * @param {number} noise
 * @param {Random} rng
 * @param {(n: number) => number[]} place
 * @returns {Points}
 */
function noisy(labels, noise, rng, place) {
  const X = Float64Array.from({ length: 2 * labels.length }, (_, k) => place(k >> 1)[k % 2]);
  for (const i of [0, 1]) for (let k = i; k < X.length; k += 2) X[k] += rng.normal(0, noise);
  return { X, labels };
}

/** @type {Record<string, (options: Options) => Points>} */
export const DATASETS = { moons, circles, spirals, xor, blobs };

/**
 * The points of the data set of that name.
 * @param {string} name
 * @param {Options} [options]
 */
export function dataset(name, options = {}) {
  return choose("dataset", name, DATASETS)(options);
}
