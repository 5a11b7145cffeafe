// @ts-check
// The points of the playground: drawn from a seed or painted, which of them are held out, and what of the plane shows.

import { dataset } from "../engine/datasets.js";
import { array, packed } from "../kit/numbers.js";

/**
 * @typedef {{
 *   data: string, N: number, noise: number, held_out: number, points: any, window: number[], d: number[],
 *   hidden: string, output: string, loss: string, init: string, start: any, optimizer: string, eta: number, mu: number,
 *   kappa: number, meta: number, memory: number, beta1: number, rho: number, batch_size: number, l2: number, seed: number, edges: string, unit: number[],
 * }} Settings  the traits of the same names; `points` and `start` as they travel
 * @typedef {"eta" | "mu" | "kappa" | "meta" | "memory" | "beta1" | "rho"} RuleSetting
 * @typedef {[number, number]} Targets  of class 0 and of class 1
 * @typedef {{
 *   traits: Record<string, import("../kit/facts.js").TraitFacts>, settings: (keyof Settings)[],
 *   restarting: (keyof Settings)[], most_points: number, noise: Record<string, number>,
 *   targets: Record<string, Targets>, rates: Record<string, RuleSetting[]>,
 *   rule_settings: Record<string, import("../kit/rule_sliders.js").Setting>, own_rates: Record<string, number>,
 *   ends: { output: string, loss: string, words: string }[], experiments: Record<string, any>,
 * }} Facts  what Python says of the playground: see the `facts` of its figure.py
 * @typedef {{ X: Float64Array, labels: Int32Array, held: boolean[], view: number[] }} Examples
 *   view: x_1 and x_2 of the middle of the picture, and half of its side
 */

/** Painted points lie on this grid, so that an address can hold them. */
const GRAIN = 0.01;

/** What an untrained network has in place of `theta`. */
export const NOTHING = { shape: [0], data: new DataView(new ArrayBuffer(0)) };

/**
 * @param {Settings} settings @param {Record<string, number>} usualNoise of each data set
 * @returns {Examples}
 */
export function examples({ data, N, noise, seed, points, window, held_out }, usualNoise) {
  const own = data === "own";
  const { X, labels } = own ? unpack(points) : dataset(data, { N, noise: noise * usualNoise[data], seed });
  return { X, labels, held: heldOut(labels, held_out), view: around(X, own ? window : null) };
}

/**
 * Which examples are measured on only. Multiples of the golden ratio fall evenly into [0, 1), and those below `share`
 * are held out: the same share of both classes, and a point that is painted changes nothing for the others.
 * @param {Int32Array} labels @param {number} share
 */
function heldOut(labels, share) {
  const count = [0, 0];
  return Array.from(labels, (label) => {
    count[label] += 1;
    return (count[label] * 0.6180339887498949) % 1 < share;
  });
}

/**
 * A square that shows all points: `wanted` if that does, else one with some room around them.
 * @param {Float64Array} X @param {number[] | null} wanted
 */
function around(X, wanted) {
  const ends = [Infinity, -Infinity, Infinity, -Infinity];
  for (let k = 0; k < X.length; k += 2) {
    ends[0] = Math.min(ends[0], X[k]);
    ends[1] = Math.max(ends[1], X[k]);
    ends[2] = Math.min(ends[2], X[k + 1]);
    ends[3] = Math.max(ends[3], X[k + 1]);
  }
  const [left, right, bottom, top] = ends;
  if (wanted) {
    const [x, y, half] = wanted;
    if (X.length === 0 || Math.max(right - x, x - left, top - y, y - bottom) <= half) return wanted;
  }
  return [(left + right) / 2, (bottom + top) / 2, 0.55 * Math.max(right - left, top - bottom, 1e-3)];
}

/** The answer at which one class turns into the other. @param {Targets} targets */
export function middleOf([low, high]) {
  return (low + high) / 2;
}

/** The columns where `keep` holds. @param {Examples} examples @param {(held: boolean) => boolean} keep */
export function part({ X, labels, held }, keep) {
  const chosen = Array.from(labels.keys()).filter((n) => keep(held[n]));
  return {
    X: Float64Array.from(chosen.flatMap((n) => [X[2 * n], X[2 * n + 1]])),
    labels: Int32Array.from(chosen, (n) => labels[n]),
  };
}

/** @typedef {{ X: Float64Array, labels: Int32Array }} Points */

/** The points in a trait. @param {any} points (3, N) as it travels @returns {Points} */
export function unpack(points) {
  const { values } = array(points);
  const N = values.length / 3;
  const X = new Float64Array(2 * N);
  const labels = new Int32Array(N);
  for (let n = 0; n < N; n++) {
    X.set(values.subarray(3 * n, 3 * n + 2), 2 * n);
    labels[n] = values[3 * n + 2];
  }
  return { X, labels };
}

/** A trait that holds points. @param {Points} points */
export function pack({ X, labels }) {
  const values = new Float64Array(3 * labels.length);
  for (const [n, label] of labels.entries()) values.set([X[2 * n], X[2 * n + 1], label], 3 * n);
  return packed([3, labels.length], values);
}

const round = (/** @type {number} */ x) => Number((Math.round(x / GRAIN) * GRAIN).toFixed(2));

/** The same points, on the grid. @param {Points} points @returns {Points} */
export function onGrid({ X, labels }) {
  return { X: X.map(round), labels };
}

/**
 * With one more point; the same if there is no room for more.
 * @param {Points} points @param {number[]} at @param {number} label @param {number} most @returns {Points}
 */
export function withPoint(points, [x, y], label, most) {
  const { X, labels } = points;
  if (labels.length >= most) return points;
  return { X: Float64Array.from([...X, round(x), round(y)]), labels: Int32Array.from([...labels, label]) };
}

/**
 * Without those nearer than `radius` to a place; the same if there are none.
 * @param {Points} points @param {number[]} at @param {number} radius @returns {Points}
 */
export function withoutPoints(points, [x, y], radius) {
  const { X, labels } = points;
  const far = Array.from(labels, (_, n) => Math.hypot(X[2 * n] - x, X[2 * n + 1] - y) > radius);
  if (!far.includes(false)) return points;
  return part({ X, labels, held: far, view: [] }, (keep) => keep);
}

// In an address: two coordinates of three digits to the base of 36, in grains from -233.28 up, and the class.
const ORIGIN = 36 ** 3 / 2;
const SHARED = 300;

/** How painted points stand in the address; `write` gives undefined if there are too many for one. */
export const pointsSetting = {
  write(/** @type {any} */ points) {
    const { X, labels } = unpack(points);
    const codes = Array.from(X, (x) => Math.round(x / GRAIN) + ORIGIN);
    if (labels.length > SHARED || codes.some((code) => code < 0 || code >= 2 * ORIGIN)) return undefined;
    const digits = codes.map((code) => code.toString(36).padStart(3, "0"));
    return Array.from(labels, (label, n) => `${digits[2 * n]}${digits[2 * n + 1]}${label}`).join("");
  },
  read(/** @type {string} */ text) {
    if (!/^([0-9a-z]{6}[01])*$/.test(text) || text.length > 7 * SHARED) return undefined;
    const all = text.match(/.{7}/g) ?? [];
    const code = (/** @type {string} */ digits) => round((parseInt(digits, 36) - ORIGIN) * GRAIN);
    return pack({
      X: Float64Array.from(all.flatMap((one) => [code(one.slice(0, 3)), code(one.slice(3, 6))])),
      labels: Int32Array.from(all, (one) => Number(one[6])),
    });
  },
};
