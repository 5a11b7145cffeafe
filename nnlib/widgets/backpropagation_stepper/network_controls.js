// @ts-check
// What can be chosen of the network in the stepper: its widths, its activations, its loss.

import { choice } from "../kit/controls.js";
import { labelOf, optionsOf } from "../kit/facts.js";
import { change, html } from "../kit/ui.js";
import { fittingTargets } from "./losses.js";
import { resized, settingsOf, withOutput } from "./settings.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("../kit/ui.js").Model} Model
 * @typedef {import("./settings.js").Facts} Facts
 * @typedef {import("./settings.js").Settings} Settings
 */

/** @param {Life} life @param {Model} model @param {Facts} facts */
export function networkControls(life, model, facts) {
  const { traits } = facts;
  const now = settingsOf(model);
  const sizes = now.d.map((_, ell) => widthOf(life, model, facts, ell));
  const hidden = choice(life, {
    label: "Hidden σ",
    options: optionsOf(traits.hidden),
    value: now.hidden,
    change: (name) => change(model, { hidden: name }),
  });
  const output = choice(life, {
    label: "Output σ",
    options: optionsOf(traits.output),
    value: now.output,
    change: (name) => change(model, withOutput(facts, settingsOf(model), name)),
  });
  const loss = choice(life, {
    label: "Loss",
    options: lossesFor(facts, now.output),
    value: now.loss,
    change: (name) => change(model, { loss: name, y: fittingTargets(model.get("y"), name) }),
  });
  const isDeep = now.d.length > 2;
  const controls = [...sizes, ...(isDeep ? [hidden] : []), output, loss];
  return {
    element: html(
      "div",
      { class: "nn-controls" },
      controls.map(({ element }) => element),
    ),
    /** @param {Settings} settings */
    set(settings) {
      for (const [ell, size] of sizes.entries()) size.set(`${settings.d[ell]}`);
      hidden.set(settings.hidden);
      output.set(settings.output);
      setOptions(loss.list, lossesFor(facts, settings.output));
      loss.set(settings.loss);
    },
  };
}

/** The width of a layer. @param {Life} life @param {Model} model @param {Facts} facts @param {number} ell */
function widthOf(life, model, { traits }, ell) {
  const { d } = settingsOf(model);
  const { low, high } = traits.d;
  const options = Array.from({ length: high - low + 1 }, (_, k) => {
    const text = `${low + k}`;
    return /** @type {[string, string]} */ ([text, text]);
  });
  return choice(life, {
    label: ell === 0 ? "Inputs" : ell === d.length - 1 ? "Outputs" : "Hidden",
    options,
    value: `${d[ell]}`,
    change(text) {
      const settings = settingsOf(model);
      const widths = settings.d.map((width, k) => (k === ell ? Number(text) : width));
      change(model, resized(settings, widths));
    },
  });
}

/** The losses that go with an output, each with the words for it. @param {Facts} facts @param {string} output */
function lossesFor({ traits, losses }, output) {
  return losses[output].map((name) => /** @type {[string, string]} */ ([name, labelOf(traits.loss, name)]));
}

/**
 * Offer other options in a list, unless they are there already.
 * @param {any} list @param {[string, string][]} options
 */
function setOptions(list, options) {
  const names = options.map(([name]) => name);
  const offered = Array.from(list.options, (/** @type {HTMLOptionElement} */ option) => option.value);
  if (`${offered}` === `${names}`) return;
  list.replaceChildren(...options.map(([value, text]) => html("option", { value }, text)));
}
