// @ts-check
// Strokes of the brush: what a finger or the mouse paints on its way over the plane.

import { drag } from "../kit/drag.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./map_scales.js").MapScales} MapScales */
/** @typedef {import("./painting.js").Painting} Painting */
/** @typedef {{ x: number, y: number }} Pixels */

// Pixels between two points along a stroke.
const SPACING = 14;

/**
 * Where a stroke leaves points on its way. A fast one comes as a few places far apart: those between belong to it.
 * @param {Pixels | null} last the point that it left last @param {Pixels} at where it is now
 * @returns {Pixels[]}
 */
export function pointsAlong(last, at) {
  if (!last) return [at];
  const gone = Math.hypot(at.x - last.x, at.y - last.y);
  const share = SPACING / gone;
  return Array.from({ length: Math.floor(gone / SPACING) }, (_, k) => ({
    x: last.x + (k + 1) * share * (at.x - last.x),
    y: last.y + (k + 1) * share * (at.y - last.y),
  }));
}

/**
 * Paint with what is dragged over the plane.
 * @param {Life} life @param {Element} plane @param {Element} area that pixels are counted from
 * @param {MapScales} scales @param {Painting} painting
 */
export function strokes(life, plane, area, scales, painting) {
  /** @type {Pixels | null} */
  let last = null;
  const paintTo = (/** @type {Pixels} */ at) => {
    if (painting.brush === "none" || !scales.has(at)) return;
    const left = pointsAlong(last, at);
    if (!left.length) return;
    last = left[left.length - 1];
    const places = left.map((pixels) => scales.placeAt(pixels));
    painting.paint(places, scales.reach);
  };
  drag(life, plane, area, {
    touch: "pan-y",
    start(at) {
      last = null;
      painting.begin();
      paintTo(at);
    },
    move: paintTo,
  });
}
