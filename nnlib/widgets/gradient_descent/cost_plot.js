// @ts-check
// Where the chart of J against the step has what: scales, and the `d` of its curves.

import { clamp, linear, path } from "../kit/numbers.js";
import { costAxis } from "../surface_map/cost_axis.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../surface_map/descent.js").Path} Path */

const [LEFT, RIGHT, TOP, BOTTOM] = [48, 14, 22, 34];

/** @typedef {ReturnType<typeof costPlot>} CostPlot */

/**
 * @param {Pick<State, "path" | "runs" | "last" | "heights" | "logarithmic">} now
 * @param {{ width: number, height: number }} size  of the whole chart, in pixels
 */
export function costPlot(now, { width, height }) {
  const edges = { left: LEFT, right: width - RIGHT, top: TOP, bottom: height - BOTTOM };
  const paths = [now.path, ...now.runs.map((run) => run.path)];
  const axis = costAxis(paths, now, [edges.bottom, edges.top]);
  const x = linear([0, Math.max(1, now.last)], [edges.left, edges.right]);
  /** Pixels of J; what is far outside stays where it cannot be seen. @param {number} J */
  const y = (J) => (Number.isFinite(J) ? clamp(axis.y(J), -99, height + 99) : NaN);
  return {
    edges,
    axis,
    last: now.last,
    x,
    y,
    /** The `d` of a curve from step `from` to step `until`. */
    curve(/** @type {Path} */ { J, last }, /** @type {number} */ from, /** @type {number} */ until) {
      const points = [];
      for (let t = Math.ceil(from); t <= Math.min(until, last); t++) points.push([x(t), y(J[t])]);
      return path(points);
    },
    /** The `d` of marks at the upper edge, where J leaves the chart. */
    exits() {
      const isAbove = (/** @type {number} */ J) => !(J <= axis.high + 1e-9 * Math.abs(axis.high));
      const steps = paths
        .map(({ J, last }) => J.findIndex((J_t, t) => t <= last && isAbove(J_t)))
        .filter((t) => t >= 0);
      return steps.map((t) => `M${x(t)},${edges.top - 6}l6,10h-12z`).join("");
    },
  };
}

/** What can be pressed: the plot and a little around it. @param {{ width: number, height: number }} size */
export function fieldOf({ width, height }) {
  return { x: LEFT - 6, y: TOP - 6, width: width - LEFT - RIGHT + 12, height: height - TOP - BOTTOM + 12 };
}
