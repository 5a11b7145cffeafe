// @ts-check
// The fitted curve among its points; beside or below it both costs over the strength, and the weights as bars.

import { powerOfTen } from "../kit/log_axis.js";
import { clamp, linear, number, path, roundUp } from "../kit/numbers.js";
import { plotGround, tickLabel } from "../kit/plot.js";
import { html, setAttributes, svg, svgSymbol } from "../kit/ui.js";

/** @typedef {import("../kit/plot.js").Scale} Scale */
/** @typedef {import("./model.js").Facts} Facts */
/** @typedef {import("./model.js").State} State */

const LEFT = 40;
const RIGHT = 10;
const FIT = { top: 24, bottom: 306 };
const FIT_NARROW = { top: 24, bottom: 206 };
const COSTS = { top: 24, bottom: 144 };
const BARS = { top: 206, bottom: 316 };
const FOOT = 40;
const GAP = 20;
// Both drawings stand beside each other from this width on.
const WIDE = 600;
// The outputs that are seen, and powers of ten of the costs.
const OUTPUTS = [-2, 2];
const [LOWEST, HIGHEST] = [-3, 0];

/** @param {number} cost */
function exponent(cost) {
  return clamp(Math.log10(cost), LOWEST, HIGHEST);
}

/** @param {Facts} facts @param {number} largest  of all weights */
export function drawing({ X, Y, reach, step, traits }, largest) {
  const { low, high } = traits.power;
  const fit = plot("The fitted curve");
  const rest = plot("Costs and weights");
  const element = html("div", { class: "nn-reg-pictures" }, fit.element, rest.element);
  const size = roundUp(largest);
  const strengths = Array.from({ length: Math.round(high - low) + 1 }, (_, k) => low + k);
  let scales = scalesOf(WIDE);

  /** @param {number} width */
  function scalesOf(width) {
    const isWide = width >= WIDE;
    const each = isWide ? (width - GAP) / 2 : width;
    const { top, bottom } = isWide ? FIT : FIT_NARROW;
    const range = [LEFT, each - RIGHT];
    return {
      ...{ width: each, heights: [bottom + FOOT, BARS.bottom + FOOT / 2] },
      x: linear([-reach, reach], range),
      y: linear(OUTPUTS, [bottom, top]),
      power: linear([low, high], range),
      cost: linear([LOWEST, HIGHEST], [COSTS.bottom, COSTS.top]),
      weight: linear([-size, size], [BARS.bottom, BARS.top]),
    };
  }

  /** @param {number} total */
  function resize(total) {
    scales = scalesOf(total);
    const { width, heights, x, y, power, cost, weight } = scales;
    setAttributes(fit.element, { width, height: heights[0] });
    setAttributes(rest.element, { width, height: heights[1] });
    const whole = (/** @type {number} */ at) => ({ at, text: number(at, 0) });
    const truth = Array.from({ length: 61 }, (_, k) => reach * (k / 30 - 1)).map((at) => [x(at), y(Math.sin(at))]);
    fit.ground.replaceChildren(
      ...plotGround({ across: x, up: y, levels: [-2, -1, 0, 1, 2].map(whole), marks: [-2, 0, 2].map(whole) }),
      svgSymbol("x", { x: x.range[1], y: y.range[0] + 34, anchor: "end" }),
      svgSymbol("ŷ", { x: LEFT, y: y.range[1] - 9 }),
      svg("path", { d: path(truth), class: "nn-reg-truth" }),
      ...X.map((at, n) =>
        svg("circle", { cx: x(at).toFixed(2), cy: y(Y[n]).toFixed(2), r: 3.5, class: "nn-reg-point" }),
      ),
    );
    rest.ground.replaceChildren(
      ...plotGround({
        ...{ across: power, up: cost, levels: [LOWEST, -2, -1, HIGHEST].map((at) => ({ at, text: powerOfTen(at) })) },
        marks: strengths.filter((at) => (at - low) % 2 === 1).map((at) => ({ at, text: powerOfTen(at) })),
      }),
      svgSymbol("J", { x: LEFT, y: COSTS.top - 10 }),
      svgSymbol("λ", { x: power.range[1], y: COSTS.bottom + 34, anchor: "end" }),
      tickLabel(LEFT, BARS.top - 10, "start", "weights"),
      ...plotGround({ across: linear([0, 1], power.range), up: weight, levels: [-size, 0, size].map(whole) }).slice(
        0,
        -1,
      ),
    );
  }

  /** @param {State} state @param {{ fit: string, rest: string }} words */
  function draw(state, words) {
    const { x, y, power, cost } = scales;
    const curve = state.curve.map(([at, value]) => [x(at), y(clamp(value, OUTPUTS[0], OUTPUTS[1]))]);
    fit.front.replaceChildren(svg("path", { d: path(curve), class: "nn-reg-curve" }));
    const at = (/** @type {number} */ k) => power(low + k * step);
    const line = (/** @type {number[]} */ costs) => path(costs.map((J, k) => [at(k), cost(exponent(J))]));
    const mark = (/** @type {number[]} */ costs) =>
      svg("circle", {
        cx: at(state.place).toFixed(2),
        cy: cost(exponent(costs[state.place])).toFixed(2),
        r: 4.5,
        class: "nn-reg-mark",
      });
    rest.front.replaceChildren(
      svg("path", { d: `M${at(state.place).toFixed(2)},${COSTS.top}V${COSTS.bottom}`, class: "nn-reg-rule" }),
      svg("path", { d: line(state.trained), class: "nn-reg-trained" }),
      svg("path", { d: line(state.held), class: "nn-reg-held" }),
      ...[mark(state.trained), mark(state.held)],
      ...curveNames(state, at(0) + 8, cost),
      ...bars(state),
    );
    setAttributes(fit.element, { "aria-label": words.fit });
    setAttributes(rest.element, { "aria-label": words.rest });
  }

  /** Two bars for each unit: the weight into it and the one out of it. @param {State} state */
  function bars({ weights }) {
    const { power, weight } = scales;
    const [left, right] = power.range;
    const slot = (right - left) / weights.length;
    const thick = 0.34 * slot;
    return weights.flatMap((pair, i) =>
      pair.map((w, k) => {
        const from = left + i * slot + 0.14 * slot + k * (thick + 0.04 * slot);
        const zero = weight(0);
        if (w === 0) return svg("circle", { cx: (from + thick / 2).toFixed(2), cy: zero, r: 3, class: "nn-reg-zero" });
        const [top, bottom] = [Math.min(zero, weight(w)), Math.max(zero, weight(w))];
        const place = {
          x: from.toFixed(2),
          y: top.toFixed(2),
          width: thick.toFixed(2),
          height: (bottom - top).toFixed(2),
        };
        return svg("rect", { ...place, class: `nn-reg-bar ${w > 0 ? "nn-reg-up" : "nn-reg-down"}` });
      }),
    );
  }

  return { element, resize, draw };
}

/** The names of both curves, above their left ends. @param {State} state @param {number} x @param {Scale} cost */
function curveNames({ trained, held }, x, cost) {
  return [
    { costs: trained, name: "trained on" },
    { costs: held, name: "held out" },
  ].map(({ costs, name }) => {
    const label = tickLabel(x, cost(exponent(costs[0])) - 8, "start", name);
    label.classList.add("nn-reg-name");
    return label;
  });
}

/** A drawing of a ground and what stands before it. @param {string} label */
function plot(label) {
  const [ground, front] = [0, 1].map(() => svg("g", { "aria-hidden": "true" }));
  return { ground, front, element: svg("svg", { role: "img", "aria-label": label }, ground, front) };
}
