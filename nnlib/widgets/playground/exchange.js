// @ts-check
// What passes between the model, which Python and other views see, and the session of this view. No drawing here.

import { array } from "../kit/numbers.js";
import { change } from "../kit/ui.js";
import { NOTHING } from "./data.js";
import { Session } from "./session.js";
import { settingsOf } from "./settings.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./data.js").Facts} Facts */

// Milliseconds after which Python hears of a run that goes on.
const INTERVAL = 300;
// In how many parts a run is made again that a link asks for: as many costs there are in its curve.
const PARTS = 400;

export class Exchange {
  /** @param {Model} model @param {Facts} facts @param {() => number} [now] the time in milliseconds */
  constructor(model, facts, now = () => performance.now()) {
    this.model = model;
    this.facts = facts;
    this.now = now;
    /** As of the last `upToDate`. @type {Session} */
    this.session = new Session(settingsOf(model, facts), facts);
    /** Whether settings have changed that the session does not follow yet, and whether another run was asked for. */
    this.isBehind = false;
    this.isRenewed = false;
    /** When the model was told last. */
    this.told = 0;
    /** What this view wrote to `theta` last. @type {any} */
    this.written = null;
    /** The steps of a run that a link asks for, until it is begun. @type {number | null} */
    this.asked = null;
    /** The step that such a run leads to; 0 where there is none. */
    this.goal = 0;
    if (this.fits(model.get("theta"))) this.load();
  }

  /** The session, once it follows the settings as they are. */
  upToDate() {
    const { model, session } = this;
    if (!this.isBehind) return session;
    this.isBehind = false;
    const fresh = session.configure(settingsOf(model, this.facts));
    const isOther = fresh || this.isRenewed || this.asked !== null;
    if (isOther && !fresh) session.restart();
    if (isOther || !session.isRepeatable) this.goal = this.asked ?? 0;
    this.isRenewed = false;
    this.asked = null;
    if (isOther && model.get("theta") === this.written && this.hasTold) this.forget();
    return session;
  }

  /** Whether the model has anything that was learned. */
  get hasTold() {
    return this.model.get("steps") !== 0 || array(this.model.get("theta")).values.length > 0;
  }

  /** Begin another run, and have it lead so far. @param {number} steps */
  ask(steps) {
    this.asked = steps;
    this.isBehind = true;
  }

  /** A part of the run that was asked for, in `budget` milliseconds. @param {number} budget */
  goOn(budget) {
    const { session, goal } = this;
    const end = this.now() + budget;
    // In equal parts, so that the curve is that of every time.
    const part = Math.ceil(goal / PARTS);
    let done = 1;
    while (done && session.steps < goal && this.now() < end) done = session.run(Math.min(part, goal - session.steps));
    if (!done || session.steps >= goal) this.arrive();
  }

  /** The run that was asked for is there, or is left as it is. */
  arrive() {
    this.goal = 0;
    this.tell();
  }

  /** Settings of the model have changed. */
  settingsChanged() {
    this.isBehind = true;
  }

  /** Nothing is learned yet; with it, other settings. */
  forget(settings = {}) {
    this.written = NOTHING;
    // Steps first: who follows theta finds them.
    change(this.model, { ...settings, steps: 0, theta: NOTHING });
  }

  /** Begin another run, with other settings. @param {object} settings */
  begin(settings) {
    this.isRenewed = this.isBehind = true;
    this.forget(settings);
  }

  /** Begin another run with the same settings. */
  restart() {
    this.goal = 0;
    this.session.restart();
    this.forget();
  }

  /** Tell the model what has been learned; with it, other settings. */
  tell(settings = {}) {
    const { steps, theta } = this.session.learned;
    this.told = this.now();
    this.written = theta;
    change(this.model, { ...settings, steps, theta });
  }

  /** Whether it is time to tell again. */
  get isDue() {
    return this.now() - this.told > INTERVAL;
  }

  /** Go back to settings, and to what had been learned with them. @param {object} settings with `steps` and `theta` */
  reset(settings) {
    change(this.model, settings);
    this.written = null;
    this.adopt();
  }

  /**
   * Take over what Python or another view has learned.
   * @returns {boolean} whether there is anything that this view has not written itself
   */
  adopt() {
    const theta = this.model.get("theta");
    if (theta === this.written) return false;
    // Settings that came with it are in the model already, though this view may not have been told of them yet.
    this.settingsChanged();
    this.upToDate();
    if (this.fits(theta)) this.load();
    else {
      this.session.restart();
      this.written = theta;
      // Parameters of another network are nobody's.
      if (array(theta).values.length) this.forget();
    }
    return true;
  }

  /** Whether these are parameters of the network. @param {any} theta */
  fits(theta) {
    return array(theta).values.length === this.session.network.P;
  }

  load() {
    this.goal = 0;
    this.written = this.model.get("theta");
    this.session.load(array(this.written).values, this.model.get("steps"));
  }
}
