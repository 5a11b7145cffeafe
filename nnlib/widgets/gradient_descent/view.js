// @ts-check
// Gradient descent on a surface: a map with the path, J against the step, and what became of it in words. The state
// is in the model, the step that the player has come to included; on its way there, the ball belongs to the view.

import { keepInAddress } from "../kit/address.js";
import { factsOf } from "../kit/facts.js";
import { player } from "../kit/player.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, reducedMotion, speaker } from "../kit/ui.js";
import { glide } from "../surface_map/trail.js";
import { keptPath } from "./kept_path.js";
import { pictures } from "./pictures.js";
import { addressOf, settingsBar } from "./settings.js";
import { settingsOf, stateOf, TRAITS } from "./state.js";
import { report } from "./words.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./state.js").State} State */

const DESCRIPTION =
  "A map of contour lines with the path of a descent, and a plot of J against the step. The start is a handle to " +
  "drag or to move with the arrow keys; sliders set the learning rate and what else a rule takes; the bar below plays the path. A path can be kept beside the next one.";

/**
 * What belongs to one view alone.
 * @typedef {object} View
 * @property {State | null} state  what is shown; null before the first frame
 * @property {boolean} isStale  whether the settings have changed since
 * @property {number} place  where the ball is, maybe between two steps
 * @property {number} width  in pixels; 0 before the figure is laid out
 * @typedef {ReturnType<typeof partsOf>} Parts
 */

export default {
  render: startable(({ model, el, life }) => {
    const origin = settingsOf(model);
    const atFirst = { ...origin, step: model.get("step") };
    keepInAddress(life, model, addressOf(model));
    /** @type {View} */
    const view = { state: null, isStale: true, place: 0, width: 0 };
    const options = {
      origin,
      reset() {
        parts.bar.pause();
        parts.kept.forget();
        change(model, atFirst);
      },
      now: () => view.state,
      changed() {
        view.isStale = true;
        parts.drawn.request();
      },
      draw(/** @type {number} */ elapsed) {
        if (view.width) draw(view, parts, model, elapsed);
      },
    };
    const parts = partsOf(life, model, options);
    life.follow(model, TRAITS, options.changed);
    life.follow(model, ["step"], () => {
      if (view.state && !view.isStale) parts.bar.go(Math.min(model.get("step"), view.state.last));
      parts.drawn.request();
    });
    life.resize(parts.frame, (width) => {
      view.width = Math.floor(width);
      parts.drawing.resize(view.width, renewed(view, parts, model), view.place);
      draw(view, parts, model, 0);
    });
  }),
};

/**
 * Everything that the figure is made of.
 * @param {Life} life @param {Model} model
 * @param {{
 *   origin: import("./state.js").Settings, reset: () => void, now: () => State | null, changed: () => void,
 *   draw: (elapsed: number) => void,
 * }} options   origin: the settings that the figure came with; now: what is shown, once there is something
 */
function partsOf(life, model, { origin, reset, now, changed, draw }) {
  const settings = settingsBar(life, model, { origin, reset });
  const drawing = pictures(life, model, {
    renew: () => drawn.request(),
    scrub(at) {
      bar.pause();
      bar.go(at);
    },
  });
  const foot = html("div", {});
  const named = { label: "Gradient descent on a surface", description: DESCRIPTION, class: "nn-gd" };
  const frame = figure(life.root, named, settings.element, drawing.element, foot);
  drawing.attach();
  const voice = speaker(life, frame);
  const drawn = frames(life, frame, draw);
  const bar = player(life, frame, {
    label: "descent",
    last: model.get("steps"),
    at: model.get("steps"),
    rate: 8,
    speeds: [0.5, 1, 2, 4, 10],
    show(at) {
      change(model, { step: at >= (now()?.last ?? Infinity) ? factsOf(model).traits.step.high : at });
      drawn.request();
    },
    describe: (at) => `step ${at} of ${now()?.last ?? at}`,
  });
  const words = html("p", { class: "nn-gd-words" });
  const kept = keptPath(life, model, { now, changed });
  foot.append(bar.element, words, html("div", { class: "nn-gd-foot" }, drawing.legend, kept.toggle));
  return { settings, drawing, frame, voice, drawn, bar, words, kept };
}

/** The state, brought up to date with the settings. @param {View} view @param {Parts} parts @param {Model} model */
function renewed(view, parts, model) {
  if (view.state && !view.isStale) return view.state;
  const { bar, settings, kept } = parts;
  const before = view.state;
  const state = stateOf(model, before, kept.on);
  Object.assign(view, { state, isStale: false });
  bar.setLast(state.last);
  if (!bar.playing) {
    // Whoever looks at the whole path goes on to see the whole, whatever its new length.
    bar.go(Math.min(model.get("step"), state.last));
    view.place = bar.at;
  }
  bar.mark();
  settings.show();
  kept.show(state);
  tell(parts, state, before !== null);
  return state;
}

/** Say what became of the path. @param {Parts} parts @param {State} state @param {boolean} aloud */
function tell({ words, drawing, voice }, state, aloud) {
  const sentence = report(state);
  words.textContent = sentence;
  words.classList.toggle("nn-gd-astray", state.outcome.exit >= 0 && !state.outcome.back);
  drawing.describe(sentence);
  if (aloud) voice.say(sentence);
}

/** @param {View} view @param {Parts} parts @param {Model} model @param {number} elapsed  in milliseconds */
function draw(view, parts, model, elapsed) {
  const { bar, drawing, drawn } = parts;
  const isFresh = view.isStale;
  const now = renewed(view, parts, model);
  view.place = bar.playing && !reducedMotion() ? glide(view.place, bar.at, elapsed) : bar.at;
  drawing.draw(now, view.place, Math.min(bar.at, now.path.last), isFresh);
  if (view.place !== bar.at) drawn.start();
  else drawn.stop();
}
