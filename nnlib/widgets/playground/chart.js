// @ts-check
// The cost over the epochs: on the examples that are trained on, and on those held out.

import { linear, number, path, ticks } from "../kit/numbers.js";
import { html, setAttributes, svg, uniqueId } from "../kit/ui.js";

/** @typedef {import("./session.js").Session} Session */

const LEFT = 44;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 36;
// Share of the costs that must be in the picture, beside the first: one wild step does not flatten all the rest.
const SHOWN = 0.98;
// From so many times the first cost on, or so large, costs are drawn by their powers of ten.
const WILD = 1000;
const WIDEST = 1e4;

export function costChart() {
  const axes = svg("g", {});
  const heldOut = svg("path", { class: "nn-playground-held" });
  const cost = svg("path", { class: "nn-playground-cost" });
  const marks = svg("g", {});
  const id = uniqueId("nn-clip");
  const inside = svg("rect", { x: LEFT, y: TOP });
  const clip = svg("clipPath", { id }, inside);
  const curves = svg("g", { "clip-path": `url(#${id})` }, heldOut, cost);
  const drawing = svg("svg", { "aria-hidden": "true" }, clip, axes, curves, marks);
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

  /** @param {ReturnType<typeof linear>} x @param {ReturnType<typeof linear>} y @param {boolean} powers */
  function drawAxes(x, y, powers) {
    const [bottom, right] = [y.range[0], x.range[1]];
    const marks = [];
    const upright = powers ? wholes(y.domain) : ticks(0, y.domain[1], 3);
    const digits = Math.max(0, Math.ceil(-Math.log10(upright[1] - upright[0]) - 1e-9));
    for (const at of upright) {
      const power = () => ["10", svg("tspan", { dy: "-0.4em", "font-size": "11px" }, number(at, 0))];
      const text = powers ? power() : number(at, digits);
      marks.push(svg("path", { d: `M${LEFT},${y(at)}H${right}`, class: "nn-playground-line" }));
      marks.push(svg("text", { x: LEFT - 6, y: y(at) + 4, "text-anchor": "end" }, text));
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
      setAttributes(inside, { width: width - LEFT - RIGHT, height: height - TOP - BOTTOM });
      scales = "";
    },
    /** @param {Session} session */
    draw({ curve }) {
      if (!width) return;
      const { epochs } = curve;
      const { bottom, top, powers } = extent(curve);
      const place = (/** @type {number} */ J) => (powers ? Math.log10(Math.max(J, 10 ** bottom)) : J);
      const longest = roundUp(Math.max(5, epochs[epochs.length - 1] ?? 0));
      const x = linear([0, longest], [LEFT, width - RIGHT]);
      const y = linear([bottom, top], [height - BOTTOM, TOP]);
      if (scales !== `${longest} ${bottom} ${top}`) {
        scales = `${longest} ${bottom} ${top}`;
        drawAxes(x, y, powers);
      }
      const line = (/** @type {number[]} */ values) => path(epochs.map((epoch, k) => [x(epoch), y(place(values[k]))]));
      setAttributes(cost, { d: line(curve.cost) });
      setAttributes(heldOut, { d: line(curve.heldOut) });
      const found = [];
      for (const [values, name] of [
        [curve.heldOut, "nn-playground-held"],
        [curve.cost, "nn-playground-cost"],
      ]) {
        const out = (/** @type {number} */ k) => place(/** @type {number[]} */ (values)[k]) > 1.001 * top;
        const end = epochs.length - 1;
        // An arrow where the curve leaves the picture, and a dot at its end.
        for (let k = 0; k <= end; k++) {
          if (!out(k) || out(k - 1)) continue;
          const d = `M${x(epochs[k]).toFixed(1)},${TOP - 7}l5,7h-10z`;
          found.push(svg("path", { d, class: `${name} nn-playground-out` }));
        }
        const last = Number(values[end]);
        if (Number.isFinite(last) && !out(end)) {
          found.push(svg("circle", { cx: x(epochs[end]), cy: y(place(last)), r: 3, class: name }));
        }
      }
      marks.replaceChildren(...found);
    },
  };
}

/**
 * From where to where the costs are drawn, and whether by their powers of ten. In round steps, so that the axis does
 * not change with every frame.
 * @param {import("./session.js").Session["curve"]} curve
 */
function extent({ cost, heldOut }) {
  const sorted = Float64Array.from([...cost, ...heldOut].filter(Number.isFinite)).sort();
  const firsts = [cost, heldOut].map((values) => values.find(Number.isFinite) ?? 0);
  const most = sorted[sorted.length - 1] ?? 1;
  if (most > Math.max(WILD * firsts[0], WILD * 1e-3) || most >= WIDEST) {
    const least = sorted.find((J) => J > 0) ?? 1;
    return { bottom: Math.floor(Math.log10(least)), top: Math.ceil(Math.log10(most) + 1e-9), powers: true };
  }
  const usual = 1.05 * (sorted[Math.floor(SHOWN * (sorted.length - 1))] ?? 1);
  return { bottom: 0, top: roundUp(Math.max(1e-3, usual, ...firsts)), powers: false };
}

/** A few whole numbers from end to end. @param {number[]} domain */
function wholes([low, high]) {
  const some = ticks(low, high, 3);
  return some.every(Number.isInteger) ? some : ticks(low, high, high - low);
}

/** The next number with one round digit, in steps of a quarter. @param {number} x */
function roundUp(x) {
  const power = 10 ** Math.floor(Math.log10(x));
  return [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((m) => m * power).find((m) => m >= x * 0.9999) ?? 10 * power;
}
