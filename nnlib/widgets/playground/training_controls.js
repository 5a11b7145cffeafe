// @ts-check
// What can be set of the training.

import { choice } from "../kit/controls.js";
import { optionsOf } from "../kit/facts.js";
import { ruleSlider } from "../kit/rule_sliders.js";
import { picked } from "./picked.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./actions.js").Actions} Act */
/** @typedef {import("./data.js").Facts} Facts */
/** @typedef {import("./data.js").Settings} Settings */
/** @typedef {import("./data.js").RuleSetting} RuleSetting */

const SLOWEST = 0.001;
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128];
const PENALTIES = [0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1];

/** @param {Life} life @param {Settings} now @param {Facts} facts @param {Act} act */
export function trainingControls(life, now, facts, act) {
  const { traits, rates, rule_settings } = facts;
  const optimizer = choice(life, {
    label: "Optimizer",
    options: optionsOf(traits.optimizer),
    value: now.optimizer,
    change: (name) => act.go(changeOfRule(name, current, facts, act)),
  });
  let current = now.optimizer;
  const names = /** @type {RuleSetting[]} */ (facts.settings.filter((name) => name in rule_settings));
  const sliders = names.map((name) => ({
    name,
    ...ruleSlider(life, rule_settings, {
      name,
      value: now[name],
      first: () => act.first(name),
      change: (value) => act.go({ [name]: value }),
      shown: name === "eta" ? [SLOWEST, rule_settings.eta.shown[1]] : undefined,
    }),
  }));
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
    rows: [optimizer.element, ...sliders.map((slider) => slider.element), batch.element, l2.element],
    /** @param {Settings} settings */
    set(settings) {
      optimizer.set(settings.optimizer);
      current = settings.optimizer;
      for (const { name, set, element } of sliders) {
        set(settings[name]);
        element.hidden = !rates[settings.optimizer].includes(name);
      }
      batch.set(settings.batch_size);
      l2.set(settings.l2);
    },
  };
}

/**
 * Another rule: its learning rate comes with it where that of the rule before means something else.
 * @param {string} name @param {string} before @param {Facts} facts @param {Act} act
 */
function changeOfRule(name, before, { own_rates }, act) {
  const isAlike = !(name in own_rates) && !(before in own_rates);
  return { optimizer: name, ...(!isAlike && { eta: own_rates[name] ?? act.first("eta") }) };
}
