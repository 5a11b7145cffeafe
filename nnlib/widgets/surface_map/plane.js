// @ts-check
// The plane of the two parameters: which part of it the map shows, and what lies in there.

/** @typedef {import("./descent.js").Landscape} Landscape */
/** @typedef {{ x: number[], y: number[] }} View   the part of the plane that the map shows */

/**
 * What a map with these sides, width : height, shows: the domain, at one scale in both directions so that the gradient
 * stands upright on the contours. More than the domain is shown if the map has another shape, unless nothing is known
 * there.
 * @param {Landscape} surface @param {boolean} bounded @param {number} aspect @returns {View}
 */
export function viewOf({ domain: [[x0, x1], [y0, y1]] }, bounded, aspect) {
  if (bounded) return { x: [x0, x1], y: [y0, y1] };
  const unit = Math.max((x1 - x0) / aspect, y1 - y0);
  const [w, h] = [(unit * aspect) / 2, unit / 2];
  const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return { x: [cx - w, cx + w], y: [cy - h, cy + h] };
}

/**
 * The sides of the map, width : height: those of the domain for a function of Python, if these are not extreme.
 * @param {Landscape} surface @param {boolean} bounded @param {number} aspect
 */
export function aspectOf({ domain: [[x0, x1], [y0, y1]] }, bounded, aspect) {
  return bounded ? Math.min(2.2, Math.max(1, (x1 - x0) / (y1 - y0))) : aspect;
}

/** @param {View} view @param {number} x @param {number} y */
export function contains(view, x, y) {
  return x >= view.x[0] && x <= view.x[1] && y >= view.y[0] && y <= view.y[1];
}

/**
 * The part of a line from a to b that lies in a box, or null; keeps coordinates of lost runs out of the drawing.
 * @param {number[]} a @param {number[]} b @param {number[]} box  left, top, right, bottom
 */
export function clipped([ax, ay], [bx, by], [left, top, right, bottom]) {
  let [from, to] = [0, 1];
  const [dx, dy] = [bx - ax, by - ay];
  for (const [p, q] of [
    [-dx, ax - left],
    [dx, right - ax],
    [-dy, ay - top],
    [dy, bottom - ay],
  ]) {
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) {
      from = Math.max(from, q / p);
    } else {
      to = Math.min(to, q / p);
    }
  }
  if (!(from <= to)) return null;
  return [ax + from * dx, ay + from * dy, ax + to * dx, ay + to * dy];
}

/**
 * The step with which a start is set: a power of ten, fine enough for a finger. And the bounds, multiples of it.
 * @param {number[]} side
 */
export function grain([low, high]) {
  const step = 10 ** Math.floor(Math.log10((high - low) / 400) + 0.35);
  return { step, min: Math.ceil(low / step) * step, max: Math.floor(high / step) * step };
}

/** A place in pixels, as it stands in the `d` of a path. @param {number[]} at */
export function fixed([a, b]) {
  return `${a.toFixed(1)},${b.toFixed(1)}`;
}
