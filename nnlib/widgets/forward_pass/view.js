// @ts-check
// The forward pass: a network, and below it the equation of every layer with all its matrices. A bar goes through the
// layers, in a batch column by column; what is pointed at in one place is lit in the other.

import { keepInAddress, settingOf } from "../kit/address.js";
import { factsOf } from "../kit/facts.js";
import { change, figure, frames, html, lifetime, speaker } from "../kit/ui.js";
import { barPart } from "./bar.js";
import { controlsPart, widthsPart } from "./controls.js";
import { explained } from "./explained.js";
import { matricesPart } from "./matrices.js";
import { compute, fits, isComplete, isKnown, isPerExample, lastStep, SETTINGS, settingsOf, stateOf } from "./model.js";
import { networkPart } from "./network.js";
import { newsInWords, reading, spokenReading } from "./words.js";

/**
 * @typedef {import("../kit/ui.js").Model} Model
 * @typedef {import("./model.js").Entry} Entry
 * @typedef {import("./model.js").Facts} Facts
 */

const LABEL = "The forward pass, layer by layer";
const DESCRIPTION =
  "A network, and the equation of each layer with its matrices. A bar goes through the layers. Edges and " +
  "entries of matrices can be reached with Tab and the arrow keys; each lights what belongs to it, and a line " +
  "says how it comes about. Arrow keys go on from one matrix to the next, Home and End to the ends of a row. " +
  "The widths of the layers and the number of examples can be chosen.";

export default {
  /** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} view */
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    const facts = /** @type {Facts} */ (factsOf(model));
    const settings = () => settingsOf(model);
    const origin = settings();
    keepInAddress(life, model, addressOf(facts));
    repair(model);

    const focus = explained(settings());
    let pass = compute(settings(), facts);
    const pointing = {
      settings,
      /** @param {Entry | null} entry */
      point(entry) {
        if (focus.point(entry)) drawn.request();
      },
      /** @param {Entry} entry */
      choose(entry) {
        focus.choose(entry);
        standOnExampleOf(model, entry);
        voice.say(spokenReading(pass, entry, isKnown(settings(), entry)));
        drawn.request();
      },
    };
    const network = networkPart(life, pointing);
    const matrices = matricesPart(life, pointing);
    const widths = widthsPart(life, model, facts);
    const controls = controlsPart(life, model, facts, () => {
      bar.pause();
      matrices.reset();
      focus.forget();
      change(model, { ...origin });
      drawn.request();
    });
    const { frame, top, note } = assembled(el, { widths, controls, network, matrices });
    const voice = speaker(life, frame);
    const bar = barPart(life, frame, model, facts.traits.step.low);
    top.append(bar.element);

    function draw() {
      const now = settings();
      if (!fits(now)) return;
      widths.set(now.d);
      controls.set(now);
      const entry = focus.entry(now);
      const state = stateOf(now, pass, entry);
      network.draw(state);
      matrices.draw(state);
      note.replaceChildren(...reading(pass, entry, isKnown(now, entry)));
    }
    const drawn = frames(life, frame, draw);
    life.follow(model, SETTINGS, () => {
      const now = settings();
      if (!fits(now)) return;
      pass = compute(now, facts);
      focus.follow(now);
      bar.follow(now);
      drawn.request();
      if (!bar.isPlaying()) voice.say(newsInWords(pass, now));
    });
    life.listen(window, "hashchange", () => repair(model));
    life.resize(top, (_, pixels) => frame.style.setProperty("--top", `${Math.ceil(pixels)}px`));
    life.resize(frame, (pixels) => {
      network.resize(pixels);
      draw();
    });
    return life.end;
  },
};

/**
 * The frame of the figure with every part in its place; network and bar stay at the top, above the line that explains.
 * @param {HTMLElement} el
 * @param {Record<"widths" | "controls" | "network" | "matrices", { element: HTMLElement }>} parts
 */
function assembled(el, { widths, controls, network, matrices }) {
  const top = html("div", { class: "nn-forward-top" }, network.element);
  const note = html("p", { class: "nn-forward-reading", role: "note", "aria-label": "Explanation" });
  const options = { label: LABEL, description: DESCRIPTION, class: "nn-forward" };
  const frame = figure(el, options, widths.element, controls.element, top, note, matrices.element);
  return { frame, top, note };
}

/** What stands in the address. @param {Facts} facts */
function addressOf({ traits }) {
  /** @type {Facts["traits"]} */
  const bounds = { ...traits, step: { ...traits.step, high: lastStep(traits.d.longest - 1) } };
  return Object.fromEntries(SETTINGS.map((name) => [name, settingOf(bounds[name])]));
}

/** Addresses are read setting by setting, and may not fit together. @param {Model} model */
function repair(model) {
  const { d, N, example, step } = settingsOf(model);
  change(model, { example: Math.min(example, N), step: Math.min(step, lastStep(d.length - 1)) });
}

/** Let the network stand on the example of an entry. @param {Model} model @param {Entry} entry */
function standOnExampleOf(model, { kind, j }) {
  const settings = settingsOf(model);
  // In the middle of the pass the example says how far it has come.
  const isFree = settings.batch && (isComplete(settings) || settings.step === 0);
  if (isPerExample(kind) && isFree && j + 1 !== settings.example) change(model, { example: j + 1 });
}
