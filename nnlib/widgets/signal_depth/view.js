// @ts-check
// A network of many layers before training: the reader sets the size of its weights and sees what becomes of the
// activations on the way up, and of the errors on the way down.

import { keepInAddress, kindsOf } from "../kit/address.js";
import { button, choice, slider } from "../kit/controls.js";
import { factsOf, optionsOf } from "../kit/facts.js";
import { scientific, spokenScientific } from "../kit/numbers.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker, symbol } from "../kit/ui.js";
import { drawing } from "./drawing.js";
import { measurement, TRAITS } from "./model.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./model.js").State} State */

// Of the slider: s = 1 is one of them.
const STEPS = 60;

const WORDS = {
  label: "Activations and errors through ten layers",
  description:
    "A slider sets the standard deviation of the weights, a list the activation. For each layer there is a histogram " +
    "of its activations; below, two curves show how large activations and errors are, on a logarithmic axis.",
  class: "nn-depth",
};

export default {
  render: startable(({ model, el, life }) => {
    const facts = factsOf(model);
    const settings = () => Object.fromEntries(TRAITS.map((name) => [name, model.get(name)]));
    const origin = settings();
    const kept = kindsOf(facts.traits, TRAITS);
    keepInAddress(life, model, kept);

    const compute = measurement(/** @type {any} */ (facts));
    const measured = () => compute(/** @type {any} */ (settings()));
    const { size, activation, again, reset } = controls(life, model, origin);
    const picture = drawing(facts.layers);
    const factors = html("p", { class: "nn-depth-factors" });
    const top = html("div", { class: "nn-depth-top" }, activation.element, again, reset);
    const frame = figure(el, WORDS, size.element, top, picture.element, factors);
    const voice = speaker(life, frame);
    let width = 0;

    function draw() {
      if (width === 0) return;
      const state = measured();
      size.set(model.get("s"));
      activation.set(model.get("hidden"));
      picture.draw(state);
      factors.textContent = sentence(state, short);
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, TRAITS, () => {
      drawn.request();
      voice.say(() => sentence(measured(), said));
    });
    life.resize(frame, (pixels) => {
      width = pixels;
      picture.resize(width);
      draw();
    });
  }),
};

/** @param {Life} life @param {Model} model @param {Record<string, any>} origin */
function controls(life, model, origin) {
  const { s, hidden, seed } = factsOf(model).traits;
  const size = slider(life, {
    label: "standard deviation of a weight, in units of one over the root of the width",
    symbol: symbol("s"),
    ...{ min: s.low, max: s.high, step: Math.log10(s.high / s.low) / STEPS, log: true, value: origin.s },
    first: () => origin.s,
    change: (value) => change(model, { s: value }),
  });
  const activation = choice(life, {
    label: "Activation",
    options: optionsOf(hidden),
    value: origin.hidden,
    change: (name) => change(model, { hidden: name }),
  });
  const next = () => change(model, { seed: (model.get("seed") + 1) % (seed.high + 1) });
  const again = button(life, { label: "Draw new weights", press: next });
  const reset = button(life, { label: "Reset", press: () => change(model, origin) });
  return { size, activation, again, reset };
}

/** Two digits, with a power of ten where there would be many zeros. @param {number} x */
function short(x) {
  return x >= 0.001 && x < 1e5 ? `${Number(x.toPrecision(2))}` : scientific(x, 1);
}

/** The same for speech. @param {number} x */
function said(x) {
  return x >= 0.001 && x < 1e5 ? short(x) : spokenScientific(x, 1);
}

/** What the layers do to both signals. @param {State} state @param {(x: number) => string} text */
function sentence({ a, delta }, text) {
  const last = a.length - 1;
  const [up, down] = [a[last] / a[0], delta[0] / delta[last]];
  return (
    `From layer 1 to layer ${a.length} the activations are multiplied by ${text(up)}; ` +
    `on the way back to layer 1 the errors by ${text(down)}.`
  );
}
