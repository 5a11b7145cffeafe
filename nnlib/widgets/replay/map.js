// @ts-check
// The plane of the inputs: what the network answers everywhere, with the examples on top.

import { contour } from "../kit/contours.js";
import { linear, number, ticks } from "../kit/numbers.js";
import { prepared } from "../kit/pixel_pictures.js";
import { html, setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { GRID, gridOf } from "./model.js";

/** @typedef {import("./model.js").Run} Run */

const [LEFT, RIGHT, TOP, BOTTOM] = [34, 6, 6, 34];
// As in nnlib/figures/surface.py.
const CLASSES = ["class-0", "class-1", "muted", "bias", "preactivation", "error"];

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
  let x = linear(sides[0], [0, 1]);
  let y = linear(sides[1], [1, 0]);

  function drawGround() {
    const [left, right, bottom] = [LEFT, width - RIGHT, height - BOTTOM];
    const marks = [svg("path", { d: `M${left},${TOP}V${bottom}H${right}`, class: "nn-replay-axis" })];
    const [[x0, x1], [y0, y1]] = sides;
    for (const at of ticks(x0, x1, 5)) {
      marks.push(svg("text", { x: x(at), y: bottom + 17, "text-anchor": "middle" }, short(at)));
    }
    for (const at of ticks(y0, y1, 5)) {
      if (y(at) > TOP + 24) marks.push(svg("text", { x: left - 6, y: y(at) + 4, "text-anchor": "end" }, short(at)));
    }
    marks.push(svgSymbol("x", { sub: "1", x: right - 8, y: bottom + 31 }));
    marks.push(svgSymbol("x", { sub: "2", x: 12, y: TOP + 12 }));
    axes.replaceChildren(...marks);
    points.replaceChildren(
      ...Array.from(run.labels, (label, n) => {
        const transform = `translate(${x(run.X[2 * n]).toFixed(1)},${y(run.X[2 * n + 1]).toFixed(1)})`;
        const colour = `fill: var(--c-${CLASSES[label % CLASSES.length]})`;
        return svg("path", { d: MARKS[label % MARKS.length], transform, style: colour, class: "nn-replay-point" });
      }),
    );
  }

  /** How far the answer for class k leads, at corner n; for one output, its distance from the middle. */
  function lead(/** @type {number} */ k, /** @type {number} */ n) {
    const A = batch.A[run.network.L];
    if (run.d_L === 1) return ((k ? 1 : -1) * (A[n] - run.middle)) / run.spread;
    let other = -Infinity;
    for (let i = 0; i < run.d_L; i++) if (i !== k) other = Math.max(other, A[n * run.d_L + i]);
    return A[n * run.d_L + k] - other;
  }

  return {
    element,
    drawing,
    /** @param {number} w @param {number} h */
    resize(w, h) {
      [width, height] = [w, h];
      setAttributes(drawing, { width, height });
      x = linear(sides[0], [LEFT, width - RIGHT]);
      y = linear(sides[1], [height - BOTTOM, TOP]);
      drawGround();
    },
    /** Draw the answers of the network as it is now. @param {Record<string, string>} colours */
    draw(colours) {
      run.network.forwardPass(batch);
      const pen = prepared(canvas, width, height);
      const brush = /** @type {CanvasRenderingContext2D} */ (small.getContext("2d"));
      const image = brush.createImageData(GRID, GRID);
      const inks = CLASSES.map((name) => channels(colours[name]));
      const A = batch.A[run.network.L];
      for (let n = 0; n < GRID * GRID; n++) {
        const k = run.classOf(A, n);
        // Sure answers are darker.
        const sure = Math.min(1, Math.max(0, lead(k, n)));
        const at = 4 * ((GRID - 1 - Math.floor(n / GRID)) * GRID + (n % GRID));
        image.data.set([...inks[k % inks.length], 255 * (0.05 + 0.35 * sure)], at);
      }
      brush.putImageData(image, 0, 0);
      // Corners of the grid lie on the edges of the plot: half a cell of the picture falls outside.
      const [w, h] = [width - LEFT - RIGHT, height - TOP - BOTTOM];
      const [cellX, cellY] = [w / (GRID - 1), h / (GRID - 1)];
      pen.save();
      pen.beginPath();
      pen.rect(LEFT, TOP, w, h);
      pen.clip();
      pen.drawImage(small, LEFT - cellX / 2, TOP - cellY / 2, w + cellX, h + cellY);
      pen.restore();
      let d = "";
      const values = new Float64Array(GRID * GRID);
      for (let k = 0; k < (run.d_L === 1 ? 1 : run.d_L); k++) {
        for (let n = 0; n < values.length; n++) values[n] = lead(k, n);
        const grid = { columns: GRID - 1, rows: GRID - 1, values, low: 0, high: 0, middle: 0 };
        const pieces = contour(grid, 0);
        const at = (/** @type {number} */ p) =>
          `${(LEFT + pieces[p] * cellX).toFixed(1)},${(height - BOTTOM - pieces[p + 1] * cellY).toFixed(1)}`;
        for (let p = 0; p < pieces.length; p += 4) d += `M${at(p)}L${at(p + 2)}`;
      }
      setAttributes(border, { d });
    },
  };
}

/** What the marks stand for. @param {Run} run */
export function keyOf(run) {
  const count = run.d_L === 1 ? 2 : run.d_L;
  const name = (/** @type {number} */ k) => (run.d_L > 1 ? `class ${k}` : k ? "larger target" : "smaller target");
  const isBinary = run.d_L === 1 && run.Y.every((y) => y === 0 || y === 1);
  return Array.from({ length: count }, (_, k) => {
    const colour = `fill: var(--c-${CLASSES[k % CLASSES.length]})`;
    const mark = svg("path", { d: MARKS[k % MARKS.length], transform: "translate(6,6)", style: colour });
    const icon = svg("svg", { width: 12, height: 12, "aria-hidden": "true" }, mark);
    return html("span", { class: "nn-replay-key" }, icon, isBinary ? `class ${k}` : name(k));
  });
}

// One shape for each class: circle, triangle, square, diamond.
const MARKS = [
  "M4,0A4,4 0 1 1 -4,0A4,4 0 1 1 4,0",
  "M0,-5L4.6,3.4H-4.6z",
  "M-3.6,-3.6H3.6V3.6H-3.6z",
  "M0,-5L5,0L0,5L-5,0z",
];

/** @param {number} at */
function short(at) {
  return number(at, Number.isInteger(at) ? 0 : Number.isInteger(10 * at) ? 1 : 2);
}

/** Red, green and blue of a colour as the browser prints it. @param {string} colour */
function channels(colour) {
  return (colour.match(/[\d.]+/g) ?? ["0", "0", "0"]).slice(0, 3).map(Number);
}
