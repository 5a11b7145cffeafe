// @ts-check
// Backpropagation one step at a time. The network with its numbers, the equation of the step, the lines of nnlib that
// do it: what takes part in one number of the step is lit in all of them.

import { keepInAddress, kindsOf, settingOf } from "../kit/address.js";
import { factsOf, labelOf } from "../kit/facts.js";
import { player } from "../kit/player.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker } from "../kit/ui.js";
import { placeAmong, pointedEntry } from "./chosen.js";
import { controlsPart } from "./controls.js";
import { fieldsPart } from "./fields.js";
import { networkControls } from "./network_controls.js";
import { screenPart } from "./screen.js";
import { fits, SETTINGS, settingsOf } from "./settings.js";
import { lastStep, stateOf } from "./state.js";
import { entriesOf, knownAt, playOf } from "./steps.js";
import { trainingPart } from "./training.js";
import { noteOf, summaryOf } from "./words.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("../kit/ui.js").Model} Model
 * @typedef {import("./settings.js").Facts} Facts
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {Settings & { step: number, chosen: number }} Origin   what Reset goes back to
 */

const LABEL = "Backpropagation step by step";
const DESCRIPTION =
  "A bar moves through the steps of one round: forward, loss, backward, update. For each step there are the " +
  "network with its numbers, the equation with its matrices, and the lines of nnlib that do it. Pressing a " +
  "number of the result shows how it comes about. All numbers can be changed, in fields below the network, and " +
  "with a pointer in the network itself, by dragging.";
// Below this width the matrices have room for four digits only.
const NARROW = 480;

export default {
  render: startable(({ model, el, life }) => {
    const facts = /** @type {Facts} */ (factsOf(model));
    const origin = { ...settingsOf(model), step: model.get("step"), chosen: model.get("chosen") };
    keepInAddress(life, model, addressOf(model, facts));
    let shown = show(life.part(), model, facts, origin);
    // Another number of layers takes another bar and other controls. In a microtask all settings of a change are there.
    const showAnew = life.guard(() => {
      if (shown.layers === model.get("d").length - 1) return;
      const hadFocus = el.contains(document.activeElement);
      shown.end();
      shown = show(life.part(), model, facts, origin);
      // The list of examples keeps the focus, as all controls are new.
      if (hadFocus) el.querySelector("select")?.focus();
    });
    life.follow(model, ["d"], () => queueMicrotask(showAnew));
  }),
};

/**
 * What stands in the address. The widths come first, and say what step there is.
 * @param {Model} model @param {Facts} facts
 */
function addressOf(model, { traits }) {
  const step = () => settingOf({ ...traits.step, high: lastStep(model) });
  return {
    ...kindsOf(traits, SETTINGS),
    step: { write: String, read: (/** @type {string} */ text) => step().read(text) },
    chosen: settingOf(traits.chosen),
  };
}

/**
 * Addresses are read setting by setting, and may not fit together.
 * @param {Model} model @param {Facts} facts @param {Origin} origin
 */
function repair(model, facts, origin) {
  if (!fits(facts, settingsOf(model))) change(model, { ...origin });
  if (model.get("step") > lastStep(model)) change(model, { step: lastStep(model) });
}

/**
 * The figure for as many layers as there are now.
 * @param {Life} life which ends with it @param {Model} model @param {Facts} facts @param {Origin} origin
 */
function show(life, model, facts, origin) {
  repair(model, facts, origin);
  const frame = figure(life.root, { label: LABEL, description: DESCRIPTION, class: "nn-backprop" });
  const bar = barPart(life, frame, model);
  const focus = pointedEntry();
  const fields = fieldsPart(life, model, facts, origin);
  const screen = screenPart(life, model, facts, {
    point(entry) {
      if (focus.point(entry)) drawn.request();
    },
    choose: (entry) => change(model, { chosen: placeAmong(model.get("d"), stateOf(model).step, entry) }),
    below: [fields.element, bar.element],
  });
  const choices = controlsPart(life, model, facts, origin);
  const shape = networkControls(life, model, facts);
  const training = trainingPart(life, model, facts, { pause: bar.pause, say: (words) => voice.say(words) });
  const settings = html("div", { class: "nn-backprop-settings" }, shape.element, training.element);
  frame.append(choices.element, screen.element, settings);
  const voice = speaker(life, frame);

  let width = 0;
  let stepDrawn = -1;
  function draw() {
    if (!width) return;
    repair(model, facts, origin);
    const { settings: now, pass, steps, at, step } = stateOf(model);
    bar.go(at);
    if (at !== stepDrawn) {
      focus.point(null);
      screen.showCode(model.get("code")?.[step.code], step.kind);
    }
    stepDrawn = at;
    const entry = focus.among(entriesOf(pass.d, step), model.get("chosen"));
    const play = playOf(pass, step, entry);
    if (fields.renew()) screen.releaseHeight();
    for (const controls of [choices, shape, training]) controls.set(now);
    fields.draw(pass, play);
    const note = noteOf(pass, step, (sigma) => labelOf(facts.traits.output, sigma));
    screen.draw({ pass, step, known: knownAt(steps, at), play }, entry, note, width < NARROW ? 4 : 6);
  }
  const drawn = frames(life, frame, draw);
  life.follow(model, ["chosen"], () => drawn.request());
  life.follow(model, [...SETTINGS, "step"], () => {
    drawn.request();
    if (bar.playing || !fits(facts, settingsOf(model))) return;
    const { pass, step } = stateOf(model);
    voice.say(summaryOf(pass, step));
  });
  life.resize(frame, (pixels) => {
    if (pixels !== width) screen.releaseHeight();
    width = pixels;
    screen.resize(pixels);
    draw();
  });
  return { end: life.end, layers: model.get("d").length - 1 };
}

/** @param {Life} life @param {HTMLElement} frame @param {Model} model */
function barPart(life, frame, model) {
  return player(life, frame, {
    label: "round",
    last: lastStep(model),
    at: model.get("step"),
    rate: 0.7,
    show: (at) => {
      // Another step has other numbers.
      if (model.get("step") !== at) change(model, { step: at, chosen: 0 });
    },
    describe: (at) => `step ${at + 1} of ${lastStep(model) + 1}`,
  });
}
