// @ts-check
// The forward pass: a network, and below it the equation of every layer with all its matrices. A bar goes through the
// layers, in a batch column by column; what is pointed at in one place is lit in the other.

import { ENTRYWISE } from "./activations.js";
import { choiceSetting, countSetting, keepInAddress, numbersSetting, switchSetting } from "./address.js";
import { button, choice, segments } from "./controls.js";
import { matricesPart } from "./forward_matrices.js";
import { compute, keyOf, known, lastPlace, litBy, placeOf, within } from "./forward_model.js";
import { networkPart } from "./forward_network.js";
import { reading } from "./forward_words.js";
import { named } from "./names.js";
import { spoken } from "./numbers.js";
import { player } from "./player.js";
import { change, figure, frames, html, lifetime, speaker } from "./ui.js";

/**
 * @typedef {import("./ui.js").Model} Model
 * @typedef {import("./forward_model.js").Settings} Settings
 * @typedef {import("./forward_model.js").Entry} Entry
 */

const TRAITS = ["d", "N", "hidden", "output", "batch", "example", "seed"];
// As in Python.
const WIDEST = 5;
const MOST = 6;
const LAYERS = 3;
const SUBSCRIPTS = "₀₁₂₃";

/** @param {Model} model @returns {Settings} */
function settingsOf(model) {
  return /** @type {any} */ (Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
}

const counted = (/** @type {number} */ first, /** @type {number} */ last) =>
  Array.from({ length: last - first + 1 }, (_, k) => /** @type {[string, string]} */ ([`${first + k}`, `${first + k}`]));

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

/**
 * Depth and widths.
 * @param {import("./ui.js").Life} life @param {Model} model @param {HTMLElement} place
 */
function widthsOf(life, model, place) {
  const d = /** @type {number[]} */ (model.get("d"));
  const L = d.length - 1;
  const depth = choice(life, {
    label: "L",
    options: counted(1, LAYERS),
    value: `${L}`,
    change: (value) => {
      const now = /** @type {number[]} */ (model.get("d"));
      const [wanted, output] = [Number(value), now[now.length - 1]];
      const below = now.slice(0, -1).slice(0, wanted);
      while (below.length < wanted) below.push(3);
      change(model, { d: [...below, output] });
    },
  });
  depth.list.setAttribute("aria-label", "number of layers L");
  const lists = d.map((width, ell) => {
    const list = choice(life, {
      label: `d${SUBSCRIPTS[ell]}`,
      options: counted(1, WIDEST),
      value: `${width}`,
      change: (value) => change(model, { d: model.get("d").map((old, k) => (k === ell ? Number(value) : old)) }),
    });
    list.list.setAttribute("aria-label", `width d ${ell}`);
    return list;
  });
  // The list of depths keeps the focus when the others are made anew.
  const focused = place.contains(document.activeElement);
  place.replaceChildren(depth.element, ...lists.map(({ element }) => element));
  if (focused) depth.list.focus();
  return {
    life,
    L,
    /** @param {number[]} now */
    set(now) {
      depth.set(`${now.length - 1}`);
      now.forEach((width, ell) => lists[ell].set(`${width}`));
    },
  };
}

/**
 * Everything else that can be chosen.
 * @param {import("./ui.js").Life} life @param {Model} model @param {Settings} origin
 */
function controlsOf(life, model, origin) {
  const put = (/** @type {string} */ name) => (/** @type {any} */ value) => change(model, { [name]: value });
  const shown = segments(life, {
    label: "Show",
    options: [
      ["one", "one example"],
      ["batch", "batch"],
    ],
    value: "one",
    change: (value) => change(model, { batch: value === "batch" }),
  });
  const N = choice(life, {
    label: "N",
    options: counted(1, MOST),
    value: "1",
    change: (value) => {
      change(model, { N: Number(value), example: Math.min(model.get("example"), Number(value)) });
    },
  });
  N.list.setAttribute("aria-label", "number of examples N");
  const example = choice(life, {
    label: "example n",
    options: [],
    value: "",
    change: (value) => change(model, { example: Number(value) }),
  });
  const names = Object.keys(ENTRYWISE);
  const hidden = choice(life, { label: "hidden σ", options: named(names), value: "", change: put("hidden") });
  const output = choice(life, {
    label: "output σ",
    options: named([...names, "softmax"]),
    value: "",
    change: put("output"),
  });
  const other = button(life, {
    label: "Other numbers",
    press: () => change(model, { seed: (model.get("seed") + 1) % 10000 }),
  });
  const reset = button(life, { label: "Reset", press: () => change(model, { ...origin }) });
  const parts = [shown, N, example, hidden, output].map(({ element }) => element);
  return {
    element: html("div", { class: "nn-controls nn-forward-controls" }, parts, other, reset),
    /** @param {Settings} settings */
    set(settings) {
      shown.set(settings.batch ? "batch" : "one");
      N.set(`${settings.N}`);
      if (example.list.length !== settings.N) {
        example.list.replaceChildren(...counted(1, settings.N).map(([value, text]) => html("option", { value }, text)));
      }
      example.set(`${settings.example}`);
      hidden.set(settings.hidden);
      output.set(settings.output);
    },
  };
}
