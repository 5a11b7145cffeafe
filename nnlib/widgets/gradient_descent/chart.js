// @ts-check
// J against the step, beside the map. Pressing a place in it goes to that step.

import { drag } from "../kit/drag.js";
import { powerOfTen } from "../kit/log_axis.js";
import { clamp, raised, ticks } from "../kit/numbers.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { lineOf, markOf } from "../surface_map/run_marks.js";
import { costPlot, fieldOf } from "./cost_plot.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./cost_plot.js").CostPlot} CostPlot */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Run} Run */

/** @param {Life} life @param {{ scrub: (at: number) => void }} options */
export function chart(life, { scrub }) {
  /** @type {CostPlot | null} */
  let plot = null;
  let size = { width: 0, height: 0 };

  const axes = svg("g", { "aria-hidden": "true" });
  const rule = svg("path", { class: "nn-gd-rule" });
  const runs = svg("g");
  const ahead = svg("path", { class: "nn-gd-ahead" });
  const line = svg("path", { class: "nn-gd-line" });
  const ball = svg("circle", { r: 5, class: "nn-gd-ball" });
  const pane = svg("svg", { class: "nn-map-window", "aria-hidden": "true" }, rule, runs, ahead, line, ball);
  const exits = svg("path", { class: "nn-map-exit", "aria-hidden": "true" });
  const field = svg("rect", { class: "nn-map-field nn-gd-scrub" });
  const element = svg("svg", { role: "img", class: "nn-gd-chart" }, axes, pane, exits, field);

  const goTo = (/** @type {{ x: number }} */ { x }) => plot && scrub(clamp(Math.round(plot.x.invert(x)), 0, plot.last));
  drag(life, field, element, { start: goTo, move: goTo, touch: "pan-y" });

  /** @param {State} now */
  function layOut(now) {
    const laidOut = costPlot(now, size);
    axes.replaceChildren(...axesOf(laidOut));
    setAttributes(exits, { d: laidOut.exits() });
    return laidOut;
  }

  return {
    element,
    /** @param {number} width @param {number} height */
    resize(width, height) {
      size = { width, height };
      const place = fieldOf(size);
      setAttributes(element, size);
      setAttributes(field, place);
      setAttributes(pane, { ...place, viewBox: `${place.x} ${place.y} ${place.width} ${place.height}` });
      plot = null;
    },
    /** @param {State} now @param {number} at @param {boolean} fresh */
    draw(now, at, fresh) {
      if (!size.width) return;
      if (fresh || !plot) plot = layOut(now);
      const { x, y, curve, edges } = plot;
      const here = Math.min(at, now.path.last);
      setAttributes(line, { d: curve(now.path, 0, here) });
      setAttributes(ahead, { d: curve(now.path, Math.floor(here), now.path.last) });
      runs.replaceChildren(...now.runs.flatMap((run) => runOf(/** @type {CostPlot} */ (plot), run, at)));
      const t = Math.min(Math.round(at), now.path.last);
      const cy = y(now.path.J[t]);
      setAttributes(ball, Number.isNaN(cy) ? { display: "none" } : { display: null, cx: x(t), cy });
      setAttributes(rule, { d: `M${x(at)},${edges.top}V${edges.bottom}` });
    },
  };
}

/** Axes, marks and numbers. @param {CostPlot} plot */
function axesOf({ edges: { left, right, top, bottom }, axis, x, last }) {
  const drawn = [svg("path", { d: `M${left},${top}V${bottom}H${right}`, class: "nn-gd-axis" })];
  for (const { at, text, power } of axis.marks) {
    drawn.push(svg("path", { d: `M${left},${at}H${right}`, class: "nn-gd-level" }));
    const place = { x: left - 6, y: at + 4, "text-anchor": "end", class: "nn-map-number" };
    drawn.push(svg("text", place, power === undefined ? text : powerOfTen(power)));
  }
  for (const t of ticks(0, last, right - left < 198 ? 3 : 4)) {
    if (!Number.isInteger(t)) continue;
    drawn.push(svg("path", { d: `M${x(t)},${bottom}v4`, class: "nn-map-tick" }));
    drawn.push(svg("text", { x: x(t), y: bottom + 17, "text-anchor": "middle", class: "nn-map-number" }, t));
  }
  const kind = [axis.unit ? `in 10${raised(axis.unit)}` : "", axis.logarithmic ? "log scale" : ""];
  const scaleName = svg("text", { x: left + 20, y: 13, class: "nn-map-number" }, kind.filter(Boolean).join(", "));
  const step = svg("text", { x: right, y: bottom + 31, "text-anchor": "end", class: "nn-map-number" }, "step");
  return [...drawn, svgSymbol("J", { x: left, y: 14 }), scaleName, step];
}

/** The curve of a run as far as the player has come, with its mark. @param {CostPlot} plot @param {Run} run */
function runOf({ x, y, curve }, run, /** @type {number} */ at) {
  const stop = Math.min(Math.floor(at), run.path.last);
  const line = lineOf(run, curve(run.path, 0, stop));
  const end = y(run.path.J[stop]);
  return Number.isNaN(end) ? [line] : [line, markOf(run, x(stop), end)];
}
