// @ts-check
// The plane of rate and momentum: shaded by how fast the worst direction is, hatched where it diverges, and the point to
// take hold of.

import { factsOf } from "../kit/facts.js";
import { clamp, linear, number, path } from "../kit/numbers.js";
import { palette } from "../kit/palette.js";
import { prepared } from "../kit/pixel_pictures.js";
import { plotGround, tickLabel } from "../kit/plot.js";
import { html, setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { edgeOf, windowOf, worstFactor } from "./model.js";
import { pointHandle } from "./point.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("../kit/plot.js").Scale} Scale */
/** @typedef {import("./model.js").State} State */
/** @typedef {{ x: Scale, y: Scale }} Scales */

const MARGIN = { left: 42, right: 10, top: 24, bottom: 42 };
// Height over width of the plane, and the least height.
const [SHAPE, LEAST] = [0.86, 230];
// Pixels of a cell of the shading, and between two lines of the hatching.
const [CELL, APART] = [3, 9];
// Contours: shares of the best pace, and how many values of the momentum they go through.
const [SHARES, FINE] = [[0.2, 0.4, 0.6, 0.8], 400];
const FAINTEST = 0.05;
const STAR = "M0,-9L2.6,-3.2L9,-2.8L4.2,1.5L5.7,7.8L0,4.4L-5.7,7.8L-4.2,1.5L-9,-2.8L-2.6,-3.2Z";

/** How fast, as a share of the best: digits for each step. @param {State} state @param {number} rate @param {number} mu */
function share({ method, kappa, optimum }, rate, mu) {
  return Math.log(Math.max(1e-12, worstFactor(method, rate, mu, kappa))) / Math.log(optimum.factor);
}

/** @param {Life} life @param {Model} model @param {{ state: () => State, renew: () => void }} options */
export function map(life, model, { state, renew }) {
  const canvas = html("canvas", { class: "nn-plane-ground", "aria-hidden": "true" });
  const [axes, lines, star] = [0, 1, 2].map(() => svg("g", { "aria-hidden": "true" }));
  const field = svg("rect", { class: "nn-plane-field" });
  const named = { role: "group", "aria-label": "Map of rate and momentum" };
  const element = svg("svg", named, axes, lines, field, star);
  const whole = html("div", { class: "nn-plane-map" }, canvas, element);
  /** @type {Record<string, string>} */
  let colours = {};
  let [width, height, painted] = [0, 0, ""];
  /** @type {Scales} */
  let scales = { x: linear([0, 1], [0, 1]), y: linear([0, 1], [1, 0]) };
  const point = pointHandle(life, model, { element, field }, { state, scales: () => scales });
  element.append(point.element);

  /** @param {State} now */
  function layOut(now) {
    const { x, y } = scales;
    const [left, right] = x.range;
    const [bottom, top] = y.range;
    setAttributes(element, { width, height });
    setAttributes(field, { x: left, y: top, width: right - left, height: bottom - top });
    paint(prepared(canvas, width, height), now, scales, colours);
    axes.replaceChildren(
      ...plotGround({
        ...{ across: x, up: y, levels: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: number(at) })) },
        marks: [0, 1, 2, 3, 4].map((at) => ({ at, text: number(at, 0) })),
      }),
      svgSymbol("μ", { x: left, y: top - 9 }),
      tickLabel(right, bottom + 34, "end", [
        "rate times largest curvature, ",
        svg("tspan", { "font-style": "italic" }, "ηλ"),
      ]),
    );
    lines.replaceChildren(...contours(now, scales), ...edge(now, scales));
  }

  return {
    element: whole,
    /** Once the map is in its figure, which gives it the colours. */
    attach() {
      colours = palette(life, whole, () => {
        painted = "";
        renew();
      });
    },
    /** @param {number} pixels @param {number} [high]  as a neighbour has it */
    resize(pixels, high) {
      width = pixels;
      height = high ?? Math.max(LEAST, Math.round(width * SHAPE));
      scales = {
        x: linear([0, factsOf(model).traits.rate.high], [MARGIN.left, width - MARGIN.right]),
        y: linear([0, 1], [height - MARGIN.bottom, MARGIN.top]),
      };
      painted = "";
    },
    /** @param {State} now @param {string} words */
    draw(now, words) {
      const ground = `${now.method} ${now.kappa}`;
      if (ground !== painted) layOut(now);
      painted = ground;
      const { rate, mu } = now.optimum;
      const at = `translate(${scales.x(rate).toFixed(2)},${scales.y(mu).toFixed(2)})`;
      const name = svg("text", { x: -12, y: -9, "text-anchor": "end", class: "nn-plane-name" }, "best");
      star.replaceChildren(
        ...(now.best ? [svg("g", { transform: at }, svg("path", { d: STAR, class: "nn-plane-star" }), name)] : []),
      );
      point.draw(words);
    },
  };
}

/**
 * The shading and the hatching.
 * @param {CanvasRenderingContext2D} pen @param {State} now @param {Scales} scales @param {Record<string, string>} colours
 */
function paint(pen, now, { x, y }, colours) {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  pen.fillStyle = colours.activation;
  for (let across = left; across < right; across += CELL) {
    for (let down = top; down < bottom; down += CELL) {
      const fast = share(now, x.invert(across + CELL / 2), y.invert(down + CELL / 2));
      if (fast <= 0) continue;
      pen.globalAlpha = clamp(FAINTEST + (1 - FAINTEST) * fast, 0, 1) * 0.85;
      pen.fillRect(across, down, Math.min(CELL, right - across), Math.min(CELL, bottom - down));
    }
  }
  pen.globalAlpha = 0.55;
  pen.strokeStyle = colours.error;
  pen.beginPath();
  for (const [k, [a, b]] of [...edgePoints(now, { x, y }), [right, top], [right, bottom]].entries()) {
    if (k) pen.lineTo(a, b);
    else pen.moveTo(a, b);
  }
  pen.save();
  pen.clip();
  pen.beginPath();
  for (let from = left - (bottom - top); from < right; from += APART) {
    pen.moveTo(from, bottom);
    pen.lineTo(from + bottom - top, top);
  }
  pen.stroke();
  pen.restore();
  pen.globalAlpha = 1;
}

/** The end of the region of convergence, from below upwards. @param {State} now @param {Scales} scales */
function edgePoints({ method }, { x, y }) {
  return Array.from({ length: 41 }, (_, k) => [x(edgeOf(method, k / 40)), y(k / 40)]);
}

/** @param {State} now @param {Scales} scales */
function edge(now, scales) {
  const { x, y } = scales;
  const words = svg("text", { class: "nn-plane-diverges", "text-anchor": "end" }, "diverges");
  setAttributes(words, { x: x.range[1] - 8, y: y.range[0] - 12 });
  return [svg("path", { d: path(edgePoints(now, scales)), class: "nn-plane-edge" }), words];
}

/** Inside each of them every pair is at least so fast. @param {State} now @param {Scales} scales */
function contours({ method, kappa, optimum }, { x, y }) {
  return SHARES.map((level) => {
    /** @type {number[][][]} */
    const [left, right] = [[], []];
    for (let k = 0; k <= FINE; k++) {
      const [low, high] = windowOf(method, optimum.factor ** level, k / FINE);
      if (low * kappa > high) continue;
      left.push([x(low * kappa), y(k / FINE)]);
      right.unshift([x(high), y(k / FINE)]);
    }
    return svg("path", { d: path([...left, ...right]), class: "nn-plane-level" });
  });
}
