// @ts-check
// What became of a descent, in a sentence or two.

import { number } from "../kit/numbers.js";
import { limit } from "./model.js";

/** @typedef {import("./model.js").Path} Path */
/** @typedef {import("./model.js").Fate} Fate */

/** J and its like: four digits, or a power of ten. */
export function brief(/** @type {number} */ x) {
  const size = Math.abs(x);
  return size >= 1000 && size < 1e6 ? number(x, 0) : number(x, size >= 100 ? 1 : size >= 10 ? 2 : 4);
}

/** A coordinate is read off the map: what is next to nothing there is 0. */
export function coordinate(/** @type {number} */ x, digits = 4) {
  return number(Number(x.toFixed(digits)), digits);
}

/**
 * @param {Path} path @param {Fate} fate
 * @param {{ surface: string, eta: number, mu: number, steps: number }} settings
 */
export function report({ x, y, J, last }, { exit, back, far, rest }, { surface, eta, mu }) {
  const steps = last === 1 ? "1 step" : `${last} steps`;
  const bound = limit(surface, mu);
  const above =
    bound !== null && eta >= bound
      ? ` The learning rate is ${eta > bound ? "above" : "at"} ${number(bound, 3)}, the limit for this surface${mu ? " and momentum" : ""}.`
      : "";
  const higher = J[last] > J[0] ? ", more than at the start" : "";
  if (exit >= 0 && !back) {
    if (surface === "given") return `The path leaves the map at step ${exit}. The function is not known there.`;
    const end = `J is ${brief(J[last])}${higher}.${above}`;
    if (!far) return `The path leaves the map at step ${exit}. After ${steps}, ${end}`;
    return `It diverges: the path leaves the map at step ${exit}. At step ${last}, J is ${brief(J[last])}.${above}`;
  }
  const at = (/** @type {number} */ t) => `(${coordinate(x[t], 3)}, ${coordinate(y[t], 3)})`;
  const gap = (/** @type {number} */ k) => Math.hypot(x[last] - x[last - k], y[last] - y[last - k]);
  if (exit < 0 && last > 3 && gap(2) < 1e-6 * gap(1)) {
    return `It swings between ${at(last - 1)} and ${at(last)} for ever, where J is ${brief(J[last])}.${above}`;
  }
  const away = exit >= 0 ? `The path leaves the map at step ${exit} and comes back. ` : "";
  const how = rest >= 0 ? `From step ${rest} on it stands still` : `After ${steps} it is`;
  return `${away}${how} at ${at(last)}, where J is ${brief(J[last])}${higher}.${above}`;
}
