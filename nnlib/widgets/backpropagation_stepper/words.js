// @ts-check
// A sentence or two about each step, and what a screen reader says of it.

import { number, spoken } from "../kit/numbers.js";
import { lossOf } from "./losses.js";
import { entriesOf, outKey } from "./steps.js";
import { wordsOf } from "./symbols.js";

/** @typedef {import("./model.js").Pass} Pass @typedef {import("./steps.js").Step} Step */

const cost = (/** @type {number} */ J) => (J === 0 ? "0" : number(J, 9));

/** @param {Pass} pass @param {Step} step @param {(sigma: string) => string} label the words for an activation */
export function noteOf({ L, settings, J, after }, step, label) {
  const { output, loss, update_biases } = settings;
  const sigma = step.ell === L ? output : settings.hidden;
  switch (step.kind) {
    case "Z":
      if (step.ell === 1)
        return "Each row of weights times the inputs, A⁽⁰⁾ = x, plus the bias; in the code bW holds both.";
      return "Each row of weights times the activations of the layer before, plus the bias.";
    case "A":
      if (sigma === "softmax") return "Softmax: exponentials, divided by their sum.";
      return `The activation σ (here ${label(sigma)}) of each pre-activation.`;
    case "J":
      return lossOf(loss).costNote;
    case "output":
      return lossOf(loss).errorNote;
    case "gradients":
      return "Each error times each activation of the layer before; for a bias, the error alone. Here N = 1.";
    case "recursion":
      return "The errors return through the same weights, transposed, and meet the slope of each neuron.";
    default: {
      const moved = `J goes from ${cost(J)} to ${cost(after)}.`;
      if (update_biases) return moved;
      return `${moved} The biases stay, as in Mazur's example; GradientDescent.update moves them as well.`;
    }
  }
}

/** The step and its results. @param {Pass} pass @param {Step} step */
export function summaryOf(pass, step) {
  const results = entriesOf(pass.d, step).map((entry) => {
    const key = outKey(step, entry);
    return `${wordsOf(key)} is ${spoken(/** @type {number} */ (pass.numbers.get(key)), 4)}`;
  });
  return `${step.title}. ${results.join(", ")}.`;
}
