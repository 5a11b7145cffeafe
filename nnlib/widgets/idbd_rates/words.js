// @ts-check
// What the figure says of a run.

import { number, spoken } from "../kit/numbers.js";

/** @typedef {ReturnType<import("./run.js").Run["at"]>} Shown */
/** @typedef {import("./run.js").Facts} Facts */

/** How many examples there are up to a place, with a space after the thousands. @param {number} count */
export function thousands(count) {
  return `${count}`.replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * Where a run has come to.
 * @param {Facts} facts @param {Shown} shown @param {number} relevant @param {boolean} [aloud] for speech
 */
export function sentence(facts, { place, rates, eta, errors, single, lost }, relevant, aloud = false) {
  const text = aloud ? spoken : number;
  const examples = thousands(place * facts.stretch);
  if (place === 0) return `Before the first example: every rate is ${text(facts.first)}.`;
  if (lost) {
    return `Lost after ${examples} examples: the rates have outgrown what is stable. Choose a smaller meta rate.`;
  }
  const span = (/** @type {Float64Array} */ some) =>
    `from ${text(Math.min(...some), 3)} to ${text(Math.max(...some), 3)}`;
  const others = rates.subarray(relevant);
  const theirs = others.length ? `, those of the others ${span(others)}` : "";
  const last = thousands(Math.min(place, facts.window) * facts.stretch);
  return (
    `After ${examples} examples the rates of the relevant inputs are ${span(rates.subarray(0, relevant))}${theirs}. ` +
    `Mean squared error over the last ${last}: ${text(errors[place - 1])} with IDBD, ` +
    `${text(single[place - 1])} with the best single rate, ${text(eta, 3)}.`
  );
}
