// @ts-check
// Points of the reader's own: the brush, its strokes, and the way back from them.

import { button, segments } from "../kit/controls.js";
import { change, html } from "../kit/ui.js";
import { pack, unpack, withoutPoints, withPoint } from "./data.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./data.js").Points} Points */
/** @typedef {import("./session.js").Session} Session */
/**
 * @typedef {{
 *   session: () => Session, most: number, tell: (settings: object) => void, begin: (settings: object) => void,
 *   say: (words: string) => void, changed: () => void,
 * }} Options
 *   session: brought up to date. most: as many points can be painted. tell: change settings, and tell what has been
 *   learned so far. begin: change settings, and begin another run. changed: another brush is chosen.
 */

// So many strokes can be taken back.
const LONGEST = 100;

/** @param {Life} life @param {Model} model @param {Options} options */
export function painting(life, model, { session, most, tell, begin, say, changed }) {
  let brush = "none";
  // Whether the stroke at hand has changed anything yet, and whether the change at hand is made here.
  let hasBegun = false;
  let isOwn = false;
  /** The points before each stroke; before all were taken away also what had been learned. @type {object[]} */
  const past = [];
  const list = brushes(life, brush, choose);
  const undo = button(life, { label: "Undo", press: takeBack });
  const empty = button(life, { label: "Clear", press: clear });
  empty.setAttribute("aria-label", "Take all points away");

  /** @param {string} name */
  function choose(name) {
    brush = name;
    list.set(name);
    changed();
  }

  const mark = () => undo.setAttribute("aria-disabled", `${past.length === 0}`);

  /** Make a change of the points, which is not one from elsewhere. @param {() => void} act */
  function put(act) {
    isOwn = true;
    act();
    isOwn = false;
    mark();
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
    put(() => begin({ points: pack(unpack(null)), window: now.examples.view, data: "own" }));
    say("No points.");
  }

  // Points that come from elsewhere have no strokes to take back.
  life.follow(model, ["data", "points", "seed"], () => {
    if (isOwn) return;
    past.length = 0;
    mark();
  });
  mark();

  return {
    element: html("div", { class: "nn-controls" }, list.element, html("span", {}, undo, empty)),
    choose,
    /** "none", "0", "1" or "erase". */
    get brush() {
      return brush;
    },
    /** A stroke begins: what follows is taken back together. */
    begin() {
      hasBegun = false;
    },
    /** @param {number[][]} places @param {number} radius how near a point is to be erased */
    paint(places, radius) {
      const before = session().examples;
      const points = painted(before, brush, places, radius, most);
      if (points === before) return;
      if (!hasBegun) remember();
      hasBegun = true;
      put(() => change(model, { points: pack(points), window: before.view, data: "own" }));
      say(`${points.labels.length} points.`);
    },
  };
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
