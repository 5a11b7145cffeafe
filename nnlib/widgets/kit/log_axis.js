// @ts-check
// What the charts of J share where their axis is logarithmic.

import { svg } from "./ui.js";

/** Below this, J is rounding error of a descent that has arrived: half the machine epsilon. */
export const FLOOR = Number.EPSILON / 2;

/** Which power of ten J is; what is 0 but for rounding stands at the foot of the axis. @param {number} J */
export function exponentOf(J) {
  return Math.log10(Math.max(J, FLOOR));
}

/** A power of ten, as the children of an svg text. @param {number} exponent */
export function powerOfTen(exponent) {
  const raised = exponent < 0 ? `−${-exponent}` : `${exponent}`;
  return ["10", svg("tspan", { dy: "-0.4em", "font-size": "0.8em" }, raised)];
}
