// @ts-check
// One run of training: a network, its examples, and what was measured on the way. No drawing here.

import { Batch } from "../engine/arrays.js";
import { Network } from "../engine/network.js";
import { makeOptimizer } from "../engine/optimizers.js";
import { Training } from "../engine/training.js";
import { array, packed } from "../kit/numbers.js";
import { examples, middleOf, NOTHING, part } from "./data.js";

/** @typedef {import("./data.js").Examples} Examples */
/** @typedef {import("./data.js").Facts} Facts */
/** @typedef {import("./data.js").Settings} Settings */

/** Points of the picture's grid along one side. */
export const GRID = 61;

// A curve that has grown as long as this loses every second of its points.
const LONGEST = 600;
// Settings that change a run which goes on.
const ON_THE_WAY = /** @type {const} */ (["optimizer", "batch_size", "l2"]);

export class Session {
  /** @param {Settings} settings @param {Facts} facts */
  constructor(settings, facts) {
    this.settings = settings;
    this.facts = facts;
    /** The data set that was drawn last. */
    this.source = settings.data;
    this.examples = examples(settings, facts.noise);
    this.trained = this.someOf(false);
    this.held = this.someOf(true);
    this.network = networkOf(settings);
    this.optimizer = this.newOptimizer();
    /** The last parameters that were numbers. */
    this.sound = this.network.theta.slice();
    /** The examples held out. @type {Batch | null} */
    this.heldBatch = null;
    /** The picture's grid. @type {Batch | null} */
    this.grid = null;
    /** Steps so far, and epochs before the present `training`. */
    this.steps = 0;
    this.epochsBefore = 0;
    /** @type {Training | null} */
    this.training = null;
    /** @type {{ epochs: number[], cost: number[], heldOut: number[] }} */
    this.curve = { epochs: [], cost: [], heldOut: [] };
    // What was measured last: J and the share of right answers, trained on and held out.
    this.cost = this.right = this.heldCost = this.heldRight = NaN;
    /** What a measurement takes, in milliseconds. */
    this.measuring = 0;
    // One in `every` measurements goes into the curve; `turn` counts them.
    this.every = 1;
    this.turn = 0;
    this.diverged = false;
    /** Whether the same settings and as many steps lead here again, from the initial weights. */
    this.isRepeatable = true;
    this.begin(0);
  }

  /**
   * Follow the settings. Some begin another run, and others change the one that goes on.
   * @param {Settings} settings
   * @returns {boolean} whether it is another run
   */
  configure(settings) {
    const before = this.settings;
    this.settings = settings;
    const changed = (/** @type {(keyof Settings)[]} */ ...names) =>
      names.some((name) => !same(before[name], settings[name]));
    const fresh =
      changed("start", ...this.facts.restarting.filter((name) => name !== "data")) ||
      // Points painted onto a data set leave the network as it is, and so does taking them back.
      (changed("data") && settings.data !== "own" && settings.data !== this.source);
    if (settings.data !== "own") this.source = settings.data;
    const moved = fresh || changed("data", "points", "window");
    if (moved) this.place();
    if (fresh) this.restart();
    else this.network.l2 = settings.l2;
    if (this.steps && (moved || changed(...ON_THE_WAY, ...this.facts.rates[settings.optimizer])))
      this.isRepeatable = false;
    if (!fresh && changed("optimizer")) this.optimizer = this.newOptimizer();
    Object.assign(this.optimizer, this.rates);
    if (!fresh && (moved || changed("optimizer", "batch_size"))) this.retrain();
    if (!fresh && (moved || changed("l2"))) this.measure(false);
    return fresh;
  }

  /** Take the examples of the settings, and the grid of the picture around them. */
  place() {
    this.examples = examples(this.settings, this.facts.noise);
    this.trained = this.someOf(false);
    this.held = this.someOf(true);
    this.grid = null;
  }

  /** Examples with their targets. @param {boolean} held those held out, or the others */
  someOf(held) {
    const some = part(this.examples, (out) => out === held);
    return { ...some, Y: Float64Array.from(some.labels, (label) => this.targets[label]) };
  }

  /** The targets of class 0 and class 1, which depend on the output. */
  get targets() {
    return this.facts.targets[this.settings.output];
  }

  /** The settings of the rule, and no others: two rules may mean different things by one name. */
  get rates() {
    const { optimizer } = this.settings;
    return Object.fromEntries(this.facts.rates[optimizer].map((name) => [name, this.settings[name]]));
  }

  newOptimizer() {
    return makeOptimizer(this.settings.optimizer, this.rates);
  }

  /** Begin another run, from the initial weights. */
  restart() {
    this.network = networkOf(this.settings);
    this.grid = null;
    this.isRepeatable = true;
    this.begin(0);
  }

  /** Go on from parameters that came from elsewhere. @param {Float64Array} theta @param {number} steps */
  load(theta, steps) {
    this.network.theta.set(theta);
    this.isRepeatable = false;
    if (steps === 0 || this.steps === 0) this.begin(steps);
    else {
      this.steps = steps;
      this.epochsBefore = (steps * Math.min(this.settings.batch_size, this.trainedCount)) / (this.trainedCount || 1);
      this.retrain(false);
      this.measure();
    }
  }

  /** @param {number} steps */
  begin(steps) {
    this.optimizer = this.newOptimizer();
    this.steps = steps;
    this.diverged = false;
    this.sound = this.network.theta.slice();
    this.retrain(false);
    this.epochsBefore = (steps * (this.training?.batchSize ?? 0)) / (this.trainedCount || 1);
    this.every = 1;
    this.turn = 0;
    this.curve = { epochs: [], cost: [], heldOut: [] };
    this.measure();
  }

  /** Go on with the examples and the batches that the settings ask for now. @param {boolean} [counted] whether the epochs so far count */
  retrain(counted = true) {
    if (counted) this.epochsBefore = this.epochs;
    const { batch_size: batchSize, seed } = this.settings;
    const { X, Y } = this.trained;
    this.training = Y.length
      ? new Training(this.network, X, Y, { optimizer: this.optimizer, batchSize, seed: seed + this.steps })
      : null;
    const { d } = this.network;
    this.heldBatch = this.held.Y.length ? new Batch(d, this.held.Y.length) : null;
    this.heldBatch?.A[0].set(this.held.X);
  }

  get trainedCount() {
    return this.trained.Y.length;
  }

  /** Epochs so far, with the part of the present one. */
  get epochs() {
    const now = this.training;
    return this.epochsBefore + (now ? now.epochs + now.used / now.N : 0);
  }

  /** Steps to the end of the epoch. */
  get stepsLeft() {
    const now = this.training;
    return now ? Math.ceil((now.N - now.used) / now.batchSize) : 0;
  }

  /**
   * Steps of the optimizer and a measurement, in `budget` milliseconds; one step at least.
   * @param {number} count @param {number} [budget]
   * @returns {number} how many steps were made
   */
  run(count, budget = Infinity) {
    if (!this.training || this.diverged) return 0;
    const end = budget < Infinity ? performance.now() + budget - this.measuring : 0;
    let done = 0;
    while (done < count) {
      this.training.step();
      done += 1;
      if (end && performance.now() > end) break;
    }
    this.steps += done;
    const begun = end && performance.now();
    this.measure();
    if (end) this.measuring += 0.1 * (performance.now() - begun - this.measuring);
    return done;
  }

  /** Costs and shares of right answers as things stand. @param {boolean} [kept] whether for the curve, too */
  measure(kept = true) {
    const { network, training, heldBatch } = this;
    const L = network.L;
    this.cost = training ? training.cost() : NaN;
    this.right = training ? this.share(training.evaluation.A[L], this.trained.labels) : NaN;
    if (heldBatch) network.forwardPass(heldBatch);
    this.heldCost = heldBatch ? network.meanLoss(heldBatch, this.held.Y) + network.penalty() : NaN;
    this.heldRight = heldBatch ? this.share(heldBatch.A[L], this.held.labels) : NaN;
    if (training && !(Number.isFinite(this.cost) && network.theta.every(Number.isFinite))) this.fail();
    else {
      this.sound.set(network.theta);
      if (kept) this.keep();
    }
  }

  /** The run has diverged: go back to the last parameters that were numbers. */
  fail() {
    this.diverged = true;
    this.network.theta.set(this.sound);
  }

  /** How many times the cost of the start the cost is now. */
  get growth() {
    const first = this.curve.cost.find(Number.isFinite) ?? 0;
    return first > 0 ? this.cost / first : 1;
  }

  keep() {
    const { epochs, cost, heldOut } = this.curve;
    this.turn += 1;
    if (epochs.length && this.turn % this.every !== 0) return;
    epochs.push(this.epochs);
    cost.push(this.cost);
    heldOut.push(this.heldCost);
    if (epochs.length < LONGEST) return;
    for (const list of [epochs, cost, heldOut]) {
      const half = list.filter((_, k) => k % 2 === 0);
      list.splice(0, list.length, ...half);
    }
    this.every *= 2;
  }

  /** @param {Float64Array} answers @param {Int32Array} labels */
  share(answers, labels) {
    const middle = middleOf(this.targets);
    let right = 0;
    for (let n = 0; n < labels.length; n++) if (answers[n] >= middle === (labels[n] === 1)) right += 1;
    return right / labels.length;
  }

  /** What every unit computes on the grid of the picture, row after row from below: A[ell][i + d_ell n], and Z so. */
  surface() {
    if (!this.grid) {
      const [x, y, half] = this.examples.view;
      this.grid = new Batch(this.network.d, GRID * GRID);
      const X = this.grid.A[0];
      for (let j = 0, k = 0; j < GRID; j++) {
        for (let i = 0; i < GRID; i++, k += 2) {
          X[k] = x + half * ((2 * i) / (GRID - 1) - 1);
          X[k + 1] = y + half * ((2 * j) / (GRID - 1) - 1);
        }
      }
    }
    this.network.forwardPass(this.grid);
    return this.grid;
  }

  /** What the network answers at a place. @param {number} x @param {number} y */
  answer(x, y) {
    return this.network.forward(Float64Array.of(x, y))[0];
  }

  /** What has been learned, as traits. */
  get learned() {
    const theta = this.steps ? packed([this.network.P], this.network.theta) : NOTHING;
    // Steps first: who follows theta finds them.
    return { steps: this.steps, theta };
  }
}

/** The network before the first step. @param {Settings} settings */
function networkOf({ d, hidden, output, loss, init, start, l2, seed }) {
  const given = init === "given";
  const network = new Network(d, { hidden, output, loss, l2, seed, init: given ? "zeros" : init });
  if (given) network.theta.set(array(start).values);
  return network;
}

/** @param {any} a @param {any} b */
function same(a, b) {
  return a === b || (Array.isArray(a) && Array.isArray(b) && `${a}` === `${b}`);
}
