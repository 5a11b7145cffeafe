// @ts-check
// What a linear network of two layers learns, by a formula and by descent, as in modes.py.

import { Network } from "../engine/network.js";
import { GradientDescent } from "../engine/optimizers/gradient_descent.js";
import { Random } from "../engine/random.js";

/** @typedef {{ strengths: number[], u0: number, eta: number, start: string }} Settings */
/**
 * @typedef {{
 *   end: number, apart: number, seed: number, left: number[][], right: number[][], inputs: number[][],
 *   traits: Record<string, any>,
 * }} Facts   inputs: one example after the other
 * @typedef {{ t: number[], u: number[][], J: number[] }} Course   u: by mode
 * @typedef {Settings & Course & { starts: number[], halves: number[], gap: number }} State   starts: of gradient flow
 */

export const TRAITS = ["strengths", "u0", "eta", "start"];

/** The strength of a mode of gradient flow. @param {number} s @param {number} u0 @param {number} t */
export function exact(s, u0, t) {
  return s / (1 + (s / u0 - 1) * Math.exp(-2 * s * t));
}

/** When half of the strength of a mode is learned. @param {number} s @param {number} u0 */
function halfTime(s, u0) {
  return Math.log(Math.max(s / u0 - 1, 1)) / (2 * s);
}

/** The strengths that the modes of gradient flow start from. @param {Facts} facts @param {Settings} settings */
function firstStrengths(facts, settings) {
  const net = firstNetwork(facts, settings);
  const from = product(weights(net, 1), facts.right);
  const to = product(transposed(weights(net, 2)), facts.left);
  return settings.strengths.map((_, k) => from.reduce((sum, row, i) => sum + (row[k] + to[i][k]) ** 2, 0) / 4);
}

/** Everything that the figure shows. @param {Facts} facts @param {Settings} settings @returns {State} */
export function stateOf(facts, settings) {
  const { strengths } = settings;
  const starts = firstStrengths(facts, settings);
  const course = descend(facts, settings);
  const gaps = strengths.map((s, k) =>
    Math.max(...course.t.map((t, n) => Math.abs(course.u[k][n] - exact(s, starts[k], t)))),
  );
  const halves = strengths.map((s, k) => halfTime(s, starts[k]));
  return { ...settings, ...course, starts, halves, gap: Math.max(...gaps) };
}

/** Gradient descent, measured now and then. @param {Facts} facts @param {Settings} settings @returns {Course} */
function descend(facts, settings) {
  const { end, apart, left, right, inputs, traits } = facts;
  const { strengths, eta } = settings;
  // With a rate of 0, or what counts as that, there would be no end of steps.
  if (!(eta >= traits.eta.low)) throw new RangeError(`eta is ${eta}, but must be at least ${traits.eta.low}`);
  const net = firstNetwork(facts, settings);
  const X = Float64Array.from(inputs.flat());
  const map = product(
    left.map((row) => row.map((x, k) => x * strengths[k])),
    transposed(right),
  );
  const Y = Float64Array.from(inputs.flatMap((x) => map.map((row) => dot(row, x))));
  const rule = new GradientDescent({ eta });
  const every = Math.max(1, Math.round(apart / eta));
  /** @type {Course} */
  const course = { t: [], u: strengths.map(() => []), J: [] };
  for (let step = 0; step <= Math.round(end / eta); step++) {
    const cost = net.costAndGradient(X, Y);
    if (step % every === 0) {
      course.t.push(eta * step);
      course.J.push(cost);
      const whole = product(product(transposed(left), product(weights(net, 2), weights(net, 1))), right);
      for (const [k, row] of whole.entries()) course.u[k].push(row[k]);
    }
    rule.step(net.theta, net.gradient);
  }
  return course;
}

/** @param {Facts} facts @param {Settings} settings */
function firstNetwork({ left, right, seed }, { u0, start }) {
  const d = left.length;
  const net = new Network([d, d, d], { hidden: "identity", init: "zeros" });
  const rng = new Random(seed);
  const random = () => left.map((row) => row.map(() => Math.sqrt(1 / 2) * rng.normal()));
  const layers = start === "aligned" ? [transposed(right), left] : [random(), random()];
  for (const [k, W] of layers.entries()) {
    const scaled = W.map((row) => row.map((w) => Math.sqrt(u0) * w));
    for (const [i, row] of scaled.entries()) net.theta.set(row, net.weightIndex(k + 1, i, 0));
  }
  return net;
}

/** @param {Network} net @param {number} ell */
function weights({ d, bW }, ell) {
  const width = 1 + d[ell - 1];
  return Array.from({ length: d[ell] }, (_, i) => [...bW[ell].subarray(i * width + 1, (i + 1) * width)]);
}

/** @param {number[]} a @param {number[]} b */
function dot(a, b) {
  return a.reduce((sum, x, k) => sum + x * b[k], 0);
}

/** @param {number[][]} A */
function transposed(A) {
  return A[0].map((_, j) => A.map((row) => row[j]));
}

/** @param {number[][]} A @param {number[][]} B */
function product(A, B) {
  const columns = transposed(B);
  return A.map((row) => columns.map((column) => dot(row, column)));
}
