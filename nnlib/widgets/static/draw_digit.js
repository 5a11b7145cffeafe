// @ts-check
// Draw a digit: the field, the 8 x 8 pixels that become of the drawing, what the network answers, and the neurons of
// layer 1 on the way. The drawing is in the model; everything else follows from it.

import { countSetting, keepInAddress } from "./address.js";
import { button } from "./controls.js";
import { pad } from "./digit_pad.js";
import { pixels, strokesSetting } from "./digit_strokes.js";
import { units } from "./digit_units.js";
import { Network, mostProbable } from "./network.js";
import { array, number, spoken } from "./numbers.js";
import { palette } from "./palette.js";
import { inkPicture, prepared } from "./pixel_pictures.js";
import { change, figure, frames, html, lifetime, speaker } from "./ui.js";

/** @typedef {import("./ui.js").Model} Model */

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
    keepInAddress(life, model, {
      strokes: strokesSetting,
      example: countSetting(0, model.get("labels").length),
      unit: countSetting(0, model.get("d")[1]),
    });
    const network = networkOf(model);
    const classes = network.d[network.L];

    const draws = pad(life, {
      begin: () => {
        const kept = isOwn && model.get("example") === 0 ? model.get("strokes") : [];
        isOwn = true;
        return kept;
      },
      change: (strokes) => change(model, { strokes, example: 0 }),
      say: (words) => voice.say(words),
      undo,
    });
    const undoing = button(life, { label: "Undo", press: undo });
    const clearing = button(life, { label: "Clear", press: () => put({ strokes: [], example: 0 }) });
    const picture = html("canvas", { role: "img", class: "nn-digit-picture" });
    const headline = html("p", { class: "nn-digit-headline" });
    const rows = Array.from({ length: classes }, (_, k) => {
      const bar = html("span", { class: "nn-digit-bar" });
      const value = html("span", { class: "nn-digit-number" });
      const track = html("span", { class: "nn-digit-track", "aria-hidden": "true" }, bar);
      return { bar, value, row: html("li", {}, html("span", { class: "nn-digit-class" }, k), track, value) };
    });
    const list = { class: "nn-digit-bars", "aria-label": "Probability of each class" };
    const bars = html("ul", list, rows.map(({ row }) => row));
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
        html(
          "div",
          { class: "nn-digit-seen" },
          html("p", { class: "nn-digit-title" }, "What the network sees"),
          picture,
        ),
        html("div", { class: "nn-digit-answer" }, headline, bars),
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
    function put(settings) {
      isOwn = true;
      draws.lift();
      change(model, settings);
    }

    function undo() {
      if (model.get("example")) put({ example: 0, strokes: [] });
      else if (model.get("strokes").length) put({ strokes: model.get("strokes").slice(0, -1) });
    }

    /** The next of the examples of a class. @param {number} k */
    function load(k) {
      /** @type {number[]} */
      const labels = model.get("labels");
      const places = labels.flatMap((label, i) => (label === k ? [i + 1] : []));
      const next = places[(places.indexOf(model.get("example")) + 1) % places.length];
      put({ example: next, strokes: [] });
    }

    /** Everything that is shown, from the settings. */
    function compute() {
      const example = exampleOf(model);
      const strokes = example ? [] : model.get("strokes");
      const seen = example ?? pixels(strokes);
      const answer = network.forward(seen);
      return { example, strokes, seen, answer, best: mostProbable(answer, classes)[0] };
    }

    /** @param {ReturnType<typeof compute>} now */
    function sentence({ example, strokes, answer, best }, say = number) {
      const p = say(answer[best], 3);
      const isBlank = !example && strokes.length === 0;
      if (isBlank) return `Nothing is drawn. The network says ${best} all the same, with probability ${p}.`;
      return `The network reads a ${best}, with probability ${p}.`;
    }

    let side = 0;
    let pictureSide = 0;

    function draw() {
      if (!side) return;
      const now = compute();
      draws.draw(now.strokes, now.example, colours);
      const pen = prepared(picture, pictureSide);
      inkPicture(pen, now.seen, colours.ink, { size: pictureSide });
      picture.setAttribute("aria-label", description(now.seen));
      headline.replaceChildren(...told(now));
      rows.forEach(({ bar, value, row }, k) => {
        bar.style.width = `${100 * now.answer[k]}%`;
        value.textContent = now.answer[k].toFixed(3);
        row.classList.toggle("nn-digit-best", k === now.best);
      });
      const shown = model.get("labels")[model.get("example") - 1];
      buttons.forEach((one, k) => one?.setAttribute("aria-pressed", `${k === shown}`));
      layer.show(network.Z[1], network.A[1], model.get("unit"), colours);
    }

    /** @param {ReturnType<typeof compute>} now */
    function told({ example, strokes, answer, best }) {
      const isBlank = !example && strokes.length === 0;
      const isWrong = example && model.get("labels")[model.get("example") - 1] !== best;
      return [
        isBlank ? "Nothing drawn, and yet: " : "The network reads a ",
        html("strong", {}, best),
        isWrong ? ` (it is a ${model.get("labels")[model.get("example") - 1]})` : "",
      ].concat(answer[best] < 0.5 ? [", not sure"] : []);
    }

    life.follow(model, ["strokes", "example"], () => {
      drawn.request();
      voice.say(sentence(compute(), spoken));
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

/** The picture in words: of sixteen, how much ink each pixel holds. @param {Float64Array} seen */
function description(seen) {
  const sixteenths = Array.from(seen, (share) => Math.round(16 * share));
  const rows = Array.from({ length: 8 }, (_, r) => sixteenths.slice(8 * r, 8 * r + 8).join(" "));
  return `8 by 8 pixels. Ink of each in sixteenths, row by row: ${rows.join("; ")}.`;
}
