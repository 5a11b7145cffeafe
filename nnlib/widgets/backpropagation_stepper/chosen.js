// @ts-check
// Which number of a step is worked out in full: the one that the pointer is at, else the one that was chosen, else the
// first. The one chosen is a setting, counted from 0 row by row. No drawing here.

import { entriesOf, outKey, playOf } from "./steps.js";

/**
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./steps.js").Step} Step
 * @typedef {import("./steps.js").Entry} Entry
 */

/** @param {Entry | null} a @param {Entry | null} b */
function isSame(a, b) {
  return a === b || (a !== null && b !== null && a.equation === b.equation && a.i === b.i && a.j === b.j);
}

/** The place of an entry among all those of its step. @param {number[]} d @param {Step} step @param {Entry} entry */
export function placeAmong(d, step, entry) {
  return entriesOf(d, step).findIndex((one) => isSame(one, entry));
}

/** What the pointer is at. */
export function pointedEntry() {
  /** @type {Entry | null} */
  let pointed = null;
  return {
    /** Whether it is another one than before. @param {Entry | null} entry */
    point(entry) {
      const moved = !isSame(entry, pointed);
      pointed = entry;
      return moved;
    },
    /**
     * What is worked out, as the step may have no such number any more.
     * @param {Entry[]} all those of the step @param {number} chosen
     */
    among(all, chosen) {
      return all.find((one) => isSame(one, pointed)) ?? all[chosen] ?? all[0];
    },
  };
}

/**
 * The number of a step that is one of the keys, or else is made of one.
 * @param {Pass} pass @param {Step} step @param {string[]} keys
 */
export function entryWith(pass, step, keys) {
  const all = entriesOf(pass.d, step);
  const isMadeOf = (/** @type {Entry} */ entry) => keys.some((key) => playOf(pass, step, entry).has(key));
  return all.find((entry) => keys.includes(outKey(step, entry))) ?? all.find(isMadeOf) ?? null;
}
