// @ts-check
// How the examples of each class are marked on the map, and the key to that.

import { html, svg } from "../kit/ui.js";

/** @typedef {import("./model.js").Run} Run */

// One shape for each class: circle, triangle, square, diamond.
const SHAPES = [
  "M4,0A4,4 0 1 1 -4,0A4,4 0 1 1 4,0",
  "M0,-5L4.6,3.4H-4.6z",
  "M-3.6,-3.6H3.6V3.6H-3.6z",
  "M0,-5L5,0L0,5L-5,0z",
];

/**
 * The mark of an example of class k, at a place in pixels.
 * @param {Run} run @param {number} k @param {number[]} place @param {Record<string, string>} [attributes]
 */
export function markOf({ colours }, k, [x, y], attributes = {}) {
  const style = `fill: var(--c-${colours[k % colours.length]})`;
  return svg("path", { d: SHAPES[k % SHAPES.length], transform: `translate(${x},${y})`, style, ...attributes });
}

/** Red, green and blue of each class, from the palette for a canvas. */
export function inksOf(/** @type {Run} */ run, /** @type {Record<string, string>} */ palette) {
  return run.colours.map((name) => channels(palette[name]));
}

/** Red, green and blue of a colour as the browser prints it. @param {string} colour */
function channels(colour) {
  return (colour.match(/[\d.]+/g) ?? ["0", "0", "0"]).slice(0, 3).map(Number);
}

/** The classes in words. @param {Pick<Run, "d_L" | "Y">} run */
export function namesOf({ d_L, Y }) {
  const hasLabels = d_L > 1 || Y.every((y) => y === 0 || y === 1);
  if (!hasLabels) return ["smaller target", "larger target"];
  return Array.from({ length: d_L === 1 ? 2 : d_L }, (_, k) => `class ${k}`);
}

/** What the marks stand for. @param {Run} run */
export function keyOf(run) {
  return namesOf(run).map((name, k) => {
    const icon = svg("svg", { width: 12, height: 12, "aria-hidden": "true" }, markOf(run, k, [6, 6]));
    return html("span", { class: "nn-replay-key" }, icon, name);
  });
}
