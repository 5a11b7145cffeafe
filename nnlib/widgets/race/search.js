// @ts-check
// The search for the best learning rate of each rule: all try the same rates, with as many gradients for each. The
// same search is in tuning.py.

import { descend } from "../surface_map/descent.js";

/** @typedef {import("../surface_map/descent.js").Landscape} Landscape */
/** @typedef {{ eta: number, J: Float64Array | number[], last: number }} Trial */
/**
 * @typedef {{
 *   landscape: Landscape, start: number[], budget: number, far: number, close: number, rates: number[],
 *   rules: string[], settingsOf: (rule: string) => Record<string, number>,
 * }} Task   rates: what every rule tries; close: a share of the first J
 */

/**
 * The rate whose J is lowest at the end. Of those that all end as low, but for a share `close` of the first J, the
 * quickest wins; where all diverge, the smallest.
 * @param {Trial[]} trials @param {number} budget @param {number} close
 */
export function best(trials, budget, close) {
  const whole = trials.filter(({ J, last }) => last >= budget && Number.isFinite(J[last]));
  if (!whole.length) return trials[0].eta;
  const enough = Math.min(...whole.map(({ J, last }) => J[last])) + close * Math.abs(whole[0].J[0]);
  const arrived = whole.filter(({ J, last }) => J[last] <= enough);
  const arrival = (/** @type {Trial} */ { J }) => J.findIndex((/** @type {number} */ height) => height <= enough);
  return arrived.reduce((one, other) => (arrival(other) < arrival(one) ? other : one)).eta;
}

/**
 * Make the search, one trial after another: each `next` is one of them.
 * @param {Task} task @returns {Generator<number, Record<string, number>>} how many trials are done; at last the best
 *   rate of each rule
 */
export function* search({ landscape, start, budget, far, close, rates, rules, settingsOf }) {
  /** @type {Record<string, number>} */
  const found = {};
  let done = 0;
  for (const rule of rules) {
    const trials = [];
    for (const eta of rates) {
      const settings = { start, optimizer: rule, rates: { ...settingsOf(rule), eta }, steps: budget };
      const { J, last } = descend(landscape, settings, far);
      trials.push({ eta, J: J.subarray(0, last + 1), last });
      done += 1;
      yield done;
    }
    found[rule] = best(trials, budget, close);
  }
  return found;
}
