// @ts-check
// The relative error over the nudge, both axes logarithmic, with a handle on the curve.

import { handle } from "../kit/drag.js";
import { powerOfTen } from "../kit/log_axis.js";
import { clamp, linear, path } from "../kit/numbers.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./model.js").State} State */
/** @typedef {ReturnType<typeof linear>} Scale */

const MARGIN = { left: 48, right: 14, top: 22, bottom: 40 };
const HEIGHT = 320;
// Powers of ten of the vertical axis; what lies beyond is drawn at its end.
const [LOWEST, HIGHEST] = [-13, 1];
const LABEL = { class: "nn-check-tick" };
const NAME = { class: "nn-check-tick nn-check-name" };

/** From a power of ten of the error to pixels. */
const up = linear([LOWEST, HIGHEST], [HEIGHT - MARGIN.bottom, MARGIN.top]);

/** @param {number} error */
function height(error) {
  return up(clamp(Math.log10(error), LOWEST, HIGHEST));
}

/** Axes and their numbers. @param {Scale} across */
function ground(across) {
  const [left, right] = across.range;
  const bottom = up(LOWEST);
  const [first, last] = across.domain;
  const every = right - left < 420 ? 4 : 2;
  const powers = Array.from({ length: last - first + 1 }, (_, k) => first + k).filter((k) => k % every === 0);
  return [
    ...[-12, -9, -6, -3, 0].flatMap((power) => [
      svg("path", { d: `M${left},${up(power)}H${right}`, class: "nn-check-line" }),
      svg("text", { x: left - 7, y: up(power) + 4, "text-anchor": "end", ...LABEL }, powerOfTen(power)),
    ]),
    ...powers.flatMap((power) => [
      svg("path", { d: `M${across(power)},${bottom}v5`, class: "nn-check-axis" }),
      svg("text", { x: across(power), y: bottom + 20, "text-anchor": "middle", ...LABEL }, powerOfTen(power)),
    ]),
    svg("path", { d: `M${left},${MARGIN.top}V${bottom}H${right}`, class: "nn-check-axis" }),
    svg("text", { x: 0, y: 11, ...LABEL }, "relative error"),
    svgSymbol("ε", { x: right, y: bottom + 36, anchor: "end" }),
  ];
}

/** A line that the errors follow, within the axes, with a name at one end. @param {(power: number) => number} error @param {Scale} across */
function guide(error, across) {
  const [first, last] = across.domain;
  const points = Array.from({ length: 10 * (last - first) + 1 }, (_, k) => first + k / 10)
    .filter((power) => Math.log10(error(power)) > LOWEST && Math.log10(error(power)) < 0.3)
    .map((power) => [across(power), height(error(power))]);
  return svg("path", { d: path(points), class: "nn-check-guide" });
}

/** The names of both guides, each below its arm, as high as the bottom of the valley. @param {State} state @param {Scale} across */
function names({ truncation, rounding }, across) {
  const powers = Array.from({ length: 121 }, (_, k) => across.domain[0] + k / 10);
  const bottom = Math.min(...powers.map((power) => truncation(power) + rounding(power)));
  const [left, right] = across.range;
  const y = height(bottom) + 20;
  return [
    svg("text", { x: left + 8, y, ...NAME }, "rounding ∝ 1/ε"),
    svg("text", { x: right - 4, y, "text-anchor": "end", ...NAME }, "truncation ∝ ε²"),
  ];
}

/** @param {Life} life @param {{ state: () => State, settle: (power: number) => void, bounds: { low: number, high: number }, step: number, text: () => string }} options */
export function drawing(life, { state, settle, bounds, step, text }) {
  let across = linear([bounds.low, bounds.high], [0, 1]);
  const [scenery, guides, curve] = [0, 1, 2].map(() => svg("g", { "aria-hidden": "true" }));
  const grip = svg(
    "g",
    {},
    svg("circle", { r: 18, class: "nn-check-grip" }),
    svg("circle", { r: 7, class: "nn-check-point" }),
    svg("path", { d: "M-11,-4l-4,4l4,4M11,-4l4,4l-4,4", class: "nn-check-arrows" }),
  );
  const element = svg("svg", { role: "group", "aria-label": "Relative error over the nudge" });
  element.append(scenery, guides, curve, grip);
  const point = handle(life, grip, element, {
    label: "nudge ε, as a power of ten",
    x: { value: () => state().power, min: bounds.low, max: bounds.high, step, scale: () => across },
    change: ({ x }) => settle(/** @type {number} */ (x)),
    text,
  });

  /** @param {number} width */
  function resize(width) {
    across = linear([bounds.low, bounds.high], [MARGIN.left, width - MARGIN.right]);
    setAttributes(element, { width, height: HEIGHT });
    scenery.replaceChildren(...ground(across));
  }

  /** @param {State} now */
  function draw(now) {
    const points = now.errors.map((error, k) => [across(bounds.low + k * step), height(error)]);
    const dots = points.map(([x, y]) => `M${x.toFixed(2)},${y.toFixed(2)}h0`).join("");
    const [x, y] = points[now.place];
    guides.replaceChildren(guide(now.truncation, across), guide(now.rounding, across), ...names(now, across));
    curve.replaceChildren(
      svg("path", { d: path(points), class: "nn-check-curve" }),
      svg("path", { d: dots, class: "nn-check-dots" }),
      svg("path", { d: `M${x},${y}V${up(LOWEST)}`, class: "nn-check-drop" }),
    );
    setAttributes(grip, { transform: `translate(${x.toFixed(2)},${y.toFixed(2)})` });
    point.update();
  }

  return { element, resize, draw };
}
