// @ts-check
// The forward pass in numbers: a network whose parameters come from a table, its matrices, and the places of the player.

import { Network } from "../engine/network.js";

/**
 * @typedef {{
 *   d: number[], N: number, hidden: string, output: string, batch: boolean, example: number, step: number, seed: number,
 * }} Settings   step: what has come last, 0 being X, 2 ell - 1 Z of a layer, 2 ell its A, and COMPLETE all of it
 * @typedef {ReturnType<typeof compute>} Pass
 * @typedef {{ kind: "W" | "b" | "Z" | "A", ell: number, i: number, j: number }} Entry
 *   counted from 0; j is the column: of a weight its neuron below, else the example
 */

export const COMPLETE = -1;

const TABLES = { X: 0, W: 1, b: 2 };
// The largest number of each table, in tenths.
const MOST = { X: 10, W: 9, b: 5 };

/** A few numbers turned into 32 bits that look random, as in forward_pass.py. @param {...number} numbers */
export function scatter(...numbers) {
  let bits = 0;
  for (const number of numbers) {
    bits = (bits + 0x9e3779b9 + number) >>> 0;
    // The constants are those of Chris Wellons' lowbias32 (2018, public domain).
    bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d) >>> 0;
    bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b) >>> 0;
    bits = (bits ^ (bits >>> 16)) >>> 0;
  }
  return bits;
}

/** The entry of a table: it depends on its own place only, so that a layer that grows keeps the numbers it has. */
function entry(/** @type {number} */ seed, /** @type {"X" | "W" | "b"} */ name, ell = 0, i = 0, j = 0) {
  const tenths = (scatter(seed, TABLES[name], ell, i, j) % (2 * MOST[name])) - MOST[name];
  // No entry is 0.
  return (tenths < 0 ? tenths : tenths + 1) / 10;
}

/** All numbers of the pass. @param {Settings} settings */
export function compute({ d, N, hidden, output, seed }) {
  const loss = output === "softmax" ? "cross_entropy" : "mse";
  const net = new Network(d, { hidden, output, loss, init: "zeros" });
  for (let ell = 1; ell <= net.L; ell += 1) {
    for (let i = 0; i < d[ell]; i += 1) {
      net.theta[net.biasIndex(ell, i)] = entry(seed, "b", ell, i);
      for (let j = 0; j < d[ell - 1]; j += 1) net.theta[net.weightIndex(ell, i, j)] = entry(seed, "W", ell, i, j);
    }
  }
  const X = new Float64Array(d[0] * N);
  for (let n = 0; n < N; n += 1) for (let i = 0; i < d[0]; i += 1) X[i + n * d[0]] = entry(seed, "X", 0, i, n);
  net.forward(X);
  return {
    d: net.d,
    L: net.L,
    N,
    hidden,
    output,
    /** @param {Entry["kind"]} kind @param {number} ell @param {number} i @param {number} j */
    value(kind, ell, i, j) {
      if (kind === "W") return net.theta[net.weightIndex(ell, i, j)];
      if (kind === "b") return net.theta[net.biasIndex(ell, i)];
      return net[kind][ell][i + j * net.d[ell]];
    },
  };
}

/** Rows and columns of a matrix. @param {{ d: number[] }} pass @param {Entry["kind"]} kind @param {number} ell @param {number} columns */
export function shapeOf({ d }, kind, ell, columns) {
  if (kind === "W") return [d[ell], d[ell - 1]];
  return [d[ell], kind === "b" ? 1 : columns];
}

/** Whether the settings go together. @param {Settings} settings */
export function fits({ d, N, example, step }) {
  return example <= N && step <= lastStep(d);
}

/** A of the last layer. @param {number[]} d */
export function lastStep(d) {
  return 2 * (d.length - 1);
}

/**
 * The last place of the bar. There is one for X, one for each stage of a layer, in a batch for each column of it, and
 * one for the complete pass, where nothing stands out as the last.
 * @param {Settings} settings
 */
export function lastPlace({ d, N, batch }) {
  return lastStep(d) * (batch ? N : 1) + 1;
}

/** The place of the bar for the settings. @param {Settings} settings */
export function barOf(settings) {
  const { step, batch, N, example } = settings;
  if (step === COMPLETE) return lastPlace(settings);
  return batch && step > 0 ? (step - 1) * N + example : step;
}

/** The settings for a place of the bar. @param {Settings} settings @param {number} at */
export function settingsAt(settings, at) {
  const { batch, N } = settings;
  if (at === lastPlace(settings)) return { step: COMPLETE };
  return batch && at > 0 ? { step: Math.ceil(at / N), example: ((at - 1) % N) + 1 } : { step: at };
}

/** What has come last: a column of Z or A (of X at the start), and nothing once all is there. @param {Settings} settings */
export function latest({ step, example }) {
  if (step === COMPLETE) return null;
  return { kind: /** @type {"Z" | "A"} */ (step % 2 ? "Z" : "A"), ell: Math.ceil(step / 2), column: example - 1 };
}

/** Whether a number is there. @param {Settings} settings @param {Entry} entry */
export function known({ step, batch, example }, { kind, ell, j }) {
  if (kind === "W" || kind === "b" || ell === 0 || step === COMPLETE) return true;
  const own = kind === "Z" ? 2 * ell - 1 : 2 * ell;
  return own < step || (own === step && (!batch || j < example));
}

/** What is explained unless something is chosen: what has come last, and at rest the first weight. @param {Settings} settings @returns {Entry} */
export function usual(settings) {
  const now = latest(settings);
  return now ? { kind: now.kind, ell: now.ell, i: 0, j: now.column } : { kind: "W", ell: 1, i: 1, j: 0 };
}

/** @param {Entry} entry */
export function keyOf({ kind, ell, i, j }) {
  return `${kind}${ell}.${i}.${kind === "b" ? 0 : j}`;
}

/** @param {number} ell @param {number} i */
export function neuronKey(ell, i) {
  return `N${ell}.${i}`;
}

/** What is lit with an entry: itself, and softly what takes part. `n` is the example. @param {Pass} pass @param {Entry} entry @param {number} n */
export function litBy({ d }, entry, n) {
  const { kind, ell, i, j } = entry;
  const lit = new Set([keyOf(entry)]);
  const part = new Set();
  if (kind === "W") {
    part.add(keyOf({ kind: "A", ell: ell - 1, i: j, j: n })).add(keyOf({ kind: "Z", ell, i, j: n }));
    part.add(neuronKey(ell - 1, j)).add(neuronKey(ell, i));
  } else {
    lit.add(neuronKey(ell, i));
    if (kind === "b") part.add(keyOf({ kind: "Z", ell, i, j: n }));
    if (kind === "A" && ell > 0) part.add(keyOf({ kind: "Z", ell, i, j }));
    if (kind === "Z") {
      part.add(keyOf({ kind: "b", ell, i, j: 0 }));
      for (let k = 0; k < d[ell - 1]; k += 1) {
        part.add(keyOf({ kind: "W", ell, i, j: k })).add(keyOf({ kind: "A", ell: ell - 1, i: k, j }));
      }
    }
  }
  return { lit, part };
}

/** The entry if the network still has it, else the nearest. @param {Settings} settings @param {Entry} entry @returns {Entry} */
export function within({ d, N }, { kind, ell, i, j }) {
  const layer = Math.min(ell, d.length - 1);
  const columns = kind === "W" ? d[layer - 1] : kind === "b" ? 1 : N;
  return { kind, ell: layer, i: Math.min(i, d[layer] - 1), j: Math.min(j, columns - 1) };
}
