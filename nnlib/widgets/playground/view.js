// @ts-check
// The playground: a network is trained on points in the plane, between two frames of the screen, and all of it shows.

import { keepInAddress } from "../kit/address.js";
import { factsOf } from "../kit/facts.js";
import { spoken } from "../kit/numbers.js";
import { palette } from "../kit/palette.js";
import { change, frames, html, lifetime, reducedMotion, speaker } from "../kit/ui.js";
import { costChart } from "./chart.js";
import { controls } from "./controls.js";
import { Exchange } from "./exchange.js";
import { chartSize, networkSize, planeWidth } from "./layout.js";
import { map } from "./map.js";
import { networkPicture } from "./network.js";
import { Painting } from "./painting.js";
import { panels } from "./panels.js";
import { addressOf, settingsOf, startFits, tooMany, withLayers } from "./settings.js";
import { shades } from "./shades.js";
import { trainingBar } from "./training_bar.js";
import { Turns } from "./turns.js";
import { noteWords, readings, summary, trouble } from "./words.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./data.js").Facts} Facts */

export default {
  /** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} view */
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    new View(life, model, el).start();
    return life.end;
  },
};

class View {
  /** @param {Life} life @param {Model} model @param {HTMLElement} el */
  constructor(life, model, el) {
    this.life = life;
    this.model = model;
    this.facts = /** @type {Facts} */ (factsOf(model));
    /** What the figure came with. */
    this.origin = this.read([...this.facts.settings, "steps", "theta"]);
    this.followAddress();
    this.exchange = new Exchange(model, this.facts);
    this.panels = panels(el);
    const { frame } = this.panels;
    this.voice = speaker(life, frame);
    this.drawing = frames(life, frame, () => this.draw());
    const changed = () => this.drawing.request();
    this.colours = palette(life, frame, () => {
      this.shades.renew();
      changed();
    });
    this.shades = shades(this.colours);
    this.shades.renew();
    this.painting = this.makePainting();
    this.plane = map(life, {
      session: () => this.exchange.session,
      moved: changed,
      painting: this.painting,
      answer: (x, y) => this.sayAnswer(x, y),
      shades: this.shades,
      colours: this.colours,
    });
    this.network = networkPicture(life, {
      shades: this.shades,
      colours: this.colours,
      widths: this.facts.traits.d,
      widen: (ell, units) => this.reshape(model.get("d").with(ell, units)),
      changed,
    });
    this.chart = costChart();
    this.controls = this.makeControls();
    this.turns = new Turns();
    this.bar = this.makeBar();
    this.width = 0;
    /** The widths of the network that the parts have their sizes for. */
    this.shape = "";
    /** The kind of trouble that was told last. @type {string | undefined} */
    this.told = "";
    /** The settings that the controls show. @type {object | null} */
    this.displayed = null;
  }

  makePainting() {
    return new Painting(this.life, this.model, {
      session: () => this.exchange.upToDate(),
      most: this.facts.most_points,
      restarting: this.facts.restarting,
      tell: (settings) => this.exchange.tell(settings),
      begin: (settings) => this.exchange.begin(settings),
      say: this.voice.say,
      changed: () => this.drawing.request(),
    });
  }

  makeControls() {
    const { model, exchange } = this;
    return controls(this.life, exchange.session.settings, this.facts, {
      go: (settings) => change(model, settings),
      begin: (settings) => {
        exchange.begin(settings);
        // Who asks for points of their own wants to paint.
        if ("data" in settings && settings.data === "own" && this.painting.brush === "none") this.painting.choose("0");
      },
      layers: (count) => this.reshape(withLayers(model.get("d"), count)),
      seed: () => model.get("seed"),
      reset: () => this.reset(),
    });
  }

  makeBar() {
    return trainingBar(this.life, this.panels.frame, {
      session: () => this.exchange.upToDate(),
      budget: () => this.turns.budget,
      train: (steps, budget) => this.train(steps, budget),
      restart: () => {
        this.exchange.restart();
        this.drawing.request();
        this.voice.say(`Start again. ${summary(this.exchange.session)}`);
      },
      trained: () => this.voice.say(summary(this.exchange.session)),
    });
  }

  /** Put the parts into their places, and follow what changes. */
  start() {
    const { life, model, panels, drawing, exchange } = this;
    panels.top.append(this.bar.element, this.controls.data);
    panels.left.append(this.network.element, panels.note);
    panels.right.append(this.plane.element, panels.legend, this.shades.key, this.painting.element, panels.unlinked);
    const results = html("div", { class: "nn-playground-results" }, this.chart.element, panels.readings);
    panels.frame.append(results, this.controls.element);
    life.listen(this.bar.element, "click", () => this.pressed());
    life.follow(model, this.facts.settings, () => {
      exchange.settingsChanged();
      drawing.request();
    });
    life.follow(model, ["theta"], () => {
      if (exchange.adopt()) drawing.request();
    });
    life.resize(panels.frame, (width) => {
      if (width === this.width) return;
      this.width = width;
      exchange.upToDate();
      this.layOut();
      this.draw();
    });
  }

  /** @param {string[]} names */
  read(names) {
    return Object.fromEntries(names.map((name) => [name, this.model.get(name)]));
  }

  /** Take over what the address says, and mend what of it does not fit together. */
  followAddress() {
    const { life, model, facts } = this;
    keepInAddress(life, model, addressOf(model, this.origin, facts));
    const { output, init } = settingsOf(model, facts);
    if (model.get("output") !== output || model.get("init") !== init) change(model, { output, init });
  }

  /** Other widths: weights that were given do not fit them. @param {number[]} d */
  reshape(d) {
    this.exchange.begin({ d, ...(this.model.get("init") === "given" && { init: "glorot" }) });
  }

  /** As the page came. */
  reset() {
    this.bar.pause();
    this.painting.choose("none");
    this.exchange.reset(this.origin);
    this.drawing.request();
    this.voice.say(summary(this.exchange.session));
  }

  /** @param {number} steps @param {number} [budget] in milliseconds */
  train(steps, budget) {
    const session = this.exchange.upToDate();
    session.run(steps, budget);
    if (session.diverged || !session.trainedCount) this.bar.pause();
    const kind = trouble(session)?.kind;
    if (kind && kind !== this.told) this.voice.say(summary(session));
    this.told = kind;
    if (!this.bar.playing || this.exchange.isDue) this.exchange.tell();
    this.drawing.request();
  }

  /** A button of the bar was pressed, and has done its work. */
  pressed() {
    const session = this.exchange.upToDate();
    if (!session.trainedCount) {
      this.bar.pause();
      this.voice.say("Paint points first.");
      return;
    }
    if (this.bar.playing) return;
    // Also at a pause: what is on show is what Python has.
    if (session.steps > 0 && this.model.get("steps") !== session.steps) this.exchange.tell();
    this.voice.say(summary(session));
    this.drawing.request(); // also the half whose turn it was not
  }

  /** @param {number} x @param {number} y */
  sayAnswer(x, y) {
    const heard = spoken(this.exchange.upToDate().answer(x, y), 3);
    this.voice.say(`At ${spoken(x)}, ${spoken(y)} the network answers ${heard}. To paint here, choose a brush.`);
  }

  draw() {
    if (!this.width) return;
    const begun = performance.now();
    const { settings } = this.exchange.upToDate();
    if (this.shape !== `${settings.d}`) this.layOut();
    const both = !this.bar.playing || reducedMotion();
    if (both || this.turns.next === 0) this.drawPlane();
    if (both || this.turns.next === 1) this.drawRest();
    this.describe();
    if (settings !== this.displayed) {
      this.controls.set(settings, startFits(settings));
      const isLinked = this.model.get("key") && this.life.root.closest(".nn-live");
      this.panels.unlinked.hidden = !isLinked || !tooMany(this.model, this.origin);
    }
    this.displayed = settings;
    if (!this.bar.playing) this.bar.mark();
    if (!both) this.turns.done(performance.now() - begun);
  }

  drawPlane() {
    const { session } = this.exchange;
    this.plane.draw(session, session.surface(), this.network.shown, this.bar.playing);
  }

  drawRest() {
    const { session } = this.exchange;
    this.network.draw(session, (session.grid ?? session.surface()).A);
    this.chart.draw(session);
    this.panels.readings.replaceChildren(...readings(session));
  }

  /** Say what the reader points at. */
  describe() {
    const { shown, edge } = this.network;
    const words = noteWords(this.exchange.session, { shown, edge, at: this.plane.pointed });
    // A sentence that stands there already stays.
    if (words.length > 1 || words[0] !== this.panels.note.textContent) this.panels.note.replaceChildren(...words);
  }

  layOut() {
    const { width } = this;
    const { d } = this.exchange.session.settings;
    const across = planeWidth(width);
    this.panels.right.style.width = `${across}px`;
    const plane = { width: across, height: this.plane.resize(across) };
    this.network.arrange(networkSize(width, plane, d), d);
    this.chart.resize(chartSize(width));
    this.shape = `${d}`;
  }
}
