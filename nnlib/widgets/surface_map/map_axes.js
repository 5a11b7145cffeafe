// @ts-check
// The edge of the map, with numbers and symbols of the two parameters.

import { clamp, number, ticks } from "../kit/numbers.js";
import { svg, svgSymbol } from "../kit/ui.js";

/** @typedef {import("./trail.js").Scales} Scales */

/** @param {Scales} scales  whose ranges are the edges of the map */
export function mapAxes({ x, y }) {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  const plot = { x: left, y: top, width: right - left, height: bottom - top };
  const marks = [svg("rect", { ...plot, class: "nn-map-edge" })];
  for (const at of ticks(x.domain[0], x.domain[1], right - left < 376 ? 5 : 8)) {
    if (x(at) > right - 26) continue; // the symbol stands there
    marks.push(svg("path", { d: `M${x(at)},${bottom}v4`, class: "nn-map-tick" }));
    marks.push(numeral(at, x.domain, { x: x(at), y: bottom + 17, "text-anchor": "middle" }));
  }
  for (const at of ticks(y.domain[0], y.domain[1], 5)) {
    if (y(at) < top + 24) continue;
    marks.push(svg("path", { d: `M${left},${y(at)}h-4`, class: "nn-map-tick" }));
    marks.push(numeral(at, y.domain, { x: left - 7, y: y(at) + 4, "text-anchor": "end" }));
  }
  const one = svgSymbol("θ", { sub: "1", x: right - 2, y: bottom + 19, anchor: "end" });
  const two = svgSymbol("θ", { sub: "2", x: left - 8, y: top + 12, anchor: "end" });
  return [...marks, one, two];
}

/** A number at an axis. @param {number} at @param {number[]} domain @param {Record<string, any>} place */
function numeral(at, [low, high], place) {
  const digits = Number.isInteger(at) ? 0 : clamp(1 - Math.floor(Math.log10(high - low)), 0, 4);
  return svg("text", { ...place, class: "nn-map-number" }, number(at, digits));
}
