// @ts-check
// Small data sets of points in the plane, as in nnlib/datasets/plane.py, from random numbers of our own.
//
// X has shape (2, N), point n at X[2n], X[2n + 1]. The two classes take turns, so that any first
// part of the points is as good a sample as the whole; training shuffles them anyway.

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
  return points(N, noise, seed, (label, rng) => {
    const angle = rng.uniform(0, Math.PI);
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    return label === 0 ? [x, y] : [1 - x, 0.5 - y];
  });
}

/** A circle of radius 1/2 (class 1) inside one of radius 1. @param {Options} options */
function circles({ N = 200, noise = 0.1, seed = 0 } = {}) {
  return points(N, noise, seed, (label, rng) => {
    const angle = rng.uniform(0, 2 * Math.PI);
    const radius = label === 0 ? 1 : 0.5;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** Two spirals, wound into each other for one and a half turns. @param {Options} options */
function spirals({ N = 200, noise = 0.02, seed = 0 } = {}) {
  return points(N, noise, seed, (label, rng) => {
    const radius = Math.sqrt(rng.uniform(0.01, 1)); // as many points per length outside as inside
    const angle = 3 * Math.PI * radius + Math.PI * label;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/**
 * The corners of a square, in turn, with noise: class 1 where exactly one coordinate is 1. With
 * N = 4 and no noise, nnlib's `xor`.
 * @param {Options} options
 */
function xor({ N = 200, noise = 0.12, seed = 0 } = {}) {
  const rng = new Random(seed);
  const X = new Float64Array(2 * N);
  const labels = new Int32Array(N);
  for (let n = 0; n < N; n++) {
    const [x, y] = [(n >> 1) & 1, n & 1];
    labels[n] = x ^ y;
    X[2 * n] = x + rng.normal(0, noise);
    X[2 * n + 1] = y + rng.normal(0, noise);
  }
  return { X, labels };
}

/** Two clouds around (-1, -1/2) and (1, 1/2). @param {Options} options */
function blobs({ N = 200, noise = 0.3, seed = 0 } = {}) {
  return points(N, noise, seed, (label) => (label === 0 ? [-1, -0.5] : [1, 0.5]));
}

/**
 * N points, placed by their label, with noise.
 * @param {number} N
 * @param {number} noise
 * @param {number} seed
 * @param {(label: number, rng: Random) => [number, number] | number[]} place
 * @returns {Points}
 */
function points(N, noise, seed, place) {
  const rng = new Random(seed);
  const X = new Float64Array(2 * N);
  const labels = Int32Array.from({ length: N }, (_, n) => n % 2);
  labels.forEach((label, n) => {
    const [x, y] = place(label, rng);
    X[2 * n] = x + rng.normal(0, noise);
    X[2 * n + 1] = y + rng.normal(0, noise);
  });
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
