// @ts-check
// Gradient descent on a surface: a map with the path, J against the step, and what became of it in words. The state
// is in the model; only the place that the player has come to belongs to the view.

import { SURFACES } from "../engine/surfaces.js";
import { choiceSetting, countSetting, keepInAddress, numberSetting, numbersSetting } from "../kit/address.js";
import { samples } from "../kit/contours.js";
import { button, choice, numberField, slider } from "../kit/controls.js";
import { array } from "../kit/numbers.js";
import { player } from "../kit/player.js";
import { change, figure, frames, html, lifetime, reducedMotion, speaker, symbol } from "../kit/ui.js";
import { chart } from "./chart.js";
import { legendOf, readingsOf } from "./legend.js";
import { map } from "./map.js";
import { descend, fate, forces, given, inside, landscape, SUGGESTED, viewOf } from "./model.js";
import { report } from "./words.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {ReturnType<typeof stateOf>} State */

const NAMES = /** @type {[string, string][]} */ ([
  ["bowl", "Bowl"],
  ["ravine", "Ravine"],
  ["rosenbrock", "Rosenbrock’s valley"],
  ["beale", "Beale’s plateaus"],
  ["saddle", "Saddle"],
  ["several_minima", "Several minima"],
]);
const CHOSEN = ["surface", "start", "eta", "mu", "steps"];
const TRAITS = [...CHOSEN, "runs", "runs_on", "grid", "domain", "function"];
const MOST = 1000;
/** @type {any[]} */
const NO_RUNS = [];

/**
 * Everything that the figure shows, from the settings.
 * @param {Model} model
 * @param {{ terrain: string, ground: ReturnType<typeof groundOf>, given: any, runs: any } | null} before
 */
function stateOf(model, before) {
  /** @type {{ surface: string, start: number[], eta: number, mu: number, steps: number }} */
  const settings = /** @type {any} */ (Object.fromEntries(CHOSEN.map((name) => [name, model.get(name)])));
  const isGiven = settings.surface === "given";
  // The ground changes seldom, the path with every movement of the hand.
  const terrain = isGiven ? `given ${model.get("domain")} ${print(model.get("grid"))}` : settings.surface;
  const ground = before?.terrain === terrain ? before.ground : groundOf(model, settings.surface);
  const path = descend(ground.landscape, settings);
  const there = model.get("runs_on") === settings.surface ? model.get("runs") : NO_RUNS;
  const kept = before?.given === there && before?.ground === ground;
  const runs = kept ? before.runs : there.map((/** @type {any} */ run) => runOf(ground, run));
  const last = Math.max(1, path.last, ...runs.map((/** @type {any} */ run) => run.path.last));
  return {
    ...ground,
    ground,
    terrain,
    settings,
    path,
    last,
    given: there,
    runs: /** @type {{ name: string, path: typeof path, fate: ReturnType<typeof fate> }[]} */ (runs),
    fate: fate(path, ground.view, settings.steps),
    forces: (/** @type {number} */ t) => forces(ground.landscape, path, t, settings),
  };
}

/** A run from Python. @param {ReturnType<typeof groundOf>} ground @param {any} run */
function runOf({ landscape: surface, view }, run) {
  const path = given(surface, array(run).values);
  return { name: run.name, path, fate: fate(path, view, path.last) };
}

/** @param {Model} model @param {string} name */
function groundOf(model, name) {
  const bounded = name === "given";
  const surface = landscape(name, array(model.get("grid")), model.get("domain"));
  const view = viewOf(surface, bounded);
  const heights = samples(surface.value, view.x, view.y, 60, 45);
  return { landscape: surface, bounded, view, heights, logarithmic: name !== "saddle" && heights.low >= 0 };
}

/** Whether a start lies on the map of the surface that is chosen. @param {Model} model @param {number[]} start */
function onMap(model, [x, y]) {
  const name = model.get("surface");
  const surface = landscape(name, array(model.get("grid")), model.get("domain"));
  return inside(viewOf(surface, name === "given"), x, y);
}

/** A few bytes that tell one grid from another. @param {{ data: DataView }} grid */
function print({ data }) {
  let sum = 0;
  for (let k = 0; k + 4 <= data.byteLength; k += 4) sum = (sum * 31 + data.getInt32(k)) | 0;
  return sum;
}

export default {
  /** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} view */
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    const origin = Object.fromEntries(CHOSEN.map((name) => [name, model.get(name)]));
    const isKnown = model.get("grid").shape[0] > 0;
    const names = isKnown ? [/** @type {[string, string]} */ (["given", model.get("function")]), ...NAMES] : NAMES;
    const places = numbersSetting(-1e6, 1e6, (length) => length === 2);
    // The surface is read before the start.
    const within = (/** @type {number[] | undefined} */ start) => (start && onMap(model, start) ? start : undefined);
    keepInAddress(life, model, {
      surface: choiceSetting(names.map(([name]) => name)),
      start: { ...places, read: (text) => within(places.read(text)) },
      eta: numberSetting(1e-9, 10),
      mu: numberSetting(0, 0.999),
      steps: countSetting(1, MOST),
    });

    /** @type {State | null} */
    let state = null;
    let stale = true;
    // After a reset, as at first, the whole path is shown.
    let renewed = true;
    // Where the ball is shown: it follows the player, and glides from step to step while that plays.
    let shown = 0;

    const surface = choice(life, {
      label: "Surface",
      options: names,
      value: model.get("surface"),
      change: (name) => {
        const known = SURFACES[name];
        const back = name === origin.surface || !known;
        change(model, back ? { ...origin, surface: name, mu: model.get("mu") } : suggested(name, known.start));
      },
    });
    const eta = slider(life, {
      label: "learning rate eta",
      symbol: html("span", {}, "learning rate ", symbol("η")),
      min: 1e-4,
      max: 2,
      step: 0.01,
      log: true,
      text: (value) => `${value}`,
      value: model.get("eta"),
      colour: "error",
      change: (value) => change(model, { eta: value }),
    });
    const mu = slider(life, {
      label: "momentum mu",
      symbol: html("span", {}, "momentum ", symbol("μ")),
      min: 0,
      max: 0.99,
      step: 0.01,
      value: model.get("mu"),
      change: (value) => change(model, { mu: value }),
    });
    const steps = numberField(life, {
      label: "Steps",
      min: 1,
      max: MOST,
      step: 1,
      digits: 0,
      value: model.get("steps"),
      change: (value) => change(model, { steps: Math.round(value) }),
    });
    const reset = button(life, {
      label: "Reset",
      press: () => {
        renewed = true;
        stale = true;
        change(model, origin);
        drawn.request();
      },
    });

    const plane = map(life, {
      start: () => model.get("start"),
      place: (start) => change(model, { start }),
      renew: () => drawn.request(),
    });
    const costs = chart(life, {
      scrub: (at) => {
        bar.pause();
        bar.go(at);
      },
    });
    const readings = readingsOf();
    const legend = legendOf();
    const words = html("p", { class: "nn-gd-words" });
    const side = html("div", { class: "nn-gd-side" }, readings.element, costs.element);
    const pictures = html("div", { class: "nn-gd-pictures" }, plane.element, side);
    const foot = html("div", {});
    const frame = figure(
      el,
      {
        label: "Gradient descent on a surface",
        description:
          "A map of contour lines with the path of a descent, and a plot of J against the step. The start is a " +
          "handle to drag or to move with the arrow keys; sliders set learning rate and momentum; the bar below " +
          "plays the path.",
        class: "nn-gd",
      },
      html(
        "div",
        { class: "nn-gd-top" },
        html("div", { class: "nn-controls" }, surface.element, steps.element, reset),
        html("div", { class: "nn-gd-rates" }, eta.element, mu.element),
      ),
      pictures,
      foot,
    );
    plane.attach();
    const voice = speaker(life, frame);
    const drawn = frames(life, frame, draw);
    const bar = player(life, frame, {
      label: "descent",
      last: model.get("steps"),
      at: model.get("steps"),
      rate: 8,
      speeds: [0.5, 1, 2, 4, 10],
      show: () => drawn.request(),
      describe: (at) => `step ${at} of ${state ? state.last : at}`,
    });
    foot.append(bar.element, words, legend.element);

    /** @param {string} name @param {number[]} start */
    function suggested(name, start) {
      return { surface: name, start: [...start], ...SUGGESTED[/** @type {keyof typeof SUGGESTED} */ (name)] };
    }

    function refresh() {
      const first = state === null;
      // Whoever looks at the whole path goes on to see the whole, whatever its new length.
      const whole = renewed || bar.at >= (state?.last ?? 0);
      renewed = false;
      state = stateOf(model, state);
      stale = false;
      bar.setLast(state.last);
      if (whole && !bar.playing) {
        bar.go(state.last);
        shown = state.last;
      }
      bar.mark();
      surface.set(state.settings.surface);
      eta.set(state.settings.eta);
      mu.set(state.settings.mu);
      steps.set(state.settings.steps);
      const told = report(state.path, state.fate, state.settings);
      words.textContent = told;
      words.classList.toggle("nn-gd-astray", state.fate.exit >= 0 && !state.fate.back);
      costs.element.setAttribute("aria-label", `J against the step. ${told}`);
      if (!first) voice.say(told);
    }

    /** @param {number} elapsed */
    function draw(elapsed) {
      if (!width) return;
      const fresh = stale;
      if (fresh) refresh();
      if (!state) return;
      const apart = bar.at - shown;
      const glides = bar.playing && !reducedMotion() && apart > 0 && apart <= 4;
      shown = glides && apart > 0.02 ? shown + apart * Math.min(1, elapsed / 45) : bar.at;
      plane.draw(state, shown, fresh);
      costs.draw(state, shown, fresh);
      readings.show(state, Math.min(bar.at, state.path.last));
      legend.show(state, plane.magnified);
      if (shown !== bar.at) drawn.start();
      else drawn.stop();
    }

    let width = 0;
    life.follow(model, TRAITS, () => {
      stale = true;
      drawn.request();
    });
    life.resize(frame, (w) => {
      width = Math.floor(w);
      const wide = width >= 620;
      const plot = wide ? Math.round((width - 16) * 0.62) : width;
      pictures.style.gridTemplateColumns = wide ? `${plot}px minmax(0, 1fr)` : "minmax(0, 1fr)";
      plane.resize(plot);
      if (stale) refresh();
      if (state) plane.draw(state, shown, true);
      const tall = plane.element.offsetHeight - readings.element.offsetHeight - 12;
      costs.resize(wide ? width - 16 - plot : width, wide ? Math.max(150, tall) : 170);
      stale = false;
      if (state) costs.draw(state, shown, true);
      draw(0);
    });
    return life.end;
  },
};
