// @ts-check
// The drawing of the neuron: bars that add up along the z axis, and the activation curve on the same axis.

import { handle } from "../kit/drag.js";
import { linear, number, path, roundUp, spoken, ticks } from "../kit/numbers.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {ReturnType<typeof import("./view.js").compute>} State */

const ROW = 24;
const BAR = 14;
const LEFT = 58;
const RIGHT = 14;
const BOTTOM = 36;
const POINTS = 160;
// Half the length of the tangent, in pixels.
const TANGENT = 80;
// Below this width the formulas stand above the plot, where they take so much.
const NARROW = 480;
const WORDS = 54;

/**
 * @param {Life} life
 * @param {{ state: () => State, settle: (z: number) => void, bound: number, step: number }} options
 *   state: what holds, drawn or not yet; settle: called with the z to which the point was moved
 */
export function picture(life, { state, settle, bound, step }) {
  let width = 0;
  let scenery = "";
  let z = linear([-5, 5], [0, 1]);

  const ground = svg("g", { "aria-hidden": "true" });
  const bars = svg("g", { "aria-hidden": "true" });
  const curve = svg("g", { "aria-hidden": "true" });
  const grip = svg(
    "g",
    {},
    svg("circle", { r: 18, class: "nn-neuron-grip" }),
    svg("circle", { r: 7, class: "nn-neuron-point" }),
    svg("path", { d: "M-11,-4l-4,4l4,4M11,-4l4,4l-4,4", class: "nn-neuron-arrows" }),
  );
  const element = svg("svg", { role: "group", "aria-label": "The sum z and the activation curve" });
  element.append(ground, bars, curve, grip);

  const point = handle(life, grip, element, {
    label: "pre-activation z, moved by the bias",
    x: {
      value: () => state().z,
      get min() {
        return state().sum - bound;
      },
      get max() {
        return state().sum + bound;
      },
      step,
      scale: () => z,
    },
    change: (to) => settle(/** @type {number} */ (to.x)),
    text: () => {
      const { z: at, out, slope } = state();
      return `z ${spoken(at)}, activation ${spoken(out)}, slope ${spoken(slope)}`;
    },
  });

  /** The running sums: where each bar begins and the last one ends. @param {State} now */
  function sums({ products, b }) {
    const found = [0];
    for (const part of [...products, b]) found.push(found[found.length - 1] + part);
    return found;
  }

  /** @param {State} now */
  function draw(now) {
    point.update();
    if (width === 0) return;
    const stops = sums(now);
    // The same for every bias, or the axis would widen under the hand that moves the point.
    const furthest = Math.max(...stops.slice(0, -1).map(Math.abs), Math.abs(now.sum) + bound);
    const reach = roundUp(Math.max(5, 1.05 * furthest));
    z = linear([-reach, reach], [LEFT, width - RIGHT]);
    const narrow = width < NARROW;
    const top = ROW * (now.products.length + 2) + 14 + (narrow ? WORDS : 0);
    const plot = narrow ? 170 : 210;
    setAttributes(element, { width, height: top + plot + BOTTOM });
    const y = vertical(now, reach, top, top + plot);
    const scene = [width, reach, top, ...y.domain].join(" ");
    if (scene !== scenery) drawGround(top, top + plot, y);
    scenery = scene;
    drawBars(now, stops);
    drawCurve(now, reach, y, top);
    setAttributes(grip, { transform: `translate(${z(now.z).toFixed(2)},${y(now.out).toFixed(2)})` });
  }

  /** @param {State} now @param {number} reach @param {number} top @param {number} bottom */
  function vertical({ sigma }, reach, top, bottom) {
    const ends = [sigma.value(-reach), sigma.value(reach), sigma.value(-0.75), 0];
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    const room = 0.08 * (high - low);
    return linear([low - room, high + room], [bottom, top]);
  }

  /**
   * Axes, their numbers, and the line of z = 0 through both parts.
   * @param {number} top @param {number} bottom @param {ReturnType<typeof linear>} y
   */
  function drawGround(top, bottom, y) {
    const [left, right] = z.range;
    const marks = [];
    for (const at of ticks(z.domain[0], z.domain[1], width < 480 ? 5 : 9)) {
      marks.push(svg("path", { d: `M${z(at)},${bottom}v5`, class: "nn-neuron-axis" }));
      const text = number(at, Number.isInteger(at) ? 0 : 1);
      marks.push(svg("text", { x: z(at), y: bottom + 18, "text-anchor": "middle", class: "nn-neuron-tick" }, text));
    }
    for (const at of ticks(y.domain[0], y.domain[1], 3)) {
      marks.push(svg("path", { d: `M${left},${y(at)}H${right}`, class: "nn-neuron-line" }));
      const text = number(at, Number.isInteger(at) ? 0 : 1);
      marks.push(svg("text", { x: left - 8, y: y(at) + 4, "text-anchor": "end", class: "nn-neuron-tick" }, text));
    }
    ground.replaceChildren(
      ...marks,
      svg("path", { d: `M${z(0)},4V${bottom}`, class: "nn-neuron-line" }),
      svg("path", { d: `M${left},${bottom}H${right}M${left},${top}V${bottom}`, class: "nn-neuron-axis" }),
      svgSymbol("z", { sub: "i", x: right, y: bottom + 32, anchor: "end", class: "nn-neuron-z" }),
      svgSymbol("a", { sub: "i", x: 4, y: top + 12, anchor: "start", class: "nn-neuron-a" }),
    );
  }

  /** @param {State} now @param {number[]} stops */
  function drawBars(now, stops) {
    const parts = [...now.products, now.b];
    const drawn = parts.flatMap((part, j) => {
      const isBias = j === now.products.length;
      const place = `${j + 1}`;
      const symbols = isBias ? [["b", "i"]] : [["w", `i,${place}`], " ", ["a", place]];
      const label = formula(4, middle(j) + 5, "", ...symbols);
      const next = svg("path", { d: `M${z(stops[j + 1])},${middle(j)}v${ROW}`, class: "nn-neuron-join" });
      return [next, label, ...bar(stops[j], stops[j + 1], j, isBias ? "bias" : "product", part)];
    });
    const last = parts.length;
    const sum = svgSymbol("z", { sub: "i", x: 4, y: middle(last) + 5, anchor: "start", class: "nn-neuron-z" });
    bars.replaceChildren(...drawn, sum, ...bar(0, now.z, last, "sum", now.z));
  }

  const middle = (/** @type {number} */ row) => ROW * row + ROW / 2;

  /**
   * A bar with its number at the end it points to, or on the other side where there is no room.
   * @param {number} from @param {number} to @param {number} row @param {string} kind @param {number} value
   */
  function bar(from, to, row, kind, value) {
    const [low, high] = [Math.min(z(from), z(to)), Math.max(z(from), z(to))];
    const room = 52;
    const right = value >= 0 ? high + room < width : low - room < LEFT;
    const place = right ? { x: high + 7, "text-anchor": "start" } : { x: low - 7, "text-anchor": "end" };
    const signed = value > 0 && kind !== "sum" ? `+${number(value)}` : number(value);
    const box = { x: low, y: middle(row) - BAR / 2, width: Math.max(high - low, 0.01), height: BAR };
    return [
      svg("rect", { ...box, class: "nn-neuron-part", "data-kind": kind, "data-sign": value < 0 ? "minus" : "plus" }),
      svg("text", { ...place, y: middle(row) + 4.5 }, signed),
    ];
  }

  /** @param {State} now @param {number} reach @param {ReturnType<typeof linear>} y @param {number} top */
  function drawCurve(now, reach, y, top) {
    const [x0, y0] = [z(now.z), y(now.out)];
    const points = Array.from({ length: POINTS + 1 }, (_, k) => {
      // An even number of steps, so that the corner of a ReLU at 0 is a point.
      const at = reach * ((2 * k) / POINTS - 1);
      return [z(at), y(now.sigma.value(at))];
    });
    const steepness = (now.slope * (y(1) - y(0))) / (z(1) - z(0));
    // The tangent has one length, however steep it is, unless it would leave the plot.
    const [bottom, up] = y.range;
    const tangent = [-1, 1].map((side) => {
      const edge = side < 0 ? x0 - z.range[0] : z.range[1] - x0;
      const rise = side * steepness;
      const height = rise < 0 ? y0 - up : bottom - y0;
      const run = Math.min(TANGENT / Math.hypot(1, steepness), edge, rise ? height / Math.abs(rise) : Infinity);
      return [x0 + side * run, y0 + rise * run];
    });
    const barBottom = middle(now.products.length + 1) + BAR / 2;
    // Every curve here rises, so the upper left corner is free; in a narrow plot it is not, and they stand above.
    const narrow = width < NARROW;
    const x = narrow ? 4 : LEFT + 12;
    const line = narrow ? top + 18 - WORDS : top + 22;
    const value = formula(x, line, "nn-neuron-a", ["a", "i"], " = σ(", ["z", "i"], `) = ${number(now.out, 3)}`);
    const slope = formula(x, line + 24, "nn-neuron-slope", "slope σ′(", ["z", "i"], `) = ${number(now.slope, 3)}`);
    curve.replaceChildren(
      svg("path", { d: `M${x0},${barBottom}V${y0}`, class: "nn-neuron-drop" }),
      svg("path", { d: `M${x0},${y0}H${LEFT}`, class: "nn-neuron-across" }),
      svg("path", { d: path(points), class: "nn-neuron-curve" }),
      svg("path", { d: path(tangent), class: "nn-neuron-tangent" }),
      ...haloed(value),
      ...haloed(slope),
    );
  }

  return {
    element,
    draw,
    resize(/** @type {number} */ pixels) {
      width = pixels;
    },
  };
}

/** Text that stays readable where a line runs behind it: below it, the same once more, wide and in paper. */
function haloed(/** @type {SVGElement} */ text) {
  const halo = /** @type {SVGElement} */ (text.cloneNode(true));
  halo.setAttribute("class", "nn-math nn-neuron-halo");
  return [halo, text];
}

/**
 * Text in which a pair is a symbol with its subscript: formula(0, 20, "", ["a", "i"], " = 1").
 * @param {number} x @param {number} y @param {string} name @param {...(string | string[])} parts
 */
function formula(x, y, name, ...parts) {
  const text = svg("text", { x, y, class: `nn-math ${name}`.trim(), "text-anchor": "start" });
  let back = 0;
  for (const part of parts) {
    const [letter, sub] = typeof part === "string" ? [part, ""] : part;
    const style = sub ? "italic" : null;
    text.append(svg("tspan", { dy: back || null, "font-style": style, "xml:space": "preserve" }, letter));
    back = 0;
    if (sub) {
      text.append(svg("tspan", { dy: 4, "font-size": "0.72em" }, sub));
      back = -4;
    }
  }
  return text;
}
