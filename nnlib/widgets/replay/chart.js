// @ts-check
// The cost over the epochs, with a mark where the replay is. Pressing a place in it goes to the snapshot next to it.

import { drag } from "../kit/drag.js";
import { linear, path, ticks } from "../kit/numbers.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { costAxis, nearest } from "./cost_axis.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./model.js").Run} Run */
/** @typedef {ReturnType<typeof linear>} Scale */

const [LEFT, RIGHT, TOP, BOTTOM] = [50, 14, 24, 36];

/** @param {Life} life @param {Run} run @param {{ scrub: (k: number) => void }} options */
export function chart(life, run, { scrub }) {
  const { epochs } = run;
  const curves = [run.cost, run.validationCost];
  const last = Math.max(1, run.cost.length, epochs[epochs.length - 1]);
  const axis = costAxis(curves.flatMap((costs) => [...costs]));
  let x = linear([0, last], [0, 1]);
  let y = linear(axis.domain, [1, 0]);
  const point = (/** @type {number} */ epoch, /** @type {number} */ J) => [x(epoch), y(axis.place(J))];

  const axes = svg("g", { "aria-hidden": "true" });
  const rule = svg("path", { class: "nn-replay-rule" });
  const lines = [svg("path", { class: "nn-replay-line" }), svg("path", { class: "nn-replay-line nn-replay-held" })];
  const balls = ["nn-replay-ball", "nn-replay-ball-held"].map((name) => svg("circle", { r: 5, class: name }));
  const stops = svg("path", { class: "nn-replay-stops" });
  const field = svg("rect", { class: "nn-replay-field" });
  const element = svg("svg", { role: "img" }, axes, rule, lines, balls, stops, field);

  const goTo = (/** @type {{ x: number }} */ at) => scrub(nearest(epochs, x.invert(at.x)));
  drag(life, field, element, { start: goTo, move: goTo, touch: "pan-y" });

  return {
    element,
    /** @param {number} width @param {number} height */
    resize(width, height) {
      const plot = { width: width - LEFT - RIGHT, height: height - TOP - BOTTOM };
      x = linear([0, last], [LEFT, LEFT + plot.width]);
      y = linear(axis.domain, [TOP + plot.height, TOP]);
      setAttributes(element, { width, height });
      setAttributes(field, { x: LEFT - 8, y: TOP - 8, width: plot.width + 16, height: plot.height + 30 });
      axes.replaceChildren(...axesOf(x, y, axis.marks), ...namesOf(x, y, run.validationCost.length > 0));
      curves.forEach((costs, k) => {
        setAttributes(lines[k], { d: path(Array.from(costs, (J, e) => point(e + 1, J))) });
      });
      setAttributes(stops, { d: stopsOf(x, y, epochs) });
    },
    /** Put the marks at an epoch. @param {number} epoch */
    draw(epoch) {
      setAttributes(rule, { d: `M${x(epoch)},${y.range[1]}V${y.range[0]}` });
      curves.forEach((costs, k) => {
        const J = costs[epoch - 1];
        const [cx, cy] = point(epoch, J);
        setAttributes(balls[k], J === undefined ? { visibility: "hidden" } : { cx, cy, visibility: null });
      });
    },
  };
}

/** Axes, with numbers. @param {Scale} x @param {Scale} y @param {{ at: number, text: string }[]} marks */
function axesOf(x, y, marks) {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  const drawn = [svg("path", { d: `M${left},${top}V${bottom}H${right}`, class: "nn-replay-axis" })];
  for (const { at, text } of marks) {
    drawn.push(svg("path", { d: `M${left},${y(at)}H${right}`, class: "nn-replay-level" }));
    drawn.push(svg("text", { x: left - 6, y: y(at) + 4, "text-anchor": "end" }, text));
  }
  for (const at of ticks(0, x.domain[1], right - left < 216 ? 3 : 5)) {
    if (!Number.isInteger(at)) continue;
    drawn.push(svg("text", { x: x(at), y: bottom + 19, "text-anchor": "middle" }, at));
  }
  drawn.push(svg("text", { x: right, y: bottom + 33, "text-anchor": "end" }, "epoch"));
  return [...drawn, svgSymbol("J", { x: left - 4, y: 14 })];
}

/** What the curves are, in the upper right corner, which falling curves leave free. */
function namesOf(/** @type {Scale} */ x, /** @type {Scale} */ y, /** @type {boolean} */ hasValidation) {
  const [right, top] = [x.range[1], y.range[1]];
  const sample = (/** @type {number} */ row, /** @type {string} */ name, /** @type {string} */ kind) => [
    svg("path", { d: `M${right - 104},${top + 12 + 18 * row}h24`, class: `nn-replay-line ${kind}` }),
    svg("text", { x: right - 74, y: top + 16 + 18 * row }, name),
  ];
  return [...sample(0, "training", ""), ...(hasValidation ? sample(1, "validation", "nn-replay-held") : [])];
}

/** A stroke on the axis for each snapshot, unless they are too many. @param {number[]} epochs */
function stopsOf(/** @type {Scale} */ x, /** @type {Scale} */ y, epochs) {
  const apart = (x.range[1] - x.range[0]) / Math.max(1, epochs.length);
  return apart < 3 ? "" : epochs.map((epoch) => `M${x(epoch).toFixed(1)},${y.range[0]}v5`).join("");
}
