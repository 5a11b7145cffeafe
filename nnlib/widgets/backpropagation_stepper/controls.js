// @ts-check
// What can be chosen and pressed in the stepper, besides the numbers and the steps.

import { ENTRYWISE } from "../engine/activations.js";
import { LOSSES } from "../engine/losses.js";
import { button, choice, slider, tick } from "../kit/controls.js";
import { named } from "../kit/names.js";
import { number } from "../kit/numbers.js";
import { change, html, symbol } from "../kit/ui.js";
import { BOUND, evaluate, fittingTargets, resized, SETTINGS, same, settingsOf, train } from "./model.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./model.js").Settings} Settings */

const lossesFor = (/** @type {string} */ output) =>
  Object.keys(LOSSES).filter((name) => LOSSES[name].outputs.includes(output));

/**
 * Drop-downs, the rate, and what trains.
 * @param {Life} life @param {Model} model @param {Settings & { step: number }} origin what Reset goes back to
 * @param {{ pause(): void, say(words: string): void }} act  pause: no step plays on while the network trains
 */
export function controlsOf(life, model, origin, { pause, say }) {
  const now = settingsOf(model);
  const L = now.d.length - 1;
  const presets = /** @type {Record<string, Settings>} */ (model.get("presets") ?? {});
  const start = (/** @type {Settings | undefined} */ settings) => {
    if (settings) change(model, { ...settings, step: 0 });
  };
  const example = choice(life, {
    label: "Example",
    options: [
      ["mazur", "Mazur"],
      ["softmax", "tanh and softmax"],
      ["own", "your own"],
    ],
    value: "mazur",
    change: (name) => start(presets[name]),
  });
  // What it says of other numbers; there is nothing to choose.
  example.list.options[2].disabled = true;
  const sizes = now.d.map((_, ell) => {
    const count = ["1", "2", "3"].map((n) => /** @type {[string, string]} */ ([n, n]));
    const label = ell === 0 ? "Inputs" : ell === L ? "Outputs" : "Hidden";
    const set = (/** @type {string} */ text) => {
      const d = model.get("d").map((/** @type {number} */ n, /** @type {number} */ k) => (k === ell ? +text : n));
      change(model, resized(settingsOf(model), d));
    };
    return choice(life, { label, options: count, value: `${now.d[ell]}`, change: set });
  });
  const hidden = choice(life, {
    label: "Hidden σ",
    options: named(Object.keys(ENTRYWISE)),
    value: now.hidden,
    change: (name) => change(model, { hidden: name }),
  });
  const withLoss = (/** @type {string} */ output, /** @type {string} */ loss) =>
    change(model, { output, loss, y: fittingTargets(model.get("y"), loss) });
  const output = choice(life, {
    label: "Output σ",
    options: named([...Object.keys(ENTRYWISE), "softmax"]),
    value: now.output,
    change: (name) => {
      const allowed = lossesFor(name);
      withLoss(name, allowed.includes(model.get("loss")) ? model.get("loss") : allowed[0]);
    },
  });
  const loss = choice(life, {
    label: "Loss",
    options: named(lossesFor(now.output)),
    value: now.loss,
    change: (name) => withLoss(model.get("output"), name),
  });
  const eta = slider(life, {
    ...{ label: "learning rate eta", symbol: symbol("η"), min: 0.001, max: 10, step: 0.05, log: true },
    value: now.eta,
    change: (value) => change(model, { eta: value }),
  });
  const biases = tick(life, {
    label: "update biases",
    value: now.update_biases,
    change: (on) => change(model, { update_biases: on }),
  });
  const trained = html("output", { class: "nn-backprop-trained", "aria-live": "off" });
  // The settings of which the sentence about training speaks.
  let toldOf = "";
  const go = (/** @type {number} */ rounds) => {
    pause();
    const before = evaluate(settingsOf(model)).J;
    const { theta, J, diverged } = train(settingsOf(model), rounds, BOUND);
    trained.textContent = diverged
      ? `With this η the parameters run away, beyond ${BOUND}: nothing was changed.`
      : `J went from ${number(before, 7)} to ${number(J, 7)}.`;
    say(trained.textContent);
    if (!diverged) change(model, { theta });
    toldOf = JSON.stringify(settingsOf(model));
  };
  const rounds = [1, 100, 10_000].map((n) =>
    button(life, {
      label: n === 1 ? "1 round" : `${n === 100 ? n : "10 000"} rounds`,
      press: () => go(n),
    }),
  );
  const reset = button(life, {
    label: "Reset",
    press: () => change(model, { ...origin }),
  });
  const shape = [...sizes, ...(L > 1 ? [hidden] : []), output, loss].map(({ element }) => element);
  return {
    top: html("div", { class: "nn-controls" }, example.element, eta.element, biases.element, reset),
    rounds: html(
      "div",
      { class: "nn-backprop-settings" },
      html("div", { class: "nn-controls" }, shape),
      html("div", { class: "nn-controls" }, html("span", {}, "Train:"), rounds, trained),
    ),
    /** @param {Settings} settings */
    set(settings) {
      const fits = (/** @type {Settings} */ preset) => SETTINGS.every((name) => same(settings[name], preset[name]));
      example.set(Object.keys(presets).find((name) => fits(presets[name])) ?? "own");
      sizes.forEach(({ set }, ell) => set(`${settings.d[ell]}`));
      hidden.set(settings.hidden);
      output.set(settings.output);
      const allowed = named(lossesFor(settings.output));
      if (allowed.length !== loss.list.length || allowed.some(([name], k) => loss.list[k].value !== name)) {
        loss.list.replaceChildren(...allowed.map(([value, text]) => html("option", { value }, text)));
      }
      loss.set(settings.loss);
      if (JSON.stringify(settings) !== toldOf) trained.textContent = "";
      eta.set(settings.eta);
      biases.set(settings.update_biases);
    },
  };
}
