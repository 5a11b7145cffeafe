// @ts-check
// What a replay shows at one snapshot, computed from its parameters.

import { Batch, parameterCount } from "../engine/arrays.js";
import { LOSSES } from "../engine/losses.js";
import { Network } from "../engine/network.js";
import { accuracy } from "../engine/training.js";
import { factsOf } from "../kit/facts.js";
import { array } from "../kit/numbers.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {ReturnType<typeof runOf>} Run */

// Corners of the grid for a map, to a side.
export const GRID = 61;

/** Whether the traits belong to one run: while Python replaces them one by one, they do not. @param {Model} model */
export function fits(model) {
  const d = /** @type {number[]} */ (model.get("d"));
  const shape = (/** @type {string} */ name) => `${model.get(name).shape}`;
  const [, N] = model.get("X").shape;
  return (
    LOSSES[model.get("loss")].outputs.includes(model.get("output")) &&
    answersFit(model.get("answers").shape, d[d.length - 1] * N, model.get("epochs").length) &&
    shape("snapshots") === `${[parameterCount(d), model.get("epochs").length]}` &&
    shape("X") === `${[d[0], N]}` &&
    shape("Y") === `${[d[d.length - 1], N]}`
  );
}

/** Whether there are answers for each snapshot, or none. @param {number[]} shape @param {number} count @param {number} S */
function answersFit([rows, columns], count, S) {
  return rows === 0 || (rows === count && columns === S);
}

/**
 * The run, and a network that takes the parameters of any of its snapshots.
 * @param {Model} model
 */
export function runOf(model) {
  const [hidden, output, loss, l2, l1] = ["hidden", "output", "loss", "l2", "l1"].map((name) => model.get(name));
  const network = new Network(model.get("d"), { hidden, output, loss, l2, l1, init: "zeros" });
  const { values } = array(model.get("snapshots"));
  const { values: known } = array(model.get("answers"));
  const [X, Y] = [array(model.get("X")).values, array(model.get("Y")).values];
  const d_L = network.d[network.L];
  const N = X.length / network.d[0];
  const [low, high] = extremes(Y);
  const middle = (low + high) / 2;
  const classOf = (/** @type {Float64Array} */ A, /** @type {number} */ n) => classIn(A, n, d_L, middle);
  return {
    network,
    /** Whether it answers over a plane of two inputs; else it reads 8 x 8 pixels. */
    isPlane: network.d[0] === 2,
    X,
    Y,
    N,
    d_L,
    middle,
    spread: high - middle || 0.5,
    /** The class of example n in some outputs. */
    classOf,
    labels: Int32Array.from({ length: N }, (_, n) => classOf(Y, n)),
    /** Names of the palette, one for each class; they begin anew where there are more classes. */
    colours: /** @type {string[]} */ (factsOf(model).class_colours),
    epochs: /** @type {number[]} */ (model.get("epochs")),
    cost: array(model.get("cost")).values,
    validationCost: array(model.get("validation_cost")).values,
    /** Make the network that of a snapshot. @param {number} k */
    load(k) {
      network.theta.set(values.subarray(k * network.P, (k + 1) * network.P));
    },
    /** Its answers to the examples, if they came with it: more exact than those of weights that are rounded. */
    answersAt: (/** @type {number} */ k) => (known.length ? known.slice(k * d_L * N, (k + 1) * d_L * N) : null),
  };
}

/**
 * The class that an example is given: the row of the largest output, or the side of the middle on which one output is.
 * @param {Float64Array} A  outputs, (d_L, N) @param {number} n @param {number} d_L @param {number} middle
 */
function classIn(A, n, d_L, middle) {
  if (d_L === 1) return A[n] > middle ? 1 : 0;
  let best = 0;
  for (let i = 1; i < d_L; i++) if (A[n * d_L + i] > A[n * d_L + best]) best = i;
  return best;
}

/** The least and the largest number. @param {Float64Array} numbers */
function extremes(numbers) {
  let [low, high] = [Infinity, -Infinity];
  for (const x of numbers) [low, high] = [Math.min(low, x), Math.max(high, x)];
  return [low, high];
}

/**
 * J over the examples that the figure holds, the share of them that are right (or null), and the answers, at a snapshot
 * that is loaded.
 * @param {Run} run @param {number} k
 */
export function evaluate({ network, X, Y, d_L, answersAt }, k) {
  const J = network.cost(X, Y);
  const answers = answersAt(k) ?? network.A[network.L].slice();
  return { J, answers, share: accuracy(Y, answers, d_L) };
}

/**
 * The inputs of a grid of GRID x GRID corners over the examples, with some room; row after row from the lower edge.
 * @param {Run} run
 */
export function gridOf({ X, network }) {
  const sides = [0, 1].map((k) => {
    const [low, high] = extremes(X.filter((_, i) => i % 2 === k));
    const room = 0.1 * Math.max(high - low, 1e-3);
    return [low - room, high + room];
  });
  const batch = new Batch(network.d, GRID * GRID);
  const place = (/** @type {number[]} */ [low, high], /** @type {number} */ i) => low + ((high - low) * i) / (GRID - 1);
  for (let j = 0, k = 0; j < GRID; j++) {
    for (let i = 0; i < GRID; i++, k++) {
      batch.A[0][2 * k] = place(sides[0], i);
      batch.A[0][2 * k + 1] = place(sides[1], j);
    }
  }
  return { sides, batch };
}

/** The weights into neuron i of layer 1. @param {Network} network @param {number} i */
export function rowOf(network, i) {
  const first = network.weightIndex(1, i, 0);
  return network.theta.subarray(first, first + network.d[0]);
}
