// @ts-check
// The playground: a network is trained on points in the plane, between two frames of the screen, and all of it shows.

import { keepInAddress } from "./address.js";
import { button } from "./controls.js";
import { array, clamp, number } from "./numbers.js";
import { palette } from "./palette.js";
import { player } from "./player.js";
import { costChart } from "./playground_chart.js";
import { controls } from "./playground_controls.js";
import { NOTHING, pack, withoutPoints, withPoint } from "./playground_data.js";
import { map } from "./playground_map.js";
import { networkPicture, unitWords } from "./playground_network.js";
import { Session } from "./playground_session.js";
import { ADDRESS, settingsOf, startFits, TRAITS } from "./playground_settings.js";
import { shades } from "./playground_shades.js";
import { readings, summary } from "./playground_words.js";
import { change, figure, frames, html, lifetime, reducedMotion, speaker } from "./ui.js";

/** @typedef {import("./ui.js").Model} Model */

// Steps a second at speed 1. In a frame they and the drawing may take so many milliseconds, but a few are for steps.
const RATE = 60;
const FRAME = 13;
const LEAST = 2;
// While it trains, Python hears of it every so many milliseconds.
const SYNC = 300;
/** @type {Record<string, number>} */
const BRUSHES = { "0": 0, "1": 1 };

export default {
  /** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} view */
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    keepInAddress(life, model, ADDRESS);
    const legal = settingsOf(model);
    if (["output", "init"].some((name) => model.get(name) !== legal[/** @type {"output"} */ (name)])) {
      change(model, { output: legal.output, init: legal.init });
    }
    const session = new Session(legal);
    let dirty = false;
    let turn = 0;
    let place = 0;
    let synced = 0;
    /** What this view wrote to `theta` last. @type {any} */
    let written = null;
    let brush = "none";
    /** What drawing took of late, in milliseconds. */
    let drawn = 5;

    /** Follow the settings, if they have changed. */
    function ready() {
      if (!dirty) return;
      dirty = false;
      const fresh = session.configure(settingsOf(model));
      if (fresh && model.get("theta") === written && session.steps === 0) forget();
    }
    function forget(settings = {}) {
      written = NOTHING;
      // Steps first: who follows theta finds them.
      change(model, { ...settings, steps: 0, theta: NOTHING });
    }
    /** Tell the model what has been learned. */
    function tell() {
      synced = performance.now();
      written = session.packed;
      change(model, { steps: session.steps, theta: written });
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
    const again = (/** @type {object} */ settings) => forget(settings);

    /** @param {number[]} d */
    function reshape(d) {
      again({ d, ...(model.get("init") === "given" && { init: "glorot" }) });
    }
    function layers(/** @type {number} */ count) {
      const hidden = model.get("d").slice(1, -1);
      const more = Array.from({ length: count }, (_, k) => hidden[k] ?? hidden[hidden.length - 1] ?? 4);
      reshape([2, ...more, 1]);
    }
    function widen(/** @type {number} */ ell, /** @type {number} */ units) {
      const d = [...model.get("d")];
      d[ell] = units;
      reshape(d);
    }

    /** @param {number[][]} places @param {number} radius */
    function paint(places, radius) {
      ready();
      if (brush === "none") chooseBrush("0");
      const before = session.examples;
      const stroke = (/** @type {any} */ points, /** @type {number[]} */ at) =>
        brush === "erase" ? withoutPoints(points, at, radius) : withPoint(points, at, BRUSHES[brush]);
      const points = places.reduce(stroke, before);
      if (points === before) return;
      go({ points: pack(points), window: before.view, data: "own" });
      voice.say(`${points.labels.length} points.`);
    }
    function chooseBrush(/** @type {string} */ name) {
      brush = name;
      settings.setBrush(name);
      drawing.request();
    }

    /** @param {number} count @param {number} [budget] */
    function train(count, budget) {
      ready();
      session.run(count, budget);
      if (session.diverged) bar.pause();
      if (!bar.playing || performance.now() - synced > SYNC) tell();
      drawing.request();
    }

    const network = html("div", { class: "nn-playground-left" });
    const right = html("div", { class: "nn-playground-right" });
    const table = html("p", { class: "nn-playground-readings" });
    const note = html("p", { class: "nn-playground-note" });
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
          "place, and Enter paints or erases a point there.",
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
    const plane = map(life, { session: () => session, brush: () => brush, paint, moved, shades: tints, colours });
    const units = networkPicture(life, { shades: tints, colours, widen, changed: moved });
    const chart = costChart();
    const settings = controls(life, legal, {
      go,
      again(chosen) {
        again(chosen);
        if (/** @type {any} */ (chosen).data === "own" && brush === "none") chooseBrush("0");
      },
      layers,
      clear: () => again({ points: NOTHING_PAINTED, window: session.examples.view, data: "own" }),
      brush: chooseBrush,
    });
    const bar = player(life, frame, {
      label: "training",
      last: Infinity,
      rate: RATE,
      speeds: [0.1, 0.5, 1, 4, 16],
      show(at) {
        if (at > place) {
          const playing = bar.playing;
          // With less motion the picture changes twice a second, and the training is no slower for it.
          const many = playing && reducedMotion() ? RATE / 2 : 1;
          const budget = many > 1 ? 20 : Math.max(LEAST, FRAME - drawn);
          train((at - place) * many, playing ? budget : undefined);
        }
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
      // Also at a pause: what is on show is what Python has.
      if (!bar.playing && session.steps > 0 && model.get("steps") !== session.steps) tell();
      if (!bar.playing) voice.say(summary(session));
    });
    top.append(bar.element, settings.data);
    network.append(units.element, note);
    right.append(plane.element, legend, settings.brush);
    frame.append(html("div", { class: "nn-playground-results" }, chart.element, table), settings.element);

    function describe() {
      const { shown } = units;
      const at = plane.pointed;
      const hint = !shown && !at && session.trainedCount > 0;
      if (hint && note.dataset.hint) return;
      note.dataset.hint = hint ? "on" : "";
      if (shown) note.replaceChildren(...unitWords(session, shown));
      else if (at) {
        const [x, y] = at.map((value) => number(value));
        note.replaceChildren(`At (${x}, ${y}) the network answers ${number(session.answer(at[0], at[1]), 3)}.`);
      } else if (session.trainedCount === 0) note.replaceChildren("Paint points of both classes in the plane.");
      else note.replaceChildren("Lines are weights: solid where positive, dashed where negative. Point at a unit.");
    }

    let width = 0;
    let shape = "";
    /** The settings that the controls show. @type {object | null} */
    let displayed = null;
    function draw() {
      if (!width) return;
      const begun = performance.now();
      ready();
      turn += 1;
      const now = session.settings;
      if (shape !== `${now.d}`) layOut();
      const A = session.surface();
      const { shown } = units;
      plane.draw(session, A, shown, bar.playing);
      // While it trains, the two halves take turns.
      const half = bar.playing && turn % 2 === 1;
      if (!half) units.draw(session, A);
      if (!half) chart.draw(session);
      if (!half || session.diverged) table.replaceChildren(...readings(session));
      describe();
      if (now !== displayed) settings.set(now, startFits(now));
      displayed = now;
      if (!bar.playing) bar.mark();
      drawn += 0.1 * (performance.now() - begun - drawn);
    }

    function layOut() {
      const wide = width >= 620;
      const across = wide ? Math.floor(clamp(0.46 * width, 250, 380)) : Math.min(width, 420);
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

const NOTHING_PAINTED = { shape: [3, 0], data: new DataView(new ArrayBuffer(0)) };
