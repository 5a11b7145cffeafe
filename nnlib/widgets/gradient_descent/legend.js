// @ts-check
// Words and numbers around the map: what the lines and arrows are, and where the path stands.

import { number } from "../kit/numbers.js";
import { html, svg, symbol } from "../kit/ui.js";
import { RUN_STYLES } from "./paths.js";
import { brief, coordinate } from "./words.js";

/** @typedef {import("./view.js").State} State */

/** The legend: what the arrows are, and the runs with where they ended. */
export function legendOf() {
  const element = html("ul", { class: "nn-gd-legend" });
  let told = "";
  return {
    element,
    /** @param {State} now @param {number} times  by which the arrows are magnified; see the map */
    show({ settings, runs, path }, times) {
      // It changes seldom, and is asked for in every frame.
      const ends = [path, ...runs.map((run) => run.path)].map(final);
      const key = [settings.mu > 0, times, ...ends, ...runs.map((run) => run.name)].join("|");
      if (key === told) return;
      told = key;
      const theta = symbol("Θ", { upright: true });
      const gradient = html("span", {}, "−", symbol("η"), " ∂", symbol("J"), "/∂", theta);
      const entries = [[sample("nn-gd-downhill"), gradient, ": straight downhill"]];
      if (settings.mu > 0) {
        entries.push([sample("nn-gd-velocity"), symbol("μ"), symbol("v", { bold: true }), ": kept of the last step"]);
      }
      const arrows = settings.mu > 0 ? "Arrows" : "Arrow";
      if (times > 1) entries.push([`${arrows} drawn ${number(times, 0)} times as long`]);
      if (times === 0) entries.push([`${arrows} too short to draw here`]);
      if (times < 0) entries.push([`${arrows} not drawn outside the map`]);
      if (runs.length) entries.push([sample("nn-gd-line"), `this path: ${ends[0]}`]);
      runs.forEach((run, k) => {
        const lost = run.fate.exit >= 0 && !run.fate.back;
        const end = lost ? `leaves the map at step ${run.fate.exit}` : ends[k + 1];
        entries.push([sample("nn-gd-run", k), `${run.name}: ${end}`]);
      });
      element.replaceChildren(...entries.map((entry) => html("li", {}, entry)));
    },
  };
}

/** @param {import("./model.js").Path} path */
function final({ J, last }) {
  return `J ${brief(J[last])} after ${last} ${last === 1 ? "step" : "steps"}`;
}

/** A piece of a line of the drawing: of a class, or of run k. @param {string} name @param {number} [k] */
function sample(name, k) {
  const style = k === undefined ? null : `--run: var(--c-${RUN_STYLES[k].colour})`;
  const dash = k === undefined ? null : RUN_STYLES[k].dash;
  const line = svg("path", { d: "M1,8H33", class: name, style, "stroke-dasharray": dash });
  const spot = { class: "nn-gd-mark", style, transform: "translate(40,8)" };
  const mark = k === undefined ? null : svg("path", { d: RUN_STYLES[k].mark, ...spot });
  return svg("svg", { width: mark ? 48 : 34, height: 16, "aria-hidden": "true", class: "nn-gd-sample" }, line, mark);
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
