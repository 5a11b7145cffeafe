// @ts-check
// Which entry the figure explains: what the pointer is at, else what was chosen, else what has come last. No drawing
// here.

import { clamp } from "../kit/numbers.js";
import { isComplete, isPerExample, keyOf, latestColumn } from "./model.js";

/** @typedef {import("./model.js").Entry} Entry @typedef {import("./model.js").Settings} Settings */

// Not on the diagonal: its row and its column differ.
/** @type {Entry} */
const WEIGHT = { kind: "W", ell: 1, i: 1, j: 0 };

/**
 * The first entry of what has come last; at rest a weight.
 * @param {Settings} settings @returns {Entry}
 */
export function usualEntry(settings) {
  const latest = latestColumn(settings);
  if (!latest) return WEIGHT;
  return { kind: latest.kind, ell: latest.ell, i: 0, j: latest.column };
}

/**
 * The entry if the network still has it, else the nearest.
 * @param {Pick<Settings, "d" | "N" | "content">} settings @param {Entry} entry @returns {Entry}
 */
export function nearestEntry({ d, N, content }, { kind, ell, i, j }) {
  if (content === "weights" && isPerExample(kind)) return nearestEntry({ d, N, content }, WEIGHT);
  const layer = clamp(ell, kind === "A" ? 0 : 1, d.length - 1);
  const columns = kind === "W" ? d[layer - 1] : kind === "b" ? 1 : N;
  return { kind, ell: layer, i: clamp(i, 0, d[layer] - 1), j: clamp(j, 0, columns - 1) };
}

/** An entry as it stands in the settings, counted from 1: "W2.1.3", "b2.1". @param {Entry} entry */
export function written({ kind, ell, i, j }) {
  return `${kind}${ell}.${i + 1}${kind === "b" ? "" : `.${j + 1}`}`;
}

/** The entry that stands there, if one does. @param {string} text @returns {Entry | null} */
export function entryOf(text) {
  const [, kind, ell, i, j = "1"] = /^([WZAb])(\d+)\.(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (!kind) return null;
  return { kind: /** @type {Entry["kind"]} */ (kind), ell: Number(ell), i: Number(i) - 1, j: Number(j) - 1 };
}

/**
 * What the reader points at, and what becomes of the entry chosen.
 * @param {Settings} settings those that hold at first
 */
export function explained(settings) {
  let before = settings;
  /** @type {Entry | null} */
  let pointed = null;
  return {
    /** Whether it is another entry than before. @param {Entry | null} entry */
    point(entry) {
      const moved = (entry && keyOf(entry)) !== (pointed && keyOf(pointed));
      pointed = entry;
      return moved;
    },
    /**
     * What is chosen after a change, as it is written: a step drops it; at rest it moves on with the example.
     * @param {Settings} now
     */
    follow(now) {
      const { chosen, example, batch, step } = before;
      before = now;
      // It was chosen with that change, as by an address.
      if (now.chosen !== chosen) return now.chosen;
      const moved = now.example !== example || now.batch !== batch;
      if (now.step !== step || (moved && !isComplete(now))) return "";
      const entry = entryOf(chosen);
      return moved && entry && isPerExample(entry.kind) ? written({ ...entry, j: now.example - 1 }) : chosen;
    },
    /** @param {Settings} now */
    entry: (now) => nearestEntry(now, pointed ?? entryOf(now.chosen) ?? usualEntry(now)),
  };
}
