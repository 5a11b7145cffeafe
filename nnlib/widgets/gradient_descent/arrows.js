// @ts-check
// The two arrows at the ball: straight downhill, and what is kept of the last step. Together they are the next step.
// With other rules than momentum the second one is that step.

import { setAttributes, svg } from "../kit/ui.js";
import { clipped, contains, fixed } from "../surface_map/plane.js";
import { boxOf } from "../surface_map/trail.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../surface_map/trail.js").Scales} Scales */

// An arrow shorter than this many pixels is drawn 2, 5, 10, ... times as long, and the legend says so.
const SHORT = 26;
// The most such stages.
const STAGES = 9;

/** How many times as long an arrow of so many pixels is drawn; 0 if it is too short even so. @param {number} length */
export function magnification(length) {
  let times = 1;
  for (let k = 0; length * times < SHORT && k < STAGES; k++) times *= k % 3 === 1 ? 2.5 : 2;
  return length * times >= SHORT ? times : 0;
}

/**
 * The `d` of the shaft and the head of an arrow, or null where nothing of it would show.
 * @param {number[]} from @param {number[]} along @param {number[]} box  outside which nothing is drawn
 */
export function arrowOf(from, along, box) {
  const length = Math.hypot(along[0], along[1]);
  if (length < 2 || !Number.isFinite(length)) return null;
  const [ux, uy] = [along[0] / length, along[1] / length];
  const size = Math.min(10, 0.5 * length);
  const tip = [from[0] + along[0], from[1] + along[1]];
  const neck = [tip[0] - size * ux, tip[1] - size * uy];
  const shaft = clipped(from, neck, box);
  if (!shaft) return null;
  const wing = (/** @type {number} */ side) => [neck[0] - side * uy * size * 0.45, neck[1] + side * ux * size * 0.45];
  const isWhole = clipped(tip, tip, box) !== null;
  const head = isWhole ? `M${fixed(tip)}L${fixed(wing(1))}L${fixed(wing(-1))}z` : "";
  return { shaft: `M${fixed(shaft)}L${fixed(shaft.slice(2))}`, head };
}

export function arrows() {
  const velocity = svg("path", { class: "nn-gd-velocity" });
  const downhill = svg("path", { class: "nn-gd-downhill" });
  const velocityHead = svg("path", { class: "nn-gd-head nn-gd-head-velocity" });
  const downhillHead = svg("path", { class: "nn-gd-head nn-gd-head-downhill" });
  return {
    /** From back to front. */
    elements: [velocity, velocityHead, downhill, downhillHead],
    /**
     * Draw them at a place. Gives how many times as long as they are; 0 if they are too short, -1 if off the map.
     * @param {Scales} scales @param {State} now @param {number} at
     */
    draw({ x, y }, now, at) {
      const t = Math.min(Math.round(at), now.path.last);
      const forces = now.forces(t);
      const origin = [x(now.path.x[t]), y(now.path.y[t])];
      const pixels = [forces.downhill, forces.second].map(([dx, dy]) => [x(dx) - x(0), y(dy) - y(0)]);
      const isOutside = !contains(now.view, now.path.x[t], now.path.y[t]);
      const times = isOutside ? -1 : magnification(Math.max(...pixels.map(([dx, dy]) => Math.hypot(dx, dy))));
      for (const [k, [shaft, head]] of [
        [downhill, downhillHead],
        [velocity, velocityHead],
      ].entries()) {
        const along = pixels[k].map((side) => side * times);
        const arrow = times > 0 ? arrowOf(origin, along, boxOf({ x, y })) : null;
        setAttributes(shaft, { d: arrow?.shaft });
        setAttributes(head, { d: arrow?.head });
      }
      return times;
    },
  };
}
