// @ts-check
// Gradient descent on a few digits: the reader sets the rate, also in the middle of a run, and sees where the largest
// eigenvalue of the Hessian goes.

import { keepInAddress, kindsOf } from "../kit/address.js";
import { button, slider } from "../kit/controls.js";
import { factsOf } from "../kit/facts.js";
import { examples } from "../kit/few_digits.js";
import { player } from "../kit/player.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker, symbol } from "../kit/ui.js";
import { drawing } from "./drawing.js";
import { isSchedule, Run, rateAt } from "./run.js";
import { edgeOf, sentence } from "./words.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./run.js").Settings} Settings */

const TRAITS = ["eta", "mu", "earlier", "step"];
// Milliseconds of computing between two frames.
const BUDGET = 30;
const RATE = 30;

const WORDS = {
  label: "The edge of stability",
  description:
    "Gradient descent on 100 digits. Two curves against the step: the cost, and the largest eigenvalue of the Hessian " +
    "with a line where the edge of stability is. Sliders set learning rate and momentum; the bar below plays the run. " +
    "The rate can be changed in the middle of it.",
  class: "nn-edge",
};

/** What one view shows. @typedef {{ run: Run, width: number }} View */

export default {
  render: startable(({ model, el, life }) => {
    const facts = /** @type {any} */ (factsOf(model));
    const settings = () => /** @type {Settings} */ (Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
    const origin = settings();
    keepInAddress(life, model, addressOf(model));
    const data = examples(facts);
    const begun = () => new Run(facts, data, model.get("mu"));
    /** @type {View} */
    const view = { run: begun(), width: 0 };

    const picture = drawing();
    const { eta, mu, reset } = controls(life, model, origin, view);
    const words = html("p", { class: "nn-edge-words" });
    const top = html("div", { class: "nn-edge-top" }, eta.element, mu.element);
    const foot = html("div", {});
    const frame = figure(el, WORDS, top, picture.element, foot);
    const bar = player(life, frame, {
      ...{ label: "descent", last: facts.traits.step.high, at: model.get("step"), scrub: false, rate: RATE },
      // A run that starts again has one rate, the present one.
      show: (at) => change(model, at ? { step: at } : { step: at, earlier: [] }),
      describe: () => `step ${view.run.step} of ${facts.traits.step.high}`,
    });
    foot.append(html("div", { class: "nn-edge-bar" }, bar.element, reset), words);
    const voice = speaker(life, frame);

    /** Compute on, for a while. */
    function compute() {
      const now = settings();
      if (!view.run.leadsTo(now)) {
        view.run = begun();
        bar.setLast(facts.traits.step.high);
      }
      const { run } = view;
      const end = performance.now() + BUDGET;
      while (run.step < now.step && !run.diverged && performance.now() < end) run.advance(rateAt(run.step, now));
      if (run.diverged) bar.setLast(run.step);
      if (run.step === now.step) return;
      // What the machine is too slow for is not played. What was asked for otherwise is computed to its end.
      if (bar.playing || run.diverged) change(model, { step: run.step });
      else drawn.request();
    }

    function draw() {
      if (view.width === 0) return;
      compute();
      const now = settings();
      eta.set(now.eta);
      mu.set(now.mu);
      picture.draw(pictureOf(view.run, now));
      words.textContent = sentence(view.run, now);
      words.classList.toggle("nn-edge-diverged", view.run.diverged);
      bar.mark();
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, TRAITS, () => {
      bar.go(model.get("step"));
      drawn.request();
      voice.say(() => sentence(view.run, settings(), true));
    });
    life.resize(frame, (pixels) => {
      view.width = pixels;
      picture.resize(pixels);
      draw();
    });
  }),
};

/** How each setting stands in the address. @param {Model} model */
function addressOf(model) {
  const { traits } = factsOf(model);
  const kinds = kindsOf(traits, TRAITS);
  /** @param {string} text */
  const read = (text) => {
    const list = kinds.earlier.read(text);
    return list && isSchedule(list, traits.eta) ? list : undefined;
  };
  return { ...kinds, earlier: { ...kinds.earlier, read } };
}

/** @param {Life} life @param {Model} model @param {Settings} origin @param {View} view */
function controls(life, model, origin, view) {
  const { traits } = factsOf(model);
  const again = { step: 0, earlier: [] };

  /** In the middle of a run the steps so far keep their rates; one that is over starts again. @param {number} eta */
  function setRate(eta) {
    const { run } = view;
    const earlier = model.get("earlier");
    const isOver = run.diverged || run.step === traits.step.high || earlier.length + 2 > traits.earlier.longest;
    if (isOver || run.step === 0) return change(model, { ...again, eta });
    const isKept = earlier[earlier.length - 2] === run.step;
    const kept = isKept ? earlier : [...earlier, run.step, model.get("eta")];
    // Back at the rate that this step has come with: nothing has been changed here.
    const isBack = kept[kept.length - 1] === eta;
    return change(model, { eta, earlier: isBack ? kept.slice(0, -2) : kept, step: run.step });
  }

  const eta = slider(life, {
    ...{ label: "learning rate eta", colour: "error", log: true, step: 0.02, value: origin.eta },
    symbol: html("span", {}, "learning rate ", symbol("η")),
    ...{ min: traits.eta.low, max: traits.eta.high },
    first: () => origin.eta,
    change: setRate,
  });
  const mu = slider(life, {
    ...{ label: "momentum mu", step: 0.05, value: origin.mu, min: traits.mu.low, max: traits.mu.high },
    symbol: html("span", {}, "momentum ", symbol("μ")),
    first: () => origin.mu,
    change: (value) => change(model, { ...again, mu: value }),
  });
  const reset = button(life, { label: "Reset", press: () => change(model, origin) });
  return { eta, mu, reset };
}

/** @param {Run} run @param {Settings} settings @returns {import("./drawing.js").Picture} */
function pictureOf(run, settings) {
  const { step, J, eigenvalues } = run;
  const changes = settings.earlier.filter((at, k) => k % 2 === 0 && at <= step);
  const edges = [0, ...changes].map((from) => ({ from, edge: edgeOf(rateAt(from, settings), settings.mu) }));
  const words = sentence(run, settings, true);
  return { step, J, eigenvalues, edges, every: run.facts.every, momentum: settings.mu > 0, words };
}
