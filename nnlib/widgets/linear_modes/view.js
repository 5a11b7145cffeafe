// @ts-check
// A linear network of two layers learns four modes: the reader sets how strong they are, how small the start is and how
// long the steps are, and sees when each mode is learned.

import { keepInAddress, kindsOf } from "../kit/address.js";
import { button, segments, slider } from "../kit/controls.js";
import { factsOf, optionsOf } from "../kit/facts.js";
import { number, spoken } from "../kit/numbers.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker, symbol } from "../kit/ui.js";
import { drawing } from "./drawing.js";
import { handles } from "./handles.js";
import { stateOf, TRAITS } from "./model.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./model.js").State} State */

const WORDS = {
  label: "The modes of a linear network",
  description:
    "Four curves show how strong the modes of a linear network of two layers are while it learns, marks on them the same " +
    "by gradient descent; below, the cost. Handles at the right set the strengths that are to be learned, sliders the " +
    "strength at the start and the learning rate.",
  class: "nn-modes",
};

export default {
  render: startable(({ model, el, life }) => {
    const facts = /** @type {any} */ (factsOf(model));
    const settings = () => /** @type {any} */ (Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
    const origin = settings();
    keepInAddress(life, model, kindsOf(facts.traits, TRAITS));

    let now = stateOf(facts, settings());
    const picture = drawing(facts);
    const grips = handles(life, model, { state: () => now, scale: () => picture.up });
    const { u0, eta, start, reset } = controls(life, model, origin);
    const words = html("p", { class: "nn-modes-words" });
    const frame = figure(
      el,
      WORDS,
      html("div", { class: "nn-modes-sliders" }, u0.element, eta.element),
      html("div", { class: "nn-modes-top" }, start.element, reset),
      html("div", { class: "nn-modes-picture" }, picture.element, grips.element),
      words,
    );
    const voice = speaker(life, frame);
    let width = 0;

    function draw() {
      if (width === 0) return;
      now = stateOf(facts, settings());
      u0.set(now.u0);
      eta.set(now.eta);
      start.set(now.start);
      picture.draw(now, sentence(now, spoken));
      grips.draw();
      words.textContent = sentence(now, number);
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, TRAITS, () => {
      drawn.request();
      voice.say(() => sentence(now, spoken));
    });
    life.resize(frame, (pixels) => {
      width = pixels;
      picture.resize(width - grips.width);
      draw();
    });
  }),
};

/** @param {Life} life @param {Model} model @param {Record<string, any>} origin */
function controls(life, model, origin) {
  const { traits } = factsOf(model);
  const u0 = slider(life, {
    ...{ label: "strength of every mode at the start, u0", log: true, step: 0.05, value: origin.u0 },
    symbol: html("span", {}, "start ", symbol("u", { sub: "0" })),
    ...{ min: traits.u0.low, max: traits.u0.high },
    first: () => origin.u0,
    text: (value) => `${value}`,
    change: (value) => change(model, { u0: value }),
  });
  const eta = slider(life, {
    ...{ label: "learning rate eta", colour: "error", log: true, step: 0.05, value: origin.eta },
    symbol: html("span", {}, "learning rate ", symbol("η")),
    ...{ min: traits.eta.low, max: traits.eta.high },
    first: () => origin.eta,
    text: (value) => `${value}`,
    change: (value) => change(model, { eta: value }),
  });
  const start = segments(life, {
    label: "First weights",
    options: optionsOf(traits.start),
    value: origin.start,
    change: (name) => change(model, { start: name }),
  });
  const reset = button(life, { label: "Reset", press: () => change(model, origin) });
  return { u0, eta, start, reset };
}

/** When each mode is learned, and how far the descent is from it. @param {State} state @param {(x: number) => string} text */
function sentence({ halves, gap }, text) {
  const times = halves.map((t) => text(t));
  return (
    `Half of each strength is reached at t = ${times.slice(0, -1).join(", ")} and ${times[times.length - 1]}. ` +
    `The descent is at most ${text(gap)} away from the curves.`
  );
}
