// @ts-check
// What the figure says of a run.

import { number, spoken } from "../kit/numbers.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./run.js").Settings} Settings */

// Shares of the edge within which an eigenvalue stands at it.
const NEAR = 0.05;

/** The edge of stability. @param {number} eta @param {number} mu */
export function edgeOf(eta, mu) {
  return (2 * (1 + mu)) / eta;
}

/** Where a run has come to. @param {Run} run @param {Settings} settings @param {boolean} [aloud] for speech */
export function sentence(run, { eta, mu }, aloud = false) {
  const { step, J, eigenvalues, diverged, facts } = run;
  const text = aloud ? spoken : number;
  if (diverged) {
    return (
      `Diverged at step ${step}: the cost is more than ${facts.far} times what it was at the start. ` +
      "Choose another rate, or play: the run starts again."
    );
  }
  const value = eigenvalues[eigenvalues.length - 1];
  const edge = edgeOf(eta, mu);
  const name = mu ? "2(1 + μ)/η" : "2/η";
  return (
    `Step ${step}: the cost is ${text(J[step], 4)}. The largest eigenvalue is ${text(value, 2)}, ` +
    `${place(value / edge)} ${aloud ? "the edge" : name}, which is ${text(edge, 2)}.`
  );
}

/** @param {number} share  of the edge */
function place(share) {
  if (Math.abs(share - 1) <= NEAR) return "at";
  return share < 1 ? "below" : "above";
}
