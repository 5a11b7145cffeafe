// @ts-check
// What the replay says of a snapshot: numbers beside the curves, and words for who cannot see the drawings.

import { number } from "../kit/numbers.js";
import { html, symbol } from "../kit/ui.js";

/** @typedef {import("./model.js").Run} Run */
/** @typedef {ReturnType<import("./model.js")["evaluate"]>} Evaluation */
/** @typedef {(x: number, digits?: number) => string} Format   as a reader sees or hears a number */

/** The costs that the history has of an epoch, "" where it has none. */
function costsAt(
  /** @type {Run} */ { cost, validationCost },
  /** @type {number} */ epoch,
  /** @type {Format} */ format,
) {
  const shown = (/** @type {number | undefined} */ J) => (J === undefined ? "" : format(J, 3));
  return { J: shown(cost[epoch - 1]), validation: shown(validationCost[epoch - 1]) };
}

/** How many of the points are right, "" where that is not known. @param {Run} run @param {Evaluation} now */
function shareOf({ isPlane }, { share }) {
  return share === null || !isPlane ? "" : `${number(100 * share, 1)} % of points right`;
}

/** The numbers of a snapshot. @param {Run} run @param {number} epoch @param {Evaluation} now */
export function readingsOf(run, epoch, now) {
  const { J, validation } = costsAt(run, epoch, number);
  const share = shareOf(run, now);
  // Before the first epoch the history has no cost: on the map's points it is computed here.
  const cost = J || (run.isPlane ? number(now.J, 3) : "–");
  return [
    html("span", {}, "epoch ", html("strong", {}, epoch)),
    share ? html("span", {}, share) : "",
    run.cost.length || run.isPlane ? costOf("training", cost) : "",
    run.validationCost.length ? costOf("validation", validation || "–") : "",
  ];
}

/** @param {string} what @param {string} value */
function costOf(what, value) {
  return html("span", {}, `${what} `, symbol("J"), ` = ${value}`);
}

/** What the drawing beside the curves shows. @param {Run} run @param {number} epoch @param {Evaluation} now */
export function wordsOf(run, epoch, now, /** @type {string} */ show) {
  if (run.isPlane) {
    return `Map of the answers after epoch ${epoch}, with ${run.N} examples. ${shareOf(run, now)}`.trim();
  }
  const what = show === "change" ? "What training has added to the weights" : "The weights";
  return `${what} into each of ${run.network.d[1]} neurons after epoch ${epoch}, as pictures of 8 by 8 pixels`;
}

/** A snapshot in a sentence. @param {Run} run @param {number} epoch @param {Format} format */
export function sentenceOf(run, epoch, format) {
  const { J, validation } = costsAt(run, epoch, format);
  const trained = J && `: J is ${J}`;
  const held = validation && `, on the validation examples ${validation}`;
  return `Epoch ${epoch}${trained}${held}.`;
}
