// @ts-check
// All that can be set in the playground, in three groups: the data, the network, the training.

import { button } from "../kit/controls.js";
import { html } from "../kit/ui.js";
import { dataControls, dataList } from "./data_controls.js";
import { networkControls } from "./network_controls.js";
import { trainingControls } from "./training_controls.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./data.js").Facts} Facts */
/** @typedef {import("./data.js").Settings} Settings */
/** @typedef {import("./actions.js").Actions} Act */

// The settings of each group.
const GROUPS = {
  Data: ["data", "points", "window", "N", "noise", "held_out", "seed"],
  Network: ["d", "hidden", "output", "loss", "init", "start"],
  Training: ["optimizer", "eta", "mu", "kappa", "meta", "memory", "beta1", "rho", "batch_size", "l2"],
};

/** @param {Life} life @param {Settings} now @param {Facts} facts @param {Act} act */
export function controls(life, now, facts, act) {
  const list = dataList(life, now, facts, act);
  const data = dataControls(life, now, facts, act);
  const network = networkControls(life, now, facts, act);
  const training = trainingControls(life, now, facts, act);
  const reset = button(life, { label: "Reset all settings", press: () => act.reset() });
  const group = (/** @type {keyof typeof GROUPS} */ name, /** @type {HTMLElement[]} */ rows) => {
    const back = button(life, { label: "Reset", press: () => act.resetPart(GROUPS[name]) });
    back.setAttribute("aria-label", `Reset the ${name.toLowerCase()}`);
    return html("fieldset", {}, html("legend", {}, name), rows, html("div", {}, back));
  };
  const groups = html(
    "div",
    { class: "nn-playground-settings" },
    group("Data", data.rows),
    group("Network", network.rows),
    group("Training", training.rows),
    html("div", { class: "nn-playground-back" }, reset),
  );
  const element = html("details", { class: "nn-playground-more" }, html("summary", {}, "All settings"), groups);
  return {
    element,
    /** The list of data sets, which stands apart. */
    data: list.element,
    /** @param {Settings} settings @param {boolean} hasStart whether there are weights to start from */
    set(settings, hasStart) {
      list.set(settings.data);
      data.set(settings);
      network.set(settings, hasStart);
      training.set(settings);
    },
  };
}
