// @ts-check
// Where a race takes place: on a surface, or on the cost of a small network. Either way, a rule with its settings makes
// a run, whose heights are the costs on the way.

import { descend, outcomeOf } from "../surface_map/descent.js";
import { examplesOf, trainingRun } from "./networks.js";

/**
 * @typedef {import("../surface_map/descent.js").Path} Path
 * @typedef {import("../surface_map/descent.js").Outcome} Outcome
 * @typedef {{ path: Path, price: number, wanted: number, outcome: Outcome }} Run
 *   price: how many gradients a step takes; wanted: how many steps the budget pays for
 * @typedef {{ run(rule: string, rates: Record<string, number>, budget: number, isAnew?: boolean): Run }} Arena
 *   isAnew: nothing that is kept is used, so that it takes its time
 */

// Runs that are kept, for those that do not change while others do.
const KEPT = 64;

/**
 * @param {import("../surface_map/descent.js").Landscape} landscape @param {number[]} start
 * @param {import("../surface_map/plane.js").View} view @param {number} far @returns {Arena}
 */
export function surfaceArena(landscape, start, view, far) {
  return {
    run(optimizer, rates, budget) {
      const path = descend(landscape, { start, optimizer, rates, steps: budget }, far);
      return { path, price: 1, wanted: budget, outcome: outcomeOf(path, view, budget) };
    },
  };
}

/** @param {string} name @param {any} facts @param {number} batchSize @param {number} seed @returns {Arena} */
export function networkArena(name, facts, batchSize, seed) {
  const examples = examplesOf(name, facts);
  /** @type {Map<string, Run>} */
  const kept = new Map();
  return {
    run(optimizer, rates, budget, isAnew = false) {
      const key = JSON.stringify([optimizer, rates, budget]);
      const before = kept.get(key);
      if (before && !isAnew) return before;
      const settings = { optimizer, rates, budget, batchSize, seed };
      const { path, price, wanted } = trainingRun(examples, facts.networks[name], settings, facts.lost);
      const outcome = { exit: -1, back: false, far: path.last < wanted || !isSound(path, facts.lost), rest: -1 };
      const made = { path, price, wanted, outcome };
      if (kept.size >= KEPT) kept.clear();
      kept.set(key, made);
      return made;
    },
  };
}

/** Whether the last cost is one. @param {Path} path @param {number} lost */
function isSound({ J, last }, lost) {
  return J[last] <= lost * J[0];
}
