// @ts-check
// The plane of the inputs: what the network answers everywhere, with the examples on top.

import { linear, number, ticks } from "../kit/numbers.js";
import { prepared } from "../kit/pixel_pictures.js";
import { html, setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { bordersOf, shadesOf } from "./answers.js";
import { inksOf, markOf } from "./classes.js";
import { GRID, gridOf } from "./model.js";

/** @typedef {import("./model.js").Run} Run */
/** @typedef {ReturnType<typeof linear>} Scale */

const [LEFT, RIGHT, TOP, BOTTOM] = [34, 6, 6, 34];

/** @param {Run} run */
export function map(run) {
  const { sides, batch } = gridOf(run);
  const canvas = html("canvas", { "aria-hidden": "true" });
  const axes = svg("g");
  const border = svg("path", { class: "nn-replay-border" });
  const points = svg("g");
  const drawing = svg("svg", { role: "img" }, axes, border, points);
  const element = html("div", { class: "nn-replay-map" }, canvas, drawing);
  const small = document.createElement("canvas");
  small.width = small.height = GRID;
  let [width, height] = [0, 0];

  return {
    element,
    drawing,
    /** @param {number} w @param {number} h */
    resize(w, h) {
      [width, height] = [w, h];
      const x = linear(sides[0], [LEFT, width - RIGHT]);
      const y = linear(sides[1], [height - BOTTOM, TOP]);
      setAttributes(drawing, { width, height });
      axes.replaceChildren(...axesOf(x, y));
      points.replaceChildren(...pointsOf(run, x, y));
    },
    /** Draw the answers of the network as it is now. @param {Record<string, string>} colours */
    draw(colours) {
      run.network.forwardPass(batch);
      const A = batch.A[run.network.L];
      const image = new ImageData(shadesOf(run, A, inksOf(run, colours)), GRID, GRID);
      /** @type {CanvasRenderingContext2D} */ (small.getContext("2d")).putImageData(image, 0, 0);
      const plot = { x: LEFT, y: TOP, w: width - LEFT - RIGHT, h: height - TOP - BOTTOM };
      const cell = [plot.w / (GRID - 1), plot.h / (GRID - 1)];
      stretch(prepared(canvas, width, height), small, plot, cell);
      const place = (/** @type {number} */ column, /** @type {number} */ row) => [
        LEFT + column * cell[0],
        height - BOTTOM - row * cell[1],
      ];
      setAttributes(border, { d: bordersOf(run, A, place) });
    },
  };
}

/**
 * Lay the small picture over the plot. Corners of the grid lie on the edges of the plot: half a cell of the picture
 * falls outside.
 * @param {CanvasRenderingContext2D} pen @param {HTMLCanvasElement} small
 * @param {{ x: number, y: number, w: number, h: number }} plot @param {number[]} cell
 */
function stretch(pen, small, { x, y, w, h }, [across, down]) {
  pen.save();
  pen.beginPath();
  pen.rect(x, y, w, h);
  pen.clip();
  pen.drawImage(small, x - across / 2, y - down / 2, w + across, h + down);
  pen.restore();
}

/** @param {Scale} x @param {Scale} y  with the edges of the plot as their ranges */
function axesOf(x, y) {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  const marks = [svg("path", { d: `M${left},${top}V${bottom}H${right}`, class: "nn-replay-axis" })];
  for (const at of ticks(x.domain[0], x.domain[1], 5)) {
    marks.push(svg("text", { x: x(at), y: bottom + 17, "text-anchor": "middle" }, short(at)));
  }
  for (const at of ticks(y.domain[0], y.domain[1], 5)) {
    if (y(at) <= top + 24) continue; // the symbol stands there
    marks.push(svg("text", { x: left - 6, y: y(at) + 4, "text-anchor": "end" }, short(at)));
  }
  const one = svgSymbol("x", { sub: "1", x: right - 8, y: bottom + 31 });
  return [...marks, one, svgSymbol("x", { sub: "2", x: 12, y: top + 12 })];
}

/** @param {Run} run @param {Scale} x @param {Scale} y */
function pointsOf(run, x, y) {
  return Array.from(run.labels, (label, n) => {
    const place = [x(run.X[2 * n]), y(run.X[2 * n + 1])].map((pixel) => Number(pixel.toFixed(1)));
    return markOf(run, label, place, { class: "nn-replay-point" });
  });
}

/** @param {number} at */
function short(at) {
  return number(at, Number.isInteger(at) ? 0 : Number.isInteger(10 * at) ? 1 : 2);
}
