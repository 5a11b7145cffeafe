// @ts-check
// The plot below the bars: its axes, the activation curve, and the tangent at z.

import { number, path, ticks } from "../kit/numbers.js";
import { equals } from "../kit/rounding.js";
import { svg, svgSymbol } from "../kit/ui.js";
import { formula } from "./formula.js";
import { BAR, LEFT, middleOf, tangentOf } from "./layout.js";

/** @typedef {import("./layout.js").Layout} Layout */
/** @typedef {import("./model.js").State} State */

const [A, Z] = [
  ["a", "i"],
  ["z", "i"],
];
// Even, so that the corner of a ReLU at 0 is a point.
const POINTS = 160;

/** Axes, their numbers, and the line of z = 0 through bars and plot. @param {Layout} at */
export function axes({ z, y, top, bottom, narrow }) {
  const [left, right] = z.range;
  const written = (/** @type {number} */ x) => number(x, Number.isInteger(x) ? 0 : 1);
  const text = { class: "nn-neuron-tick" };
  const across = ticks(z.domain[0], z.domain[1], narrow ? 5 : 9).flatMap((x) => [
    svg("path", { d: `M${z(x)},${bottom}v5`, class: "nn-neuron-axis" }),
    svg("text", { x: z(x), y: bottom + 18, "text-anchor": "middle", ...text }, written(x)),
  ]);
  const up = ticks(y.domain[0], y.domain[1], 3).flatMap((x) => [
    svg("path", { d: `M${left},${y(x)}H${right}`, class: "nn-neuron-line" }),
    svg("text", { x: left - 8, y: y(x) + 4, "text-anchor": "end", ...text }, written(x)),
  ]);
  return [
    ...across,
    ...up,
    svg("path", { d: `M${z(0)},4V${bottom}`, class: "nn-neuron-line" }),
    svg("path", { d: `M${left},${bottom}H${right}M${left},${top}V${bottom}`, class: "nn-neuron-axis" }),
    svgSymbol("z", { sub: "i", x: right, y: bottom + 32, anchor: "end", class: "nn-neuron-z" }),
    svgSymbol("a", { sub: "i", x: 4, y: top + 12, anchor: "start", class: "nn-neuron-a" }),
  ];
}

/** The curve, its tangent, lines from the sum to the point and across, and both in numbers. @param {State} state @param {Layout} at */
export function curve(state, at) {
  const { z, y, reach, words } = at;
  const [x0, y0] = [z(state.z), y(state.out)];
  const points = Array.from({ length: POINTS + 1 }, (_, k) => {
    const x = reach * ((2 * k) / POINTS - 1);
    return [z(x), y(state.sigma.value(x))];
  });
  const sumBottom = middleOf(state.products.length + 1) + BAR / 2;
  const [out, slope] = [state.out, state.slope].map((value) => `) ${equals(3, value)} ${number(value, 3)}`);
  return [
    svg("path", { d: `M${x0},${sumBottom}V${y0}`, class: "nn-neuron-drop" }),
    svg("path", { d: `M${x0},${y0}H${LEFT}`, class: "nn-neuron-across" }),
    svg("path", { d: path(points), class: "nn-neuron-curve" }),
    svg("path", { d: path(tangentOf(state, at)), class: "nn-neuron-tangent" }),
    formula(words.x, words.y, "nn-neuron-read nn-neuron-a", A, " = σ(", Z, out),
    formula(words.x, words.y + 24, "nn-neuron-read nn-neuron-slope", "slope σ′(", Z, slope),
  ];
}
