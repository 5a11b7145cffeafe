// @ts-check
// The forward pass: a network, and below it the equation of every layer with all its matrices. A bar goes through the
// layers, in a batch column by column; what is pointed at in one place is lit in the other.

import { keepInAddress, kindsOf } from "../kit/address.js";
import { factsOf } from "../kit/facts.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker } from "../kit/ui.js";
import { barPart } from "./bar.js";
import { controlsPart, widthsPart } from "./controls.js";
import { entryOf, explained, nearestEntry, written } from "./explained.js";
import { matricesPart } from "./matrices.js";
import { compute, fits, isComplete, isKnown, isPerExample, lastStep, SETTINGS, settingsOf, stateOf } from "./model.js";
import { networkPart } from "./network.js";
import { newsInWords, reading, spokenReading } from "./words.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("../kit/ui.js").Model} Model
 * @typedef {import("./model.js").Entry} Entry
 * @typedef {import("./model.js").Facts} Facts
 * @typedef {import("./model.js").Settings} Settings
 */

const PASS = {
  label: "The forward pass, layer by layer",
  description:
    "A network, and the equation of each layer with its matrices. A bar goes through the layers. Edges and " +
    "entries of matrices can be reached with Tab and the arrow keys; each lights what belongs to it, and a line " +
    "says how it comes about. Arrow keys go on from one matrix to the next, Home and End to the ends of a row. " +
    "The widths of the layers and the number of examples can be chosen.",
};
const WEIGHTS = {
  label: "A network and its weights",
  description:
    "A network, and the weights and biases of each layer. Edges and entries of matrices can be reached with Tab " +
    "and the arrow keys; each lights what belongs to it, and a line says what it is for. The widths of the layers " +
    "can be chosen.",
};

export default {
  render: startable(({ model, el, life }) => {
    const facts = /** @type {Facts} */ (factsOf(model));
    const origin = settingsOf(model);
    keepInAddress(life, model, addressOf(facts));
    let part = life.part();
    show(part, model, facts, origin);
    // Other content takes other controls.
    life.follow(model, ["content"], () => {
      part.end();
      part = life.part();
      show(part, model, facts, origin);
    });
  }),
};

/**
 * The figure, the whole pass or the weights alone.
 * @param {Life} life which ends with it @param {Model} model @param {Facts} facts @param {Settings} origin
 */
function show(life, model, facts, origin) {
  repair(model);
  const settings = () => settingsOf(model);
  const { content } = settings();
  const focus = explained(settings());
  let pass = compute(settings(), facts);
  const pointing = {
    settings,
    /** @param {Entry | null} entry */
    point(entry) {
      if (focus.point(entry)) drawn.request();
    },
    /** @param {Entry} pressed the network may have become another one since */
    choose(pressed) {
      const entry = nearestEntry(settings(), pressed);
      change(model, { chosen: written(entry), ...exampleOf(settings(), entry) });
      voice.say(spokenReading(pass, entry, isKnown(settings(), entry)));
    },
  };
  const network = networkPart(life, pointing);
  const matrices = matricesPart(life, pointing);
  const widths = widthsPart(life, model, facts);
  const controls = controlsPart(life, model, facts, () => {
    bar.pause();
    matrices.reset();
    focus.point(null);
    change(model, { ...origin });
    drawn.request();
  });
  const { frame, top, note } = assembled(life.root, content, { widths, controls, network, matrices });
  const voice = speaker(life, frame);
  const bar = barPart(life, frame, model, facts.traits.step.low);
  if (content === "pass") top.append(bar.element);

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
    const chosen = focus.follow(now);
    if (chosen !== now.chosen) change(model, { chosen });
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
}

/**
 * The frame of the figure with every part in its place; network and bar stay at the top, above the line that explains.
 * @param {HTMLElement} el @param {Settings["content"]} content
 * @param {Record<"widths" | "controls" | "network" | "matrices", { element: HTMLElement }>} parts
 */
function assembled(el, content, { widths, controls, network, matrices }) {
  const top = html("div", { class: "nn-forward-top" }, network.element);
  const note = html("p", { class: "nn-forward-reading", role: "note", "aria-label": "Explanation" });
  const options = { ...(content === "weights" ? WEIGHTS : PASS), class: "nn-forward" };
  const frame = figure(el, options, widths.element, controls.element, top, note, matrices.element);
  return { frame, top, note };
}

/** What stands in the address. @param {Facts} facts */
function addressOf({ traits }) {
  /** @type {Facts["traits"]} */
  const bounds = { ...traits, step: { ...traits.step, high: lastStep(traits.d.longest - 1) } };
  const kinds = SETTINGS.filter((name) => name !== "content" && name !== "chosen");
  const chosen = {
    write: String,
    read: (/** @type {string} */ text) => (text === "" || entryOf(text) ? text : undefined),
  };
  // Last: what is chosen belongs to the step.
  return { ...kindsOf(bounds, kinds), chosen };
}

/** Addresses are read setting by setting, and may not fit together. @param {Model} model */
function repair(model) {
  const { d, N, example, step } = settingsOf(model);
  change(model, { example: Math.min(example, N), step: Math.min(step, lastStep(d.length - 1)) });
}

/**
 * The example that the network is to stand on for an entry, if that is free.
 * @param {Settings} settings @param {Entry} entry
 */
function exampleOf(settings, { kind, j }) {
  // In the middle of the pass the example says how far it has come.
  const isFree = settings.batch && (isComplete(settings) || settings.step === 0);
  return isPerExample(kind) && isFree ? { example: j + 1 } : {};
}
