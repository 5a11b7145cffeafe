// @ts-check
// Points of the reader's own: the brush, its strokes, and the way back from them.

import { button, segments } from "../kit/controls.js";
import { change, html } from "../kit/ui.js";
import { pack, unpack, withoutPoints, withPoint } from "./data.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./session.js").Session} Session */

/** @type {Record<string, number>} */
const CLASS_OF = { 0: 0, 1: 1 };
// So many strokes can be taken back.
const LONGEST = 100;

/**
 * @param {Life} life @param {Model} model
 * @param {{
 *   session: () => Session, tell: (settings: object) => void, forget: (settings: object) => void,
 *   say: (words: string) => void, changed: () => void,
 * }} options
 *   session: brought up to date. tell: change settings, and tell what has been learned so far; forget: change them, and
 *   begin another run.
 */
export function painting(life, model, { session, tell, forget, say, changed }) {
  let brush = "none";
  /** The points before each stroke; before all were taken away also what had been learned. @type {object[]} */
  const past = [];
  // Whether the stroke has changed anything yet, and whether the change at hand is made here.
  let begun = false;
  let own = false;

  const list = segments(life, {
    label: "Brush",
    options: [
      ["none", "none"],
      ["0", "●"],
      ["1", "▲"],
      ["erase", "erase"],
    ],
    value: brush,
    change: choose,
  });
  const words = ["no brush", "paint points of class 0, circles", "paint points of class 1, triangles", "erase points"];
  words.forEach((label, k) => list.element.querySelectorAll("input")[k].setAttribute("aria-label", label));
  const undo = button(life, { label: "Undo", press: takeBack });
  const empty = button(life, { label: "Clear", press: clear });
  empty.setAttribute("aria-label", "Take all points away");
  const element = html("div", { class: "nn-controls" }, list.element, html("span", {}, undo, empty));

  /** @param {string} name */
  function choose(name) {
    brush = name;
    list.set(name);
    changed();
  }

  /** @param {() => void} act */
  function put(act) {
    own = true;
    act();
    own = false;
    mark();
  }
  function mark() {
    undo.setAttribute("aria-disabled", `${past.length === 0}`);
  }

  /** @param {object} [learned] */
  function remember(learned) {
    const [data, points, window] = ["data", "points", "window"].map((name) => model.get(name));
    past.push({ data, points, window, ...learned });
    if (past.length > LONGEST) past.shift();
  }

  function takeBack() {
    const before = past.pop();
    if (!before) return;
    put(() => ("theta" in before ? change(model, before) : tell(before)));
    say(`${session().examples.labels.length} points.`);
  }

  function clear() {
    const now = session();
    if (model.get("data") === "own" && now.examples.labels.length === 0) return;
    remember(now.learned);
    const none = pack(unpack(null));
    put(() => forget({ points: none, window: now.examples.view, data: "own" }));
    say("No points.");
  }

  // Points that come from elsewhere have no strokes to take back.
  life.follow(model, ["data", "points", "seed"], () => {
    if (own) return;
    past.length = 0;
    mark();
  });
  mark();

  return {
    element,
    choose,
    /** "none", "0", "1" or "erase". */
    get brush() {
      return brush;
    },
    /** A stroke begins: what follows is taken back together. */
    begin() {
      begun = false;
    },
    /** @param {number[][]} places @param {number} radius how near a point is to be erased */
    paint(places, radius) {
      const before = session().examples;
      const stroke = (/** @type {any} */ points, /** @type {number[]} */ at) =>
        brush === "erase" ? withoutPoints(points, at, radius) : withPoint(points, at, CLASS_OF[brush]);
      const points = places.reduce(stroke, before);
      if (points === before) return;
      if (!begun) remember();
      begun = true;
      put(() => change(model, { points: pack(points), window: before.view, data: "own" }));
      say(`${points.labels.length} points.`);
    },
  };
}
