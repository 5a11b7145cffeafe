// @ts-check
// All that a map shows and that depends on the surface alone.

import { samples } from "../kit/contours.js";
import { aspectOf, viewOf } from "./plane.js";

/** @typedef {import("./descent.js").Landscape} Landscape */
/** @typedef {ReturnType<typeof groundOf>} Ground */
/**
 * What a map shows. The terrain tells one ground from another.
 * @typedef {Ground & { terrain: string }} Scene
 */

/**
 * How much of the plane a map shows, and its sides, width : height.
 * @param {Landscape} landscape @param {boolean} bounded  whether nothing is known outside the domain
 * @param {number} aspect  of a map that is not bounded
 */
export function frameOf(landscape, bounded, aspect) {
  return { view: viewOf(landscape, bounded, aspect), aspect: aspectOf(landscape, bounded, aspect) };
}

/**
 * The view of a surface with its heights there.
 * @param {Landscape} landscape @param {boolean} bounded @param {number} aspect
 */
export function groundOf(landscape, bounded, aspect) {
  const frame = frameOf(landscape, bounded, aspect);
  const heights = samples(landscape.value, frame.view.x, frame.view.y, 60, 45);
  return { landscape, bounded, ...frame, heights, logarithmic: heights.low >= 0 };
}
