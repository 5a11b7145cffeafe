// @ts-check
// The forward pass: a network, and below it the equation of every layer with all its matrices. A bar goes through the
// layers, in a batch column by column; what is pointed at in one place is lit in the other.

import { ENTRYWISE } from "./activations.js";
import { choiceSetting, countSetting, keepInAddress, numbersSetting, switchSetting } from "./address.js";
import { LAYERS, MOST, WIDEST, controlsOf, widthsOf } from "./forward_controls.js";
import { matricesPart } from "./forward_matrices.js";
import { compute, keyOf, known, lastPlace, litBy, placeOf, within } from "./forward_model.js";
import { networkPart } from "./forward_network.js";
import { reading } from "./forward_words.js";
import { spoken } from "./numbers.js";
import { player } from "./player.js";
import { change, figure, frames, html, lifetime, speaker } from "./ui.js";

/**
 * @typedef {import("./ui.js").Model} Model
 * @typedef {import("./forward_model.js").Settings} Settings
 * @typedef {import("./forward_model.js").Entry} Entry
 */

const TRAITS = ["d", "N", "hidden", "output", "batch", "example", "seed"];

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
      seed: countSetting(0, 9999),
    });
    // Addresses are read setting by setting, and may not fit together.
    const repair = () => {
      if (model.get("example") > model.get("N")) change(model, { example: model.get("N") });
    };
    repair();

    /** @type {Entry | null} */
    let pointed = null;
    /** @type {Entry} */
    let chosen = { kind: "W", ell: 1, i: 1, j: 0 };
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
        const moving = entry.kind === "Z" || entry.kind === "A";
        if (moving && model.get("batch") && entry.j + 1 !== model.get("example")) change(model, { example: entry.j + 1 });
        drawn.request();
      },
      /** @param {{ kind: string, ell: number, i: number, j: number }} place @returns {Entry} */
      resolve({ kind, ell, i, j }) {
        const n = model.get("example") - 1;
        if (kind === "N") return { kind: ell === 0 ? "A" : "Z", ell, i, j: n };
        const moving = kind === "Z" || kind === "A";
        return { kind: /** @type {Entry["kind"]} */ (kind), ell, i, j: moving && !model.get("batch") ? n : j };
      },
    };
    const network = networkPart(life, pointing);
    const matrices = matricesPart(life, pointing);
    const note = html("p", { class: "nn-forward-reading" });
    const controls = controlsOf(life, model, origin);
    const shapes = html("div", { class: "nn-controls nn-forward-widths" });
    let widthControls = widthsOf(lifetime(el, life.signal), model, shapes);
    const frame = figure(
      el,
      {
        label: "The forward pass, layer by layer",
        description:
          "A network, and the equation of each layer with its matrices. A bar goes through the layers. Edges and " +
          "entries of matrices can be reached with Tab and the arrow keys; each lights what belongs to it, and a line " +
          "says how it comes about. The widths of the layers and the number of examples can be chosen.",
        class: "nn-forward",
      },
      shapes,
      controls.element,
      network.element,
      note,
      matrices.element,
    );
    const voice = speaker(life, frame);

    // True while the bar moves because the settings changed, and not by the reader's hand.
    let quiet = false;
    const bar = player(life, frame, {
      label: "forward pass",
      last: lastPlace(settingsOf(model)),
      at: lastPlace(settingsOf(model)),
      rate: 2,
      show: (at) => {
        const { column } = placeOf(settingsOf(model), at);
        if (!quiet && model.get("batch") && column !== null) change(model, { example: column + 1 });
        if (!quiet && !bar.playing) voice.say(columnInWords(at));
        drawn.request();
      },
      describe: (at) => describe(settingsOf(model), at),
    });
    frame.insertBefore(bar.element, note);

    /** @param {number} at */
    function columnInWords(at) {
      const settings = settingsOf(model);
      const pass = compute(settings);
      const { kind, ell, column } = placeOf(settings, at);
      const n = column ?? settings.example - 1;
      const values = Array.from({ length: pass.d[ell] }, (_, i) => spoken(pass.value(ell ? kind : "A", ell, i, n)));
      const name = ell === 0 ? "Input" : `${kind} of layer ${ell}`;
      return `${name}, example ${n + 1}: ${values.join(", ")}.`;
    }

    let pass = compute(settingsOf(model));
    let last = lastPlace(settingsOf(model));

    function draw() {
      const settings = settingsOf(model);
      if (settings.example > settings.N) return;
      if (settings.d.length - 1 !== widthControls.L) {
        widthControls.life.end();
        widthControls = widthsOf(lifetime(el, life.signal), model, shapes);
      }
      widthControls.set(settings.d);
      controls.set(settings);
      const at = bar.at;
      const done = at === last;
      // What was chosen stays with the example on display; what is pointed at may have gone with a layer.
      const own = chosen.kind === "Z" || chosen.kind === "A" ? settings.example - 1 : chosen.j;
      const entry = within(settings, pointed ?? { ...chosen, j: own });
      const { lit, part } = litBy(pass, entry, settings.example - 1);
      const state = { settings, pass, at, place: placeOf(settings, at), done, entry, lit, part };
      network.draw(state);
      matrices.draw(state);
      note.replaceChildren(...reading(pass, entry, known(settings, at, entry)));
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, TRAITS, () => {
      const settings = settingsOf(model);
      if (settings.example > settings.N) return;
      pass = compute(settings);
      const done = bar.at === last;
      last = lastPlace(settings);
      quiet = true;
      bar.setLast(last);
      if (done) bar.go(last);
      quiet = false;
      drawn.request();
      if (!bar.playing) voice.say(summary(settings));
    });
    life.listen(window, "hashchange", repair);
    life.resize(frame, (pixels) => {
      network.resize(pixels);
      draw();
    });
    return life.end;
  },
};

/** Where the player is, in a few words. @param {Settings} settings @param {number} at */
function describe(settings, at) {
  if (at === 0) return "input";
  if (at === lastPlace(settings)) return "complete";
  const { kind, ell, column } = placeOf(settings, at);
  return `${kind} of layer ${ell}${settings.batch ? `, column ${/** @type {number} */ (column) + 1}` : ""}`;
}

/** @param {Settings} settings */
function summary(settings) {
  const pass = compute(settings);
  const shapes = settings.d.slice(1).map((rows, k) => `W of layer ${k + 1} is ${rows} by ${settings.d[k]}`);
  const outputs = Array.from({ length: pass.d[pass.L] }, (_, i) =>
    spoken(pass.value("A", pass.L, i, settings.example - 1)),
  );
  return `${shapes.join(", ")}. Output for example ${settings.example}: ${outputs.join(", ")}.`;
}
