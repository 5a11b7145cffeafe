// @ts-check
// The cost of every racer against what it has taken. Pressing a place in it goes there.

import { drag } from "../kit/drag.js";
import { powerOfTen } from "../kit/log_axis.js";
import { clamp, linear, number, path, raised, ticks } from "../kit/numbers.js";
import { plotGround, tickLabel } from "../kit/plot.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { costAxis } from "../surface_map/cost_axis.js";
import { colourOf, lineOf, markOf } from "../surface_map/run_marks.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./pictures.js").Shown} Shown */
/** @typedef {import("./racers.js").Racer} Racer */
/** @typedef {ReturnType<typeof plotOf>} Plot */

const [LEFT, RIGHT, TOP, BOTTOM] = [50, 16, 24, 40];

/** @param {Shown} now @param {{ width: number, height: number }} size */
function plotOf({ axis, state }, { width, height }) {
  const [top, bottom] = [TOP, height - BOTTOM];
  const costs = costAxis(
    axis.racers.map((racer) => racer.path),
    state,
    [bottom, top],
  );
  const x = linear([0, axis.high], [LEFT, width - RIGHT]);
  /** Pixels of J; what is too high stays where it cannot be seen. @param {number} J */
  const y = (J) => (Number.isFinite(J) ? clamp(costs.y(J), -99, height + 99) : -99);
  return { axis, costs, x, y, top, bottom };
}

/** @param {Plot} plot */
function ground({ axis, costs, x, top, bottom }) {
  const [left, right] = x.range;
  // The marks of the cost are in pixels already.
  const up = linear([bottom, top], [bottom, top]);
  const digits = clamp(1 - Math.floor(Math.log10(axis.high)), 0, 4);
  const kind = [costs.unit ? `in 10${raised(costs.unit)}` : "", costs.logarithmic ? "log scale" : ""];
  return [
    ...plotGround({
      across: x,
      up,
      levels: costs.marks.map(({ at, text, power }) => ({ at, text: power === undefined ? text : powerOfTen(power) })),
      marks: ticks(0, axis.high, right - left < 198 ? 3 : 4).map((at) => ({ at, text: number(at, at ? digits : 0) })),
      name: axis.name,
    }),
    svgSymbol("J", { x: left, y: 14 }),
    tickLabel(left + 16, 13, "start", kind.filter(Boolean).join(", ")),
  ];
}

/** @param {Life} life @param {{ scrub: (at: number) => void }} options */
export function chart(life, { scrub }) {
  /** @type {Plot | null} */
  let plot = null;
  let size = { width: 0, height: 0 };
  const axes = svg("g", { "aria-hidden": "true" });
  const curves = svg("g");
  const rule = svg("path", { class: "nn-race-rule" });
  const pane = svg("svg", { class: "nn-map-window", "aria-hidden": "true" }, rule, curves);
  const exits = svg("g", { "aria-hidden": "true" });
  const field = svg("rect", { class: "nn-map-field nn-race-scrub" });
  const element = svg("svg", { role: "img", class: "nn-race-chart" }, axes, pane, exits, field);
  const goTo = (/** @type {{ x: number }} */ { x }) => {
    if (plot) scrub(clamp(Math.round((plot.x.invert(x) / plot.axis.high) * plot.axis.last), 0, plot.axis.last));
  };
  drag(life, field, element, { start: goTo, move: goTo, touch: "pan-y" });

  return {
    element,
    /** @param {number} width @param {number} height */
    resize(width, height) {
      size = { width, height };
      plot = null;
      const place = { x: LEFT - 8, y: TOP - 8, width: width - LEFT - RIGHT + 16, height: height - TOP - BOTTOM + 16 };
      setAttributes(element, size);
      setAttributes(field, place);
      setAttributes(pane, { ...place, viewBox: `${place.x} ${place.y} ${place.width} ${place.height}` });
    },
    /** @param {Shown} now @param {number} at @param {boolean} fresh */
    draw(now, at, fresh) {
      if (!size.width) return;
      if (fresh || !plot) {
        plot = plotOf(now, size);
        axes.replaceChildren(...ground(plot));
      }
      const drawn = /** @type {Plot} */ (plot);
      const { racers } = now.axis;
      curves.replaceChildren(...racers.flatMap((racer) => curveOf(drawn, racer, now.axis.placeOf(racer, at))));
      exits.replaceChildren(...racers.flatMap((racer) => exitOf(drawn, racer, now.axis.placeOf(racer, at))));
      setAttributes(rule, { d: `M${drawn.x(now.axis.valueAt(at)).toFixed(1)},${drawn.top}V${drawn.bottom}` });
    },
  };
}

/** The curve of a racer as far as it has come, with its mark. @param {Plot} plot @param {Racer} racer @param {number} place */
function curveOf({ axis, x, y }, racer, place) {
  const stop = Math.floor(place);
  const points = Array.from({ length: stop + 1 }, (_, t) => [x(axis.valueOf(racer, t)), y(racer.path.J[t])]);
  return [lineOf(racer, path(points)), markOf(racer, points[stop][0], points[stop][1])];
}

/** A mark at the upper edge, where J has left the chart. @param {Plot} plot @param {Racer} racer @param {number} place */
function exitOf({ axis, costs, x, top }, racer, place) {
  const { J, last } = racer.path;
  const isAbove = (/** @type {number} */ height) => !(height <= costs.high + 1e-9 * Math.abs(costs.high));
  const t = J.findIndex((height, k) => k <= Math.min(place, last) && isAbove(height));
  if (t < 0) return [];
  const at = x(axis.valueOf(racer, t)).toFixed(1);
  return [svg("path", { d: `M${at},${top - 7}l6,10h-12z`, class: "nn-map-mark", style: colourOf(racer) })];
}
