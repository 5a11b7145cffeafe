// @ts-check
// Words and numbers around the map: what the lines and arrows are, and where the path stands.

import { number } from "../kit/numbers.js";
import { html, svg, symbol } from "../kit/ui.js";
import { sampleOf } from "../surface_map/run_marks.js";
import { brief, coordinate, inSteps } from "./words.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Run} Run */

/** The legend: what the arrows are, and the runs with where they ended. */
export function legendOf() {
  const element = html("ul", { class: "nn-gd-legend" });
  let shown = "";
  return {
    element,
    /**
     * @param {State} now @param {number} times  by which the arrows are magnified; see the map
     * @param {number} step  at which they are drawn
     */
    show(now, times, step) {
      const { settings, runs, path } = now;
      // It changes seldom, and is asked for in every frame.
      const ends = [path, ...runs.map((run) => run.path)].map(final);
      const isFlat = now.forces(step).slope === 0;
      const names = runs.map(({ name, rates }) => name + JSON.stringify(rates));
      const key = [settings.optimizer, settings.mu > 0, times, isFlat, ...ends, ...names].join("|");
      if (key === shown) return;
      shown = key;
      const entries = [...arrowEntries(settings, times, isFlat), ...pathEntries(now)];
      element.replaceChildren(...entries.map((entry) => html("li", {}, entry)));
    },
  };
}

/** @param {State["settings"]} settings @param {number} times @param {boolean} isFlat  whether the gradient is 0 */
function arrowEntries({ optimizer, mu }, times, isFlat) {
  const theta = symbol("Θ", { upright: true });
  const hasTwo = optimizer !== "Momentum" || mu > 0;
  const entries = [];
  if (optimizer === "Momentum") {
    const gradient = html("span", {}, "−", symbol("η"), " ∂", symbol("J"), "/∂", theta);
    entries.push([sample("nn-gd-downhill"), gradient, ": straight downhill"]);
    const kept = [sample("nn-gd-velocity"), symbol("μ"), symbol("v", { bold: true }), ": kept of the last step"];
    if (mu > 0) entries.push(kept);
  } else {
    entries.push([sample("nn-gd-velocity"), "the next step"], [sample("nn-gd-downhill"), "as long, straight downhill"]);
  }
  const arrows = hasTwo ? "Arrows" : "Arrow";
  if (times > 1) entries.push([`${arrows} drawn ${number(times, 0)} times as long`]);
  if (times === 0) entries.push([isFlat ? "No arrow: the gradient is 0 here" : `${arrows} too short to draw here`]);
  if (times < 0) entries.push([`${arrows} not drawn outside the map`]);
  return entries;
}

/** Where this path ends, and the runs that it stands beside. @param {State} now */
function pathEntries({ path, runs }) {
  if (!runs.length) return [];
  const own = [sample("nn-gd-line"), `this path: ${final(path)}`];
  const others = runs.map((run) => {
    const isLost = run.outcome.exit >= 0 && !run.outcome.back;
    const end = isLost ? `leaves the map at step ${run.outcome.exit}` : final(run.path);
    return [sampleOf(run), run.name, ratesOf(run), `: ${end}`];
  });
  return [own, ...others];
}

/** What a path was made with, in brackets. @param {Run} run */
function ratesOf({ rates = [] }) {
  const words = rates.map(({ letter, value }, k) => [k ? ", " : " (", symbol(letter), ` = ${value}`]);
  return words.length ? [words, ")"] : [];
}

/** @param {import("../surface_map/descent.js").Path} path */
function final({ J, last }) {
  return `J ${brief(J[last])} after ${inSteps(last)}`;
}

/** A piece of a line of the drawing. @param {string} name */
function sample(name) {
  const line = svg("path", { d: "M1,8H33", class: name });
  return svg("svg", { width: 34, height: 16, "aria-hidden": "true", class: "nn-map-sample" }, line);
}

/** The numbers of one place of the path. */
export function readingsOf() {
  const length = html("span", {}, "‖∂", symbol("J"), "/∂", symbol("Θ", { upright: true }), "‖");
  const names = [html("span", {}, "step"), symbol("θ", { sub: "1" }), symbol("θ", { sub: "2" }), symbol("J"), length];
  const cells = names.map(() => html("dd", {}));
  const rows = names.map((name, k) => html("div", {}, html("dt", {}, name), cells[k]));
  const known = (/** @type {number} */ value) => (Number.isNaN(value) ? "not known" : brief(value));
  return {
    element: html("dl", { class: "nn-gd-readings" }, rows),
    /** @param {State} now @param {number} t */
    show({ path, forces }, t) {
      const values = [`${t}`, coordinate(path.x[t]), coordinate(path.y[t]), known(path.J[t]), known(forces(t).slope)];
      values.forEach((value, k) => {
        cells[k].textContent = value;
      });
    },
  };
}
