// @ts-check
// Draw a digit: the field, the 8 x 8 pixels that become of the drawing, what the network answers, and the neurons of
// layer 1 on the way. The drawing is in the model; everything else follows from it.

import { mostProbable, Network } from "../engine/network.js";
import { countSetting, keepInAddress } from "../kit/address.js";
import { button } from "../kit/controls.js";
import { array } from "../kit/numbers.js";
import { palette } from "../kit/palette.js";
import { inkPicture, prepared } from "../kit/pixel_pictures.js";
import { change, figure, frames, html, lifetime, speaker } from "../kit/ui.js";
import { pad } from "./pad.js";
import { pixels, strokesSetting } from "./strokes.js";
import { units } from "./units.js";
import { headline, pictureInWords, sentence } from "./words.js";

/** @typedef {import("../kit/ui.js").Model} Model */

/** The network that Python passed on. @param {Model} model */
export function networkOf(model) {
  const d = model.get("d").map(Number);
  const settings = { output: "softmax", loss: "cross_entropy", init: "zeros" };
  const network = new Network(d, { hidden: model.get("hidden"), ...settings });
  network.theta.set(array(model.get("theta")).values);
  return network;
}

/** The example that is shown, or null. @param {Model} model */
function exampleOf(model) {
  const k = model.get("example");
  return k > 0 ? array(model.get("X")).values.slice(64 * (k - 1), 64 * k) : null;
}

export default {
  /** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} view */
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    // Where a page's figure begins with a drawing, that gives way to the first stroke of the reader.
    let isOwn = false;
    /** What Undo brings back, the latest last. @type {{ strokes: number[][][], example: number, isOwn: boolean }[]} */
    const past = [];
    let isChanging = false;
    // Whether the answer waits to be spoken.
    let isDue = false;
    keepInAddress(life, model, {
      strokes: strokesSetting,
      example: countSetting(0, model.get("labels").length),
      unit: countSetting(0, model.get("d")[1]),
    });
    const network = networkOf(model);
    const classes = network.d[network.L];

    const draws = pad(life, {
      begin: () => {
        remember();
        const kept = isOwn && model.get("example") === 0 ? model.get("strokes") : [];
        isOwn = true;
        return kept;
      },
      change: (strokes) => set({ strokes, example: 0 }),
      say: (words, withAnswer = isDue) => tell(words, withAnswer),
      undo,
    });
    const undoing = button(life, { label: "Undo", press: undo });
    const clearing = button(life, { label: "Clear", press: clear });
    const picture = html("canvas", { role: "img", class: "nn-digit-picture" });
    const told = html("p", { class: "nn-digit-headline" });
    const rows = Array.from({ length: classes }, (_, k) => {
      const bar = html("span", { class: "nn-digit-bar" });
      const value = html("span", { class: "nn-digit-number" });
      const track = html("span", { class: "nn-digit-track", "aria-hidden": "true" }, bar);
      return { bar, value, row: html("li", {}, html("span", { class: "nn-digit-class" }, k), track, value) };
    });
    const list = { class: "nn-digit-bars", "aria-label": "Probability of each class" };
    const bars = html(
      "ul",
      list,
      rows.map(({ row }) => row),
    );
    const buttons = Array.from({ length: classes }, (_, k) => {
      if (!model.get("labels").includes(k)) return null;
      return button(life, { label: `${k}`, icon: `${k}`, class: "nn-digit-example", press: () => load(k) });
    });
    buttons.forEach((one, k) => one?.setAttribute("aria-label", `Load a real ${k}`));
    buttons.forEach((one, k) => one && (one.title = `Load a real ${k}`));
    const layer = units(life, network, {
      // Against the model, not the drawing, which is a frame behind.
      choose: (unit) => change(model, { unit: model.get("unit") === unit ? 0 : unit }),
    });

    const frame = figure(
      el,
      {
        label: "Draw a digit",
        description:
          "A field to draw a digit on, the picture of 8 by 8 pixels that the network sees, the probability of each " +
          "class, and the neurons of layer 1 with their weights. Buttons load real digits.",
        class: "nn-digit",
      },
      html(
        "div",
        { class: "nn-digit-top" },
        html(
          "div",
          { class: "nn-digit-left" },
          draws.element,
          html("div", { class: "nn-digit-buttons" }, undoing, clearing),
        ),
        told,
        html(
          "div",
          { class: "nn-digit-seen" },
          html("p", { class: "nn-digit-title" }, "What the network sees"),
          picture,
        ),
        bars,
      ),
      html(
        "div",
        { class: "nn-digit-examples", role: "group", "aria-label": "Real digits" },
        html("span", {}, "Real digits:"),
        html("span", { class: "nn-digit-row" }, buttons),
      ),
      layer.element,
    );
    const voice = speaker(life, frame);
    const drawn = frames(life, frame, draw);
    const colours = palette(life, frame, () => {
      layer.paint(colours);
      drawn.request();
    });

    /** @param {Record<string, any>} settings */
    function set(settings) {
      isChanging = true;
      change(model, settings);
      isChanging = false;
    }

    function remember() {
      past.push({ strokes: model.get("strokes"), example: model.get("example"), isOwn });
    }

    /** @param {Record<string, any>} settings */
    function replace(settings) {
      draws.lift();
      remember();
      isOwn = true;
      set(settings);
    }

    function clear() {
      if (model.get("example") || model.get("strokes").length) replace({ strokes: [], example: 0 });
    }

    /** Back to what was before; of a drawing that came with the page or from Python, the last stroke goes. */
    function undo() {
      draws.lift();
      const before = past.pop();
      isOwn = before?.isOwn ?? true;
      if (before) set({ strokes: before.strokes, example: before.example });
      else set({ strokes: model.get("strokes").slice(0, -1), example: 0 });
    }

    /** Say where the pen is, and what the network answers. @param {string} words @param {boolean} withAnswer */
    function tell(words, withAnswer) {
      isDue = withAnswer;
      voice.say(() => {
        const parts = [words, isDue && sentence(compute())];
        isDue = false;
        return parts.filter(Boolean).join(" ");
      });
    }

    /** The next of the examples of a class. @param {number} k */
    function load(k) {
      /** @type {number[]} */
      const labels = model.get("labels");
      const places = labels.flatMap((label, i) => (label === k ? [i + 1] : []));
      const next = places[(places.indexOf(model.get("example")) + 1) % places.length];
      replace({ example: next, strokes: [] });
    }

    /** Everything that is shown, from the settings. */
    function compute() {
      const example = exampleOf(model);
      const strokes = example ? [] : model.get("strokes");
      const seen = example ?? pixels(strokes);
      /** @type {number | undefined} */
      const label = model.get("labels")[model.get("example") - 1];
      const isBlank = !example && strokes.length === 0;
      const answer = network.forward(seen);
      return { example, strokes, seen, label, isBlank, answer, best: mostProbable(answer, classes)[0] };
    }

    let side = 0;
    let pictureSide = 0;

    function draw() {
      if (!side) return;
      const now = compute();
      draws.draw(now.strokes, now.example, colours);
      const pen = prepared(picture, pictureSide);
      inkPicture(pen, now.seen, colours.ink, { size: pictureSide });
      picture.setAttribute("aria-label", pictureInWords(now.seen));
      told.replaceChildren(...headline(now));
      rows.forEach(({ bar, value, row }, k) => {
        bar.style.width = `${100 * now.answer[k]}%`;
        value.textContent = now.answer[k].toFixed(3);
        row.classList.toggle("nn-digit-best", k === now.best);
      });
      buttons.forEach((one, k) => one?.setAttribute("aria-pressed", `${k === now.label}`));
      layer.show(network.Z[1], network.A[1], model.get("unit"), colours);
    }

    life.follow(model, ["strokes", "example"], () => {
      if (!isChanging) past.length = 0;
      drawn.request();
      tell("", true);
    });
    life.follow(model, ["unit"], () => drawn.request());
    life.follow(model, ["theta"], () => {
      // Trained on in Python: the pictures of the weights change too.
      network.theta.set(array(model.get("theta")).values);
      layer.paint(colours);
      drawn.request();
    });
    life.resize(frame, (width) => {
      const wide = width >= 560;
      side = Math.floor(wide ? Math.min(280, 0.38 * width) : Math.min(width, 320));
      pictureSide = 8 * Math.floor((wide ? Math.min(160, 0.24 * width) : Math.min(136, 0.42 * width)) / 8);
      draws.resize(side - 2);
      draw();
    });
    layer.paint(colours);
    return life.end;
  },
};
