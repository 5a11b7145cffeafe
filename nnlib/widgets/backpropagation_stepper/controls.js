// @ts-check
// What can be chosen above the network of the stepper: an example, the learning rate, whether biases move.

import { button, choice, slider, tick } from "../kit/controls.js";
import { change, html, symbol } from "../kit/ui.js";
import { presetOf, settingsOf } from "./settings.js";

/** @typedef {import("./settings.js").Settings} Settings */

// What the list of examples says of other numbers.
const OWN = "own";

/**
 * @param {import("../kit/ui.js").Life} life @param {import("../kit/ui.js").Model} model
 * @param {import("./settings.js").Facts} facts
 * @param {Settings & { step: number, chosen: number }} origin what Reset goes back to
 */
export function controlsPart(life, model, facts, origin) {
  const { presets, traits } = facts;
  const now = settingsOf(model);
  const titles = Object.entries(presets).map(([name, { title }]) => /** @type {[string, string]} */ ([name, title]));
  // An example comes with a rate of its own.
  let first = origin.eta;
  const example = choice(life, {
    label: "Example",
    options: [...titles, [OWN, "your own"]],
    value: presetOf(facts, now) ?? OWN,
    change(name) {
      first = presets[name].settings.eta;
      change(model, { ...presets[name].settings, step: 0, chosen: 0 });
    },
  });
  // There is nothing to choose.
  example.list.options[titles.length].disabled = true;
  const eta = slider(life, {
    ...{ label: "learning rate eta", symbol: symbol("η"), step: 0.05, log: true },
    ...{ min: traits.eta.low, max: traits.eta.high },
    value: now.eta,
    first: () => first,
    change: (value) => change(model, { eta: value }),
  });
  const biases = tick(life, {
    label: "update biases",
    value: now.update_biases,
    change: (on) => change(model, { update_biases: on }),
  });
  const reset = button(life, {
    label: "Reset",
    press() {
      first = origin.eta;
      change(model, { ...origin });
    },
  });
  return {
    element: html("div", { class: "nn-controls" }, example.element, eta.element, biases.element, reset),
    /** @param {Settings} settings */
    set(settings) {
      example.set(presetOf(facts, settings) ?? OWN);
      eta.set(settings.eta);
      biases.set(settings.update_biases);
    },
  };
}
