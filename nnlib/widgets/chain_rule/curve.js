// @ts-check
// The curve z(t), its point to move, the tangent, and how both paths raise it.

import { handle } from "../kit/drag.js";
import { linear, number, path, spoken, ticks } from "../kit/numbers.js";
import { equals } from "../kit/rounding.js";
import { setAttributes, svg } from "../kit/ui.js";
import { arrow, DIGITS, tickBelow, write } from "./marks.js";
import { compute, secant, zOf } from "./model.js";
import { slopeTriangle } from "./slope_triangle.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./model.js").State} State */
/** @typedef {ReturnType<typeof linear>} Scale */

const MARGIN = { left: 34, right: 12, top: 12, bottom: 38 };
const POINTS = 400;
// How far the secant goes on beyond its two points.
const BEYOND = 46;
// A rise of less would be all head and no arrow.
const SHORTEST = 3;

/** What does not depend on t: axes, their numbers, and the curve. @param {Scale} across @param {Scale} up */
function ground(across, up) {
  const [[left, right], [bottom, top]] = [across.range, up.range];
  const [first, last] = across.domain;
  const curve = Array.from({ length: POINTS + 1 }, (_, k) => {
    const t = first + ((last - first) * k) / POINTS;
    return [across(t), up(zOf(t))];
  });
  const lines = [-1, 0, 1].flatMap((z) => [
    svg("path", { d: `M${left},${up(z)}H${right}`, class: "nn-chain-zero" }),
    svg("text", { x: left - 8, y: up(z) + 4, "text-anchor": "end", class: "nn-chain-tick" }, number(z, 0)),
  ]);
  return [
    ...ticks(first, last, 5).flatMap((t) => tickBelow(t, across(t), bottom)),
    ...lines,
    svg("path", { d: `M${across(0)},${top}V${bottom}`, class: "nn-chain-zero" }),
    svg("path", { d: `M${left},${top}V${bottom}H${right}`, class: "nn-chain-axis" }),
    write(svg("text", { x: right, y: bottom + 34, "text-anchor": "end", class: "nn-math" }), "t"),
    write(svg("text", { x: 0, y: top + 6, class: "nn-math" }), "z"),
    svg("path", { d: path(curve), class: "nn-chain-curve" }),
  ];
}

/** The tangent, the run, an arrow for each path, and the slope. @param {State} state @param {Scale} across @param {Scale} up */
function tangentAndArrows(state, across, up) {
  const { tangent, from, foot, base, first, second, beside } = slopeTriangle(state, across, up);
  // Here the curve never comes.
  const corner = { x: across(-1.05), y: up(-1.1), class: "nn-math nn-chain-slope" };
  return [
    svg("path", { d: path(tangent), class: "nn-chain-tangent" }),
    svg("path", { d: `M${from},${base}H${foot}M${foot},${first}H${beside}`, class: "nn-chain-run" }),
    svg("path", { d: `M${beside},${second}H${foot}`, class: "nn-chain-run" }),
    ...(Math.abs(first - base) > SHORTEST ? arrow([foot, base], [foot, first], "nn-chain-x") : []),
    ...(Math.abs(second - first) > SHORTEST ? arrow([beside, first], [beside, second], "nn-chain-y") : []),
    write(svg("text", corner), "dz/dt", ` ${equals(DIGITS, state.dzdt)} ${number(state.dzdt, DIGITS)}`),
  ];
}

/** The secant over a nudge, and the point that it leads to. @param {State} state @param {number} size @param {Scale} across @param {Scale} up */
function secantOf(state, size, across, up) {
  const { t, z } = secant(state.t, size, across.domain[1]);
  const [x0, y0, x1, y1] = [across(state.t), up(state.z), across(t), up(z)];
  const length = Math.hypot(x1 - x0, y1 - y0);
  // As far beyond both points, unless that is out of the plot.
  const [bottom, top] = up.range;
  const room = (/** @type {number} */ y, /** @type {number} */ rise) =>
    rise ? ((rise < 0 ? y - top : bottom - y) / Math.abs(rise)) * length : Infinity;
  const beyond = [Math.min(BEYOND, room(y0, y0 - y1)), Math.min(BEYOND, room(y1, y1 - y0))];
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const ends = [
    [x0 - beyond[0] * ux, y0 - beyond[0] * uy],
    [x1 + beyond[1] * ux, y1 + beyond[1] * uy],
  ];
  return [
    svg("path", { d: path(ends), class: "nn-chain-secant" }),
    svg("circle", { cx: x1, cy: y1, r: 5, class: "nn-chain-second" }),
  ];
}

/**
 * @param {Life} life
 * @param {{ t: () => number, move: (t: number) => void, span: number[], step: number }} options
 *   span: the smallest and the largest t
 */
export function curve(life, { t, move, span, step }) {
  let size = "";
  let across = linear(span, [0, 1]);
  let up = linear([-1.3, 1.3], [1, 0]);
  const [scenery, triangle] = [0, 1].map(() => svg("g", { "aria-hidden": "true" }));
  const grip = svg(
    "g",
    {},
    svg("circle", { r: 18, class: "nn-chain-grip" }),
    svg("circle", { r: 7, class: "nn-chain-point" }),
  );
  const element = svg("svg", { role: "group", "aria-label": "The curve z of t" }, scenery, triangle, grip);
  const point = handle(life, grip, element, {
    label: "point on the curve, at t",
    x: { value: t, min: span[0], max: span[1], step, scale: () => across },
    change: (to) => move(/** @type {number} */ (to.x)),
    text: () => {
      const { z, dzdt } = compute(t());
      return `t ${spoken(t())}, z ${spoken(z, DIGITS)}, slope ${spoken(dzdt, DIGITS)}`;
    },
  });

  /** @param {number} width @param {number} height */
  function resize(width, height) {
    if (size === `${width} ${height}`) return;
    size = `${width} ${height}`;
    across = linear(span, [MARGIN.left, width - MARGIN.right]);
    up = linear([-1.3, 1.3], [height - MARGIN.bottom, MARGIN.top]);
    setAttributes(element, { width, height });
    scenery.replaceChildren(...ground(across, up));
  }

  /** @param {State} state @param {number} nudge @param {number} width @param {boolean} tall */
  function draw(state, nudge, width, tall) {
    point.update();
    resize(width, tall ? 314 : 250);
    setAttributes(grip, { transform: `translate(${across(state.t).toFixed(2)},${up(state.z).toFixed(2)})` });
    triangle.replaceChildren(...tangentAndArrows(state, across, up), ...secantOf(state, nudge, across, up));
  }

  return { element, draw };
}
