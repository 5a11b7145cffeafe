// @ts-check
// A descent on all examples at once, and the largest eigenvalue of its Hessian, step by step as in run.py.

import { Network } from "../engine/network.js";
import { Momentum } from "../engine/optimizers/momentum.js";

/**
 * @typedef {{ eta: number, mu: number, step: number, earlier: number[] }} Settings
 * @typedef {{
 *   ink: string, letters: number, labels: number[], every: number, far: number, traits: Record<string, any>,
 *   network: { widths: number[], share: number, seed: number },
 *   method: { krylov: number, rounds: number, nudge: number },
 * }} Facts
 */

// Squarings after which nothing but the largest eigenvalue is left of a matrix.
const SQUARINGS = 50;

/** The rate of the step that follows `step` others. @param {number} step @param {Pick<Settings, "eta" | "earlier">} settings */
export function rateAt(step, { eta, earlier }) {
  for (let k = 0; k < earlier.length; k += 2) if (step < earlier[k]) return earlier[k + 1];
  return eta;
}

/** Whether a list is one of steps that grow, each followed by a rate. @param {number[]} list @param {{ low: number, high: number }} bounds */
export function isSchedule(list, { low, high }) {
  return list.every((x, k) =>
    k % 2 ? low <= x && x <= high : Number.isInteger(x) && x > (list[k - 2] ?? 0) && k + 1 < list.length,
  );
}

export class Run {
  /** @param {Facts} facts @param {{ X: Float64Array, Y: Float64Array }} data @param {number} mu */
  constructor(facts, { X, Y }, mu) {
    const { widths, share, seed } = facts.network;
    this.facts = facts;
    this.X = X;
    this.Y = Y;
    this.mu = mu;
    this.net = new Network(widths, { hidden: "tanh", init: "glorot", seed });
    this.net.theta.set(this.net.theta.map((w) => share * w));
    this.rule = new Momentum({ eta: 0, mu });
    this.kept = new Float64Array(this.net.P);
    /** The rate of each step so far. @type {number[]} */
    this.rates = [];
    /** The cost at each step from step 0. @type {number[]} */
    this.J = [];
    /** The largest eigenvalue, at every second of them. @type {number[]} */
    this.eigenvalues = [];
    this.diverged = false;
    this.net.costAndGradient(X, Y);
    this.gradient = this.net.gradient.slice();
    this.v = this.gradient.slice();
    for (let k = 0; k < facts.method.rounds; k++) this.largestEigenvalue();
    this.measure();
  }

  /** Steps so far. */
  get step() {
    return this.rates.length;
  }

  /** Whether settings ask for this run, or for one that begins with it. @param {Settings} settings */
  leadsTo(settings) {
    const fits = this.rates.every((rate, t) => rate === rateAt(t, settings));
    return settings.mu === this.mu && fits && settings.step >= this.step;
  }

  /** One step. @param {number} eta */
  advance(eta) {
    this.rates.push(eta);
    this.rule.eta = eta;
    this.rule.step(this.net.theta, this.gradient);
    this.measure();
  }

  measure() {
    const { net, X, Y, J, facts } = this;
    J.push(net.costAndGradient(X, Y));
    // NaN is not below either.
    this.diverged = !(J[this.step] <= facts.far * J[0]);
    if (this.diverged) return;
    this.gradient.set(net.gradient);
    if (this.step % facts.every === 0) this.eigenvalues.push(this.largestEigenvalue());
  }

  /** The largest eigenvalue in the Krylov space of the vector of the last measurement, which it replaces. */
  largestEigenvalue() {
    const { krylov } = this.facts.method;
    const basis = [scaled(this.v, 1 / norm(this.v))];
    /** @type {Float64Array[]} */
    const products = [];
    for (let k = 0; k < krylov; k++) {
      const w = this.hessianTimes(basis[k]);
      products.push(w.slice());
      for (const q of basis) add(w, q, -dot(q, w));
      basis.push(scaled(w, 1 / norm(w)));
    }
    const T = products.map((_, i) =>
      products.map((_, j) => (dot(basis[i], products[j]) + dot(basis[j], products[i])) / 2),
    );
    const { value, vector } = largestOf(T);
    this.v.fill(0);
    for (const [k, share] of vector.entries()) add(this.v, basis[k], share);
    return value;
  }

  /** H v for a vector of length one: the central difference of the gradient along it. @param {Float64Array} v */
  hessianTimes(v) {
    const { net, X, Y, kept } = this;
    const { nudge } = this.facts.method;
    const out = new Float64Array(net.P);
    kept.set(net.theta);
    for (const by of [nudge, -nudge]) {
      net.theta.set(kept);
      add(net.theta, v, by);
      net.costAndGradient(X, Y);
      add(out, net.gradient, 1 / (2 * by));
    }
    net.theta.set(kept);
    return out;
  }
}

/**
 * The largest eigenvalue of a small symmetric matrix, with its vector: squared again and again, the matrix, moved so that
 * no eigenvalue is below 0, becomes the projection on that vector.
 * @param {number[][]} T
 */
export function largestOf(T) {
  const size = Math.hypot(...T.flat());
  let P = T.map((row, i) => row.map((t, j) => t + (i === j ? size : 0)));
  for (let k = 0; k < SQUARINGS; k++) {
    const scale = Math.hypot(...P.flat()) || 1;
    const S = P.map((row) => row.map((p) => p / scale));
    P = S.map((row) => S.map((_, j) => row.reduce((sum, p, m) => sum + p * S[m][j], 0)));
  }
  const longest = P[P.reduce((best, row, i) => (row[i] > P[best][best] ? i : best), 0)];
  const length = Math.hypot(...longest) || 1;
  const vector = longest.map((p) => p / length);
  const value = T.reduce((sum, row, i) => sum + row.reduce((inner, t, j) => inner + vector[i] * t * vector[j], 0), 0);
  return { value, vector };
}

/** @param {Float64Array} a @param {Float64Array} b */
function dot(a, b) {
  let sum = 0;
  for (let p = 0; p < a.length; p++) sum += a[p] * b[p];
  return sum;
}

/** @param {Float64Array} a */
function norm(a) {
  return Math.sqrt(dot(a, a));
}

/** Add a multiple of b to a. @param {Float64Array} a @param {Float64Array} b @param {number} times */
function add(a, b, times) {
  for (let p = 0; p < a.length; p++) a[p] += times * b[p];
}

/** @param {Float64Array} a @param {number} times */
function scaled(a, times) {
  return a.map((x) => times * x);
}
