// @ts-check
// One neuron: inputs, weights and bias to set; the products laid end to end along the z axis; below it, on the same
// axis, the activation curve with the point where the neuron stands and the tangent there.

import { keepInAddress, settingOf } from "../kit/address.js";
import { button, choice } from "../kit/controls.js";
import { factsOf, optionsOf } from "../kit/facts.js";
import { clamp, snap, spoken } from "../kit/numbers.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker } from "../kit/ui.js";
import { compute, STEP, settingsOf, TRAITS } from "./model.js";
import { picture } from "./picture.js";
import { sliders } from "./sliders.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */

const WORDS = {
  label: "One neuron",
  description:
    "Sliders set the inputs, the weights and the bias. A drawing lays the products end to end up to z, and " +
    "shows the activation curve with the point at z and its tangent. Moving the point changes the bias.",
  class: "nn-neuron",
};

export default {
  render: startable(({ model, el, life }) => {
    const origin = settingsOf(model);
    keepSettings(life, model);

    const activation = choice(life, {
      label: "Activation",
      options: optionsOf(factsOf(model).traits.activation),
      value: model.get("activation"),
      change: (name) => change(model, { activation: name }),
    });
    const reset = button(life, { label: "Reset", press: () => change(model, origin) });
    const rows = html("div", {});
    const drawing = drawingOf(life, model);
    const top = html("div", { class: "nn-neuron-top" }, activation.element, reset);
    const frame = figure(el, WORDS, top, rows, drawing.element);
    const voice = speaker(life, frame);
    let controls = sliders(life.part(), model, rows, origin);

    function draw() {
      const settings = settingsOf(model);
      if (settings.a.length !== settings.w.length) return;
      if (settings.a.length !== controls.count) {
        controls.life.end();
        controls = sliders(life.part(), model, rows, origin);
      }
      const state = compute(settings);
      activation.set(settings.activation);
      controls.show(settings, state);
      drawing.draw(state);
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, TRAITS, () => {
      drawn.request();
      const { z, out, slope } = compute(settingsOf(model));
      voice.say(`z is ${spoken(z)}. The activation is ${spoken(out)}, and the slope there ${spoken(slope)}.`);
    });
    life.resize(frame, (width) => {
      drawing.resize(width);
      draw();
    });
    draw();
  }),
};

/** Settings in the address; there, the number of inputs cannot change. @param {Life} life @param {Model} model */
function keepSettings(life, model) {
  const { a, w, b, activation } = factsOf(model).traits;
  const { length } = model.get("a");
  const exactly = { shortest: length, longest: length };
  keepInAddress(life, model, {
    a: settingOf({ ...a, ...exactly }),
    w: settingOf({ ...w, ...exactly }),
    b: settingOf(b),
    activation: settingOf(activation),
  });
}

/** The drawing, whose point moves the bias. @param {Life} life @param {Model} model */
function drawingOf(life, model) {
  const { low, high } = factsOf(model).traits.b;
  return picture(life, {
    state: () => compute(settingsOf(model)),
    settle: (z) => {
      const { sum } = compute(settingsOf(model));
      change(model, { b: clamp(snap(z - sum, STEP), low, high) });
    },
    bound: high,
  });
}
