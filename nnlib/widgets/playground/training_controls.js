// @ts-check
// What can be set of the training.

import { choice, slider } from "../kit/controls.js";
import { optionsOf } from "../kit/facts.js";
import { html, symbol } from "../kit/ui.js";
import { picked } from "./picked.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./actions.js").Actions} Act */
/** @typedef {import("./data.js").Facts} Facts */
/** @typedef {import("./data.js").Settings} Settings */

const SLOWEST = 0.001;
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128];
const PENALTIES = [0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1];

/** @param {Life} life @param {Settings} now @param {Facts} facts @param {Act} act */
export function trainingControls(life, now, facts, act) {
  const { traits, rates } = facts;
  const optimizer = choice(life, {
    label: "Optimizer",
    options: optionsOf(traits.optimizer),
    value: now.optimizer,
    change: (name) => act.go({ optimizer: name }),
  });
  const sliders = { eta: learningRate(life, now, facts, act), mu: momentum(life, now, facts, act) };
  const most = traits.batch_size.high;
  const batch = picked(life, {
    label: "Batch size",
    numbers: [...SIZES, most],
    value: now.batch_size,
    change: (size) => act.go({ batch_size: size }),
    words: (size) => (size === most ? "all" : `${size}`),
  });
  const l2 = picked(life, {
    label: "L2 penalty",
    numbers: PENALTIES,
    value: now.l2,
    change: (value) => act.go({ l2: value }),
    words: (value) => (value === 0 ? "none" : `${value}`),
  });
  return {
    rows: [optimizer.element, sliders.eta.element, sliders.mu.element, batch.element, l2.element],
    /** @param {Settings} settings */
    set(settings) {
      optimizer.set(settings.optimizer);
      for (const name of /** @type {("eta" | "mu")[]} */ (["eta", "mu"])) {
        sliders[name].set(settings[name]);
        sliders[name].element.hidden = !rates[settings.optimizer].includes(name);
      }
      batch.set(settings.batch_size);
      l2.set(settings.l2);
    },
  };
}

/** @param {Life} life @param {Settings} now @param {Facts} facts @param {Act} act */
function learningRate(life, now, { traits }, act) {
  return slider(life, {
    label: "learning rate eta",
    symbol: html("span", {}, "learning rate ", symbol("η")),
    colour: "error",
    min: SLOWEST,
    max: traits.eta.high,
    step: 0.05,
    log: true,
    value: now.eta,
    first: () => act.first("eta"),
    digits: 3,
    change: (value) => act.go({ eta: value }),
  });
}

/** @param {Life} life @param {Settings} now @param {Facts} facts @param {Act} act */
function momentum(life, now, { traits }, act) {
  return slider(life, {
    label: "momentum mu",
    symbol: html("span", {}, "momentum ", symbol("μ")),
    min: traits.mu.low,
    max: traits.mu.high,
    step: 0.001,
    value: now.mu,
    first: () => act.first("mu"),
    digits: 3,
    change: (value) => act.go({ mu: value }),
  });
}
