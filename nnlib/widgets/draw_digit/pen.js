// @ts-check
// The pen that a pointer or the keys lead over the field: places become the points of a stroke.

import { onGrid } from "./stroke_setting.js";

/** @typedef {import("./strokes.js").Stroke} Stroke */
/** @typedef {ReturnType<typeof pen>} Pen */

// Points nearer than this to the last one add nothing.
const NEAR = 0.012;

/**
 * @param {{ begin: () => Stroke[], change: (strokes: Stroke[]) => void, most: number }} options
 *   begin: the strokes to which a new one adds; change: called with all of them; most: points that there may be
 */
export function pen({ begin, change, most }) {
  /** @type {Stroke[]} */
  let before = [];
  /** @type {Stroke} */
  let stroke = [];

  /** Whether a place gives a new point. @param {number[]} place @param {boolean} isStep */
  function add(place, isStep) {
    const point = place.map(onGrid);
    const last = stroke[stroke.length - 1];
    const distance = last ? Math.hypot(point[0] - last[0], point[1] - last[1]) : Infinity;
    if (distance === 0 || (distance < NEAR && !isStep)) return false;
    if (before.flat().length + stroke.length >= most) return false;
    stroke = [...stroke, point];
    return true;
  }

  return {
    /** Put the pen down, for another stroke. */
    start() {
      before = begin();
      stroke = [];
    },
    /**
     * Lead it on; however many places, they make one change.
     * @param {number[][]} places  from 0 to 1 @param {boolean} [isStep] whether each counts, be it ever so near
     */
    lead(places, isStep = false) {
      const added = places.map((place) => add(place, isStep));
      if (added.includes(true)) change([...before, stroke]);
    },
  };
}
