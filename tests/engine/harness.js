// What the tests ask of the modules in nnlib/widgets/static/. Plain arrays in, plain arrays out.

import { ACTIVATIONS, ENTRYWISE } from "../../nnlib/widgets/engine/activations.js";
import { DATASETS, dataset, oneHot } from "../../nnlib/widgets/engine/datasets.js";
import { INITIALIZERS } from "../../nnlib/widgets/engine/initializers.js";
import { LOSSES, makeLoss } from "../../nnlib/widgets/engine/losses.js";
import { Network } from "../../nnlib/widgets/engine/network.js";
import { makeOptimizer, OPTIMIZERS } from "../../nnlib/widgets/engine/optimizers.js";
import { Random } from "../../nnlib/widgets/engine/random.js";
import { SURFACES, surface } from "../../nnlib/widgets/engine/surfaces.js";
import { accuracy, Training } from "../../nnlib/widgets/engine/training.js";

function network({ d, theta, ...settings }) {
  const net = new Network(d, settings);
  if (theta) net.theta.set(theta);
  return net;
}

const floats = (numbers) => Float64Array.from(numbers);
const plain = (arrays) => arrays.map((array) => Array.from(array));

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
      }).map(([registry, entries]) => [registry, Object.keys(entries)]),
    ),

  activation(name, z) {
    const { value, derivative } = ENTRYWISE[name];
    const Z = floats(z);
    const A = ENTRYWISE[name].values(Z, 1, new Float64Array(z.length));
    const slopes = ENTRYWISE[name].derivatives(Z, A, new Float64Array(z.length));
    return {
      value: z.map((x) => value(x)),
      derivative: z.map((x) => derivative(x)),
      values: Array.from(A),
      derivatives: Array.from(slopes),
    };
  },

  softmax: (Z, d) => Array.from(ACTIVATIONS.softmax.values(floats(Z), d, new Float64Array(Z.length))),

  loss(name, output, d, Y, Z) {
    const loss = makeLoss(name, output);
    const Y_hat = ACTIVATIONS[output].values(floats(Z), d, new Float64Array(Z.length));
    const N = Z.length / d;
    return {
      values: Array.from(loss.values(floats(Y), Y_hat, floats(Z), d, new Float64Array(N))),
      outputError: Array.from(loss.outputError(floats(Y), Y_hat, floats(Z), new Float64Array(Z.length))),
    };
  },

  // Every network of a list, each with its batch: one crossing from Python for all of them.
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
        predicted: Array.from(net.predict(floats(X))),
      };
    }),

  initialTheta: (settings) => Array.from(network(settings).theta),

  layout(settings, ell, i, j) {
    const net = network(settings);
    const row = net.bW[ell].slice(i * (1 + net.d[ell - 1]), (i + 1) * (1 + net.d[ell - 1]));
    return {
      bias: net.theta[net.biasIndex(ell, i)],
      weight: net.theta[net.weightIndex(ell, i, j)],
      row: Array.from(row),
    };
  },

  // Batches of several sizes in turn: what was kept for one size must not leak into another.
  alternate(settings, Xs, Ys) {
    const net = network(settings);
    const costs = [...Xs.keys(), ...Xs.keys()].map((k) => net.cost(floats(Xs[k]), floats(Ys[k])));
    return { costs, kept: net.batches.size };
  },

  copyIsApart(settings, X) {
    const net = network(settings);
    const twin = net.copy();
    const before = Array.from(net.forward(floats(X)));
    const same = Array.from(twin.forward(floats(X)));
    twin.theta.fill(7);
    return { before, same, after: Array.from(net.forward(floats(X))) };
  },

  train(settings, X, Y, optimizer, rates, { batchSize, seed, epochs }) {
    const net = network(settings);
    const training = new Training(net, floats(X), floats(Y), {
      optimizer: makeOptimizer(optimizer, rates),
      batchSize,
      seed,
    });
    const orders = [];
    for (let k = 0; k < epochs; k++) {
      training.epoch();
      orders.push(Array.from(training.order));
    }
    return {
      orders,
      theta: Array.from(net.theta),
      steps: training.steps,
      epochs: training.epochs,
      cost: training.cost(),
      accuracy: training.accuracy(),
    };
  },

  accuracy: (Y, Y_hat, d_L) => accuracy(floats(Y), floats(Y_hat), d_L),

  descend(name, start, optimizer, rates, steps, resetAfter = Infinity) {
    const { gradient } = surface(name);
    const mover = makeOptimizer(optimizer, rates);
    const theta = floats(start);
    const slope = new Float64Array(2);
    const path = [];
    for (let k = 0; k < steps; k++) {
      if (k === resetAfter) mover.reset();
      mover.step(theta, gradient(theta[0], theta[1], slope));
      path.push(Array.from(theta));
    }
    return path;
  },

  surface(name, xs, ys) {
    const { value, gradient, domain, start, minima } = surface(name);
    return {
      value: xs.map((x, k) => value(x, ys[k])),
      gradient: xs.map((x, k) => Array.from(gradient(x, ys[k], new Float64Array(2)))),
      domain,
      start,
      minima,
    };
  },

  bits(seed, count) {
    const rng = new Random(seed);
    return Array.from({ length: count }, () => rng.bits());
  },

  draw(method, seed, count, ...args) {
    const rng = new Random(seed);
    return Array.from({ length: count }, () => rng[method](...args));
  },

  shuffles: (seed, count, n) => {
    const rng = new Random(seed);
    return Array.from({ length: count }, () => rng.shuffle(Array.from({ length: n }, (_, k) => k)));
  },

  dataset(name, options) {
    const { X, labels } = dataset(name, options);
    return { X: Array.from(X), labels: Array.from(labels) };
  },

  oneHot: (labels, d_L) => Array.from(oneHot(labels, d_L)),
};
