// @ts-check
// A path on the map: where its places are in pixels, and the `d` of its line and of its dots.

import { clamp } from "../kit/numbers.js";
import { clipped, contains, fixed } from "./plane.js";

/** @typedef {import("./descent.js").Path} Path */
/** @typedef {ReturnType<import("../kit/numbers.js")["linear"]>} Scale */
/** @typedef {{ x: Scale, y: Scale }} Scales   from parameters to pixels of the map */

// Steps that nobody could see, of fewer pixels than this, make a line longer and not better.
const UNSEEN = 0.4;

/** The box that all drawing stays in: a little larger than the map, whose edge cuts it off. @param {Scales} scales */
export function boxOf({ x, y }) {
  return [x.range[0] - 6, y.range[1] - 6, x.range[1] + 6, y.range[0] + 6];
}

/** Pixels of a place of the path; between two places, on the line that joins them. */
export function pointOf(/** @type {Scales} */ { x, y }, /** @type {Path} */ path, /** @type {number} */ at) {
  const t = Math.min(Math.floor(at), path.last);
  const next = Math.min(t + 1, path.last);
  const share = clamp(at - t, 0, 1);
  const mix = (/** @type {Float64Array} */ of) => (share === 0 ? of[t] : of[t] + share * (of[next] - of[t]));
  return [x(mix(path.x)), y(mix(path.y))];
}

/**
 * The next place of the ball on its way to a step: it glides over a few steps ahead, and jumps to all others.
 * @param {number} place @param {number} goal @param {number} elapsed  in milliseconds
 */
export function glide(place, goal, elapsed) {
  const apart = goal - place;
  return apart > 0.02 && apart <= 4 ? place + apart * Math.min(1, elapsed / 45) : goal;
}

/**
 * The line from place `from` to place `to`, without what lies far outside.
 * @param {Scales} scales @param {Path} path @param {number} from @param {number} to
 */
export function trailOf(scales, path, from, to) {
  const box = boxOf(scales);
  const isNear = (/** @type {number[]} */ [a, b]) => a > box[0] && a < box[2] && b > box[1] && b < box[3];
  let before = pointOf(scales, path, from);
  let isDown = false;
  let d = "";
  for (let t = Math.floor(from) + 1; t < Math.ceil(to) + 1; t += 1) {
    const next = pointOf(scales, path, Math.min(t, to));
    if (isDown && t < to && Math.abs(next[0] - before[0]) + Math.abs(next[1] - before[1]) < UNSEEN) continue;
    if (isNear(before) && isNear(next)) {
      d += `${isDown ? "" : `M${fixed(before)}`}L${fixed(next)}`;
      isDown = true;
    } else {
      const piece = clipped(before, next, box);
      if (piece) d += `M${fixed(piece)}L${fixed(piece.slice(2))}`;
      isDown = false;
    }
    before = next;
  }
  return d;
}

/**
 * The dots of all places up to `until` that lie on the map: lines of no length, which get round ends.
 * @param {Scales} scales @param {Path} path @param {number} until @param {import("./plane.js").View} view
 */
export function dotsOf({ x, y }, path, until, view) {
  let d = "";
  let [lastX, lastY] = [NaN, NaN];
  for (let t = 0; t <= until; t++) {
    if (!contains(view, path.x[t], path.y[t])) continue;
    const [px, py] = [x(path.x[t]), y(path.y[t])];
    if (Math.abs(px - lastX) + Math.abs(py - lastY) < 1) continue;
    d += `M${fixed([px, py])}h0`;
    [lastX, lastY] = [px, py];
  }
  return d;
}
