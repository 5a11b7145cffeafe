// @ts-check
// The place that a player is at, from 0 to the last one.

import { clamp } from "./numbers.js";

/**
 * @param {{ last: number, at?: number, show: (at: number) => void, describe?: (at: number) => string }} options
 *   as for a player
 * @param {(at: number, last: number, words: string) => void} mark  shows in the bar where it is
 */
export function places({ last, at = 0, show, describe }, mark) {
  const wordsFor = describe ?? ((place) => (Number.isFinite(last) ? `${place} of ${last}` : `step ${place}`));
  at = clamp(at, 0, last);

  function markPlace() {
    mark(at, last, wordsFor(at));
  }

  return {
    /** Show in the bar where it is, in the words that hold now. */
    mark: markPlace,
    /** Go to a place and show it; with `force` even if it is there already. */
    go(/** @type {number} */ place, force = false) {
      const to = clamp(Math.round(told(place)), 0, last);
      const moved = to !== at;
      at = to;
      if (moved || force) show(at);
      markPlace();
    },
    /** Tell of a new end; the place stays if it can, and nothing is shown. */
    setLast(/** @type {number} */ end) {
      last = told(end);
      at = clamp(at, 0, last);
      markPlace();
    },
    get at() {
      return at;
    },
    get isLast() {
      return at >= last;
    },
  };
}

/** Once the place is NaN, no comparison would ever bring it back. @param {number} place */
function told(place) {
  if (Number.isNaN(Number(place))) throw new RangeError("a step is no number");
  return place;
}
