// @ts-check
// What the cost is drawn against: gradients, steps, or time. The player goes along this axis.

import { number } from "../kit/numbers.js";

/** @typedef {import("./racers.js").Racer} Racer */
/**
 * @typedef {{
 *   last: number, high: number, name: string, racers: Racer[], valueOf(racer: Racer, t: number): number,
 *   placeOf(racer: Racer, at: number): number, valueAt(at: number): number, words(at: number): string, end: string,
 * }} Axis
 *   last: the last place of the player; high: the end of the axis; racers: those who have a place on it; valueOf:
 *   where step t of a racer is; placeOf: how many steps a racer has made when the player is at a place; valueAt: where
 *   that place is; words: how far that is; end: how far all of it is
 */

// Places of the player along an axis of time.
const PARTS = 100;
// How long a racer runs, in milliseconds, to measure its time, and how often; the first of all, how often.
const [LONG, ROUNDS, WARM] = [3, 4, 20];

/** @param {"gradients" | "steps"} kind @param {Racer[]} racers @returns {Axis} */
function counted(kind, racers) {
  const priceOf = (/** @type {Racer} */ { price }) => (kind === "gradients" ? price : 1);
  const last = Math.max(1, ...racers.map((racer) => racer.path.last * priceOf(racer)));
  return {
    last,
    high: last,
    name: kind === "gradients" ? "gradient evaluations" : "steps",
    racers,
    valueOf: (racer, t) => t * priceOf(racer),
    placeOf: (racer, at) => Math.min(at / priceOf(racer), racer.path.last),
    valueAt: (at) => at,
    words: (at) => `${at} ${at === 1 ? kind.slice(0, -1) : kind}`,
    end: `${last}`,
  };
}

/** @param {Racer[]} racers @param {(racer: Racer) => number} stepTime  in milliseconds @returns {Axis} */
function timed(racers, stepTime) {
  const known = racers.filter(({ rule }) => rule);
  const times = new Map(known.map((racer) => [racer, stepTime(racer)]));
  const timeOf = (/** @type {Racer} */ racer) => /** @type {number} */ (times.get(racer));
  const high = Math.max(1e-9, ...known.map((racer) => timeOf(racer) * racer.path.last));
  const valueAt = (/** @type {number} */ at) => (at / PARTS) * high;
  return {
    last: PARTS,
    high,
    name: "milliseconds",
    racers: known,
    valueOf: (racer, t) => t * timeOf(racer),
    placeOf: (racer, at) => Math.min(valueAt(at) / timeOf(racer), racer.path.last),
    valueAt,
    words: (at) => `${number(valueAt(at), 3)} ms`,
    end: number(high, 3),
  };
}

/** @param {string} kind @param {Racer[]} racers @param {(racer: Racer) => number} stepTime @returns {Axis} */
export function axisOf(kind, racers, stepTime) {
  return kind === "time" ? timed(racers, stepTime) : counted(/** @type {"gradients" | "steps"} */ (kind), racers);
}

/**
 * How long a step of a rule takes in this browser. It is measured once for each rule, on many steps: a clock of a
 * browser is coarse.
 */
export function stopwatch() {
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @param {Racer} racer @param {string} course @param {(racer: Racer) => number} runAgain  gives its steps */
  return (racer, course, runAgain) => {
    const name = `${course} ${racer.rule}`;
    const before = known.get(name);
    if (before) return before;
    // What has never run before is slow: the browser is still translating it.
    const rounds = known.size ? ROUNDS : WARM;
    const times = Array.from({ length: rounds }, () => timeOf(() => runAgain(racer)));
    const least = Math.min(...times);
    known.set(name, least);
    return least;
  };
}

/** How long a step takes, on average over some time. @param {() => number} run  gives how many it has made */
function timeOf(run) {
  const begun = performance.now();
  let [made, now] = [0, begun];
  do {
    made += Math.max(1, run());
    now = performance.now();
  } while (now - begun < LONG);
  return (now - begun) / made;
}
