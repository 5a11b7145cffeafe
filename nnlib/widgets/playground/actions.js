// @ts-check
// What the controls of the playground do: change settings, or begin another run with them.

import { change } from "../kit/ui.js";
import { withLayers } from "./settings.js";
import { summary } from "./words.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/**
 * @typedef {{
 *   facts: import("./data.js").Facts, origin: any, exchange: import("./exchange.js").Exchange,
 *   painting: import("./painting.js").Painting, say: (words: string) => void, halt: () => void,
 * }} Options   origin: what the figure came with; halt: pause, and forget what was kept
 */

export class Actions {
  /** @param {Model} model @param {Options} options */
  constructor(model, options) {
    this.model = model;
    this.options = options;
    /** The widths that hidden layers have had, those of layers that are gone included. @type {number[]} */
    this.known = [];
  }

  /** Keep in mind the widths of a network. @param {number[]} d */
  remember(d) {
    const hidden = d.slice(1, -1);
    this.known = [...hidden, ...this.known.slice(hidden.length)];
  }

  /** Change settings of the run that goes on. @param {object} settings */
  go(settings) {
    change(this.model, settings);
  }

  /** Change settings, and begin another run. @param {object} settings */
  begin(settings) {
    const { exchange, painting } = this.options;
    exchange.begin(settings);
    // Who asks for points of their own wants to paint.
    if ("data" in settings && settings.data === "own" && painting.brush === "none") painting.choose("0");
  }

  /** Other widths: weights that were given do not fit them. @param {number[]} d */
  reshape(d) {
    this.options.exchange.begin({ d, ...(this.model.get("init") === "given" && { init: "glorot" }) });
  }

  /** @param {number} count of hidden layers */
  layers(count) {
    this.reshape(withLayers(this.model.get("d"), count, this.known));
  }

  seed() {
    return this.model.get("seed");
  }

  /** A setting as the page came. @param {string} name @returns {number} */
  first(name) {
    return this.options.origin[name];
  }

  /** Some settings as the page came, whether they begin another run or not. @param {string[]} names */
  resetPart(names) {
    const { exchange, facts, origin } = this.options;
    const settings = Object.fromEntries(names.map((name) => [name, origin[name]]));
    const restarting = /** @type {string[]} */ (facts.restarting);
    if (names.some((name) => restarting.includes(name))) exchange.begin(settings);
    else change(this.model, settings);
  }

  /** An experiment: all other settings are as the page came. @param {string} words @param {object} settings */
  setUp(words, settings) {
    const { exchange, painting, origin, say, halt } = this.options;
    halt();
    painting.choose("none");
    const { steps, theta, ...others } = origin;
    exchange.begin({ ...others, ...settings });
    say(`Set up: ${words}.`);
  }

  /** As the page came. */
  reset() {
    const { exchange, painting, origin, say, halt } = this.options;
    halt();
    painting.choose("none");
    exchange.reset(origin);
    say(summary(exchange.session));
  }
}
