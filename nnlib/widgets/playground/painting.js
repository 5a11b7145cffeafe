// @ts-check
// Points of the reader's own: the brush, its strokes, and the way back from them.

import { button, segments } from "../kit/controls.js";
import { change, html } from "../kit/ui.js";
import { onGrid, pack, unpack, withoutPoints, withPoint } from "./data.js";
import { full } from "./notices.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./data.js").Points} Points */
/** @typedef {import("./session.js").Session} Session */
/**
 * @typedef {{
 *   session: () => Session, most: number, restarting: string[], tell: (settings: object) => void, begin: (settings: object) => void,
 *   say: (words: string) => void, changed: () => void,
 * }} Options
 *   session: brought up to date. most: how many points there may be. restarting: settings that begin another run. tell:
 *   change settings, and tell what has been learned so far. begin: change settings, and begin another run. changed:
 *   another brush is chosen.
 */

// The most strokes that can be taken back.
const LONGEST = 100;

export class Painting {
  /** @param {Life} life @param {Model} model @param {Options} options */
  constructor(life, model, options) {
    this.model = model;
    this.options = options;
    /** "none", "0", "1" or "erase". */
    this.brush = "none";
    /** Whether the stroke at hand has changed anything yet, and whether the change at hand is made here. */
    this.hasBegun = false;
    this.isOwn = false;
    /** The points before each stroke; before all were taken away also what had been learned. @type {any[]} */
    this.past = [];
    this.list = brushes(life, this.brush, (name) => this.choose(name));
    this.undo = button(life, { label: "Undo", press: () => this.takeBack() });
    const empty = button(life, { label: "Clear", press: () => this.clear() });
    empty.setAttribute("aria-label", "Take all points away");
    this.element = html("div", { class: "nn-controls" }, this.list.element, html("span", {}, this.undo, empty));
    // Points that come from elsewhere have no strokes to take back.
    life.follow(model, ["data", "points", "seed"], () => {
      if (this.isOwn) return;
      this.past.length = 0;
      this.mark();
    });
    // What another network had learned does not come back with the points.
    life.follow(model, [...options.restarting, "start"], () => {
      if (!this.isOwn) this.past = this.past.map(({ data, points, window }) => ({ data, points, window }));
    });
    this.mark();
  }

  /** @param {string} name */
  choose(name) {
    this.brush = name;
    this.list.set(name);
    this.options.changed();
  }

  /** A stroke begins: what follows is taken back together. */
  begin() {
    this.hasBegun = false;
  }

  /** @param {number[][]} places @param {number} radius how near a point is to be erased */
  paint(places, radius) {
    const shown = this.options.session().examples;
    // Those of a data set come onto the grid with the first that is painted: a link then holds them as they are.
    const before = this.model.get("data") === "own" ? shown : { ...shown, ...onGrid(shown) };
    const { most } = this.options;
    const points = painted(before, this.brush, places, radius, most);
    if (this.brush !== "erase" && points.labels.length === most) this.options.say(full(most));
    if (points === before) return;
    if (!this.hasBegun) this.remember();
    this.hasBegun = true;
    this.put(() => change(this.model, { points: pack(points), window: before.view, data: "own" }));
    if (points.labels.length < most) this.options.say(`${points.labels.length} points.`);
  }

  takeBack() {
    const before = this.past.pop();
    if (!before) return;
    this.put(() => ("theta" in before ? change(this.model, before) : this.options.tell(before)));
    this.options.say(`${this.options.session().examples.labels.length} points.`);
  }

  /** Take all points away. */
  clear() {
    const now = this.options.session();
    if (this.model.get("data") === "own" && now.examples.labels.length === 0) return;
    this.remember(now.learned);
    this.put(() => this.options.begin({ points: pack(unpack(null)), window: now.examples.view, data: "own" }));
    this.options.say("No points.");
  }

  /** @param {object} [learned] */
  remember(learned) {
    const [data, points, window] = ["data", "points", "window"].map((name) => this.model.get(name));
    this.past.push({ data, points, window, ...learned });
    if (this.past.length > LONGEST) this.past.shift();
  }

  /** Change the points, and know it for a change of one's own. @param {() => void} act */
  put(act) {
    this.isOwn = true;
    act();
    this.isOwn = false;
    this.mark();
  }

  /** Show whether there is anything to take back. */
  mark() {
    this.undo.setAttribute("aria-disabled", `${this.past.length === 0}`);
  }
}

/** The brushes, of which one is chosen. @param {Life} life @param {string} value @param {(name: string) => void} change */
function brushes(life, value, change) {
  const list = segments(life, {
    label: "Brush",
    options: [
      ["none", "none"],
      ["0", "●"],
      ["1", "▲"],
      ["erase", "erase"],
    ],
    value,
    change,
  });
  const words = ["no brush", "paint points of class 0, circles", "paint points of class 1, triangles", "erase points"];
  const inputs = list.element.querySelectorAll("input");
  for (const [k, label] of words.entries()) inputs[k].setAttribute("aria-label", label);
  return list;
}

/**
 * What a brush makes of points, at some places; the same points if it changes nothing.
 * @param {Points} points @param {string} brush "0", "1" or "erase" @param {number[][]} places
 * @param {number} radius @param {number} most @returns {Points}
 */
export function painted(points, brush, places, radius, most) {
  return places.reduce(
    (/** @type {Points} */ before, at) =>
      brush === "erase" ? withoutPoints(before, at, radius) : withPoint(before, at, Number(brush), most),
    points,
  );
}
