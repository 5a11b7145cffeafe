// @ts-check
// Sutton's task, learned with IDBD and with single rates, step by step as in run.py.

import { IDBD } from "../engine/optimizers/idbd.js";
import { Random } from "../engine/random.js";

/**
 * @typedef {{ meta: number, relevant: number, noise: number, step: number }} Settings
 * @typedef {{
 *   seed: number, inputs: number, every: number, stretch: number, first: number, rates: number[], window: number,
 *   far: number, traits: Record<string, any>,
 * }} Facts
 */

export class Run {
  /** @param {Facts} facts @param {Omit<Settings, "step">} settings */
  constructor(facts, { meta, relevant, noise }) {
    const { inputs, first, rates, far } = facts;
    this.facts = facts;
    this.settings = { meta, relevant, noise };
    this.random = new Random(facts.seed);
    this.wanted = Float64Array.from({ length: inputs }, (_, i) => (i < relevant ? 1 : 0));
    this.x = new Float64Array(inputs);
    this.gradient = new Float64Array(inputs);
    this.curvature = new Float64Array(inputs);
    this.rule = new IDBD({ eta: first, meta, curvature: this.curvature });
    this.w = new Float64Array(inputs);
    /** The weights of each single rate. */
    this.others = rates.map(() => new Float64Array(inputs));
    /** The rate of each input, before the first stretch of examples and after each. */
    this.rates = [new Float64Array(inputs).fill(first)];
    /** The mean squared error of IDBD in each stretch. @type {number[]} */
    this.errors = [];
    /** That of each single rate. @type {number[][]} */
    this.single = [];
    this.far = far * (relevant + noise ** 2);
    this.lost = false;
  }

  /** Stretches so far. */
  get places() {
    return this.errors.length;
  }

  /** Whether settings ask for this run. @param {Settings} settings */
  isOf({ meta, relevant, noise }) {
    const own = this.settings;
    return own.meta === meta && own.relevant === relevant && own.noise === noise;
  }

  /** Learn from one more stretch of examples. */
  advance() {
    const { facts, rule, places } = this;
    let squares = 0;
    const theirs = facts.rates.map(() => 0);
    for (let t = 0; t < facts.stretch; t++) {
      const y = this.example(places * facts.stretch + t);
      squares += this.learn(y) ** 2;
      this.others.forEach((w, k) => {
        theirs[k] += this.follow(w, facts.rates[k], y) ** 2;
      });
    }
    this.errors.push(squares / facts.stretch);
    this.single.push(theirs.map((sum) => sum / facts.stretch));
    this.rates.push(rule.beta.map(Math.exp));
    // NaN is not below either.
    this.lost = !(squares / facts.stretch <= this.far);
  }

  /** The next inputs; returns their target. @param {number} t */
  example(t) {
    const { facts, settings, random, wanted, x } = this;
    if (t % facts.every === 0) wanted[random.below(settings.relevant)] *= -1;
    for (let i = 0; i < x.length; i++) x[i] = random.normal();
    return dot(wanted, x) + random.normal(0, settings.noise);
  }

  /** A step of IDBD; returns the error before it. @param {number} y */
  learn(y) {
    const { w, x, gradient, curvature } = this;
    const delta = dot(w, x) - y;
    for (let i = 0; i < x.length; i++) {
      gradient[i] = delta * x[i];
      curvature[i] = x[i] * x[i];
    }
    this.rule.step(w, gradient);
    return delta;
  }

  /** A step at a single rate; returns the error before it. @param {Float64Array} w @param {number} eta @param {number} y */
  follow(w, eta, y) {
    const { x } = this;
    const delta = dot(w, x) - y;
    for (let i = 0; i < x.length; i++) w[i] -= eta * delta * x[i];
    return delta;
  }

  /**
   * What is shown at a place: the rates there, the errors up to it, and the best single rate so far.
   * @param {number} place
   */
  at(place) {
    const { facts, errors, single, rates, lost } = this;
    const until = Math.min(place, this.places);
    const start = until > facts.window ? facts.window : 0;
    const sums = facts.rates.map((_, k) => sum(single.slice(start, until).map((all) => all[k])));
    const best = sums.indexOf(Math.min(...sums));
    const theirs = single.slice(0, until).map((all) => all[best]);
    return {
      ...{ place: until, rates: rates[until], eta: facts.rates[best], lost: lost && until === this.places },
      errors: recent(errors.slice(0, until), facts.window),
      single: recent(theirs, facts.window),
    };
  }
}

/** Means over the last ones, as many as there are up to `window`. @param {number[]} errors @param {number} window */
function recent(errors, window) {
  return errors.map((_, k) => {
    const last = errors.slice(Math.max(0, k + 1 - window), k + 1);
    return sum(last) / last.length;
  });
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, each) => total + each, 0);
}

/** @param {Float64Array} a @param {Float64Array} b */
function dot(a, b) {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}
