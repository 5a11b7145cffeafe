// @ts-check
// What the playground says of a run, to be read and to be heard.

import { number, spoken } from "./numbers.js";
import { html } from "./ui.js";

/** @typedef {import("./playground_session.js").Session} Session */

const share = (/** @type {number} */ part) => (Number.isFinite(part) ? `${number(100 * part, 0)} %` : "–");

/** Where the run stands, in a sentence. @param {Session} session */
export function summary(session) {
  if (session.diverged) return "The run has diverged: with a smaller learning rate, start again.";
  if (!session.trainedCount) return "There are no points: paint some.";
  const held = Number.isFinite(session.heldCost)
    ? ` Held out: cost ${spoken(session.heldCost, 3)}, ${share(session.heldRight)} right.`
    : "";
  return `Step ${session.steps}: cost ${spoken(session.cost, 3)}, ${share(session.right)} right.${held}`;
}

/** The same as a small table. @param {Session} session @returns {HTMLElement[]} */
export function readings(session) {
  const cell = (/** @type {number} */ value) => (Number.isFinite(value) ? number(value, 4) : "–");
  const line = (/** @type {string} */ name, /** @type {number} */ cost, /** @type {number} */ part) =>
    html("span", { class: "nn-playground-reading" }, html("span", {}, name), html("b", {}, cell(cost)), share(part));
  const lines = [
    line("training cost", session.cost, session.right),
    line("held-out cost", session.heldCost, session.heldRight),
  ];
  const words = "Diverged. Lower the learning rate, then start again.";
  return session.diverged ? [...lines, html("span", { class: "nn-playground-failed" }, words)] : lines;
}
