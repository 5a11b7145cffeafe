// @ts-check
// J against the step, beside the map. Pressing a place in it goes to that step.

import { drag } from "../kit/drag.js";
import { clamp, linear, number, path, raised, ticks } from "../kit/numbers.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { RUN_STYLES } from "./paths.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./view.js").State} State */
/** @typedef {import("./model.js").Path} Path */

const [LEFT, RIGHT, TOP, BOTTOM] = [48, 14, 22, 34];
// Below this, J is rounding error of a descent that has arrived.
const FLOOR = 1e-16;
// One run that diverges must not flatten all others: J above so many times the highest it was to begin with is cut off.
const CEILING = 1000;

/** @param {Life} life @param {{ scrub: (at: number) => void }} options */
export function chart(life, { scrub }) {
  let [width, height] = [0, 0];
  let x = linear([0, 1], [0, 1]);
  let last = 1;

  const axes = svg("g", { "aria-hidden": "true" });
  const window_ = svg("svg", { class: "nn-gd-window", "aria-hidden": "true" });
  const exits = svg("path", { class: "nn-gd-exit", "aria-hidden": "true" });
  const field = svg("rect", { class: "nn-gd-field nn-gd-scrub" });
  const element = svg("svg", { role: "img", class: "nn-gd-chart" });
  element.append(axes, window_, exits, field);
  const ahead = svg("path", { class: "nn-gd-ahead" });
  const line = svg("path", { class: "nn-gd-line" });
  const runs = svg("g");
  const rule = svg("path", { class: "nn-gd-rule" });
  const ball = svg("circle", { r: 5, class: "nn-gd-ball" });
  window_.append(rule, runs, ahead, line, ball);

  const to = (/** @type {{ x: number }} */ at) => scrub(clamp(Math.round(x.invert(at.x)), 0, last));
  drag(life, field, element, { start: to, move: to, touch: "pan-y" });

  /**
   * The axis of J: logarithmic where J stays above 0, so that a steady factor is a straight line.
   * @param {State} now
   */
  function vertical({ path: own, runs: others, heights, logarithmic }) {
    let [low, high] = [Infinity, -Infinity];
    const all = [own, ...others.map((run) => run.path)];
    for (const one of all) {
      for (let t = 0; t <= one.last; t++) {
        const J = one.J[t];
        if (!Number.isFinite(J)) continue;
        low = Math.min(low, J);
        high = Math.max(high, J);
      }
    }
    const range = [height - BOTTOM, TOP];
    if (logarithmic) {
      high = Math.min(high, CEILING * Math.max(heights.high, ...all.map(({ J }) => J[0]).filter(Number.isFinite)));
      let [from, to] = [Math.log10(Math.max(low, FLOOR)), Math.log10(Math.max(high, FLOOR))];
      if (to - from < 0.3) [from, to] = [from - 0.15, to + 0.15];
      const wide = to - from > 1.5;
      const scale = linear(wide ? [Math.floor(from), Math.ceil(to)] : [from - 0.05, to + 0.05], range);
      const apart = Math.ceil((scale.domain[1] - scale.domain[0]) / 5);
      const marks = wide
        ? ticks(scale.domain[0], scale.domain[1], 99).filter((k) => Number.isInteger(k) && k % apart === 0)
        : ticks(10 ** scale.domain[0], 10 ** scale.domain[1], 4)
            .filter((J) => J > 0)
            .map(Math.log10);
      const unit = wide ? 0 : unitOf(high);
      const power = (/** @type {number} */ k) => (wide ? exponent(k) : inUnits(10 ** k, 10 ** k, unit));
      const y = (/** @type {number} */ J) => scale(Math.log10(Math.max(J, FLOOR)));
      return { y, marks, at: scale, text: power, unit, high };
    }
    // A descent that gets lost would flatten all the rest: what is higher than the map is cut off.
    high = Math.min(high, heights.high);
    const room = 0.06 * (high - low) || 0.5;
    const scale = linear([low - room, high + room], range);
    const unit = unitOf(Math.max(Math.abs(low), Math.abs(high)));
    const text = (/** @type {number} */ J) => inUnits(J, high - low || 1, unit);
    return { y: scale, marks: ticks(low, high, 4), at: scale, text, unit, high };
  }

  /** @param {State} now @param {ReturnType<typeof vertical>} up */
  function drawAxes({ logarithmic }, { marks, at, text, unit }) {
    const [left, right, bottom] = [LEFT, width - RIGHT, height - BOTTOM];
    const drawn = [svg("path", { d: `M${left},${TOP}V${bottom}H${right}`, class: "nn-gd-axis" })];
    for (const mark of marks) {
      drawn.push(svg("path", { d: `M${left},${at(mark)}H${right}`, class: "nn-gd-level" }));
      const place = { x: left - 6, y: at(mark) + 4, "text-anchor": "end", class: "nn-gd-number" };
      drawn.push(svg("text", place, text(mark)));
    }
    for (const t of ticks(0, last, width < 260 ? 3 : 4)) {
      if (!Number.isInteger(t)) continue;
      drawn.push(svg("path", { d: `M${x(t)},${bottom}v4`, class: "nn-gd-tick" }));
      drawn.push(svg("text", { x: x(t), y: bottom + 17, "text-anchor": "middle", class: "nn-gd-number" }, t));
    }
    const kind = [unit ? `in 10${raised(unit)}` : "", logarithmic ? "log scale" : ""].filter(Boolean).join(", ");
    const scaleName = svg("text", { x: left + 20, y: 13, class: "nn-gd-number" }, kind);
    const step = svg("text", { x: right, y: bottom + 31, "text-anchor": "end", class: "nn-gd-number" }, "step");
    axes.replaceChildren(...drawn, svgSymbol("J", { x: left, y: 14 }), scaleName, step);
  }

  /** Marks at the upper edge, where J leaves the chart. @param {State} now @param {number} high */
  function drawExits({ path: own, runs: others }, high) {
    let d = "";
    for (const { J, last: end } of [own, ...others.map((run) => run.path)]) {
      const t = J.findIndex((value, k) => k <= end && !(value <= high * (1 + 1e-9)));
      if (t >= 0) d += `M${x(t)},${TOP - 6}l6,10h-12z`;
    }
    setAttributes(exits, { d });
  }

  /** @type {ReturnType<typeof vertical> | null} */
  let up = null;
  return {
    element,
    /** @param {number} w @param {number} h */
    resize(w, h) {
      [width, height] = [w, h];
      setAttributes(element, { width, height });
      const plot = { x: LEFT - 6, y: TOP - 6, width: width - LEFT - RIGHT + 12, height: height - TOP - BOTTOM + 12 };
      setAttributes(field, plot);
      setAttributes(window_, { ...plot, viewBox: `${plot.x} ${plot.y} ${plot.width} ${plot.height}` });
      up = null;
    },
    /** @param {State} now @param {number} at @param {boolean} fresh */
    draw(now, at, fresh) {
      if (!width) return;
      if (fresh || !up) {
        last = now.last;
        x = linear([0, Math.max(1, last)], [LEFT, width - RIGHT]);
        up = vertical(now);
        drawAxes(now, up);
        drawExits(now, up.high);
      }
      const { y } = up;
      const height_ = (/** @type {number} */ J) => (Number.isFinite(J) ? clamp(y(J), -99, height + 99) : NaN);
      const part = (/** @type {Path} */ one, /** @type {number} */ from, /** @type {number} */ until) => {
        const points = [];
        for (let t = Math.ceil(from); t <= Math.min(until, one.last); t++) points.push([x(t), height_(one.J[t])]);
        return path(points);
      };
      const here = Math.min(at, now.path.last);
      setAttributes(line, { d: part(now.path, 0, here) });
      setAttributes(ahead, { d: part(now.path, Math.floor(here), now.path.last) });
      runs.replaceChildren(
        ...now.runs.flatMap((run, k) => {
          const style = `--run: var(--c-${RUN_STYLES[k].colour})`;
          const stop = Math.min(Math.floor(at), run.path.last);
          const drawn = svg("path", { d: part(run.path, 0, stop), class: "nn-gd-run", style });
          drawn.setAttribute("stroke-dasharray", RUN_STYLES[k].dash);
          const end = height_(run.path.J[stop]);
          if (Number.isNaN(end)) return [drawn];
          const transform = `translate(${x(stop)},${end})`;
          return [drawn, svg("path", { d: RUN_STYLES[k].mark, class: "nn-gd-mark", style, transform })];
        }),
      );
      const t = Math.min(Math.round(at), now.path.last);
      const v = height_(now.path.J[t]);
      setAttributes(ball, Number.isNaN(v) ? { display: "none" } : { display: null, cx: x(t), cy: v });
      setAttributes(rule, { d: `M${x(at)},${TOP}V${height - BOTTOM}` });
    },
  };
}

/** @param {number} k */
function exponent(k) {
  const power = svg("tspan", { dy: "-0.4em", "font-size": "0.8em" }, k < 0 ? `−${-k}` : `${k}`);
  return ["10", power];
}

/** The power of ten in which numbers of this size are short, 0 if they are as they stand. @param {number} size */
function unitOf(size) {
  const power = Math.floor(Math.log10(size));
  return power < -3 || power > 4 ? power : 0;
}

/** @param {number} J @param {number} size  of the differences that must show @param {number} unit */
function inUnits(J, size, unit) {
  return number(J / 10 ** unit, digits(size / 10 ** unit));
}

/** How many digits after the point a number of this size needs. @param {number} size */
function digits(size) {
  return clamp(1 - Math.floor(Math.log10(Math.abs(size) || 1)), 0, 6);
}
