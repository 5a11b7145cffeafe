// @ts-check
// The axis of J beside the replay: logarithmic where every J is above 0.

import { exponentOf, FLOOR } from "../kit/log_axis.js";
import { number, ticks } from "../kit/numbers.js";

// Between two powers of ten, numbers at which a mark may stand, the more of them the less the axis spans.
const [FEW, SOME, MANY] = [[1], [1, 2, 5], [1, 1.5, 2, 3, 4, 5, 6, 8]];

/**
 * @param {number[]} costs  all that must be seen
 * @returns {{ domain: number[], place(J: number): number, marks: { at: number, text: string }[] }}
 *   domain: both ends of the axis; place: where J stands between them; marks: where a number stands, and which
 */
export function costAxis(costs) {
  const isLog = costs.length > 0 && costs.every((J) => J > 0);
  const place = (/** @type {number} */ J) => (isLog ? exponentOf(J) : J);
  const known = costs.map((J) => Math.max(J, FLOOR));
  const ends = known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
  const [low, high] = ends.map(place);
  const room = 0.05 * (high - low) || 0.1;
  const domain = [low - room, high + room];
  const numbers = isLog ? roundNumbers(domain) : ticks(domain[0], domain[1], 4);
  return { domain, place, marks: numbers.map((J) => ({ at: place(J), text: brief(J) })) };
}

/** Round numbers whose logarithms lie within the ends. @param {number[]} ends */
function roundNumbers([low, high]) {
  const found = [];
  for (let power = Math.floor(low); power <= high; power++) {
    for (const m of high - low > 2 ? FEW : high - low > 0.9 ? SOME : MANY) {
      const at = exponentOf(m * 10 ** power);
      if (at >= low && at <= high) found.push(m * 10 ** power);
    }
  }
  return found;
}

/** @param {number} J */
function brief(J) {
  return J >= 1e-3 || J === 0 ? `${Number(J.toPrecision(2))}` : number(J, 4);
}

/**
 * Which of some numbers is next to the one that is wanted; the first of two.
 * @param {number[]} numbers @param {number} wanted
 */
export function nearest(numbers, wanted) {
  let best = 0;
  numbers.forEach((x, k) => {
    if (Math.abs(x - wanted) < Math.abs(numbers[best] - wanted)) best = k;
  });
  return best;
}
