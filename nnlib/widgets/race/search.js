// @ts-check
// The search for the best learning rate of each rule: all try the same rates, with as many gradients for each. The
// same search is in tuning.py.

/** @typedef {{ eta: number, J: Float64Array, last: number, isLost: boolean }} Trial */
/**
 * @typedef {{
 *   arena: import("./arena.js").Arena, budget: number, close: number, rates: number[], rules: string[],
 *   settingsOf: (rule: string) => Record<string, number>,
 * }} Task   rates: what every rule tries; close: a share of the first J
 */

/**
 * The rate whose J is lowest at the end. Of those that all end as low, but for a share `close` of the first J, the
 * quickest wins; where all diverge, the smallest.
 * @param {Trial[]} trials @param {number} close
 */
export function best(trials, close) {
  const whole = trials.filter(({ isLost }) => !isLost);
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
export function* search({ arena, budget, close, rates, rules, settingsOf }) {
  /** @type {Record<string, number>} */
  const found = {};
  let done = 0;
  for (const rule of rules) {
    const trials = [];
    for (const eta of rates) {
      const { path, outcome } = arena.run(rule, { ...settingsOf(rule), eta }, budget);
      trials.push({ eta, J: path.J.subarray(0, path.last + 1), last: path.last, isLost: outcome.far });
      done += 1;
      yield done;
    }
    found[rule] = best(trials, close);
  }
  return found;
}
