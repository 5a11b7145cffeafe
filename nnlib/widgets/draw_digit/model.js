// @ts-check
// What the figure to draw digits on computes, from its settings.

import { mostProbable, Network } from "../engine/network.js";
import { factsOf } from "../kit/facts.js";
import { array } from "../kit/numbers.js";
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

/** The example that is shown, or null. @param {Model} model */
function exampleOf(model) {
  const k = model.get("example");
  return k > 0 ? array(model.get("X")).values.slice(64 * (k - 1), 64 * k) : null;
}

/** Everything that is shown. @param {Model} model @param {Network} network */
export function compute(model, network) {
  const example = exampleOf(model);
  /** @type {import("./strokes.js").Stroke[]} */
  const strokes = example ? [] : model.get("strokes");
  const seen = example ?? pixels(strokes, factsOf(model).form);
  /** @type {number | undefined} */
  const label = model.get("labels")[model.get("example") - 1];
  const isBlank = !example && strokes.length === 0;
  const answer = network.forward(seen);
  return { example, strokes, seen, label, isBlank, answer, best: mostProbable(answer, answer.length)[0] };
}
