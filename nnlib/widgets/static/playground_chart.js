// @ts-check
// The cost over the epochs: on the examples that are trained on, and on those held out.

import { linear, number, path, ticks } from "./numbers.js";
import { html, setAttributes, svg } from "./ui.js";

/** @typedef {import("./playground_session.js").Session} Session */

const LEFT = 40;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 36;
// Share of the largest costs that may leave the picture: one wild step does not flatten all the rest.
const TALLEST = 0.98;

export function costChart() {
  const axes = svg("g", {});
  const heldOut = svg("path", { class: "nn-playground-held" });
  const cost = svg("path", { class: "nn-playground-cost" });
  const dots = svg("g", {});
  const drawing = svg("svg", { "aria-hidden": "true" }, axes, heldOut, cost, dots);
  const key = (/** @type {string} */ name, /** @type {string} */ text) =>
    html("span", {}, svg("svg", { width: 26, height: 10 }, svg("path", { d: "M0,5h26", class: name })), text);
  const legend = html(
    "p",
    { class: "nn-playground-legend", "aria-hidden": "true" },
    html("span", {}, "cost"),
    key("nn-playground-cost", "training"),
    key("nn-playground-held", "held out"),
  );
  const element = html("div", { class: "nn-playground-chart" }, legend, drawing);
  let [width, height] = [0, 0];
  let scales = "";

  /** @param {ReturnType<typeof linear>} x @param {ReturnType<typeof linear>} y */
  function drawAxes(x, y) {
    const [bottom, right] = [y.range[0], x.range[1]];
    const marks = [];
    const upright = ticks(0, y.domain[1], 3);
    const digits = Math.max(0, Math.ceil(-Math.log10(upright[1] - upright[0]) - 1e-9));
    for (const at of upright) {
      marks.push(svg("path", { d: `M${LEFT},${y(at)}H${right}`, class: "nn-playground-line" }));
      marks.push(svg("text", { x: LEFT - 6, y: y(at) + 4, "text-anchor": "end" }, number(at, digits)));
    }
    for (const at of ticks(0, x.domain[1], width < 400 ? 4 : 6).filter(Number.isInteger)) {
      marks.push(svg("text", { x: x(at), y: bottom + 16, "text-anchor": "middle" }, number(at, 0)));
    }
    marks.push(svg("path", { d: `M${LEFT},${TOP}V${bottom}H${right}` }));
    marks.push(svg("text", { x: right, y: bottom + 31, "text-anchor": "end" }, "epoch"));
    axes.replaceChildren(...marks);
  }

  return {
    element,
    /** @param {number} wide @param {number} high */
    resize(wide, high) {
      [width, height] = [wide, high];
      setAttributes(drawing, { width, height });
      scales = "";
    },
    /** @param {Session} session */
    draw({ curve }) {
      if (!width) return;
      const { epochs } = curve;
      const sorted = [...curve.cost, ...curve.heldOut].filter(Number.isFinite).sort((a, b) => a - b);
      const most = Math.max(1e-3, (sorted[Math.floor(TALLEST * (sorted.length - 1))] ?? 1) * 1.05, sorted[0] ?? 0);
      // In steps, so that the axes do not change with every frame.
      const longest = roundUp(Math.max(5, epochs[epochs.length - 1] ?? 0));
      const top = roundUp(most);
      const x = linear([0, longest], [LEFT, width - RIGHT]);
      const y = linear([0, top], [height - BOTTOM, TOP]);
      if (scales !== `${longest} ${top}`) {
        scales = `${longest} ${top}`;
        drawAxes(x, y);
      }
      const line = (/** @type {number[]} */ values) =>
        path(epochs.map((epoch, k) => [x(epoch), y(Math.min(values[k], top))]));
      setAttributes(cost, { d: line(curve.cost) });
      setAttributes(heldOut, { d: line(curve.heldOut) });
      const end = epochs.length - 1;
      const dot = (/** @type {number} */ value, /** @type {string} */ name) =>
        Number.isFinite(value) && svg("circle", { cx: x(epochs[end]), cy: y(Math.min(value, top)), r: 3, class: name });
      const ends = [dot(curve.heldOut[end], "nn-playground-held"), dot(curve.cost[end], "nn-playground-cost")];
      dots.replaceChildren(...ends.filter((node) => node !== false));
    },
  };
}

/** The next number with one round digit, in steps of a quarter. @param {number} x */
function roundUp(x) {
  const power = 10 ** Math.floor(Math.log10(x));
  return [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((m) => m * power).find((m) => m >= x * 0.9999) ?? 10 * power;
}
