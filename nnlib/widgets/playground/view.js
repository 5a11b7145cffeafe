// @ts-check
// The playground: a network is trained on points in the plane, between two frames of the screen, and all of it shows.

import { keepInAddress } from "../kit/address.js";
import { button } from "../kit/controls.js";
import { array, clamp, number, spoken } from "../kit/numbers.js";
import { palette } from "../kit/palette.js";
import { player } from "../kit/player.js";
import { change, figure, frames, html, lifetime, reducedMotion, speaker } from "../kit/ui.js";
import { costChart } from "./chart.js";
import { controls } from "./controls.js";
import { NOTHING } from "./data.js";
import { map } from "./map.js";
import { networkPicture } from "./network.js";
import { painting } from "./painting.js";
import { Session } from "./session.js";
import { addressOf, deeper, settingsOf, startFits, TRAITS, tooMany } from "./settings.js";
import { shades } from "./shades.js";
import { pointedWords, readings, summary, trouble } from "./words.js";

/** @typedef {import("../kit/ui.js").Model} Model */

// Steps a second at speed 1. In a frame they and the drawing may take so many milliseconds, but a few are for steps.
const RATE = 60;
const FRAME = 13;
const LEAST = 2;
// The same for half a second of steps at once, for whoever asks for less motion.
const CALM = 150;
// While it trains, Python hears of it every so many milliseconds.
const SYNC = 300;
const POINT = "Lines are weights: solid where positive, dashed where negative. Point at one, or at a unit.";

export default {
  /** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} view */
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    const origin = Object.fromEntries([...TRAITS, "steps", "theta"].map((name) => [name, model.get(name)]));
    keepInAddress(life, model, addressOf(model, origin));
    const legal = settingsOf(model);
    if (["output", "init"].some((name) => model.get(name) !== legal[/** @type {"output"} */ (name)])) {
      change(model, { output: legal.output, init: legal.init });
    }
    const session = new Session(legal);
    let dirty = false;
    let renewed = false;
    let place = 0;
    let synced = 0;
    /** What this view wrote to `theta` last. @type {any} */
    let written = null;
    /** While it trains, two halves of the drawing take turns: which is next, and the milliseconds that each took. */
    let half = 0;
    const took = [5, 5];
    /** The trouble that was told last. @type {string | undefined} */
    let told = "";

    /** Follow the settings, if they have changed. */
    function ready() {
      if (!dirty) return;
      dirty = false;
      const fresh = session.configure(settingsOf(model));
      if (renewed && !fresh) session.restart();
      renewed = false;
      if (fresh && model.get("theta") === written && session.steps === 0) forget();
    }
    function forget(settings = {}) {
      written = NOTHING;
      // Steps first: who follows theta finds them.
      change(model, { ...settings, steps: 0, theta: NOTHING });
    }
    /** Tell the model what has been learned. */
    function tell(settings = {}) {
      const { steps, theta } = session.learned;
      synced = performance.now();
      written = theta;
      change(model, { ...settings, steps, theta });
    }
    /** Take over what Python or another view has learned. */
    function take() {
      const theta = model.get("theta");
      if (theta === written) return;
      ready();
      written = theta;
      const { values } = array(theta);
      if (values.length === session.network.P) session.load(values, model.get("steps"));
      else session.restart();
      drawing.request();
    }
    const go = (/** @type {object} */ settings) => change(model, settings);
    /** @param {object} settings */
    function again(settings) {
      renewed = dirty = true;
      forget(settings);
    }
    /** As the page came. */
    function reset() {
      bar.pause();
      paint.choose("none");
      change(model, origin);
      written = null;
      take();
      voice.say(summary(session));
    }

    /** Other widths: weights that were given do not fit them. */
    function reshape(/** @type {number[]} */ d) {
      again({ d, ...(model.get("init") === "given" && { init: "glorot" }) });
    }
    function widen(/** @type {number} */ ell, /** @type {number} */ units) {
      reshape(model.get("d").with(ell, units));
    }

    /** @param {number} count @param {number} [budget] */
    function train(count, budget) {
      ready();
      session.run(count, budget);
      if (session.diverged || !session.trainedCount) bar.pause();
      const kind = trouble(session)?.kind;
      if (kind && kind !== told) voice.say(summary(session));
      told = kind;
      if (!bar.playing || performance.now() - synced > SYNC) tell();
      drawing.request();
    }

    const network = html("div", { class: "nn-playground-left" });
    const right = html("div", { class: "nn-playground-right" });
    const table = html("p", { class: "nn-playground-readings" });
    const note = html("p", { class: "nn-playground-note" });
    const words = "These points do not fit into a link: it leads to those that the figure came with.";
    const unlinked = html("p", { class: "nn-playground-unlinked", hidden: true }, words);
    const legend = html(
      "p",
      { class: "nn-playground-legend", "aria-hidden": "true" },
      html("span", { class: "nn-playground-class0" }, "● class 0"),
      html("span", { class: "nn-playground-class1" }, "▲ class 1"),
      html("span", {}, "hollow: held out"),
    );
    const top = html("div", { class: "nn-controls nn-playground-top" });
    const body = html("div", { class: "nn-playground-body" }, network, right);
    const frame = figure(
      el,
      {
        label: "Playground",
        class: "nn-playground",
        description:
          "A network learns to tell two classes of points apart. Play, step or start again with the buttons. Units " +
          "of the network are buttons that show their picture in the plane. In the plane, the arrow keys move a " +
          "place, and Enter says the answer there, or paints or erases a point with the brush.",
      },
      top,
      body,
    );
    const voice = speaker(life, frame);
    const drawing = frames(life, frame, () => draw());
    const colours = palette(life, frame, () => {
      tints.renew();
      drawing.request();
    });
    const tints = shades(colours);
    tints.renew();
    const moved = () => drawing.request();
    const now = () => {
      ready();
      return session;
    };
    const paint = painting(life, model, { session: now, tell, forget: again, say: voice.say, changed: moved });
    const plane = map(life, { session: () => session, moved, brush: paint, answer, shades: tints, colours });
    const units = networkPicture(life, { shades: tints, colours, widen, changed: moved });
    const chart = costChart();
    const settings = controls(life, legal, {
      go,
      again(chosen) {
        again(chosen);
        if (/** @type {any} */ (chosen).data === "own" && paint.brush === "none") paint.choose("0");
      },
      layers: (count) => reshape(deeper(model.get("d"), count)),
      seed: () => model.get("seed"),
      reset,
    });
    const bar = player(life, frame, {
      label: "training",
      last: Infinity,
      rate: RATE,
      speeds: [0.1, 0.5, 1, 4, 16],
      show(at) {
        const budget = reducedMotion() ? CALM : Math.max(LEAST, FRAME - took[half]);
        if (at > place) train(at - place, bar.playing ? budget : undefined);
        place = at;
      },
      restart() {
        session.restart();
        forget();
        drawing.request();
        voice.say(`Start again. ${summary(session)}`);
      },
      describe: () => `step ${session.steps} · epoch ${number(session.epochs, session.epochs < 10 ? 1 : 0)}`,
    });
    const epoch = button(life, {
      label: "One epoch",
      press() {
        bar.pause();
        ready();
        train(session.stepsLeft);
        bar.mark();
        voice.say(summary(session));
      },
    });
    bar.element.querySelector(".nn-buttons")?.append(epoch);
    life.listen(bar.element, "click", () => {
      ready();
      if (!session.trainedCount) {
        bar.pause();
        voice.say("Paint points first.");
        return;
      }
      // Also at a pause: what is on show is what Python has.
      if (bar.playing) return;
      if (session.steps > 0 && model.get("steps") !== session.steps) tell();
      voice.say(summary(session));
      drawing.request(); // also the half whose turn it was not
    });
    top.append(bar.element, settings.data);
    network.append(units.element, note);
    right.append(plane.element, legend, tints.key, paint.element, unlinked);
    frame.append(html("div", { class: "nn-playground-results" }, chart.element, table), settings.element);

    /** @param {number} x @param {number} y */
    function answer(x, y) {
      ready();
      const heard = spoken(session.answer(x, y), 3);
      voice.say(`At ${spoken(x)}, ${spoken(y)} the network answers ${heard}. To paint here, choose a brush.`);
    }

    let hint = "";
    function describe() {
      const words = pointedWords(session, { shown: units.shown, edge: units.edge, at: plane.pointed });
      const next = words ? "" : session.trainedCount ? POINT : "Paint points of both classes in the plane.";
      if (words) note.replaceChildren(...words);
      else if (next !== hint) note.replaceChildren(next);
      hint = next;
    }

    let width = 0;
    let shape = "";
    const linked = model.get("key") && el.closest(".nn-live");
    /** The settings that the controls show. @type {object | null} */
    let displayed = null;
    function draw() {
      if (!width) return;
      const begun = performance.now();
      ready();
      const now = session.settings;
      if (shape !== `${now.d}`) layOut();
      const both = !bar.playing || reducedMotion();
      if (both || half === 0) plane.draw(session, session.surface(), units.shown, bar.playing);
      if (both || half === 1) {
        units.draw(session, (session.grid ?? session.surface()).A);
        chart.draw(session);
        table.replaceChildren(...readings(session));
      }
      describe();
      if (now !== displayed) {
        settings.set(now, startFits(now));
        unlinked.hidden = !linked || !tooMany(model, origin);
      }
      displayed = now;
      if (!bar.playing) bar.mark();
      if (both) return;
      took[half] += 0.1 * (performance.now() - begun - took[half]);
      half = 1 - half;
    }

    function layOut() {
      const wide = width >= 620;
      const across = wide ? Math.floor(clamp(0.5 * width, 250, 380)) : Math.min(width, 420);
      right.style.width = `${across}px`;
      const height = plane.resize(across);
      const tall = Math.max(...session.settings.d);
      units.resize(wide ? width - across - 16 : width, wide ? height + 16 : clamp(46 + 44 * tall, 180, 330));
      chart.resize(width >= 480 ? width - 190 : width, 130);
      shape = `${session.settings.d}`;
    }

    life.follow(model, TRAITS, () => {
      dirty = true;
      drawing.request();
    });
    life.follow(model, ["theta"], take);
    if (array(model.get("theta")).values.length === session.network.P) {
      written = model.get("theta");
      session.load(array(written).values, model.get("steps"));
    }
    life.resize(frame, (pixels) => {
      if (pixels === width) return;
      width = pixels;
      ready();
      layOut();
      draw();
    });
    return life.end;
  },
};
