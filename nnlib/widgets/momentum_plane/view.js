// @ts-check
// The plane of rate and momentum: the reader looks for the pair that descends a ravine fastest.

import { keepInAddress, kindsOf } from "../kit/address.js";
import { button, segments, slider, tick } from "../kit/controls.js";
import { factsOf, optionsOf } from "../kit/facts.js";
import { number, spoken } from "../kit/numbers.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker, symbol } from "../kit/ui.js";
import { map } from "./map.js";
import { stateOf, TRAITS } from "./model.js";
import { side } from "./side.js";
import { sentence } from "./words.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */

const WORDS = {
  label: "The plane of rate and momentum",
  description:
    "A map of all pairs of learning rate, times the largest curvature, and momentum: the darker, the faster a ravine is " +
    "descended; hatched where the descent diverges. A point on it can be moved. Beside it the path on the ravine, and the " +
    "error in the flat and in the steep direction over the steps.",
  class: "nn-plane",
};
// From this width on the map has a neighbour.
const WIDE = 600;
const GAP = 20;

export default {
  render: startable(({ model, el, life }) => {
    const facts = /** @type {any} */ (factsOf(model));
    const settings = () => /** @type {any} */ (Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
    const origin = settings();
    keepInAddress(life, model, kindsOf(facts.traits, TRAITS));

    let now = stateOf(facts, settings());
    const plane = map(life, model, { state: () => now, renew: () => drawn.request() });
    const beside = side(facts);
    const set = controls(life, model, origin);
    const words = html("p", { class: "nn-plane-words" });
    const frame = figure(
      el,
      WORDS,
      html("div", { class: "nn-plane-top" }, set.kappa.element, set.method.element),
      html("div", { class: "nn-plane-pictures" }, plane.element, beside.element),
      words,
      html("div", { class: "nn-plane-foot" }, set.best.element, set.reset),
      set.exact,
    );
    const voice = speaker(life, frame);
    let width = 0;

    function draw() {
      if (width === 0) return;
      now = stateOf(facts, settings());
      set.kappa.set(now.kappa);
      set.method.set(now.method);
      set.best.set(now.best);
      set.rate.set(now.rate);
      set.mu.set(now.mu);
      const said = sentence(now, spoken);
      plane.draw(now, said);
      beside.draw(now, { ravine: `Path on the ravine. ${said}`, errors: errorWords(now) });
      words.textContent = sentence(now, number);
      words.classList.toggle("nn-plane-lost", now.factor >= 1);
    }

    const drawn = frames(life, frame, draw);
    plane.attach();
    life.follow(model, TRAITS, () => {
      drawn.request();
      voice.say(() => sentence(now, spoken));
    });
    life.resize(frame, (pixels) => {
      width = pixels;
      const isWide = width >= WIDE;
      const each = isWide ? Math.floor((width - GAP) / 2) : width;
      const height = beside.resize(each);
      plane.resize(each, isWide ? height : undefined);
      draw();
    });
  }),
};

/** @param {import("./model.js").State} state */
function errorWords({ path }) {
  const [flat, steep] = path[path.length - 1].map((error) => spoken(error));
  return `Errors over the steps: after ${path.length - 1} steps ${flat} in the flat direction, ${steep} in the steep one.`;
}

/** @param {Life} life @param {Model} model @param {Record<string, any>} origin */
function controls(life, model, origin) {
  const { traits } = factsOf(model);
  const kappa = slider(life, {
    ...{ label: "condition number kappa", log: true, step: 0.05, value: origin.kappa },
    symbol: html("span", {}, "condition number ", symbol("κ")),
    ...{ min: traits.kappa.low, max: traits.kappa.high, digits: 0 },
    first: () => origin.kappa,
    change: (value) => change(model, { kappa: value }),
  });
  const method = segments(life, {
    label: "Method",
    options: optionsOf(traits.method),
    value: origin.method,
    change: (name) => change(model, { method: name }),
  });
  const best = tick(life, {
    label: "Show the best",
    value: origin.best,
    change: (on) => change(model, { best: on }),
  });
  const rate = slider(life, {
    ...{ label: "rate times largest curvature", step: 0.02, value: origin.rate, colour: "error" },
    ...{ min: traits.rate.low, max: traits.rate.high, first: () => origin.rate },
    change: (value) => change(model, { rate: value }),
  });
  const mu = slider(life, {
    ...{ label: "momentum mu", step: 0.01, value: origin.mu, min: traits.mu.low, max: traits.mu.high },
    symbol: html("span", {}, "momentum ", symbol("μ")),
    first: () => origin.mu,
    change: (value) => change(model, { mu: value }),
  });
  const reset = button(life, { label: "Reset", press: () => change(model, origin) });
  const both = html("div", { class: "nn-plane-exact" }, rate.element, mu.element);
  const exact = html("details", { class: "nn-plane-more" }, html("summary", {}, "The point in numbers"), both);
  return { kappa, method, best, rate, mu, reset, exact };
}
