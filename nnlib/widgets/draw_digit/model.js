// @ts-check
// What the figure to draw digits on computes, from its settings.

import { parameterCount } from "../engine/arrays.js";
import { mostProbable, Network } from "../engine/network.js";
import { factsOf } from "../kit/facts.js";
import { array } from "../kit/numbers.js";
import { mnistPixels } from "./mnist_form.js";
import { pixels } from "./strokes.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {ReturnType<typeof compute>} State */

/** The network that Python passed on. @param {Model} model */
export function networkOf(model) {
  const settings = { output: "softmax", loss: "cross_entropy", init: "zeros" };
  const network = new Network(model.get("d"), { hidden: model.get("hidden"), ...settings });
  network.theta.set(array(model.get("theta")).values);
  return network;
}

/** Whether the network has its parameters, and there is a picture of each label. @param {Model} model */
export function fits(model) {
  const { values } = array(model.get("X"));
  const hasAll = array(model.get("theta")).values.length === parameterCount(model.get("d"));
  return hasAll && values.length === model.get("d")[0] * model.get("labels").length;
}

/** The example that is shown, from 1, or 0; there may be fewer than before. @param {Model} model */
function exampleOf(model) {
  return Math.min(model.get("example"), model.get("labels").length);
}

/** Everything that is shown. @param {Model} model @param {Network} network */
export function compute(model, network) {
  const k = exampleOf(model);
  const inputs = network.d[0];
  const example = k > 0 ? array(model.get("X")).values.slice(inputs * (k - 1), inputs * k) : null;
  /** @type {import("./strokes.js").Stroke[]} */
  const strokes = example ? [] : model.get("strokes");
  const { form, mnistForm } = factsOf(model);
  const seen = example ?? (inputs === 64 ? pixels(strokes, form) : mnistPixels(strokes, mnistForm));
  /** @type {number | undefined} */
  const label = model.get("labels")[k - 1];
  const isBlank = !example && strokes.length === 0;
  const answer = network.forward(seen);
  return { example, strokes, seen, label, isBlank, answer, best: mostProbable(answer, answer.length)[0] };
}
