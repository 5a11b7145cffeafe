// @ts-check
// What the playground says of a run, to be read and to be heard.

import { number, spoken } from "../kit/numbers.js";
import { html, symbol } from "../kit/ui.js";
import { biasOf, weightOf } from "./edges.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./network_layout.js").Unit} Unit */
/** @typedef {import("./edges.js").Edge} Edge */
/** @typedef {import("./slopes.js").Slopes} Slopes */
/**
 * @typedef {{ shown: Unit | null, edge: Edge | null, at: number[] | null, slopes: Slopes | null }} Pointed
 *   slopes: the gradient, where the lines show that
 */

const HINT = "Lines are weights: solid where positive, dashed where negative. Point at one, or at a unit.";
const EMPTY = "Paint points of both classes in the plane.";
const share = (/** @type {number} */ part) => (Number.isFinite(part) ? `${number(100 * part, 0)} % right` : "–");
// How many times the cost of the start is worth a word, and how many a warning.
const LARGER = 5;
const DIVERGING = 1000;

/**
 * What is wrong with a run, if anything: what kind of trouble it is, and in a sentence.
 * @param {Session} session
 */
export function trouble({ diverged, growth }) {
  if (diverged) return { kind: "diverged", words: "Diverged. Lower the learning rate, then start again." };
  const times = `${number(growth, 0)} times what it was at the start.`;
  if (growth > DIVERGING) return { kind: "diverging", words: `Diverging: the cost is ${times}` };
  return growth > LARGER ? { kind: "larger", words: `The cost is ${times}` } : null;
}

/** Where the run stands, in a sentence. @param {Session} session */
export function summary(session) {
  const wrong = trouble(session);
  if (wrong) return wrong.words;
  if (!session.trainedCount) return "There are no points: paint some.";
  const held = Number.isFinite(session.heldCost)
    ? ` Held out: cost ${spoken(session.heldCost, 3)}, ${share(session.heldRight)}.`
    : "";
  return `Step ${session.steps}: cost ${spoken(session.cost, 3)}, ${share(session.right)}.${held}`;
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
  const wrong = trouble(session);
  return wrong ? [...lines, html("span", { class: "nn-playground-failed" }, wrong.words)] : lines;
}

/**
 * The note below the network: what the reader points at, or what there is to do.
 * @param {Session} session @param {Pointed} pointed
 */
export function noteWords(session, pointed) {
  return pointedWords(session, pointed) ?? [session.trainedCount ? hint(pointed.slopes) : EMPTY].flat();
}

/** What the lines are. @param {Slopes | null} slopes */
function hint(slopes) {
  if (!slopes) return HINT;
  const most = number(slopes.most, 4);
  return [
    "Lines are ",
    ...partial("w"),
    ` over all training points, the largest ${most}; numbers are `,
    ...partial("b"),
    ", the mean of ",
    symbol("δ"),
    ".",
  ];
}

/** dJ by what comes behind. @param {string} name @param {object} [parts] of the symbol */
function partial(name, parts) {
  return ["∂", symbol("J"), "/∂", symbol(name, parts)];
}

/**
 * What the reader points at: a unit, a weight, or a place of the plane; null if it is nothing.
 * @param {Session} session @param {Pointed} pointed
 */
function pointedWords(session, { shown, edge, at, slopes }) {
  if (shown) return slopes ? unitSlopes(session, shown, slopes) : unitWords(session, shown);
  if (edge) return edgeWords(session, edge, slopes);
  if (!at) return null;
  const [x, y] = at.map((value) => number(value));
  return [`At (${x}, ${y}) the network answers ${number(session.answer(at[0], at[1]), 3)}.`];
}

/** The gradient for a unit's bias and weights. @param {Session} now @param {Unit} unit @param {Slopes} slopes */
function unitSlopes({ network }, unit, slopes) {
  const { ell, i } = unit;
  const sup = `(${ell})`;
  const w = Array.from({ length: network.d[ell - 1] }, (_, j) => number(weightOf(slopes, { ell, i, j }), 4));
  return [
    ell < network.L ? `Unit ${i + 1} of layer ${ell}: ` : "Output: ",
    ...partial("b", { sub: `${i + 1}`, sup }),
    ` = ${number(biasOf(slopes, unit), 4)}, the mean of its `,
    symbol("δ"),
    "; ",
    ...partial("w", { sub: `${i + 1},1…${w.length}`, sup }),
    ` = ${w.join(", ")}`,
  ];
}

/** What a unit computes with, in symbols and numbers. @param {Session} now @param {Unit} unit */
function unitWords({ network }, { ell, i }) {
  const row = network.bW[ell].subarray(i * (1 + network.d[ell - 1]), (i + 1) * (1 + network.d[ell - 1]));
  const [b, ...w] = Array.from(row, (value) => number(value));
  const sup = `(${ell})`;
  return [
    ell < network.L ? `Unit ${i + 1} of layer ${ell}: ` : "Output: ",
    symbol("b", { sub: `${i + 1}`, sup }),
    ` = ${b}; weights `,
    symbol("w", { sub: `${i + 1},1…${w.length}`, sup }),
    ` = ${w.join(", ")}`,
  ];
}

/** The weight of an edge, and the gradient for it. @param {Session} now @param {Edge} edge @param {Slopes | null} slopes */
function edgeWords({ network }, { ell, i, j }, slopes) {
  const from = ell === 1 ? ["the input ", symbol("x", { sub: `${j + 1}` })] : [`unit ${j + 1} of layer ${ell - 1}`];
  const to = ell < network.L ? `unit ${i + 1} of layer ${ell}` : "the output";
  const parts = { sub: `${i + 1},${j + 1}`, sup: `(${ell})` };
  const slope = slopes ? [...partial("w", parts), ` = ${number(weightOf(slopes, { ell, i, j }), 4)}; `] : [];
  const weight = number(weightOf(network, { ell, i, j }));
  return [...slope, symbol("w", parts), ` = ${weight}, from `, ...from, ` to ${to}`];
}
