// @ts-check
// Draw a digit: the field, the pixels that become of the drawing, what the network answers, and the neurons of
// layer 1 on the way. The drawing is in the model; everything else follows from it.

import { keepInAddress, settingOf } from "../kit/address.js";
import { button } from "../kit/controls.js";
import { factsOf } from "../kit/facts.js";
import { array } from "../kit/numbers.js";
import { palette } from "../kit/palette.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker } from "../kit/ui.js";
import { answer } from "./answer.js";
import { drawingHistory } from "./drawing_history.js";
import { examples } from "./examples.js";
import { compute, fits, networkOf } from "./model.js";
import { pad } from "./pad.js";
import { strokesSetting } from "./stroke_setting.js";
import { units } from "./units.js";
import { sentence } from "./words.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */

// The parts stand side by side from this width on.
const WIDE = 560;

/** @param {number} across pixels of the picture */
const wordsFor = (across) => ({
  label: "Draw a digit",
  description:
    `A field to draw a digit on, the picture of ${across} by ${across} pixels that the network sees, the probability ` +
    "of each class, and the neurons of layer 1 with their weights. Buttons load real digits.",
  class: "nn-digit",
});

export default {
  render: startable(({ model, life }) => {
    keepSettings(life, model);
    let part = life.part();
    show(part, model);
    // Another network, or other examples, take other parts. In a microtask all settings of a change are there.
    let isDue = false;
    const showAnew = life.guard(() => {
      isDue = false;
      if (!fits(model)) return;
      part.end();
      part = life.part();
      show(part, model);
    });
    life.follow(model, ["d", "hidden", "labels", "X"], () => {
      if (!isDue) queueMicrotask(showAnew);
      isDue = true;
    });
  }),
};

/** The figure for a network and its examples. @param {Life} life which ends with it @param {Model} model */
function show(life, model) {
  const network = networkOf(model);
  const across = Math.sqrt(network.d[0]);
  const drawing = drawingHistory(model, { replaced: () => field.lift() });
  const field = pad(life, {
    begin: drawing.begin,
    change: drawing.draw,
    undo: drawing.undo,
    say: (words, withAnswer) => voice.say(words, withAnswer),
    most: factsOf(model).traits.strokes.most,
  });
  const answered = answer(network.d[network.L]);
  const real = examples(life, model.get("labels"), { load: drawing.load });
  const layer = units(life, network, {
    // Against the model, not the drawing, which is a frame behind.
    choose: (unit) => change(model, { unit: model.get("unit") === unit ? 0 : unit }),
  });
  const undo = button(life, { label: "Undo", press: drawing.undo });
  const clear = button(life, { label: "Clear", press: drawing.clear });
  const buttons = html("div", { class: "nn-digit-buttons" }, undo, clear);
  const left = html("div", { class: "nn-digit-left" }, field.element, buttons);
  const top = html("div", { class: "nn-digit-top" }, left, ...answered.elements);
  const frame = figure(life.root, wordsFor(across), top, real.element, layer.element);
  const voice = voiceWithAnswer(life, frame, () => sentence(compute(model, network)));
  const drawn = frames(life, frame, draw);
  const colours = palette(life, frame, () => {
    layer.paint(colours);
    drawn.request();
  });
  let width = 0;

  function draw() {
    if (!width || !fits(model)) return;
    const now = compute(model, network);
    field.draw(now.strokes, now.example, colours);
    answered.show(now, colours);
    real.show(now.label);
    layer.show(Math.min(model.get("unit"), network.d[1]), colours);
  }

  life.follow(model, ["strokes", "example"], () => {
    drawing.follow();
    drawn.request();
    voice.say("", true);
  });
  life.follow(model, ["unit"], () => drawn.request());
  life.follow(model, ["theta"], () => {
    // Trained on in Python: the pictures of the weights change too. Of another network they are made anew.
    const { values } = array(model.get("theta"));
    if (values.length !== network.P) return;
    network.theta.set(values);
    layer.paint(colours);
    drawn.request();
  });
  life.resize(frame, (pixels) => {
    width = pixels;
    const sides = sidesFor(width, across);
    field.resize(sides.field);
    answered.resize(sides.picture);
    draw();
  });
  layer.paint(colours);
}

/** @param {Life} life @param {Model} model */
function keepSettings(life, model) {
  const { strokes, example, unit } = factsOf(model).traits;
  keepInAddress(life, model, {
    strokes: strokesSetting(strokes.most),
    example: settingOf({ ...example, high: model.get("labels").length }),
    unit: settingOf({ ...unit, high: model.get("d")[1] }),
  });
}

/**
 * Sides of the field and of the picture, which has whole pixels of the screen for each of its own.
 * @param {number} width @param {number} across pixels of the picture
 */
function sidesFor(width, across) {
  const wide = width >= WIDE;
  const field = Math.floor(wide ? Math.min(280, 0.38 * width) : Math.min(width, 320));
  const picture = Math.floor((wide ? Math.min(160, 0.24 * width) : Math.min(140, 0.42 * width)) / across);
  return { field: field - 2, picture: across * picture };
}

/**
 * A voice that says where the pen is, and what the network answers.
 * @param {Life} life @param {HTMLElement} frame @param {() => string} answered
 */
function voiceWithAnswer(life, frame, answered) {
  const voice = speaker(life, frame);
  // Whether the answer waits to be spoken.
  let isDue = false;
  return {
    /** @param {string} words @param {boolean} [withAnswer] when left out, the answer follows if it still waits */
    say(words, withAnswer = isDue) {
      isDue = withAnswer;
      voice.say(() => {
        const parts = [words, isDue && answered()];
        isDue = false;
        return parts.filter(Boolean).join(" ");
      });
    },
  };
}
