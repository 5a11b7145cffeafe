// @ts-check
// All that can be set in the playground, in three groups: the data, the network, the training.

import { ENTRYWISE } from "../engine/activations.js";
import { button, choice, numberField, segments, slider } from "../kit/controls.js";
import { named } from "../kit/names.js";
import { spoken } from "../kit/numbers.js";
import { html, symbol } from "../kit/ui.js";
import { MOST } from "./data.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./data.js").Settings} Settings */
/** @typedef {[string, string][]} Options */

/** @type {Options} */
export const DATA = [
  ["moons", "moons"],
  ["circles", "circles"],
  ["spirals", "spirals"],
  ["xor", "XOR"],
  ["blobs", "blobs"],
  ["own", "your own"],
];
/** Output and loss, which must fit to each other. @type {Options} */
export const ENDS = [
  ["sigmoid binary_cross_entropy", "sigmoid, cross-entropy"],
  ["sigmoid mse", "sigmoid, squared error"],
  ["tanh mse", "tanh, squared error"],
  ["identity mse", "identity, squared error"],
];
/** @type {Options} */
export const INITS = [
  ["glorot", "Glorot"],
  ["he", "He"],
  ["lecun", "LeCun"],
  ["normal", "normal, variance 1"],
  ["zeros", "all zero"],
  ["given", "as given"],
];
/** @type {Options} */
export const OPTIMIZERS = [
  ["GradientDescent", "gradient descent"],
  ["Momentum", "momentum"],
];
const percent = (/** @type {number} */ share) => `${Math.round(100 * share)} %`;

/**
 * @param {Life} life @param {Settings} now
 * @param {{
 *   go: (settings: object) => void, again: (settings: object) => void, layers: (count: number) => void,
 *   seed: () => number, reset: () => void,
 * }} act   go: change settings; again: change settings, and begin another run; seed: what it is now
 */
export function controls(life, now, { go, again, layers, seed: seedNow, reset }) {
  const data = choice(life, {
    label: "Points",
    options: DATA,
    value: now.data,
    change: (name) => again({ data: name }),
  });
  const count = picked(life, "Number", [20, 50, 100, 200, 400], now.N, (N) => again({ N }));
  const noise = slider(life, {
    label: "Noise",
    min: 0,
    max: 3,
    step: 0.1,
    value: now.noise,
    digits: 1,
    field: false,
    text: (value) => `${spoken(value, 1)} times the usual`,
    change: (value) => again({ noise: value }),
  });
  const shares = [0, 0.1, 0.25, 0.5];
  const held = picked(life, "Held out", shares, now.held_out, (share) => again({ held_out: share }), percent);
  const seed = numberField(life, {
    label: "Seed",
    min: 0,
    max: 9999,
    step: 1,
    digits: 0,
    value: now.seed,
    change: (value) => Number.isInteger(value) && again({ seed: value }),
  });
  const other = button(life, {
    label: "Other random numbers",
    icon: "+1",
    press: () => again({ seed: (seedNow() + 1) % 10000 }),
  });
  const depth = segments(life, {
    label: "Hidden layers",
    options: ["0", "1", "2", "3", "4"].map((n) => [n, n]),
    value: `${now.d.length - 2}`,
    change: (value) => layers(Number(value)),
  });
  const hidden = choice(life, {
    label: "Activation",
    options: named(Object.keys(ENTRYWISE)),
    value: now.hidden,
    change: (name) => again({ hidden: name }),
  });
  const ends = choice(life, {
    label: "Output, loss",
    options: ENDS,
    value: `${now.output} ${now.loss}`,
    change(pair) {
      const [output, loss] = pair.split(" ");
      again({ output, loss });
    },
  });
  const init = choice(life, {
    label: "First weights",
    options: INITS,
    value: now.init,
    change: (name) => again({ init: name }),
  });

  const optimizer = choice(life, {
    label: "Optimizer",
    options: OPTIMIZERS,
    value: now.optimizer,
    change: (name) => go({ optimizer: name }),
  });
  const eta = slider(life, {
    label: "learning rate eta",
    symbol: html("span", {}, "learning rate ", symbol("η")),
    colour: "error",
    min: 0.001,
    max: 10,
    step: 0.05,
    log: true,
    value: now.eta,
    digits: 3,
    change: (value) => go({ eta: value }),
  });
  const mu = slider(life, {
    label: "momentum mu",
    symbol: html("span", {}, "momentum ", symbol("μ")),
    min: 0,
    max: 0.999,
    step: 0.001,
    value: now.mu,
    digits: 3,
    change: (value) => go({ mu: value }),
  });
  const all = (/** @type {number} */ size) => (size === MOST ? "all" : `${size}`);
  const sizes = [1, 2, 4, 8, 16, 32, 64, 128, MOST];
  const batch = picked(life, "Batch size", sizes, now.batch_size, (size) => go({ batch_size: size }), all);
  const penalties = [0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1];
  const none = (/** @type {number} */ value) => (value === 0 ? "none" : `${value}`);
  const l2 = picked(life, "L2 penalty", penalties, now.l2, (value) => go({ l2: value }), none);

  const seeds = html("div", { class: "nn-playground-seed" }, seed.element, other);

  const group = (/** @type {string} */ name, /** @type {any[]} */ ...rows) =>
    html("fieldset", {}, html("legend", {}, name), ...rows);
  const element = html(
    "div",
    { class: "nn-playground-settings" },
    group("Data", count.element, noise.element, held.element, seeds),
    group("Network", depth.element, hidden.element, ends.element, init.element),
    group("Training", optimizer.element, eta.element, mu.element, batch.element, l2.element),
    html("div", { class: "nn-playground-back" }, button(life, { label: "Reset all settings", press: reset })),
  );
  return {
    element,
    data: data.element,
    /** @param {Settings} settings @param {boolean} given whether there are weights to start from */
    set(settings, given) {
      const own = settings.data === "own";
      data.set(settings.data);
      count.set(settings.N);
      noise.set(settings.noise);
      held.set(settings.held_out);
      seed.set(settings.seed);
      count.element.hidden = own;
      noise.element.hidden = own;
      depth.set(`${settings.d.length - 2}`);
      hidden.set(settings.hidden);
      hidden.list.disabled = settings.d.length === 2;
      ends.set(`${settings.output} ${settings.loss}`);
      init.set(settings.init);
      init.list.lastChild.hidden = !given;
      optimizer.set(settings.optimizer);
      eta.set(settings.eta);
      mu.set(settings.mu);
      mu.element.hidden = settings.optimizer !== "Momentum";
      batch.set(settings.batch_size);
      l2.set(settings.l2);
    },
  };
}

/**
 * One of some numbers; one that is not among them, such as Python may set, is added.
 * @param {Life} life @param {string} label @param {number[]} numbers @param {number} value
 * @param {(value: number) => void} change @param {(value: number) => string} [words]
 */
function picked(life, label, numbers, value, change, words = (n) => `${n}`) {
  const options = /** @type {Options} */ (numbers.map((n) => [`${n}`, words(n)]));
  const made = choice(life, { label, options, value: `${value}`, change: (text) => change(Number(text)) });
  const set = (/** @type {number} */ wanted) => {
    if (![...made.list.options].some((option) => Number(option.value) === wanted)) {
      const after = [...made.list.options].find((option) => Number(option.value) > wanted) ?? null;
      made.list.insertBefore(html("option", { value: wanted }, words(wanted)), after);
    }
    made.set(`${wanted}`);
  };
  set(value);
  return { element: made.element, set };
}
