// @ts-check
// The strengths of the modes against the time, curves by the formula and marks by descent; below them the cost.

import { powerOfTen } from "../kit/log_axis.js";
import { clamp, linear, number, path, ticks } from "../kit/numbers.js";
import { plotGround } from "../kit/plot.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { exact } from "./model.js";

/** @typedef {import("../kit/plot.js").Scale} Scale */
/** @typedef {import("./model.js").State} State */
/** @typedef {import("./model.js").Facts} Facts */

const LEFT = 40;
const MODES = { top: 24, bottom: 234 };
const COST = { top: 272, bottom: 352 };
export const HEIGHT = COST.bottom + 40;
const POINTS = 160;
// Powers of ten at the ends of the axis of the cost.
const [LOWEST, HIGHEST] = [-2, 2];
// Of the measurements, one in so many has a mark; fewer of them where the plot is narrow.
const [EVERY, EVERY_OF_NARROW, NARROW] = [2, 4, 420];
// One mark for each mode, so that they are told apart without colour: the `d` of a path around a place.
const MARKS = [
  "m-3.5,-3.5h7v7h-7z",
  "m-4,0a4,4 0 1 0 8,0a4,4 0 1 0 -8,0z",
  "m0,-5l4.6,8h-9.2z",
  "m0,-5l4.5,5l-4.5,5l-4.5,-5z",
];

/** The colour of a mode. @param {number} k */
export function modeClass(k) {
  return `nn-modes-${k + 1}`;
}

/** @param {Facts} facts */
export function drawing({ end, traits }) {
  const [scenery, curves, marks, cost] = [0, 1, 2, 3].map(() => svg("g", { "aria-hidden": "true" }));
  const element = svg("svg", { role: "img" }, scenery, curves, marks, cost);
  const up = linear([0, traits.strengths.high + 0.3], [MODES.bottom, MODES.top]);
  let across = linear([0, end], [0, 1]);

  const down = linear([LOWEST, HIGHEST], [COST.bottom, COST.top]);

  function ground() {
    const [bottom, right] = [COST.bottom, across.range[1]];
    const strengths = Array.from({ length: Math.floor(up.domain[1]) + 1 }, (_, at) => ({ at, text: number(at, 0) }));
    const costs = [LOWEST, 0, HIGHEST].map((at) => ({ at, text: powerOfTen(at) }));
    const times = ticks(0, end, 4).map((at) => ({ at, text: number(at, 0) }));
    return [
      ...plotGround({ across, up, levels: strengths }),
      ...plotGround({ across, up: down, levels: costs, marks: times }),
      svgSymbol("u", { x: LEFT, y: MODES.top - 10 }),
      svgSymbol("J", { x: LEFT, y: COST.top - 10 }),
      svgSymbol("t", { x: right, y: bottom + 34, anchor: "end" }),
    ];
  }

  /** @param {number} width */
  function resize(width) {
    across = linear([0, end], [LEFT, width - 6]);
    setAttributes(element, { width, height: HEIGHT });
    scenery.replaceChildren(...ground());
  }

  /** @param {State} state @param {string} words */
  function draw({ strengths, starts, t, u, J }, words) {
    const times = Array.from({ length: POINTS + 1 }, (_, k) => (k * end) / POINTS);
    const place = (/** @type {number} */ at, /** @type {number} */ value) => [
      across(at),
      up(clamp(value, ...ends(up))),
    ];
    curves.replaceChildren(
      ...strengths.map((s, k) => {
        const d = path(times.map((at) => place(at, exact(s, starts[k], at))));
        return svg("path", { d, class: `nn-modes-curve ${modeClass(k)}` });
      }),
    );
    const every = across.range[1] < NARROW ? EVERY_OF_NARROW : EVERY;
    marks.replaceChildren(
      ...u.map((values, k) => {
        const places = values.map((value, n) => place(t[n], value)).filter((_, n) => n % every === 0);
        const d = places.map(([x, y]) => `M${x.toFixed(2)},${y.toFixed(2)}${MARKS[k]}`).join("");
        return svg("path", { d, class: `nn-modes-mark ${modeClass(k)}` });
      }),
    );
    const costs = J.map((y, n) => [across(t[n]), y >= 10 ** LOWEST ? down(Math.log10(y)) : NaN]);
    cost.replaceChildren(svg("path", { d: path(costs), class: "nn-modes-cost" }));
    setAttributes(element, { "aria-label": words });
  }

  return { element, up, resize, draw };
}

/** @param {Scale} scale @returns {[number, number]} */
function ends({ domain: [low, high] }) {
  return [low, high];
}
