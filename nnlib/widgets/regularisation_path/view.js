// @ts-check
// A small network fitted to noisy points: the reader slides the strength of a penalty on its weights.

import { keepInAddress, kindsOf } from "../kit/address.js";
import { button, segments, slider } from "../kit/controls.js";
import { factsOf, labelOf, optionsOf } from "../kit/facts.js";
import { clamp, number, scientific, snap, spokenScientific } from "../kit/numbers.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker, symbol } from "../kit/ui.js";
import { drawing } from "./drawing.js";
import { modelOf, TRAITS } from "./model.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./model.js").State} State */

const WORDS = {
  label: "A penalty on the weights",
  description:
    "A network is fitted to 14 noisy points. A slider sets the strength of the penalty on its weights, a list its kind. " +
    "Drawn are the fitted curve, the cost on the points and on others that are held out, over the strength, and the weights as bars.",
  class: "nn-reg",
};

export default {
  render: startable(({ model, el, life }) => {
    const facts = /** @type {any} */ (factsOf(model));
    const settings = () => /** @type {any} */ (Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
    const origin = settings();
    keepInAddress(life, model, kindsOf(facts.traits, TRAITS));

    const { state, largest } = modelOf(facts);
    const { strength, penalty, reset } = controls(life, model, origin);
    const picture = drawing(facts, largest);
    const words = html("p", { class: "nn-reg-words" });
    const top = html("div", { class: "nn-reg-top" }, penalty.element, reset);
    const frame = figure(el, WORDS, strength.element, top, picture.element, words);
    const voice = speaker(life, frame);
    const spoken = (/** @type {State} */ now) =>
      `${labelOf(facts.traits.penalty, now.penalty)}. ${sentence(now, said)}`;
    let width = 0;

    function draw() {
      if (width === 0) return;
      const now = state(settings());
      strength.set(now.strength);
      penalty.set(now.penalty);
      const [first, last] = [now.curve[0], now.curve[now.curve.length - 1]].map(([, y]) => number(y, 1));
      const fit = `The fitted curve among 14 points; it goes from ${first} to ${last}.`.replaceAll("−", "minus ");
      picture.draw(now, { fit, rest: `Costs and weights. ${spoken(now)}` });
      words.textContent = sentence(now, short);
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, TRAITS, () => {
      drawn.request();
      voice.say(() => spoken(state(settings())));
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
  const facts = factsOf(model);
  const { power, penalty: kinds } = facts.traits;
  const strength = slider(life, {
    ...{ label: "strength of the penalty, lambda", symbol: html("span", {}, "strength ", symbol("λ")), log: true },
    ...{ min: 10 ** power.low, max: 10 ** power.high, step: facts.step, value: 10 ** origin.power },
    first: () => 10 ** origin.power,
    text: said,
    // The networks are those of so many strengths: the nearest is taken.
    change: (value) =>
      change(model, { power: clamp(snap(Math.log10(value), facts.step, power.low), power.low, power.high) }),
  });
  const penalty = segments(life, {
    label: "Penalty",
    options: optionsOf(kinds),
    value: origin.penalty,
    change: (name) => change(model, { penalty: name }),
  });
  const reset = button(life, { label: "Reset", press: () => change(model, origin) });
  return { strength, penalty, reset };
}

/** Two digits, with a power of ten where there would be many zeros. @param {number} x */
function short(x) {
  return x >= 0.001 ? `${Number(x.toPrecision(2))}` : scientific(x, 1);
}

/** The same for speech. @param {number} x */
function said(x) {
  return x >= 0.001 ? short(x) : spokenScientific(x, 1);
}

/** What holds at a strength. @param {State} state @param {(x: number) => string} text */
function sentence({ strength, trained, held, place, zeros, small, weights, best }, text) {
  const count = 2 * weights.length;
  const few = small > zeros ? ` (and ${small - zeros} below 0.001)` : "";
  return (
    `Strength ${text(strength)}: cost ${text(trained[place])} on the points, ${text(held[place])} held out. ` +
    `${zeros} of ${count} weights are exactly 0${few}. The cost held out is least at strength ${text(best)}.`
  );
}
