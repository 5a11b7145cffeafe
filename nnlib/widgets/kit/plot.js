// @ts-check
// The ground of a plot: two axes, lines across with their numbers, and numbers below.

import { setAttributes, svg } from "./ui.js";

/** @typedef {ReturnType<typeof import("./numbers.js").linear>} Scale */
/** @typedef {{ at: number, text: import("./ui.js").Child | import("./ui.js").Child[] }} Mark   at: in numbers of the axis */

/**
 * @param {{ across: Scale, up: Scale, levels: Mark[], marks?: Mark[], name?: string }} plot
 *   levels: where a line goes across, and what stands at its left end; name: of the axis below
 * @returns {SVGElement[]}
 */
export function plotGround({ across, up, levels, marks = [], name }) {
  const [left, right] = across.range;
  const [bottom, top] = up.range;
  return [
    ...levels.flatMap(({ at, text }) => [
      svg("path", { d: `M${left},${up(at).toFixed(2)}H${right}`, class: "nn-plot-line" }),
      tickLabel(left - 7, up(at) + 4, "end", text),
    ]),
    ...marks.flatMap(({ at, text }) => [
      svg("path", { d: `M${across(at).toFixed(2)},${bottom}v4`, class: "nn-plot-axis" }),
      tickLabel(across(at), bottom + 17, "middle", text),
    ]),
    svg("path", { d: `M${left},${top}V${bottom}H${right}`, class: "nn-plot-axis" }),
    ...(name ? [tickLabel(right, bottom + 33, "end", name)] : []),
  ];
}

/** Words in the small type of an axis. @param {number} x @param {number} y @param {string} anchor @param {Mark["text"]} text */
export function tickLabel(x, y, anchor, text) {
  const label = svg("text", { class: "nn-plot-tick" }, text);
  setAttributes(label, { x: x.toFixed(2), y: y.toFixed(2), "text-anchor": anchor });
  return label;
}
