// @ts-check
// A check of one derivative: the reader moves the nudge along the curve of errors, and switches a mistake on.

import { keepInAddress, kindsOf } from "../kit/address.js";
import { button, choice, segments } from "../kit/controls.js";
import { factsOf, optionsOf } from "../kit/facts.js";
import { scientific, spokenScientific } from "../kit/numbers.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker, symbol } from "../kit/ui.js";
import { drawing } from "./drawing.js";
import { compute, sideBySide, TRAITS } from "./model.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./model.js").State} State */

const WORDS = {
  label: "A gradient check",
  description:
    "A curve shows the relative error of a derivative against its central difference, for nudges from 10 to the minus 12 " +
    "to 1. A handle on the curve sets the nudge; below stand the two numbers. Lists switch a mistake on, and the precision.",
  class: "nn-check",
};

export default {
  render: startable(({ model, el, life }) => {
    const facts = factsOf(model);
    const settings = () => /** @type {any} */ (Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
    const origin = settings();
    keepInAddress(life, model, kindsOf(facts.traits, TRAITS));

    const state = () => compute(/** @type {any} */ (facts), settings());
    const { mistake, precision, reset } = controls(life, model, origin);
    const picture = drawing(life, {
      state,
      settle: (power) => change(model, { power }),
      ...{ bounds: facts.traits.power, step: facts.step, text: () => sentence(state()) },
    });
    const pair = readings();
    const top = html("div", { class: "nn-check-top" }, mistake.element, precision.element, reset);
    const frame = figure(el, WORDS, top, picture.element, pair.element);
    const voice = speaker(life, frame);
    let width = 0;

    function draw() {
      if (width === 0) return;
      const now = state();
      mistake.set(model.get("mistake"));
      precision.set(model.get("precision"));
      picture.draw(now);
      pair.show(now);
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, TRAITS, () => {
      drawn.request();
      voice.say(() => sentence(state()));
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
  const { traits } = factsOf(model);
  const mistake = choice(life, {
    label: "Mistake",
    options: optionsOf(traits.mistake),
    value: origin.mistake,
    change: (name) => change(model, { mistake: name }),
  });
  const precision = segments(life, {
    label: "Precision",
    options: optionsOf(traits.precision),
    value: origin.precision,
    change: (name) => change(model, { precision: name }),
  });
  const reset = button(life, { label: "Reset", press: () => change(model, origin) });
  return { mistake, precision, reset };
}

/** The two numbers, the digits that they share in bold, and their relative error. */
function readings() {
  const [nudge, computed, numerical, error] = [0, 1, 2, 3].map(() => html("dd", {}));
  const element = html(
    "dl",
    { class: "nn-check-pair" },
    ...[html("dt", {}, "nudge ", symbol("ε")), nudge],
    ...[html("dt", {}, "backpropagation"), computed],
    ...[html("dt", {}, "central difference"), numerical],
    ...[html("dt", {}, "relative error"), error],
  );
  /** @param {State} now */
  function show(now) {
    const { first, second, common } = sideBySide(now.computed, now.numerical);
    nudge.textContent = scientific(10 ** now.power, 1);
    error.textContent = now.error === 0 ? "0" : scientific(now.error, 1);
    computed.replaceChildren(html("b", {}, first.slice(0, common)), first.slice(common));
    numerical.replaceChildren(html("b", {}, second.slice(0, common)), second.slice(common));
  }
  return { element, show };
}

/** @param {State} state */
function sentence({ power, error }) {
  const said = (/** @type {number} */ x) => (x === 0 ? "0" : spokenScientific(x, 1));
  return `Nudge ${said(10 ** power)}: relative error ${said(error)}.`;
}
