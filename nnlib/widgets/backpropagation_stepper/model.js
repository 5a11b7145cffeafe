// @ts-check
// The pass that the stepper shows: forward, back and update, with every number under its key. No drawing here.

import { ENTRYWISE } from "../engine/activations.js";
import { Network } from "../engine/network.js";
import { keyOf } from "./keys.js";
import { lossOf } from "./losses.js";
import { clean, cleanCost } from "./rounding.js";

/**
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {ReturnType<typeof evaluate>} Pass
 */

/** Forward, back and update, with every number under its key. @param {Settings} settings */
export function evaluate(settings) {
  const key = JSON.stringify(settings);
  if (latest?.key !== key) latest = { key, pass: passOf(settings) };
  return latest.pass;
}

/**
 * The pass that was computed last; a step of the bar asks for the same several times.
 * @type {{ key: string, pass: ReturnType<typeof passOf> } | null}
 */
let latest = null;

/** @param {Settings} settings */
function passOf(settings) {
  const { net, X, Y } = networkOf(settings);
  const J = cleanCost(net.costAndGradient(X, Y));
  const numbers = numbersOf(net, settings, J);
  const next = [...net.theta];
  update(next, net, settings.eta, movedOf(net, settings));
  addParameters(numbers, net, next);
  clean(numbers, net, settings.loss);
  net.theta.set(next);
  return { settings, d: settings.d, L: net.L, numbers, J, next, after: cleanCost(net.cost(X, Y)) };
}

/** The network with its parameters, and the example as a batch of one. @param {Settings} settings */
function networkOf({ d, theta, x, y, hidden, output, loss }) {
  const net = new Network(d, { hidden, output, loss, init: "zeros" });
  net.theta.set(theta);
  return { net, X: Float64Array.from(x), Y: Float64Array.from(y) };
}

/**
 * Which parameters an update moves, by their places in theta: all, or the weights alone.
 * @param {Network} net @param {Settings} settings
 */
function movedOf(net, { update_biases }) {
  const moved = new Uint8Array(net.P).fill(1);
  for (let ell = 1; ell <= net.L && !update_biases; ell += 1) {
    for (let i = 0; i < net.d[ell]; i += 1) moved[net.biasIndex(ell, i)] = 0;
  }
  return moved;
}

/**
 * One step of gradient descent.
 * @param {number[] | Float64Array} theta @param {Network} net @param {number} eta @param {Uint8Array} moved
 */
function update(theta, net, eta, moved) {
  for (let p = 0; p < net.P; p += 1) if (moved[p]) theta[p] -= eta * net.gradient[p];
}

/** What the two passes computed. @param {Network} net @param {Settings} settings @param {number} J */
function numbersOf(net, { x, y, eta, output, loss }, J) {
  /** @type {Map<string, number>} */
  const numbers = new Map([
    [keyOf("J", 0), J],
    [keyOf("eta", 0), eta],
  ]);
  const put = (/** @type {string} */ name, /** @type {number} */ ell, /** @type {ArrayLike<number>} */ column) => {
    for (let i = 0; i < column.length; i += 1) numbers.set(keyOf(name, ell, i), column[i]);
  };
  const { L } = net;
  put("A", 0, x);
  put("Y", L, y);
  for (let ell = 1; ell <= L; ell += 1) {
    put("Z", ell, net.Z[ell]);
    put("A", ell, net.A[ell]);
    put("D", ell, net.Delta[ell]);
    if (ell < L) put("S", ell, net.batch.slope[ell]);
  }
  if (lossOf(loss).delta === "product") {
    put("S", L, ENTRYWISE[output].derivatives(net.Z[L], net.A[L], new Float64Array(net.d[L])));
  }
  return numbers;
}

/**
 * Each parameter, its gradient, and what the update makes of it.
 * @param {Map<string, number>} numbers @param {Network} net @param {number[]} next
 */
function addParameters(numbers, net, next) {
  const put = (/** @type {string} */ name, /** @type {number[]} */ place, /** @type {number} */ p) => {
    const [ell, i, j] = place;
    numbers.set(keyOf(name, ell, i, j), net.theta[p]);
    numbers.set(keyOf(`d${name}`, ell, i, j), net.gradient[p]);
    numbers.set(keyOf(`n${name}`, ell, i, j), next[p]);
  };
  for (let ell = 1; ell <= net.L; ell += 1) {
    for (let i = 0; i < net.d[ell]; i += 1) {
      put("b", [ell, i, 0], net.biasIndex(ell, i));
      for (let j = 0; j < net.d[ell - 1]; j += 1) put("W", [ell, i, j], net.weightIndex(ell, i, j));
    }
  }
}

/**
 * Several rounds of forward, back and update; ends early, with `diverged`, where a parameter leaves the bounds.
 * @param {Settings} settings @param {number} rounds @param {{ low: number, high: number }} bounds
 */
export function train(settings, rounds, { low, high }) {
  const { net, X, Y } = networkOf(settings);
  const moved = movedOf(net, settings);
  for (let round = 0; round < rounds; round += 1) {
    net.costAndGradient(X, Y);
    update(net.theta, net, settings.eta, moved);
    if (!net.theta.every((value) => low <= value && value <= high)) {
      return { theta: [...net.theta], diverged: true, J: NaN };
    }
  }
  return { theta: [...net.theta], diverged: false, J: net.cost(X, Y) };
}
