// @ts-check
// The pass that the stepper shows: every number under a key. No drawing here.
//
// A key is "W1.0.1": quantity, layer, row, column (zero-based). Whatever shows a number carries its key, so one set of
// keys lights it up everywhere. Quantities: A Z b W D (Delta) S (the slope sigma'(Z)) Y J dW db, nW and nb (after the
// update), eta.

import { ENTRYWISE } from "../engine/activations.js";
import { Network } from "../engine/network.js";

/**
 * @typedef {{
 *   d: number[], theta: number[], x: number[], y: number[], hidden: string, output: string, loss: string,
 *   eta: number, update_biases: boolean,
 * }} Settings
 * @typedef {{ name: string, ell: number, transposed?: boolean }} Term
 * @typedef {ReturnType<typeof evaluate>} Pass
 */

/** The traits that make up a pass. @type {(keyof Settings)[]} */
export const SETTINGS = ["d", "theta", "x", "y", "hidden", "output", "loss", "eta", "update_biases"];
/** All numbers lie between -BOUND and BOUND, as in Python. */
export const BOUND = 1000;

/** @param {import("../kit/ui.js").Model} model @returns {Settings} */
export function settingsOf(model) {
  return /** @type {any} */ (Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)])));
}

/** Whether two values hold the same. @param {any} a @param {any} b */
export function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** @param {string} name @param {number} ell @param {number} [i] @param {number} [j] */
export function keyOf(name, ell, i = 0, j = 0) {
  return `${name}${ell}.${i}.${j}`;
}

/** The parts of a key. @param {string} key */
export function partsOf(key) {
  const [, name, ell, i, j] = /** @type {string[]} */ (/^([A-Za-z]+)(\d+)\.(\d+)\.(\d+)$/.exec(key));
  return { name, ell: Number(ell), i: Number(i), j: Number(j) };
}

/** Rows and columns. @param {number[]} d @param {Term} term */
export function shapeOf(d, { name, ell, transposed = false }) {
  if (name === "J" || name === "eta") return [1, 1];
  const shape = [d[ell], name.endsWith("W") ? d[ell - 1] : 1];
  return transposed ? shape.reverse() : shape;
}

/** The keys of a matrix as it is written down, row by row. @param {number[]} d @param {Term} term */
export function keysOf(d, term) {
  const [rows, columns] = shapeOf(d, term);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) =>
      term.transposed ? keyOf(term.name, term.ell, j, i) : keyOf(term.name, term.ell, i, j),
    ),
  );
}

/** Whether the error at the output holds the slope of the output activation. @param {string} loss */
export function hasSlope(loss) {
  return loss === "mse" || loss === "huber";
}

/** Forward, back and update, with every number under its key. @param {Settings} settings */
export function evaluate(settings) {
  const key = JSON.stringify(settings);
  if (latest?.key !== key) latest = { key, pass: computed(settings) };
  return latest.pass;
}

/** @type {{ key: string, pass: ReturnType<typeof computed> } | null} */
let latest = null;

/** @param {Settings} settings */
function computed(settings) {
  const { d, theta, x, y, eta, update_biases } = settings;
  const net = new Network(d, { hidden: settings.hidden, output: settings.output, loss: settings.loss, init: "zeros" });
  const { L } = net;
  net.theta.set(theta);
  const Y = Float64Array.from(y);
  const X = Float64Array.from(x);
  const J = net.costAndGradient(X, Y);
  /** @type {Map<string, number>} */
  const numbers = new Map([
    [keyOf("J", 0), J],
    [keyOf("eta", 0), eta],
  ]);
  const put = (/** @type {string} */ name, /** @type {number} */ ell, /** @type {ArrayLike<number>} */ column) => {
    for (let i = 0; i < column.length; i += 1) numbers.set(keyOf(name, ell, i), column[i]);
  };
  const next = theta.slice();
  put("A", 0, x);
  put("Y", L, y);
  for (let ell = 1; ell <= L; ell += 1) {
    put("Z", ell, net.Z[ell]);
    put("A", ell, net.A[ell]);
    put("D", ell, net.Delta[ell]);
    if (ell < L) put("S", ell, net.batch.slope[ell]);
    else if (hasSlope(settings.loss)) {
      put("S", L, ENTRYWISE[settings.output].derivatives(net.Z[L], net.A[L], new Float64Array(d[L])));
    }
    for (let i = 0; i < d[ell]; i += 1) {
      const b = net.biasIndex(ell, i);
      if (update_biases) next[b] -= eta * net.gradient[b];
      numbers.set(keyOf("b", ell, i), theta[b]);
      numbers.set(keyOf("db", ell, i), net.gradient[b]);
      numbers.set(keyOf("nb", ell, i), next[b]);
      for (let j = 0; j < d[ell - 1]; j += 1) {
        const w = net.weightIndex(ell, i, j);
        next[w] -= eta * net.gradient[w];
        numbers.set(keyOf("W", ell, i, j), theta[w]);
        numbers.set(keyOf("dW", ell, i, j), net.gradient[w]);
        numbers.set(keyOf("nW", ell, i, j), next[w]);
      }
    }
  }
  net.theta.set(next);
  return { settings, d, L, numbers, J, next, after: net.cost(X, Y) };
}

/** Whether numbers are within what the figure's settings allow. @param {number[]} theta @param {number} bound */
export function within(theta, bound) {
  return theta.every((value) => Math.abs(value) <= bound);
}

/**
 * Several rounds of forward, back and update; ends early, with `diverged`, where a parameter leaves the bounds.
 * @param {Settings} settings @param {number} rounds @param {number} bound
 */
export function train(settings, rounds, bound) {
  const { d, eta, update_biases } = settings;
  const net = new Network(d, { hidden: settings.hidden, output: settings.output, loss: settings.loss, init: "zeros" });
  net.theta.set(settings.theta);
  const X = Float64Array.from(settings.x);
  const Y = Float64Array.from(settings.y);
  const moves = new Uint8Array(net.P).fill(1);
  for (let ell = 1; ell <= net.L && !update_biases; ell += 1) {
    for (let i = 0; i < d[ell]; i += 1) moves[net.biasIndex(ell, i)] = 0;
  }
  for (let round = 0; round < rounds; round += 1) {
    net.costAndGradient(X, Y);
    for (let p = 0; p < net.P; p += 1) if (moves[p]) net.theta[p] -= eta * net.gradient[p];
    if (!within([...net.theta], bound)) return { theta: [...net.theta], diverged: true, J: NaN };
  }
  return { theta: [...net.theta], diverged: false, J: net.cost(X, Y) };
}

/**
 * Settings for other widths: numbers stay where they can, and new ones are plain.
 * @param {Settings} settings @param {number[]} d
 */
export function resized(settings, d) {
  const old = evaluate(settings).numbers;
  const theta = [];
  for (let ell = 1; ell < d.length; ell += 1) {
    for (let i = 0; i < d[ell]; i += 1) {
      theta.push(old.get(keyOf("b", ell, i)) ?? 0.1);
      // Different for each weight, or neurons would stay twins.
      for (let j = 0; j < d[ell - 1]; j += 1) {
        theta.push(old.get(keyOf("W", ell, i, j)) ?? [0.3, -0.4, 0.6, -0.2, 0.5][(2 * i + j + ell) % 5]);
      }
    }
  }
  const x = Array.from({ length: d[0] }, (_, i) => settings.x[i] ?? 0.5);
  const y = Array.from({ length: d[d.length - 1] }, (_, i) => settings.y[i] ?? 0);
  return { d, theta, x, y: fittingTargets(y, settings.loss) };
}

/**
 * Targets that the loss allows, as near as may be; number `fixed` stays, if it can.
 * @param {number[]} y @param {string} loss @param {number} [fixed]
 */
export function fittingTargets(y, loss, fixed = -1) {
  if (loss === "mse" || loss === "huber") return y;
  const probable = y.map((value) => Math.min(1, Math.max(0, value)));
  if (loss === "binary_cross_entropy") return probable;
  if (probable.length === 1) return [1];
  const held = fixed >= 0 ? probable[fixed] : 0;
  const rest = probable.reduce((sum, value, i) => (i === fixed ? sum : sum + value), 0);
  const share = (/** @type {number} */ value) =>
    rest > 0 ? (value * (1 - held)) / rest : (1 - held) / (probable.length - (fixed >= 0 ? 1 : 0));
  return probable.map((value, i) => (i === fixed ? held : share(value)));
}

/** Whether settings fit each other, as Python demands. @param {Settings} settings */
export function fits({ d, theta, x, y, output, loss }) {
  const P = d.slice(1).reduce((sum, width, k) => sum + width * (1 + d[k]), 0);
  const allowed = fittingTargets(y, loss).every((value, i) => Math.abs(value - y[i]) < 1e-6);
  const pair = { cross_entropy: output === "softmax", binary_cross_entropy: output === "sigmoid" };
  const goes = pair[/** @type {keyof typeof pair} */ (loss)] ?? output !== "softmax";
  return theta.length === P && x.length === d[0] && y.length === d[d.length - 1] && allowed && goes;
}
