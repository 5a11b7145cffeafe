// @ts-check
// What the figure says of a point.

/** @typedef {import("./model.js").State} State */
/** @typedef {import("./model.js").Course} Course */

/** Of one direction, and of both. @type {Record<Course, [string, string]>} */
const WAYS = {
  arrives: ["arrives at once", "arrive at once"],
  creeps: ["creeps to the minimum", "creep to the minimum"],
  swings: ["swings through the minimum", "swing through the minimum"],
  jumps: ["jumps from side to side", "jump from side to side"],
  diverges: ["diverges", "diverge"],
};

/** How fast the point is. @param {State} state @param {(x: number, digits: number) => string} text */
export function sentence({ rate, mu, factor, courses, best, optimum }, text) {
  const place = `Rate times largest curvature ${text(rate, 2)}, momentum ${text(mu, 2)}: `;
  const pace =
    factor < 1
      ? `in each step ${text(factor, 3)} of the error is left, so a digit takes ${steps(factor, text)}.`
      : `in each step the error is multiplied by ${text(factor, 3)}, and there is no end.`;
  const [flat, steep] = courses;
  const ways =
    flat === steep
      ? ` The flat direction and the steep one ${WAYS[flat][1]}.`
      : ` The flat direction ${WAYS[flat][0]}, the steep one ${WAYS[steep][0]}.`;
  const aim = best
    ? ` The best point is ${text(optimum.rate, 3)}, ${text(optimum.mu, 3)}: ${text(optimum.factor, 3)} is left, a digit takes ${steps(optimum.factor, text)}.`
    : "";
  return place + pace + ways + aim;
}

/** How many steps shrink an error to a tenth. @param {number} factor @param {(x: number, digits: number) => string} text */
function steps(factor, text) {
  return `${text(Math.log(10) / -Math.log(factor), 1)} steps`;
}
