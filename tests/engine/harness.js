// What the tests ask of the modules in nnlib/widgets/engine/. Plain arrays in, plain arrays out.

import { ACTIVATIONS, ENTRYWISE } from "../../nnlib/widgets/engine/activations.js";
import { DATASETS, dataset } from "../../nnlib/widgets/engine/datasets.js";
import { INITIALIZERS } from "../../nnlib/widgets/engine/initializers.js";
import { LOSSES, makeLoss } from "../../nnlib/widgets/engine/losses.js";
import { mostProbable, Network } from "../../nnlib/widgets/engine/network.js";
import { makeOptimizer, OPTIMIZERS } from "../../nnlib/widgets/engine/optimizers.js";
import { Random } from "../../nnlib/widgets/engine/random.js";
import { SURFACES } from "../../nnlib/widgets/engine/surfaces.js";
import { accuracy, Training } from "../../nnlib/widgets/engine/training.js";

/** @typedef {{ d: number[], theta?: number[] } & import("../../nnlib/widgets/engine/network.js").Settings} Settings */

/** @param {Settings} settings */
function network({ d, theta, ...settings }) {
  const net = new Network(d, settings);
  if (theta) net.theta.set(theta);
  return net;
}

const floats = (/** @type {number[]} */ numbers) => Float64Array.from(numbers);
const plain = (/** @type {Float64Array[]} */ arrays) => arrays.map((array) => Array.from(array));

export default {
  names: () =>
    Object.fromEntries(
      Object.entries({
        ACTIVATIONS,
        ENTRYWISE,
        DATASETS,
        INITIALIZERS,
        LOSSES,
        OPTIMIZERS,
        SURFACES,
      }).map(([table, members]) => [table, Object.keys(members)]),
    ),

  /** @param {string} name @param {number[]} z */
  activation(name, z) {
    const { value, derivative, values, derivatives } = ENTRYWISE[name];
    const Z = floats(z);
    const A = values(Z, 1, new Float64Array(z.length));
    const slopes = derivatives(Z, A, new Float64Array(z.length));
    return {
      value: z.map((x) => value(x)),
      derivative: z.map((x) => derivative(x)),
      values: Array.from(A),
      derivatives: Array.from(slopes),
    };
  },

  /** @param {number[]} Z @param {number} d */
  softmax: (Z, d) => Array.from(ACTIVATIONS.softmax.values(floats(Z), d, new Float64Array(Z.length))),

  /** @param {string} name @param {string} output @param {number} d @param {number[]} Y @param {number[]} Z */
  loss(name, output, d, Y, Z) {
    const loss = makeLoss(name, output);
    const Y_hat = ACTIVATIONS[output].values(floats(Z), d, new Float64Array(Z.length));
    const N = Z.length / d;
    return {
      values: Array.from(loss.values(floats(Y), Y_hat, floats(Z), d, new Float64Array(N))),
      outputError: Array.from(loss.outputError(floats(Y), Y_hat, floats(Z), new Float64Array(Z.length))),
    };
  },

  /**
   * Every network of a list, each with its batch: one crossing from Python for all of them.
   * @param {{ settings: Settings, X: number[], Y: number[] }[]} cases
   */
  passes: (cases) =>
    cases.map(({ settings, X, Y }) => {
      const net = network(settings);
      const J = net.costAndGradient(floats(X), floats(Y));
      return {
        P: net.P,
        J,
        gradient: Array.from(net.gradient),
        A: plain(net.A),
        Z: plain(net.Z),
        Delta: plain(net.Delta),
        cost: net.cost(floats(X), floats(Y)),
      };
    }),

  /** @param {Settings} settings */
  initialTheta: (settings) => Array.from(network(settings).theta),

  /** @param {Settings} settings @param {number} ell @param {number} i @param {number} j */
  layout(settings, ell, i, j) {
    const net = network(settings);
    const row = net.bW[ell].slice(i * (1 + net.d[ell - 1]), (i + 1) * (1 + net.d[ell - 1]));
    return {
      bias: net.theta[net.biasIndex(ell, i)],
      weight: net.theta[net.weightIndex(ell, i, j)],
      row: Array.from(row),
    };
  },

  /**
   * Batches of several sizes in turn: what was kept for one size must not leak into another.
   * @param {Settings} settings @param {number[][]} Xs @param {number[][]} Ys
   */
  alternate(settings, Xs, Ys) {
    const net = network(settings);
    const costs = [...Xs.keys(), ...Xs.keys()].map((k) => net.cost(floats(Xs[k]), floats(Ys[k])));
    return { costs, kept: net.batches.size };
  },

  /** @param {number[]} Y_hat @param {number} d */
  mostProbable: (Y_hat, d) => Array.from(mostProbable(floats(Y_hat), d)),

  /**
   * @param {Settings} settings @param {number[]} X @param {number[]} Y @param {string} optimizer @param {object} rates
   * @param {{ batchSize?: number, seed: number, epochs: number }} run
   */
  train(settings, X, Y, optimizer, rates, { batchSize, seed, epochs }) {
    const net = network(settings);
    const training = new Training(net, floats(X), floats(Y), {
      optimizer: makeOptimizer(optimizer, rates),
      batchSize,
      seed,
    });
    const orders = [];
    while (training.epochs < epochs) {
      training.step();
      if (training.used === 0) orders.push(Array.from(training.order));
    }
    return {
      orders,
      theta: Array.from(net.theta),
      steps: training.steps,
      epochs: training.epochs,
      cost: training.cost(),
      accuracy: accuracy(floats(Y), training.evaluation.A[net.L], net.d[net.L]),
    };
  },

  /** @param {number[]} Y @param {number[]} Y_hat @param {number} d_L */
  accuracy: (Y, Y_hat, d_L) => accuracy(floats(Y), floats(Y_hat), d_L),

  /**
   * @param {string} name @param {number[]} start @param {string} optimizer @param {object} rates
   * @param {number} steps @param {number} [resetAfter]
   */
  descend(name, start, optimizer, rates, steps, resetAfter = Infinity) {
    const { gradient } = SURFACES[name];
    const rule = makeOptimizer(optimizer, rates);
    const theta = floats(start);
    const slope = new Float64Array(2);
    const path = [];
    for (let k = 0; k < steps; k++) {
      if (k === resetAfter) rule.reset();
      rule.step(theta, gradient(theta[0], theta[1], slope));
      path.push(Array.from(theta));
    }
    return path;
  },

  /** @param {string} name @param {object} given @param {string[]} settings */
  settingsOf(name, given, settings) {
    const rule = /** @type {any} */ (makeOptimizer(name, given));
    return Object.fromEntries(settings.map((setting) => [setting, rule[setting]]));
  },

  /**
   * A step of an array, then one with another array and gradient.
   * @param {string} name @param {object} rates @param {number[]} first @param {number[]} theta @param {number[]} gradient
   */
  stepTwice(name, rates, first, theta, gradient) {
    const rule = makeOptimizer(name, rates);
    rule.step(floats(first), floats(first));
    rule.step(floats(theta), floats(gradient));
  },

  /** @param {string} name @param {number[]} xs @param {number[]} ys */
  surface(name, xs, ys) {
    const { value, gradient } = SURFACES[name];
    return {
      value: xs.map((x, k) => value(x, ys[k])),
      gradient: xs.map((x, k) => Array.from(gradient(x, ys[k], new Float64Array(2)))),
    };
  },

  /** @param {number} seed @param {number} count */
  bits(seed, count) {
    const rng = new Random(seed);
    return Array.from({ length: count }, () => rng.bits());
  },

  /** @param {"uniform" | "normal" | "below"} method @param {number} seed @param {number} count @param {any} rest */
  draw(method, seed, count, ...rest) {
    const rng = /** @type {any} */ (new Random(seed));
    return Array.from({ length: count }, () => rng[method](...rest));
  },

  /** @param {number} seed @param {number} count @param {number} n */
  shuffles: (seed, count, n) => {
    const rng = new Random(seed);
    return Array.from({ length: count }, () => rng.shuffle(Array.from({ length: n }, (_, k) => k)));
  },

  /** @param {string} name @param {import("../../nnlib/widgets/engine/datasets.js").Options} options */
  dataset(name, options) {
    const { X, labels } = dataset(name, options);
    return { X: Array.from(X), labels: Array.from(labels) };
  },
};
