// @ts-check
// The playground: a network is trained on points in the plane, between two frames of the screen, and all of it shows.

import { keepInAddress } from "../kit/address.js";
import { segments } from "../kit/controls.js";
import { factsOf, optionsOf } from "../kit/facts.js";
import { spoken } from "../kit/numbers.js";
import { palette } from "../kit/palette.js";
import { startable } from "../kit/startable.js";
import { change, frames, html, reducedMotion, speaker } from "../kit/ui.js";
import { Actions } from "./actions.js";
import { againBar } from "./again.js";
import { costChart } from "./chart.js";
import { controls } from "./controls.js";
import { Exchange } from "./exchange.js";
import { experimentButtons } from "./experiments.js";
import { chartSize, networkSize, planeWidth } from "./layout.js";
import { hasRuns, stepsSetting, withRun } from "./link.js";
import { map } from "./map.js";
import { networkPicture } from "./network.js";
import { placeOf, unitAt } from "./network_layout.js";
import { notices } from "./notices.js";
import { Painting } from "./painting.js";
import { panels } from "./panels.js";
import { addressOf, settingsOf, startFits } from "./settings.js";
import { shades } from "./shades.js";
import { Slopes } from "./slopes.js";
import { trainingBar } from "./training_bar.js";
import { Turns } from "./turns.js";
import { noteWords, readings, summary, trouble } from "./words.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./data.js").Facts} Facts */

export default {
  render: startable(({ model, el, life }) => {
    new View(life, model, el).start();
  }),
};

// Milliseconds of a frame for a run that a link asks for.
const SLICE = 24;

class View {
  /** @param {Life} life @param {Model} model @param {HTMLElement} el */
  constructor(life, model, el) {
    this.life = life;
    this.model = model;
    this.facts = /** @type {Facts} */ (factsOf(model));
    /** What the figure came with. */
    this.origin = this.read([...this.facts.settings, "steps", "theta"]);
    this.exchange = new Exchange(model, this.facts);
    this.followAddress();
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
    this.actions = this.makeActions();
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
      widen: (ell, units) => this.actions.reshape(model.get("d").with(ell, units)),
      pinned: () => unitAt(model.get("unit")),
      pin: (unit) => change(model, { unit: placeOf(unit) }),
      changed,
    });
    this.lines = segments(life, {
      label: "Lines",
      options: optionsOf(this.facts.traits.edges),
      value: model.get("edges"),
      change: (edges) => change(model, { edges }),
    });
    this.slopes = new Slopes();
    this.chart = costChart(life, changed);
    this.again = againBar(life, () => this.stopAgain());
    this.notices = notices(life, model, this.exchange, this.origin, this.facts);
    this.controls = controls(life, this.exchange.session.settings, this.facts, this.actions);
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

  makeActions() {
    const { model, facts, origin, exchange, painting, voice } = this;
    return new Actions(model, {
      facts,
      origin,
      exchange,
      painting,
      say: voice.say,
      halt: () => {
        this.bar.pause();
        this.chart.forget();
      },
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
    const experiments = experimentButtons(life, this.facts.experiments, (words, settings) =>
      this.actions.setUp(words, settings),
    );
    panels.top.append(this.bar.element, this.controls.data);
    panels.frame.insertBefore(experiments, panels.body);
    panels.frame.insertBefore(this.again.element, panels.body);
    panels.left.append(this.lines.element, this.network.element, panels.note);
    panels.right.append(
      this.plane.element,
      panels.legend,
      this.shades.key,
      this.painting.element,
      this.notices.element,
    );
    const results = html("div", { class: "nn-playground-results" }, this.chart.element, panels.readings);
    panels.frame.append(results, this.controls.element);
    life.listen(this.bar.element, "click", () => this.pressed());
    // Letters on a canvas are drawn in another font until theirs has come.
    life.listen(document.fonts, "loadingdone", () => drawing.request());
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
    const { life, model, facts, exchange, origin } = this;
    const kinds = addressOf(model, origin, facts);
    if (hasRuns(origin)) kinds.steps = stepsSetting;
    const run = withRun(model, exchange, origin, () => this.drawing?.request());
    keepInAddress(life, run, kinds);
    const { output, init } = settingsOf(model, facts);
    if (model.get("output") !== output || model.get("init") !== init) change(model, { output, init });
    exchange.settingsChanged();
  }

  /** The run that a link asks for stays as far as it has come. */
  stopAgain() {
    if (this.exchange.goal) this.exchange.arrive();
    this.drawing.request();
  }

  /** @param {number} steps @param {number} [budget] in milliseconds */
  train(steps, budget) {
    const session = this.exchange.upToDate();
    if (this.exchange.goal) this.exchange.arrive();
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
    if (this.exchange.goal) this.trainAgain();
    this.again.show(this.exchange.session.steps, this.exchange.goal);
    if (this.shape !== `${settings.d}`) this.layOut();
    const both = !this.bar.playing || reducedMotion();
    if (both || this.turns.next === 0) this.drawPlane();
    if (both || this.turns.next === 1) this.drawRest();
    this.describe();
    if (settings !== this.displayed) {
      this.controls.set(settings, startFits(settings));
      this.lines.set(settings.edges);
    }
    this.displayed = settings;
    if (!this.bar.playing) {
      this.bar.mark();
      this.notices.show();
    }
    if (!both) this.turns.done(performance.now() - begun);
  }

  /** A part of the run that a link asks for; the next comes with the next frame. */
  trainAgain() {
    const { exchange } = this;
    exchange.goOn(SLICE);
    if (exchange.goal) this.drawing.request();
    else this.voice.say(`Trained again. ${summary(exchange.session)}`);
  }

  drawPlane() {
    const { session } = this.exchange;
    this.plane.draw(session, session.surface(), this.network.shown, this.bar.playing);
  }

  drawRest() {
    const { session } = this.exchange;
    const slopes = session.settings.edges === "gradients" ? this.slopes.update(session) : null;
    this.network.draw(session, (session.grid ?? session.surface()).A, slopes);
    this.chart.draw(session);
    this.panels.readings.replaceChildren(...readings(session));
  }

  /** Say what the reader points at. */
  describe() {
    const { shown, edge } = this.network;
    const { session } = this.exchange;
    const slopes = session.settings.edges === "gradients" ? this.slopes : null;
    const words = noteWords(session, { shown, edge, at: this.plane.pointed, slopes });
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
    this.actions.remember(d);
  }
}
