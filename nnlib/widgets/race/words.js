// @ts-check
// A race in words: who is first, and who got lost.

import { FLOOR } from "../kit/log_axis.js";
import { number } from "../kit/numbers.js";

/** @typedef {import("./racers.js").Racer} Racer */
/** @typedef {import("./axis.js").Axis} Axis */

/** J: four digits, or a power of ten; what is rounding error is 0. @param {number} J */
export function brief(J) {
  const size = Math.abs(J);
  if (size <= FLOOR) return "0";
  return size >= 1000 && size < 1e6 ? number(J, 0) : number(J, size >= 100 ? 1 : size >= 10 ? 2 : 4);
}

/** The cost of a racer at its last whole step. @param {Racer} racer @param {number} place */
export function costAt({ path }, place) {
  return path.J[Math.min(Math.floor(place), path.last)];
}

/** Whether a racer has been given up by then. @param {Racer} racer @param {number} place */
export function isOut({ isDiverged, path }, place) {
  return isDiverged && place >= path.last;
}

/** @param {Racer} racer */
export function divergence({ path }) {
  return `diverged after ${path.last} ${path.last === 1 ? "step" : "steps"}`;
}

/**
 * Those who are still in the race, the lowest first. What is 0 but for rounding is 0: then who got there first is first.
 * @param {Axis} axis @param {number} at
 */
export function ranked(axis, at) {
  const heights = new Map(axis.racers.map((racer) => [racer, costAt(racer, axis.placeOf(racer, at))]));
  const heightOf = (/** @type {Racer} */ racer) => Math.max(/** @type {number} */ (heights.get(racer)), floorOf(racer));
  return axis.racers
    .filter((racer) => !isOut(racer, axis.placeOf(racer, at)))
    .sort((one, other) => heightOf(one) - heightOf(other) || arrival(axis, one) - arrival(axis, other));
}

/** @param {Racer} racer */
function floorOf({ path }) {
  return path.J[0] >= 0 ? FLOOR : -Infinity;
}

/** Where on the axis J has sunk to rounding errors. @param {Axis} axis @param {Racer} racer */
function arrival(axis, racer) {
  const t = racer.path.J.findIndex((J) => J <= FLOOR);
  return t < 0 ? Infinity : axis.valueOf(racer, t);
}

/** @param {Axis} axis @param {number} at @param {string[]} elsewhere  names of runs that begin at another start */
export function report(axis, at, elsewhere) {
  const words = [];
  if (!axis.racers.length) words.push("Nobody runs: choose a rule below.");
  const order = ranked(axis, at);
  const said = order.slice(0, 2).map((racer) => `${racer.name} (J ${brief(costAt(racer, axis.placeOf(racer, at)))})`);
  const when = `After ${axis.words(at)}`;
  if (order.length > 1 && at === 0) words.push(`All begin where J is ${brief(costAt(order[0], 0))}.`);
  else if (order.length > 1) words.push(`${when}, ${said[0]} is lowest, then ${said[1]}.`);
  else if (order.length === 1) words.push(`${when}: ${said[0]}.`);
  for (const racer of axis.racers) {
    const place = axis.placeOf(racer, at);
    const { exit, back } = racer.outcome;
    if (isOut(racer, place)) words.push(`${capital(racer.name)} ${divergence(racer)}.`);
    else if (exit > 0 && place >= exit && !back) words.push(`${capital(racer.name)} left the map at step ${exit}.`);
  }
  for (const name of elsewhere) words.push(`${name} does not run: its path, from Python, begins at another start.`);
  return words.join(" ");
}

/** @param {string} words */
export function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
