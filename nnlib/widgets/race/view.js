// @ts-check
// A race of optimizers: a map with their paths, the cost against what it took, and who is where. The state is in the
// model, the place that the player has come to included.

import { keepInAddress } from "../kit/address.js";
import { factsOf } from "../kit/facts.js";
import { player } from "../kit/player.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker } from "../kit/ui.js";
import { axisOf, stopwatch } from "./axis.js";
import { pictures } from "./pictures.js";
import { CHOSEN, stateOf, TRAITS } from "./racers.js";
import { searchBar } from "./search_bar.js";
import { addressOf, rulesList, settingsBar } from "./settings.js";
import { standings } from "./standings.js";
import { report } from "./words.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./pictures.js").Shown} Shown */
/** @typedef {import("./racers.js").Racer} Racer */

const DESCRIPTION =
  "A map of contour lines with the paths of several optimizers, and a chart of J for each. The start is a handle to " +
  "drag or to move with the arrow keys. The bar below plays the race. A list says who runs, with the settings of each.";

/**
 * What belongs to one view alone.
 * @typedef {{ shown: Shown | null, isStale: boolean, width: number }} View   width: 0 before the figure is laid out
 * @typedef {ReturnType<typeof partsOf>} Parts
 */

export default {
  render: startable(({ model, el, life }) => {
    const names = [...CHOSEN, "at"];
    const atFirst = Object.fromEntries(names.map((name) => [name, model.get(name)]));
    keepInAddress(life, model, addressOf(model));
    /** @type {View} */
    const view = { shown: null, isStale: true, width: 0 };
    const parts = partsOf(life, model, view, {
      origin: atFirst,
      reset() {
        parts.bar.pause();
        change(model, atFirst);
      },
      draw() {
        if (view.width) draw(view, parts, model);
      },
    });
    life.follow(model, TRAITS, () => {
      view.isStale = true;
      parts.drawn.request();
    });
    life.follow(model, ["at"], () => {
      if (view.shown && !view.isStale) parts.bar.go(Math.min(model.get("at"), view.shown.axis.last));
      parts.drawn.request();
    });
    life.resize(parts.frame, (width) => {
      view.width = Math.floor(width);
      parts.drawing.resize(view.width, renewed(view, parts, model), parts.bar.at);
      draw(view, parts, model);
    });
  }),
};

/**
 * Everything that the figure is made of.
 * @param {Life} life @param {Model} model @param {View} view
 * @param {{ origin: Record<string, any>, reset: () => void, draw: () => void }} options
 *   origin: the settings that the figure came with
 */
function partsOf(life, model, view, { origin, reset, draw }) {
  const settings = settingsBar(life, model, { origin, reset });
  const drawing = pictures(life, model, {
    renew: () => drawn.request(),
    scrub(at) {
      bar.pause();
      bar.go(at);
    },
  });
  const search = searchBar(life, model);
  const rules = rulesList(life, model, origin);
  const table = standings(model);
  const words = html("p", { class: "nn-race-words" });
  const foot = html("div", {});
  const named = { label: "Race of optimizers", description: DESCRIPTION, class: "nn-race" };
  const frame = figure(life.root, named, settings.element, drawing.element, foot);
  drawing.attach();
  const voice = speaker(life, frame);
  const drawn = frames(life, frame, draw);
  const bar = player(life, frame, {
    label: "race",
    last: model.get("budget"),
    at: model.get("budget"),
    rate: 8,
    speeds: [0.5, 1, 2, 4, 10],
    show(at) {
      change(model, { at: at >= (view.shown?.axis.last ?? Infinity) ? factsOf(model).traits.at.high : at });
      drawn.request();
    },
    describe: (at) => (view.shown ? `${view.shown.axis.words(at)} of ${view.shown.axis.end}` : `${at}`),
  });
  foot.append(bar.element, words, table.element, search.element, rules.element);
  return { settings, drawing, search, rules, table, words, frame, voice, drawn, bar, timeOf: stopwatch() };
}

/** What is shown, brought up to date with the settings. @param {View} view @param {Parts} parts @param {Model} model */
function renewed(view, parts, model) {
  if (view.shown && !view.isStale) return view.shown;
  const { bar, settings, search, rules, timeOf } = parts;
  const state = stateOf(model, view.shown?.state.place ?? null);
  const { arena, key } = state.place;
  const again = (/** @type {Racer} */ { rule, rates }) => arena.run(rule, rates, model.get("budget"), true).path.last;
  const axis = axisOf(model.get("axis"), state.racers, (racer) => timeOf(racer, key, again));
  const shown = { state, axis };
  Object.assign(view, { shown, isStale: false });
  bar.setLast(axis.last);
  // Whoever looks at the whole race goes on to see the whole, whatever its new length.
  if (!bar.playing) bar.go(Math.min(model.get("at"), axis.last));
  bar.mark();
  for (const part of [settings, search, rules]) part.show();
  return shown;
}

/** @param {View} view @param {Parts} parts @param {Model} model */
function draw(view, parts, model) {
  const { bar, drawing, table, words, voice } = parts;
  const isFresh = view.isStale;
  const now = renewed(view, parts, model);
  drawing.draw(now, bar.at, isFresh);
  table.show(now.axis, bar.at);
  const sentence = report(now.axis, bar.at, now.state.elsewhere);
  if (words.textContent === sentence) return;
  const isFirst = !words.textContent;
  words.textContent = sentence;
  drawing.describe(sentence);
  if (!isFirst && !bar.playing) voice.say(sentence);
}
