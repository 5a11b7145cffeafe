// @ts-check
// What the look of a cell, an edge or a neuron tells; each mark is a class of the style sheets. No drawing here.

import { isKnown, isPerExample, keyOf, neuronKey } from "./model.js";

/** @typedef {import("./model.js").Entry} Entry @typedef {import("./model.js").State} State */

/**
 * The classes of an element, its own and those of its marks.
 * @param {string} own @param {Record<string, boolean>} marks
 */
export function classesOf(own, marks) {
  const names = Object.keys(marks).filter((name) => marks[name]);
  return [own, ...names].map((name) => `nn-forward-${name}`).join(" ");
}

/** @param {State} state @param {Entry} entry */
export function cellMarks({ settings, pass, latest, lit, part }, entry) {
  const { kind, ell, i, j } = entry;
  const key = keyOf(entry);
  const inLatest = latest !== null && latest.ell > 0 && isPerExample(kind) && j === latest.column;
  return {
    lit: lit.has(key),
    part: part.has(key),
    column: settings.batch && isPerExample(kind) && j === settings.example - 1,
    // The column that came last, and the one that it comes from: A of the layer below for Z, Z for A.
    into: inLatest && kind === latest.kind && ell === latest.ell,
    from: inLatest && kind !== latest.kind && ell === (latest.kind === "Z" ? latest.ell - 1 : latest.ell),
    minus: kind === "W" && pass.value(kind, ell, i, j) < 0,
    unknown: !isKnown(settings, entry),
  };
}

/** @param {State} state @param {Entry} entry a weight */
export function edgeMarks({ latest, lit, part }, entry) {
  const key = keyOf(entry);
  return { lit: lit.has(key), part: part.has(key), now: latest?.kind === "Z" && latest.ell === entry.ell };
}

/** @param {State} state @param {number} ell @param {number} i */
export function neuronMarks({ latest, lit, part }, ell, i) {
  const key = neuronKey(ell, i);
  return { lit: lit.has(key), part: part.has(key), now: latest?.ell === ell };
}
