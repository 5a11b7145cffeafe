// @ts-check
// The forward pass in numbers: a network whose parameters come from tables, its matrices, how far the pass has come.

import { Network } from "../engine/network.js";
import { labelOf } from "../kit/facts.js";
import { tableEntry } from "./tables.js";

/**
 * @typedef {{
 *   d: number[], N: number, hidden: string, output: string,
 *   batch: boolean, example: number, step: number, seed: number, chosen: string, content: "pass" | "weights",
 * }} Settings   step: what has come last, 0 being X, 2 ell - 1 Z of a layer, 2 ell its A; below 0 the pass is complete
 * @typedef {{ traits: Record<string, import("../kit/facts.js").TraitFacts>, losses: Record<string, string> }
 *   & import("./tables.js").TableFacts} Facts   losses: one that fits, for each output
 * @typedef {ReturnType<typeof compute>} Pass
 * @typedef {{ kind: "W" | "b" | "Z" | "A", ell: number, i: number, j: number }} Entry
 *   counted from 0; j is the column: of a weight its neuron below, else the example
 * @typedef {{ kind: "Z" | "A", ell: number, column: number }} Column
 * @typedef {{
 *   settings: Settings, pass: Pass, latest: Column | null, entry: Entry, lit: Set<string>, part: Set<string>,
 * }} State   everything that is drawn: `entry` is explained, `lit` and `part` hold the keys of what is lit with it
 */

/** The traits that make up a pass. @type {(keyof Settings)[]} */
export const SETTINGS = ["d", "N", "hidden", "output", "batch", "example", "step", "seed", "chosen", "content"];

// Of the weights alone: no example is on its way.
const AT_REST = { batch: false, step: -1 };

/** @param {import("../kit/ui.js").Model} model @returns {Settings} */
export function settingsOf(model) {
  const settings = /** @type {any} */ (Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)])));
  return settings.content === "weights" ? { ...settings, ...AT_REST } : settings;
}

/** All numbers of the pass. @param {Settings} settings @param {Facts} facts */
export function compute({ d, N, hidden, output, seed }, facts) {
  const net = new Network(d, { hidden, output, loss: facts.losses[output], init: "zeros" });
  for (let ell = 1; ell <= net.L; ell += 1) {
    for (let i = 0; i < d[ell]; i += 1) {
      net.theta[net.biasIndex(ell, i)] = tableEntry(facts, "b", seed, ell, i);
      for (let j = 0; j < d[ell - 1]; j += 1) {
        net.theta[net.weightIndex(ell, i, j)] = tableEntry(facts, "W", seed, ell, i, j);
      }
    }
  }
  const X = new Float64Array(d[0] * N);
  for (let n = 0; n < N; n += 1) {
    for (let i = 0; i < d[0]; i += 1) X[i + n * d[0]] = tableEntry(facts, "X", seed, 0, i, n);
  }
  net.forward(X);
  const { traits } = facts;
  return {
    d: net.d,
    L: net.L,
    N,
    /** @param {Entry["kind"]} kind @param {number} ell @param {number} i @param {number} j */
    value(kind, ell, i, j) {
      if (kind === "W") return net.theta[net.weightIndex(ell, i, j)];
      if (kind === "b") return net.theta[net.biasIndex(ell, i)];
      return net[kind][ell][i + j * net.d[ell]];
    },
    /** The words for the activation of a layer, and whether it works on every entry by itself. @param {number} ell */
    sigma(ell) {
      const name = ell < net.L ? hidden : output;
      return { label: labelOf(traits.output, name), entrywise: traits.hidden.choices.includes(name) };
    },
  };
}

/**
 * What is drawn where `entry` is explained.
 * @param {Settings} settings @param {Pass} pass @param {Entry} entry @returns {State}
 */
export function stateOf(settings, pass, entry) {
  return { settings, pass, entry, latest: latestColumn(settings), ...litBy(pass, entry, settings.example - 1) };
}

/** Whether the entries of a matrix belong to the examples, a column to each. @param {string} kind */
export function isPerExample(kind) {
  return kind === "Z" || kind === "A";
}

/**
 * Rows and columns of a matrix.
 * @param {{ d: number[] }} pass @param {Entry["kind"]} kind @param {number} ell @param {number} columns
 */
export function shapeOf({ d }, kind, ell, columns) {
  if (kind === "W") return [d[ell], d[ell - 1]];
  return [d[ell], kind === "b" ? 1 : columns];
}

/** Whether the settings go together. @param {Settings} settings */
export function fits({ d, N, example, step }) {
  return example <= N && step <= lastStep(d.length - 1);
}

/** The step of A of the last layer. @param {number} L */
export function lastStep(L) {
  return 2 * L;
}

/** Whether the pass is over, and nothing stands out as the last. @param {{ step: number }} settings */
export function isComplete({ step }) {
  return step < 0;
}

/**
 * The last place of the bar. There is one for X, one for each stage of a layer, in a batch for each column of it, and
 * one for the complete pass.
 * @param {Settings} settings
 */
export function lastPlace({ d, N, batch }) {
  return lastStep(d.length - 1) * (batch ? N : 1) + 1;
}

/** The place of the bar for the settings. @param {Settings} settings */
export function placeOf(settings) {
  const { step, batch, N, example } = settings;
  if (isComplete(settings)) return lastPlace(settings);
  return batch && step > 0 ? (step - 1) * N + example : step;
}

/**
 * What changes with a place of the bar.
 * @param {Settings} settings @param {number} at @param {number} complete the step of a complete pass
 */
export function settingsAt(settings, at, complete) {
  const { batch, N } = settings;
  if (at === lastPlace(settings)) return { step: complete };
  return batch && at > 0 ? { step: Math.ceil(at / N), example: ((at - 1) % N) + 1 } : { step: at };
}

/**
 * The column that has come last: of X at the start, then of Z or A; none once all is there.
 * @param {Settings} settings @returns {Column | null}
 */
export function latestColumn(settings) {
  if (isComplete(settings)) return null;
  const { step, example } = settings;
  return { kind: step % 2 ? "Z" : "A", ell: Math.ceil(step / 2), column: example - 1 };
}

/** Whether the pass has come to an entry. @param {Settings} settings @param {Entry} entry */
export function isKnown(settings, { kind, ell, j }) {
  if (!isPerExample(kind) || ell === 0 || isComplete(settings)) return true;
  const { step, batch, example } = settings;
  const own = kind === "Z" ? 2 * ell - 1 : 2 * ell;
  return own < step || (own === step && (!batch || j < example));
}

/**
 * The entry that a cell shows: of one example alone, the only column is that example.
 * @param {Settings} settings @param {Entry} cell @returns {Entry}
 */
export function entryOfCell({ batch, example }, { kind, ell, i, j }) {
  return { kind, ell, i, j: isPerExample(kind) && !batch ? example - 1 : j };
}

/**
 * The entry that a neuron shows: its z until it has its a; of the weights alone its bias, which no input has.
 * @param {Settings} settings @param {number} ell @param {number} i @returns {Entry | null}
 */
export function entryOfNeuron(settings, ell, i) {
  if (settings.content === "weights") return ell > 0 ? { kind: "b", ell, i, j: 0 } : null;
  /** @type {Entry} */
  const activation = { kind: "A", ell, i, j: settings.example - 1 };
  return isKnown(settings, activation) ? activation : { ...activation, kind: "Z" };
}

/** @param {Entry} entry */
export function keyOf({ kind, ell, i, j }) {
  return `${kind}${ell}.${i}.${kind === "b" ? 0 : j}`;
}

/** @param {number} ell @param {number} i */
export function neuronKey(ell, i) {
  return `N${ell}.${i}`;
}

/**
 * What is lit with an entry: itself, and softly what takes part. `n` is the example.
 * @param {Pass} pass @param {Entry} entry @param {number} n
 */
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
