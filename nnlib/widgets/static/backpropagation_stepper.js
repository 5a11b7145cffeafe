// @ts-check
// Backpropagation one step at a time. The network with its numbers, the equation of the step, the lines of nnlib that
// do it: what takes part in one number of the step is lit in all of them.

import { ENTRYWISE } from "./activations.js";
import { choiceSetting, countSetting, keepInAddress, numberSetting, numbersSetting, switchSetting } from "./address.js";
import { codePart } from "./backprop_code.js";
import { equationPart } from "./backprop_equation.js";
import { evaluate, fits, fittingTargets, resized, train } from "./backprop_model.js";
import { numbersPart } from "./backprop_numbers.js";
import { networkPart } from "./backprop_picture.js";
import { entriesOf, knownAt, outKey, playOf, stepsOf } from "./backprop_steps.js";
import { noteOf } from "./backprop_words.js";
import { wordsOf } from "./backprop_symbols.js";
import { button, choice, slider, tick } from "./controls.js";
import { LOSSES } from "./losses.js";
import { named } from "./names.js";
import { number, spoken } from "./numbers.js";
import { player } from "./player.js";
import { change, figure, frames, html, lifetime, speaker, symbol } from "./ui.js";

/**
 * @typedef {import("./ui.js").Model} Model
 * @typedef {import("./backprop_model.js").Settings} Settings
 * @typedef {import("./backprop_steps.js").Entry} Entry
 */

const SETTINGS = ["d", "theta", "x", "y", "hidden", "output", "loss", "eta", "update_biases"];
const TRAITS = [...SETTINGS, "step"];
// As in Python.
const BOUND = 1000;
const WIDEST = 3;
const lossesFor = (/** @type {string} */ output) =>
  Object.keys(LOSSES).filter((name) => LOSSES[name].outputs.includes(output));

/** @param {Model} model @returns {Settings} */
function settingsOf(model) {
  return /** @type {any} */ (Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)])));
}

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
    let shown = show({ model, el, signal: life.signal });
    // Python may give it another number of layers: another bar, other controls. All settings have come then.
    const again = life.guard(() => {
      if (shown.layers === model.get("d").length - 1) return;
      shown.end();
      shown = show({ model, el, signal: life.signal });
    });
    life.follow(model, ["d"], () => queueMicrotask(again));
    return life.end;
  },
};

/** @param {{ model: Model, el: HTMLElement, signal: AbortSignal }} view */
function show({ model, el, signal }) {
  const life = lifetime(el, signal);
  const origin = settingsOf(model);
  const L = origin.d.length - 1;
  const any = (/** @type {number} */ most) => numbersSetting(-BOUND, BOUND, (length) => length >= 1 && length <= most);
  const widths = numbersSetting(1, WIDEST, (length) => length === L + 1);
  keepInAddress(life, model, {
    d: { ...widths, read: (text) => (widths.read(text)?.every(Number.isInteger) ? widths.read(text) : undefined) },
    theta: any(24),
    x: any(WIDEST),
    y: any(WIDEST),
    hidden: choiceSetting(Object.keys(ENTRYWISE)),
    output: choiceSetting([...Object.keys(ENTRYWISE), "softmax"]),
    loss: choiceSetting(Object.keys(LOSSES)),
    eta: numberSetting(0.001, 10),
    update_biases: switchSetting(),
    step: countSetting(0, 4 * L + 1),
  });
  repair(model, origin);

  /** @type {Entry | null} */
  let pointed = null;
  /** @type {Entry} */
  let chosen = { equation: 0, i: 0, j: 0 };
  let width = 0;
  const same = (/** @type {any} */ a, /** @type {any} */ b) => JSON.stringify(a) === JSON.stringify(b);
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
  const controls = controlsOf();
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
    last: stepsOf(origin).length - 1,
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

  /** Drop-downs, the rate, and what trains. */
  function controlsOf() {
    const presets = /** @type {Record<string, Settings>} */ (model.get("presets") ?? {});
    const start = (/** @type {Settings | undefined} */ settings) => {
      if (settings) change(model, { ...settings, step: 0 });
    };
    const example = choice(life, {
      label: "Example",
      options: [["mazur", "Mazur"], ["softmax", "tanh and softmax"], ["own", "your own"]],
      value: "mazur",
      change: (name) => start(presets[name]),
    });
    const sizes = origin.d.map((_, ell) => {
      const count = ["1", "2", "3"].map((n) => /** @type {[string, string]} */ ([n, n]));
      const label = ell === 0 ? "Inputs" : ell === L ? "Outputs" : "Hidden";
      const set = (/** @type {string} */ text) => {
        const d = model.get("d").map((/** @type {number} */ n, /** @type {number} */ k) => (k === ell ? +text : n));
        change(model, resized(settingsOf(model), d));
      };
      return choice(life, { label, options: count, value: `${origin.d[ell]}`, change: set });
    });
    const hidden = choice(life, {
      label: "Hidden σ",
      options: named(Object.keys(ENTRYWISE)),
      value: origin.hidden,
      change: (name) => change(model, { hidden: name }),
    });
    const withLoss = (/** @type {string} */ output, /** @type {string} */ loss) =>
      change(model, { output, loss, y: fittingTargets(model.get("y"), loss) });
    const output = choice(life, {
      label: "Output σ",
      options: named([...Object.keys(ENTRYWISE), "softmax"]),
      value: origin.output,
      change: (name) => {
        const allowed = lossesFor(name);
        withLoss(name, allowed.includes(model.get("loss")) ? model.get("loss") : allowed[0]);
      },
    });
    const loss = choice(life, {
      label: "Loss",
      options: named(lossesFor(origin.output)),
      value: origin.loss,
      change: (name) => withLoss(model.get("output"), name),
    });
    const eta = slider(life, {
      ...{ label: "learning rate eta", symbol: symbol("η"), min: 0.001, max: 10, step: 0.05, log: true },
      value: origin.eta,
      change: (value) => change(model, { eta: value }),
    });
    const biases = tick(life, {
      label: "update biases",
      value: origin.update_biases,
      change: (on) => change(model, { update_biases: on }),
    });
    const trained = html("output", { class: "nn-backprop-trained" });
    const go = (/** @type {number} */ rounds) => {
      bar.pause();
      const before = evaluate(settingsOf(model)).J;
      const { theta, J, diverged } = train(settingsOf(model), rounds, BOUND);
      trained.textContent = diverged
        ? `With this η the parameters run away, beyond ${BOUND}: nothing was changed.`
        : `J went from ${number(before, 7)} to ${number(J, 7)}.`;
      voice.say(trained.textContent);
      if (!diverged) change(model, { theta });
    };
    const rounds = [1, 100, 10_000].map((n) =>
      button(life, {
        label: n === 1 ? "1 round" : `${n === 100 ? n : "10 000"} rounds`,
        press: () => go(n),
      }),
    );
    const reset = button(life, {
      label: "Reset",
      press: () => {
        trained.textContent = "";
        change(model, { ...origin, step: 0 });
      },
    });
    const shape = [...sizes, ...(L > 1 ? [hidden] : []), output, loss].map(({ element }) => element);
    return {
      top: html("div", { class: "nn-controls" }, example.element, eta.element, biases.element, reset),
      rounds: html(
        "div",
        { class: "nn-backprop-settings" },
        html("div", { class: "nn-controls" }, shape),
        html("div", { class: "nn-controls" }, html("span", {}, "Train:"), rounds, trained),
      ),
      /** @param {Settings} settings */
      set(settings) {
        const fitting = ([, preset]) => SETTINGS.every((name) => same(settings[name], preset[name]));
        example.set(Object.entries(presets).find(fitting)?.[0] ?? "own");
        sizes.forEach(({ set }, ell) => set(`${settings.d[ell]}`));
        hidden.set(settings.hidden);
        output.set(settings.output);
        const allowed = named(lossesFor(settings.output));
        if (allowed.length !== loss.list.length || allowed.some(([name], k) => loss.list[k].value !== name)) {
          loss.list.replaceChildren(...allowed.map(([value, text]) => html("option", { value }, text)));
        }
        loss.set(settings.loss);
        eta.set(settings.eta);
        biases.set(settings.update_biases);
      },
    };
  }

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
    }
    title.textContent = step.title;
    note.textContent = noteOf(pass, step);
    controls.set(settings);
    numbers.draw(pass, play);
    network.draw({ pass, step, known: knownAt(steps, at), play }, summary());
    equation.draw(pass, step, entry, width < 480 ? 4 : 6);
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
  life.resize(frame, (pixels) => {
    width = pixels;
    network.resize(pixels);
    draw();
  });
  return { end: life.end, layers: L };
}
