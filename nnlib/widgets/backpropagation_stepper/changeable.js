// @ts-check
// The numbers of the stepper that a reader can change, each with its bounds and the way to change it. No drawing here.

import { clamp } from "../kit/numbers.js";
import { change } from "../kit/ui.js";
import { keyOf } from "./keys.js";
import { fittingTargets, targetBounds } from "./losses.js";
import { settingsOf } from "./settings.js";

/**
 * @typedef {import("../kit/ui.js").Model} Model
 * @typedef {import("./settings.js").Facts} Facts
 * @typedef {{ key: string, bounds: number[], set: (value: number) => void }} Place   a number, and how it is changed
 * @typedef {{ name: "x" | "W" | "b" | "y", ell: number, columns: number, places: Place[] }} Matrix
 */

const range = (/** @type {number} */ count) => Array.from({ length: count }, (_, k) => k);

/** The vector x, W and b of each layer, the vector y*. @param {Model} model @param {Facts} facts @returns {Matrix[]} */
export function changeable(model, { traits }) {
  const { d, loss } = settingsOf(model);
  const L = d.length - 1;
  const x = range(d[0]).map((i) => ({
    key: keyOf("A", 0, i),
    bounds: [traits.x.low, traits.x.high],
    set: (/** @type {number} */ value) => change(model, { x: replaced(model.get("x"), i, value) }),
  }));
  const y = range(d[L]).map((i) => ({
    key: keyOf("Y", L, i),
    bounds: targetBounds(loss, traits.y),
    // Probabilities sum to 1, so with one of them the others move.
    set: (/** @type {number} */ value) =>
      change(model, { y: fittingTargets(replaced(model.get("y"), i, value), loss, i) }),
  }));
  return [
    { name: "x", ell: 0, columns: 1, places: x },
    ...parametersOf(model, traits.theta),
    { name: "y", ell: L, columns: 1, places: y },
  ];
}

/**
 * The number with a key, if the network still has it. @param {Model} model @param {Facts} facts @param {string} key
 */
export function placeOf(model, facts, key) {
  const all = changeable(model, facts).flatMap(({ places }) => places);
  return all.find((place) => place.key === key) ?? null;
}

/**
 * Targets that are the outputs: then nothing is wrong.
 * @param {Model} model @param {Facts} facts @param {number[]} outputs
 */
export function targetsAt(model, { traits }, outputs) {
  const { low, high } = traits.y;
  if (!outputs.every(Number.isFinite)) return;
  const within = outputs.map((output) => clamp(output, low, high));
  change(model, { y: fittingTargets(within, settingsOf(model).loss) });
}

/**
 * W and b of each layer; in theta, b_i stands before the weights of its row.
 * @param {Model} model @param {{ low: number, high: number }} bounds @returns {Matrix[]}
 */
function parametersOf(model, { low, high }) {
  const { d } = settingsOf(model);
  let p = 0;
  const placeAt = (/** @type {string} */ key) => {
    const at = p;
    p += 1;
    const set = (/** @type {number} */ value) => change(model, { theta: replaced(model.get("theta"), at, value) });
    return { key, bounds: [low, high], set };
  };
  return range(d.length - 1).flatMap((k) => {
    const ell = k + 1;
    /** @type {Place[]} */
    const weights = [];
    /** @type {Place[]} */
    const biases = [];
    for (const i of range(d[ell])) {
      biases.push(placeAt(keyOf("b", ell, i)));
      for (const j of range(d[ell - 1])) weights.push(placeAt(keyOf("W", ell, i, j)));
    }
    /** @type {Matrix[]} */
    const matrices = [
      { name: "W", ell, columns: d[ell - 1], places: weights },
      { name: "b", ell, columns: 1, places: biases },
    ];
    return matrices;
  });
}

/** @param {number[]} values @param {number} place @param {number} value */
function replaced(values, place, value) {
  return values.map((old, k) => (k === place ? value : old));
}
