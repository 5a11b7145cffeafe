// @ts-check
// A histogram of the activations of each layer, and below it the sizes of activations and errors, on a logarithmic axis.

import { clamp, linear, number, path, raised } from "../kit/numbers.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { REACH } from "./model.js";

/** @typedef {import("./model.js").State} State */
/** @typedef {ReturnType<typeof linear>} Scale */

const MARGIN = { left: 44, right: 26 };
const BINS_HEIGHT = 132;
const GAP = 22;
const CURVES_HEIGHT = 168;
const HEIGHT = BINS_HEIGHT + GAP + CURVES_HEIGHT + 42;
// Powers of ten at the ends of the axis; what lies beyond is drawn there.
const [LOWEST, HIGHEST] = [-8, 6];
// The height of a name.
const NAME = 14;

/** @param {number} x @param {number} y @param {string | number} words @param {string} [anchor] */
function label(x, y, words, anchor = "end") {
  return svg("text", { x, y: y + 4, "text-anchor": anchor, class: "nn-depth-tick" }, words);
}

/** What does not depend on the network: axes and their numbers. @param {Scale} across @param {number} layers */
function ground(across, layers) {
  const [left, right] = [across(0.5), across(layers + 0.5)];
  const [top, bottom] = [BINS_HEIGHT + GAP, BINS_HEIGHT + GAP + CURVES_HEIGHT];
  const [a, size] = scales();
  const lines = [0, 2, 4, 6, -2, -4, -6, -8].flatMap((power) => [
    svg("path", { d: `M${left},${size(power)}H${right}`, class: power ? "nn-depth-line" : "nn-depth-one" }),
    label(left - 6, size(power), power ? `10${raised(power)}` : "1"),
  ]);
  return [
    ...[-2, 0, 2].flatMap((value) => [
      svg("path", { d: `M${left},${a(value)}H${right}`, class: "nn-depth-line" }),
      label(left - 6, a(value), number(value, 0)),
    ]),
    svgSymbol("a", { x: 8, y: 12, anchor: "start" }),
    ...lines,
    svg("path", { d: `M${left},${top}V${bottom}H${right}`, class: "nn-depth-axis" }),
    ...Array.from({ length: layers }, (_, k) => label(across(k + 1), bottom + 14, k + 1, "middle")),
    label(right, bottom + 34, "layer"),
  ];
}

/** From an activation, and from a power of ten, to pixels. */
function scales() {
  return [
    linear([-REACH, REACH], [BINS_HEIGHT, 0]),
    linear([LOWEST, HIGHEST], [BINS_HEIGHT + GAP + CURVES_HEIGHT, BINS_HEIGHT + GAP]),
  ];
}

/** The histogram of one layer, as one outline. @param {number[]} counts @param {number} left @param {number} width */
function histogram(counts, left, width) {
  const most = Math.max(...counts);
  const step = BINS_HEIGHT / counts.length;
  const bars = counts.map((count, k) => {
    const length = (width * count) / most;
    return count ? `M${left},${BINS_HEIGHT - k * step}h${length}v${-step}h${-length}z` : "";
  });
  return svg("path", { d: bars.join(""), class: "nn-depth-bins", "data-most": counts.indexOf(most) });
}

/** Where a size stands, from the top. @param {number} size */
function height(size) {
  const [, up] = scales();
  return up(clamp(Math.log10(size), LOWEST, HIGHEST));
}

/** A curve with its marks. @param {number[]} sizes @param {Scale} across @param {string} kind */
function curve(sizes, across, kind) {
  const points = sizes.map((size, k) => [across(k + 1), height(size)]);
  const mark = (/** @type {number[]} */ [cx, cy]) =>
    kind === "nn-depth-a"
      ? svg("circle", { cx, cy, r: 4, class: `nn-depth-mark ${kind}` })
      : svg("rect", { x: cx - 3.5, y: cy - 3.5, width: 7, height: 7, class: `nn-depth-mark ${kind}` });
  return [svg("path", { d: path(points), class: `nn-depth-curve ${kind}` }), ...points.map(mark)];
}

/** The names of both curves behind their ends, never on top of each other. @param {State} state @param {Scale} across */
function names({ a, delta }, across) {
  const last = a.length - 1;
  const [blue, red] = [height(a[last]), height(delta[last])];
  const apart = Math.max(0, NAME - Math.abs(blue - red)) / 2;
  const down = Math.sign(blue - red) || 1;
  const place = (/** @type {number} */ y) => ({ x: across(last + 1) + 10, y: y + 5, anchor: "start" });
  return [
    svgSymbol("a", { ...place(blue + down * apart), class: "nn-depth-a" }),
    svgSymbol("δ", { ...place(red - down * apart), class: "nn-depth-delta" }),
  ];
}

/** @param {State} state */
function words({ a, delta }) {
  const [first, last] = [0, a.length - 1];
  const size = (/** @type {number} */ x) => Number(x.toPrecision(2));
  return (
    `Sizes by layer: activations ${size(a[first])} in layer 1 and ${size(a[last])} in layer ${a.length}; ` +
    `errors ${size(delta[last])} in layer ${a.length} and ${size(delta[first])} in layer 1.`
  );
}

/** @param {number} layers */
export function drawing(layers) {
  const [scenery, bins, curves] = [0, 1, 2].map(() => svg("g", { "aria-hidden": "true" }));
  const element = svg("svg", { role: "img" }, scenery, bins, curves);
  let across = linear([0.5, layers + 0.5], [0, 1]);

  /** @param {number} width */
  function resize(width) {
    across = linear([0.5, layers + 0.5], [MARGIN.left, width - MARGIN.right]);
    setAttributes(element, { width, height: HEIGHT });
    scenery.replaceChildren(...ground(across, layers));
  }

  /** @param {State} state */
  function draw(state) {
    const width = 0.8 * (across(2) - across(1));
    setAttributes(element, { "aria-label": words(state) });
    bins.replaceChildren(...state.histograms.map((counts, k) => histogram(counts, across(k + 1) - width / 2, width)));
    curves.replaceChildren(
      ...curve(state.a, across, "nn-depth-a"),
      ...curve(state.delta, across, "nn-depth-delta"),
      ...names(state, across),
    );
  }

  return { element, resize, draw };
}
