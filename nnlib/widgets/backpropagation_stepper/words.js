// @ts-check
// A sentence or two about each step.

import { displayName } from "../kit/names.js";
import { number } from "../kit/numbers.js";

/** @param {import("./model.js").Pass} pass @param {import("./steps.js").Step} step */
export function noteOf({ L, settings, J, after }, step) {
  const { output, loss, update_biases } = settings;
  const sigma = step.ell === L ? output : settings.hidden;
  switch (step.kind) {
    case "Z":
      if (step.ell === 1)
        return "Each row of weights times the inputs, A⁽⁰⁾ = x, plus the bias; in the code bW holds both.";
      return "Each row of weights times the activations of the layer before, plus the bias.";
    case "A":
      if (sigma === "softmax") return "Softmax: exponentials, divided by their sum.";
      return `The activation σ (here ${displayName(sigma)}) of each pre-activation.`;
    case "J":
      if (loss === "huber") return "h(r) is r²/2 up to |r| = 1, and |r| − ½ beyond. One example, so J is its loss.";
      return "One example, N = 1, so the cost J is its loss.";
    case "output":
      if (loss === "huber") return "The difference, cut to −1 and 1, times the slope of the output activation.";
      if (loss === "mse") return "How far each output is off, times the slope of the output activation.";
      return "Behind this activation, this loss leaves nothing but the difference.";
    case "gradients":
      return "Each error times each activation of the layer before; for a bias, the error alone. Here N = 1.";
    case "recursion":
      return "The errors return through the same weights, transposed, and meet the slope of each neuron.";
    default: {
      const moved = `J goes from ${number(J, 9)} to ${number(after, 9)}.`;
      if (update_biases) return moved;
      return `${moved} The biases stay, as in Mazur's example; GradientDescent.step would move them as well.`;
    }
  }
}
