// @ts-check
// The forward pass: a network, and below it the equation of every layer with all its matrices. A bar goes through the
// layers, in a batch column by column; what is pointed at in one place is lit in the other.

import { ENTRYWISE } from "../engine/activations.js";
import { choiceSetting, countSetting, keepInAddress, numbersSetting, switchSetting } from "../kit/address.js";
import { spoken } from "../kit/numbers.js";
import { player } from "../kit/player.js";
import { change, figure, frames, html, lifetime, speaker } from "../kit/ui.js";
import { controlsOf, LAYERS, MOST, WIDEST, widthsOf } from "./controls.js";
import { matricesPart } from "./matrices.js";
import {
  barOf,
  COMPLETE,
  compute,
  fits,
  keyOf,
  known,
  lastPlace,
  lastStep,
  latest,
  litBy,
  settingsAt,
  usual,
  within,
} from "./model.js";
import { networkPart } from "./network.js";
import { reading, spokenReading } from "./words.js";

/**
 * @typedef {import("../kit/ui.js").Model} Model
 * @typedef {import("./model.js").Settings} Settings
 * @typedef {import("./model.js").Entry} Entry
 * @typedef {import("./model.js").Pass} Pass
 */

const TRAITS = ["d", "N", "hidden", "output", "batch", "example", "step", "seed"];

/** @param {Model} model @returns {Settings} */
function settingsOf(model) {
  return /** @type {any} */ (Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
}

export default {
  /** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} view */
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    const origin = settingsOf(model);
    const widths = numbersSetting(1, WIDEST, (length) => length >= 2 && length <= LAYERS + 1);
    keepInAddress(life, model, {
      d: { ...widths, read: (text) => (widths.read(text)?.every(Number.isInteger) ? widths.read(text) : undefined) },
      N: countSetting(1, MOST),
      hidden: choiceSetting(Object.keys(ENTRYWISE)),
      output: choiceSetting([...Object.keys(ENTRYWISE), "softmax"]),
      batch: switchSetting(),
      example: countSetting(1, MOST),
      step: countSetting(COMPLETE, 2 * LAYERS),
      seed: countSetting(0, 9999),
    });
    // Addresses are read setting by setting, and may not fit together.
    const repair = () => {
      const { d, N, example, step } = settingsOf(model);
      change(model, { example: Math.min(example, N), step: Math.min(step, lastStep(d)) });
    };
    repair();

    /** @type {Entry | null} */
    let pointed = null;
    // What the reader has chosen to have explained; the usual entry else.
    /** @type {Entry | null} */
    let chosen = null;
    const same = (/** @type {Entry | null} */ a, /** @type {Entry | null} */ b) =>
      a === b || (a !== null && b !== null && keyOf(a) === keyOf(b));
    const pointing = {
      /** @param {Entry | null} entry */
      point(entry) {
        if (same(entry, pointed)) return;
        pointed = entry;
        drawn.request();
      },
      /** @param {Entry} entry */
      choose(entry) {
        chosen = entry;
        const settings = settingsOf(model);
        const moving = entry.kind === "Z" || entry.kind === "A";
        // In the middle of the pass the example says how far it has come.
        const free = settings.batch && (settings.step === COMPLETE || settings.step === 0);
        if (moving && free && entry.j + 1 !== settings.example) change(model, { example: entry.j + 1 });
        voice.say(spokenReading(pass, entry, known(settings, entry)));
        drawn.request();
      },
      /** @param {{ kind: string, ell: number, i: number, j: number }} place @returns {Entry} */
      resolve({ kind, ell, i, j }) {
        const n = model.get("example") - 1;
        if (kind === "N") {
          // A neuron shows its z until it has its a.
          const a = { kind: /** @type {"A"} */ ("A"), ell, i, j: n };
          return ell === 0 || known(settingsOf(model), a) ? a : { ...a, kind: "Z" };
        }
        const moving = kind === "Z" || kind === "A";
        return { kind: /** @type {Entry["kind"]} */ (kind), ell, i, j: moving && !model.get("batch") ? n : j };
      },
    };
    const network = networkPart(life, pointing);
    const matrices = matricesPart(life, pointing);
    const note = html("p", { class: "nn-forward-reading" });
    const controls = controlsOf(life, model, () => {
      bar.pause();
      matrices.reset();
      [pointed, chosen] = [null, null];
      change(model, { ...origin });
      drawn.request();
    });
    const top = html("div", { class: "nn-forward-top" }, network.element);
    const shapes = html("div", { class: "nn-controls nn-forward-widths" });
    let widthControls = widthsOf(lifetime(el, life.signal), model, shapes);
    const frame = figure(
      el,
      {
        label: "The forward pass, layer by layer",
        description:
          "A network, and the equation of each layer with its matrices. A bar goes through the layers. Edges and " +
          "entries of matrices can be reached with Tab and the arrow keys; each lights what belongs to it, and a line " +
          "says how it comes about. Arrow keys go on from one matrix to the next, Home and End to the ends of a row. " +
          "The widths of the layers and the number of examples can be chosen.",
        class: "nn-forward",
      },
      shapes,
      controls.element,
      top,
      note,
      matrices.element,
    );
    const voice = speaker(life, frame);

    // True while the bar follows the settings, or they follow the bar.
    let following = false;
    const bar = player(life, frame, {
      label: "forward pass",
      last: lastPlace(settingsOf(model)),
      at: barOf(settingsOf(model)),
      rate: 2,
      show: (at) => {
        if (following) return;
        following = true;
        change(model, settingsAt(settingsOf(model), at));
        following = false;
      },
      describe: (at) => describe({ ...settingsOf(model), ...settingsAt(settingsOf(model), at) }),
    });
    top.append(bar.element);
    life.resize(top, (_, pixels) => frame.style.setProperty("--top", `${Math.ceil(pixels)}px`));

    let pass = compute(settingsOf(model));
    let before = settingsOf(model);

    function draw() {
      const settings = settingsOf(model);
      if (!fits(settings)) return;
      if (settings.d.length - 1 !== widthControls.L) {
        widthControls.life.end();
        widthControls = widthsOf(lifetime(el, life.signal), model, shapes);
      }
      widthControls.set(settings.d);
      controls.set(settings);
      // What is pointed at or chosen may have gone with a layer.
      const entry = within(settings, pointed ?? chosen ?? usual(settings));
      const { lit, part } = litBy(pass, entry, settings.example - 1);
      const state = { settings, pass, latest: latest(settings), entry, lit, part };
      network.draw(state);
      matrices.draw(state);
      note.replaceChildren(...reading(pass, entry, known(settings, entry)));
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, TRAITS, () => {
      const settings = settingsOf(model);
      if (!fits(settings)) return;
      pass = compute(settings);
      const moved = settings.example !== before.example || settings.batch !== before.batch;
      const running = settings.step !== COMPLETE;
      if (settings.step !== before.step || (running && moved)) {
        chosen = null;
      } else if (moved && chosen && (chosen.kind === "Z" || chosen.kind === "A")) {
        chosen = { ...chosen, j: settings.example - 1 };
      }
      before = settings;
      if (!following) {
        following = true;
        bar.setLast(lastPlace(settings));
        bar.go(barOf(settings));
        following = false;
      }
      drawn.request();
      if (!bar.playing) voice.say(running ? columnInWords(pass, settings) : summary(pass, settings));
    });
    life.listen(window, "hashchange", repair);
    life.resize(frame, (pixels) => {
      network.resize(pixels);
      draw();
    });
    return life.end;
  },
};

/** How far the pass has come, in a few words. @param {Settings} settings */
function describe(settings) {
  const now = latest(settings);
  if (!now) return "complete";
  if (settings.step === 0) return "input";
  return `${now.kind} of layer ${now.ell}${settings.batch ? `, column ${now.column + 1}` : ""}`;
}

/** The column that has come last. @param {Pass} pass @param {Settings} settings */
function columnInWords(pass, settings) {
  const { kind, ell, column } = /** @type {NonNullable<ReturnType<typeof latest>>} */ (latest(settings));
  const values = Array.from({ length: pass.d[ell] }, (_, i) => spoken(pass.value(kind, ell, i, column)));
  const name = ell === 0 ? "Input" : `${kind} of layer ${ell}`;
  return `${name}, example ${column + 1}: ${values.join(", ")}.`;
}

/** @param {Pass} pass @param {Settings} settings */
function summary(pass, settings) {
  const shapes = settings.d.slice(1).map((rows, k) => `W of layer ${k + 1} is ${rows} by ${settings.d[k]}`);
  const outputs = Array.from({ length: pass.d[pass.L] }, (_, i) =>
    spoken(pass.value("A", pass.L, i, settings.example - 1)),
  );
  return `${shapes.join(", ")}. Output for example ${settings.example}: ${outputs.join(", ")}.`;
}
