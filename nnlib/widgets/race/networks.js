// @ts-check
// Small networks to race on, as networks.py trains them.

import { dataset } from "../engine/datasets.js";
import { Network } from "../engine/network.js";
import { makeOptimizer } from "../engine/optimizers.js";
import { Training } from "../engine/training.js";
import { examples } from "../kit/few_digits.js";

/** @typedef {import("../surface_map/descent.js").Path} Path */
/** @typedef {{ optimizer: string, rates: object, budget: number, batchSize: number, seed: number }} Run */

/** What each network learns. @type {Record<string, (facts: any) => { X: Float64Array, Y: Float64Array }>} */
const EXAMPLES = {
  digits: (facts) => examples(facts.digits),
  moons(facts) {
    const { X, labels } = dataset("moons", facts.moons);
    return { X, Y: Float64Array.from(labels) };
  },
};

/** @param {string} name @param {any} facts */
export function examplesOf(name, facts) {
  return EXAMPLES[name](facts);
}

/**
 * The cost of all examples before the first step and after each, as the heights of a path; and how many gradients a
 * step takes. It ends early with the first cost that is no number, or so many times the first.
 * @param {{ X: Float64Array, Y: Float64Array }} examples @param {any} network  from Python
 * @param {Run} run @param {number} lost @returns {{ path: Path, price: number, wanted: number }}
 */
export function trainingRun({ X, Y }, { d, ...settings }, { optimizer, rates, budget, batchSize, seed }, lost) {
  const network = new Network(d, { ...settings, seed });
  const rule = makeOptimizer(optimizer, rates);
  const training = new Training(network, X, Y, { optimizer: rule, batchSize, seed });
  // With all examples in every step, the gradients of two steps in a row are of one function.
  if (training.batchSize === training.N) rule.looksAgain = false;
  const price = rule.looksAgain ? 2 : 1;
  const wanted = Math.floor(budget / price);
  const J = new Float64Array(wanted + 1);
  J[0] = training.cost();
  let last = 0;
  while (last < wanted && J[last] <= lost * J[0]) {
    training.step();
    last += 1;
    J[last] = training.cost();
  }
  const none = new Float64Array(0);
  return { path: { x: none, y: none, J, last }, price, wanted };
}
