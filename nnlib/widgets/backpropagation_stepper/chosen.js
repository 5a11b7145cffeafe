// @ts-check
// Which number of a step is worked out in full: the one that the pointer is at, else the one that was chosen, else the
// first. No drawing here.

import { entriesOf, outKey, playOf } from "./steps.js";

/**
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./steps.js").Step} Step
 * @typedef {import("./steps.js").Entry} Entry
 */

/** @type {Entry} */
const FIRST = { equation: 0, i: 0, j: 0 };

/** @param {Entry | null} a @param {Entry | null} b */
function isSame(a, b) {
  return a === b || (a !== null && b !== null && a.equation === b.equation && a.i === b.i && a.j === b.j);
}

export function chosenEntry() {
  /** @type {Entry | null} */
  let pointed = null;
  let chosen = FIRST;
  return {
    /** Whether it is another one than before. @param {Entry | null} entry */
    point(entry) {
      const moved = !isSame(entry, pointed);
      pointed = entry;
      return moved;
    },
    /** Whether it is another one than before. @param {Entry} entry */
    choose(entry) {
      const moved = !isSame(entry, chosen);
      chosen = entry;
      return moved;
    },
    /** Go to another step. */
    restart() {
      pointed = null;
      chosen = FIRST;
    },
    /** @param {Entry[]} all those of the step */
    among(all) {
      const wanted = [pointed, chosen].find((entry) => all.some((one) => isSame(one, entry)));
      return wanted ?? all[0];
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
