// @ts-check
// Backpropagation one step at a time. The network with its numbers, the equation of the step, the lines of nnlib that
// do it: what takes part in one number of the step is lit in all of them.

import { ENTRYWISE } from "../engine/activations.js";
import { LOSSES } from "../engine/losses.js";
import {
  choiceSetting,
  countSetting,
  keepInAddress,
  numberSetting,
  numbersSetting,
  switchSetting,
} from "../kit/address.js";
import { spoken } from "../kit/numbers.js";
import { player } from "../kit/player.js";
import { change, figure, frames, html, lifetime, speaker } from "../kit/ui.js";
import { codePart } from "./code.js";
import { controlsOf } from "./controls.js";
import { equationPart } from "./equation.js";
import { BOUND, evaluate, fits, SETTINGS, same, settingsOf } from "./model.js";
import { numbersPart } from "./numbers.js";
import { networkPart } from "./picture.js";
import { entriesOf, knownAt, outKey, playOf, stepsOf } from "./steps.js";
import { wordsOf } from "./symbols.js";
import { noteOf } from "./words.js";

/**
 * @typedef {import("../kit/ui.js").Model} Model
 * @typedef {import("./model.js").Settings} Settings
 * @typedef {import("./steps.js").Entry} Entry
 */

const TRAITS = [...SETTINGS, "step"];
// As in Python.
const WIDEST = 3;

/** Addresses are read setting by setting, and may not fit together. @param {Model} model @param {Settings} origin */
function repair(model, origin) {
  if (!fits(settingsOf(model))) change(model, { ...origin });
  const last = stepsOf(settingsOf(model)).length - 1;
  if (model.get("step") > last) change(model, { step: last });
}

export default {
  /** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} view */
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    const origin = { ...settingsOf(model), step: model.get("step") };
    keepInAddress(life, model, addressOf(model));
    let shown = show({ model, el, signal: life.signal }, origin);
    // Python may give it another number of layers: another bar, other controls. All settings have come then.
    const again = life.guard(() => {
      if (shown.layers === model.get("d").length - 1) return;
      const focused = el.contains(document.activeElement);
      shown.end();
      shown = show({ model, el, signal: life.signal }, origin);
      // The list of examples keeps the focus, as all controls are new.
      if (focused) el.querySelector("select")?.focus();
    });
    life.follow(model, ["d"], () => queueMicrotask(again));
    return life.end;
  },
};

/** What stands in the address. The widths come first, and say what step there is. @param {Model} model */
function addressOf(model) {
  const any = (/** @type {number} */ most) => numbersSetting(-BOUND, BOUND, (length) => length >= 1 && length <= most);
  const widths = numbersSetting(1, WIDEST, (length) => length === 2 || length === 3);
  const last = () => 4 * (model.get("d").length - 1) + 1;
  return {
    d: {
      ...widths,
      read: (/** @type {string} */ text) =>
        widths.read(text)?.every(Number.isInteger) ? widths.read(text) : undefined,
    },
    theta: any(24),
    x: any(WIDEST),
    y: any(WIDEST),
    hidden: choiceSetting(Object.keys(ENTRYWISE)),
    output: choiceSetting([...Object.keys(ENTRYWISE), "softmax"]),
    loss: choiceSetting(Object.keys(LOSSES)),
    eta: numberSetting(0.001, 10),
    update_biases: switchSetting(),
    step: { write: String, read: (/** @type {string} */ text) => countSetting(0, last()).read(text) },
  };
}

/**
 * The figure for as many layers as there are now.
 * @param {{ model: Model, el: HTMLElement, signal: AbortSignal }} view
 * @param {Settings & { step: number }} origin what Reset goes back to
 */
function show({ model, el, signal }, origin) {
  const life = lifetime(el, signal);
  repair(model, origin);
  const L = model.get("d").length - 1;

  /** @type {Entry | null} */
  let pointed = null;
  /** @type {Entry} */
  let chosen = { equation: 0, i: 0, j: 0 };
  let width = 0;
  // The height that the tallest step so far has needed: what stands below keeps still while the steps go by.
  let tallest = 0;
  const point = (/** @type {Entry | null} */ entry) => {
    if (same(entry, pointed)) return;
    pointed = entry;
    drawn.request();
  };
  const choose = (/** @type {Entry | null} */ entry) => {
    if (!entry || same(entry, chosen)) return;
    chosen = entry;
    drawn.request();
  };
  /** The number of this step that is one of the keys, or else is made of one. @param {string[] | null} keys */
  const entryWith = (keys) => {
    if (!keys) return null;
    const step = stepsOf(settingsOf(model))[model.get("step")];
    const pass = evaluate(settingsOf(model));
    const all = entriesOf(pass.d, step);
    const made = (/** @type {Entry} */ entry) => keys.some((key) => playOf(pass, step, entry).has(key));
    return all.find((entry) => keys.includes(outKey(step, entry))) ?? all.find(made) ?? null;
  };

  const network = networkPart(life, {
    point: (keys) => point(entryWith(keys)),
    choose: (keys) => choose(entryWith(keys)),
  });
  const equation = equationPart(life, { point, choose });
  const title = html("p", { class: "nn-backprop-title" });
  const note = html("p", { class: "nn-backprop-note" });
  const source = codePart();
  const fields = html("div", {});
  const controls = controlsOf(life, model, origin, {
    pause: () => bar.pause(),
    say: (words) => voice.say(words),
  });
  const outer = html("div", { class: "nn-backprop-screen" });
  const frame = figure(
    el,
    {
      label: "Backpropagation step by step",
      description:
        "A bar moves through the steps of one round: forward, loss, backward, update. For each step there are the " +
        "network with its numbers, the equation with its matrices, and the lines of nnlib that do it. Pressing a " +
        "number of the result shows how it comes about. All numbers can be changed.",
      class: "nn-backprop",
    },
    controls.top,
    outer,
  );
  const bar = player(life, frame, {
    label: "round",
    last: stepsOf(settingsOf(model)).length - 1,
    at: model.get("step"),
    rate: 0.7,
    show: (at) => {
      if (model.get("step") !== at) change(model, { step: at });
    },
    describe: (at) => `step ${at + 1} of ${stepsOf(settingsOf(model)).length}`,
  });
  outer.append(network.element, bar.element, title, note, equation.element, source.element);
  frame.append(controls.rounds, fields);
  const voice = speaker(life, frame);
  let numbers = setUp();

  function setUp() {
    const own = lifetime(el, life.signal);
    const part = numbersPart(own, model, model.get("d"), BOUND);
    fields.replaceChildren(html("p", { class: "nn-backprop-hint" }, "Change any number:"), part.element);
    return { ...part, life: own };
  }

  let stepDrawn = -1;
  function draw() {
    if (!width) return;
    repair(model, origin);
    const settings = settingsOf(model);
    const steps = stepsOf(settings);
    const at = model.get("step");
    const step = steps[at];
    const pass = evaluate(settings);
    bar.go(at);
    const all = entriesOf(pass.d, step);
    if (at !== stepDrawn) {
      chosen = { equation: 0, i: 0, j: 0 };
      pointed = null;
      source.draw(model.get("code")?.[step.code], step.kind);
    }
    stepDrawn = at;
    const entry = [pointed, chosen].find((wanted) => all.some((one) => same(one, wanted))) ?? all[0];
    const play = playOf(pass, step, entry);
    if (numbers.signature !== `${settings.d} ${settings.loss}`) {
      numbers.life.end();
      numbers = setUp();
      keepHeight(0);
    }
    title.textContent = step.title;
    note.textContent = noteOf(pass, step);
    controls.set(settings);
    numbers.draw(pass, play);
    network.draw({ pass, step, known: knownAt(steps, at), play }, summary());
    equation.draw(pass, step, entry, width < 480 ? 4 : 6);
    if (outer.offsetHeight > tallest) keepHeight(outer.offsetHeight);
  }

  function summary() {
    const settings = settingsOf(model);
    const pass = evaluate(settings);
    const step = stepsOf(settings)[model.get("step")];
    const results = entriesOf(pass.d, step).map((entry) => {
      const key = outKey(step, entry);
      return `${wordsOf(key)} is ${spoken(/** @type {number} */ (pass.numbers.get(key)), 4)}`;
    });
    return `${step.title}. ${results.join(", ")}.`;
  }

  const drawn = frames(life, frame, draw);
  life.follow(model, TRAITS, () => {
    drawn.request();
    if (!bar.playing && fits(settingsOf(model))) voice.say(summary());
  });
  function keepHeight(/** @type {number} */ pixels) {
    tallest = pixels;
    outer.style.minHeight = pixels ? `${pixels}px` : "";
  }
  life.resize(frame, (pixels) => {
    if (pixels !== width) keepHeight(0);
    width = pixels;
    network.resize(pixels);
    draw();
  });
  return { end: life.end, layers: L };
}
