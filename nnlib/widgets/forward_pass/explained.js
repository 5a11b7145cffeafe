// @ts-check
// Which entry the figure explains: what the pointer is at, else what was chosen, else what has come last. No drawing
// here.

import { isComplete, isPerExample, keyOf, latestColumn } from "./model.js";

/** @typedef {import("./model.js").Entry} Entry @typedef {import("./model.js").Settings} Settings */

/**
 * The first entry of what has come last; at rest a weight.
 * @param {Settings} settings @returns {Entry}
 */
export function usualEntry(settings) {
  const latest = latestColumn(settings);
  if (!latest) return { kind: "W", ell: 1, i: 1, j: 0 };
  return { kind: latest.kind, ell: latest.ell, i: 0, j: latest.column };
}

/**
 * The entry if the network still has it, else the nearest.
 * @param {Settings} settings @param {Entry} entry @returns {Entry}
 */
export function nearestEntry({ d, N }, { kind, ell, i, j }) {
  const layer = Math.min(ell, d.length - 1);
  const columns = kind === "W" ? d[layer - 1] : kind === "b" ? 1 : N;
  return { kind, ell: layer, i: Math.min(i, d[layer] - 1), j: Math.min(j, columns - 1) };
}

/** What the reader points at and has chosen. @param {Settings} settings those that hold at first */
export function explained(settings) {
  let before = settings;
  /** @type {Entry | null} */
  let pointed = null;
  /** @type {Entry | null} */
  let chosen = null;
  return {
    /** Whether it is another entry than before. @param {Entry | null} entry */
    point(entry) {
      const moved = (entry && keyOf(entry)) !== (pointed && keyOf(pointed));
      pointed = entry;
      return moved;
    },
    /** @param {Entry} entry */
    choose(entry) {
      chosen = entry;
    },
    forget() {
      pointed = null;
      chosen = null;
    },
    /** A step drops what was chosen; at rest it moves on with the example. @param {Settings} now */
    follow(now) {
      const moved = now.example !== before.example || now.batch !== before.batch;
      if (now.step !== before.step || (moved && !isComplete(now))) chosen = null;
      else if (moved && chosen && isPerExample(chosen.kind)) chosen = { ...chosen, j: now.example - 1 };
      before = now;
    },
    /** @param {Settings} now */
    entry: (now) => nearestEntry(now, pointed ?? chosen ?? usualEntry(now)),
  };
}
