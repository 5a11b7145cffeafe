// @ts-check
// The cost over the epochs: on the examples that are trained on, and on those held out.

import { button } from "../kit/controls.js";
import { powerOfTen } from "../kit/log_axis.js";
import { linear, number, path, ticks } from "../kit/numbers.js";
import { html, setAttributes, svg, uniqueId } from "../kit/ui.js";
import { extent, roundUp, wholes } from "./chart_extent.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {Session["curve"]} Curve */
/** @typedef {ReturnType<typeof linear>} Scale */
/** @typedef {{ x: Scale, y: Scale, powers: boolean, place: (cost: number) => number, top: number }} Scales */

const LEFT = 44;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 36;
// The fewest epochs that the axis shows, and the width below which it has room for few numbers only.
const SHORTEST = 5;
const NARROW = 400;
const KEEP = "Keep this curve";
/** @type {Curve} */
const NONE = { epochs: [], cost: [], heldOut: [] };

/** @param {Life} life @param {() => void} changed the curve that is kept is another */
export function costChart(life, changed) {
  const axes = svg("g", {});
  const heldOut = svg("path", { class: "nn-playground-held" });
  const cost = svg("path", { class: "nn-playground-cost" });
  const marks = svg("g", {});
  const id = uniqueId("nn-clip");
  const inside = svg("rect", { x: LEFT, y: TOP });
  const clip = svg("clipPath", { id }, inside);
  const ghosts = [svg("path", { class: "nn-playground-held" }), svg("path", { class: "nn-playground-cost" })];
  const behind = svg("g", { class: "nn-playground-kept" }, ghosts);
  const curves = svg("g", { "clip-path": `url(#${id})` }, behind, heldOut, cost);
  const label = { role: "img", "aria-label": "The cost over the epochs" };
  const drawing = svg("svg", label, clip, axes, curves, marks);
  let size = { width: 0, height: 0 };
  let drawn = "";
  /** The curve that is drawn last, and that of another run, which is kept. */
  let now = NONE;
  let kept = NONE;
  const keep = button(life, {
    label: KEEP,
    press() {
      setKept(kept === NONE ? copyOf(now) : NONE);
      changed();
    },
  });

  /** @param {Curve} curve */
  function setKept(curve) {
    kept = curve;
    keep.textContent = kept === NONE ? KEEP : "Drop the kept curve";
  }

  return {
    element: html("div", { class: "nn-playground-chart" }, legend(keep), drawing),
    /** Let go of the curve that is kept. */
    forget: () => setKept(NONE),
    /** @param {import("./layout.js").Size} wanted */
    resize(wanted) {
      size = wanted;
      const { width, height } = size;
      setAttributes(drawing, { width, height });
      setAttributes(inside, { width: width - LEFT - RIGHT, height: height - TOP - BOTTOM });
      drawn = "";
    },
    /** @param {Session} session */
    draw({ curve }) {
      if (!size.width) return;
      now = curve;
      const scales = scalesOf(curve, kept, size);
      const { x, y, place } = scales;
      if (drawn !== `${x.domain} ${y.domain}`) {
        drawn = `${x.domain} ${y.domain}`;
        axes.replaceChildren(...axisMarks(scales, size.width));
      }
      const line = (/** @type {number[]} */ epochs, /** @type {number[]} */ values) =>
        path(epochs.map((epoch, k) => [x(epoch), y(place(values[k]))]));
      setAttributes(cost, { d: line(curve.epochs, curve.cost) });
      setAttributes(heldOut, { d: line(curve.epochs, curve.heldOut) });
      setAttributes(ghosts[0], { d: line(kept.epochs, kept.heldOut) });
      setAttributes(ghosts[1], { d: line(kept.epochs, kept.cost) });
      marks.replaceChildren(
        ...curveMarks(curve.epochs, curve.heldOut, scales, "nn-playground-held"),
        ...curveMarks(curve.epochs, curve.cost, scales, "nn-playground-cost"),
      );
    },
  };
}

/** @param {Curve} curve @returns {Curve} */
function copyOf({ epochs, cost, heldOut }) {
  return { epochs: [...epochs], cost: [...cost], heldOut: [...heldOut] };
}

/** Which line is which, and the button that keeps them. @param {HTMLElement} keep */
function legend(keep) {
  const key = (/** @type {string} */ name, /** @type {string} */ text) =>
    html("span", {}, svg("svg", { width: 26, height: 10 }, svg("path", { d: "M0,5h26", class: name })), text);
  return html(
    "div",
    { class: "nn-playground-legend" },
    html(
      "span",
      { "aria-hidden": "true" },
      "cost",
      key("nn-playground-cost", "training"),
      key("nn-playground-held", "held out"),
    ),
    keep,
  );
}

/**
 * Scales that have room for both curves.
 * @param {Curve} curve @param {Curve} kept @param {import("./layout.js").Size} size @returns {Scales}
 */
function scalesOf(curve, kept, { width, height }) {
  const { bottom, top, powers } = extent({
    cost: [...curve.cost, ...kept.cost],
    heldOut: [...curve.heldOut, ...kept.heldOut],
  });
  const longest = roundUp(Math.max(SHORTEST, curve.epochs.at(-1) ?? 0, kept.epochs.at(-1) ?? 0));
  return {
    x: linear([0, longest], [LEFT, width - RIGHT]),
    y: linear([bottom, top], [height - BOTTOM, TOP]),
    powers,
    place: (cost) => (powers ? Math.log10(Math.max(cost, 10 ** bottom)) : cost),
    top,
  };
}

/** @param {Scales} scales @param {number} width */
function axisMarks({ x, y, powers }, width) {
  const [bottom, right] = [y.range[0], x.range[1]];
  const costs = powers ? wholes(y.domain) : ticks(0, y.domain[1], 3);
  const digits = Math.max(0, Math.ceil(-Math.log10(costs[1] - costs[0]) - 1e-9));
  const beside = costs.flatMap((at) => [
    svg("path", { d: `M${LEFT},${y(at)}H${right}`, class: "nn-playground-line" }),
    svg("text", { x: LEFT - 6, y: y(at) + 4, "text-anchor": "end" }, powers ? powerOfTen(at) : number(at, digits)),
  ]);
  const epochs = ticks(0, x.domain[1], width < NARROW ? 4 : 6).filter(Number.isInteger);
  return [
    ...beside,
    ...epochs.map((at) => svg("text", { x: x(at), y: bottom + 16, "text-anchor": "middle" }, number(at, 0))),
    svg("path", { d: `M${LEFT},${TOP}V${bottom}H${right}` }),
    svg("text", { x: right, y: bottom + 31, "text-anchor": "end" }, "epoch"),
  ];
}

/**
 * An arrow wherever a curve leaves the picture, and a dot at its end.
 * @param {number[]} epochs @param {number[]} costs @param {Scales} scales @param {string} name
 */
function curveMarks(epochs, costs, { x, y, place, top }, name) {
  const isOut = (/** @type {number} */ k) => place(costs[k]) > 1.001 * top;
  const exits = epochs.flatMap((epoch, k) => (isOut(k) && !isOut(k - 1) ? [x(epoch).toFixed(1)] : []));
  const marks = exits.map((at) => svg("path", { d: `M${at},${TOP - 7}l5,7h-10z`, class: `${name} nn-playground-out` }));
  const end = epochs.length - 1;
  const last = costs[end] ?? NaN;
  if (Number.isFinite(last) && !isOut(end)) {
    marks.push(svg("circle", { cx: x(epochs[end]), cy: y(place(last)), r: 3, class: name }));
  }
  return marks;
}
