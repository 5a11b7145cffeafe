// @ts-check
// A linear unit on Sutton's task: the reader sets meta rate, relevant inputs and noise, and sees which rates IDBD finds.

import { keepInAddress, kindsOf } from "../kit/address.js";
import { button, slider } from "../kit/controls.js";
import { factsOf } from "../kit/facts.js";
import { player } from "../kit/player.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker, symbol } from "../kit/ui.js";
import { drawing } from "./drawing.js";
import { Run } from "./run.js";
import { sentence, thousands } from "./words.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./run.js").Settings} Settings */

const TRAITS = ["meta", "relevant", "noise", "step"];
// Milliseconds of computing between two frames, and places of the player in a second.
const BUDGET = 30;
const RATE = 10;

const WORDS = {
  label: "The rates that IDBD finds",
  description:
    "A linear unit with 20 inputs, of which some are relevant. A bar for each input shows its rate; below, the squared " +
    "error of IDBD and of the best single rate, against the examples. Sliders set the meta rate, how many inputs are " +
    "relevant and the noise of the target; the bar below plays the run.",
  class: "nn-idbd",
};

export default {
  render: startable(({ model, el, life }) => {
    const facts = /** @type {any} */ (factsOf(model));
    const settings = () => /** @type {Settings} */ (Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
    const origin = settings();
    const { stretch, traits } = facts;
    const last = traits.step.high;
    keepInAddress(life, model, kindsOf(traits, TRAITS));
    const view = { run: new Run(facts, origin), width: 0 };

    const picture = drawing(facts);
    const { sliders, reset } = controls(life, model, origin);
    const words = html("p", { class: "nn-idbd-words" });
    const top = html("div", { class: "nn-idbd-top" }, ...Object.values(sliders).map(({ element }) => element));
    const foot = html("div", {});
    const frame = figure(el, WORDS, top, picture.element, foot);
    const bar = player(life, frame, {
      ...{ label: "learning", last, at: model.get("step"), rate: RATE },
      show: (at) => change(model, { step: at }),
      describe: (at) => `${thousands(at * stretch)} of ${thousands(last * stretch)} examples`,
    });
    foot.append(html("div", { class: "nn-idbd-bar-row" }, bar.element, reset), words);
    const voice = speaker(life, frame);

    /** Compute on, for a while. */
    function compute() {
      const now = settings();
      if (!view.run.isOf(now)) {
        view.run = new Run(facts, now);
        bar.setLast(last);
      }
      const { run } = view;
      const end = performance.now() + BUDGET;
      while (run.places < now.step && !run.lost && performance.now() < end) run.advance();
      if (run.lost) bar.setLast(run.places);
      if (run.places >= now.step) return;
      // What the machine is too slow for is not played. What was asked for otherwise is computed to its end.
      if (bar.playing || run.lost) change(model, { step: run.places });
      else drawn.request();
    }

    /** @param {boolean} [aloud] */
    function told(aloud) {
      const { relevant, step } = settings();
      return sentence(facts, view.run.at(step), relevant, aloud);
    }

    function draw() {
      if (view.width === 0) return;
      compute();
      const now = settings();
      const shown = view.run.at(now.step);
      sliders.meta.set(now.meta);
      sliders.relevant.set(now.relevant);
      sliders.noise.set(now.noise);
      picture.draw({ ...shown, relevant: now.relevant, noise: now.noise, words: told(true) });
      words.textContent = told();
      words.classList.toggle("nn-idbd-lost", shown.lost);
      bar.mark();
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, TRAITS, () => {
      bar.go(model.get("step"));
      drawn.request();
      voice.say(() => told(true));
    });
    life.resize(frame, (pixels) => {
      view.width = pixels;
      picture.resize(pixels);
      draw();
    });
  }),
};

/** @param {Life} life @param {Model} model @param {Settings} origin */
function controls(life, model, origin) {
  const { traits } = factsOf(model);
  const meta = slider(life, {
    ...{ label: "meta rate zeta", colour: "error", log: true, step: 0.02, value: origin.meta },
    symbol: html("span", {}, "meta rate ", symbol("ζ")),
    ...{ min: traits.meta.low, max: traits.meta.high },
    first: () => origin.meta,
    text: (value) => `${Number(value.toPrecision(2))}`,
    change: (value) => change(model, { meta: value }),
  });
  const relevant = slider(life, {
    ...{ label: "relevant inputs", symbol: html("span", {}, "relevant inputs"), step: 1, value: origin.relevant },
    ...{ min: traits.relevant.low, max: traits.relevant.high },
    first: () => origin.relevant,
    text: (value) => `${value}`,
    change: (value) => change(model, { relevant: value }),
  });
  const noise = slider(life, {
    ...{ label: "noise of the target", symbol: html("span", {}, "noise"), step: 0.1, value: origin.noise },
    ...{ min: traits.noise.low, max: traits.noise.high },
    first: () => origin.noise,
    change: (value) => change(model, { noise: value }),
  });
  const reset = button(life, { label: "Reset", press: () => change(model, origin) });
  return { sliders: { meta, relevant, noise }, reset };
}
