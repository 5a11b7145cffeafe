// @ts-check
// The plane of the inputs: what the network (or one unit) answers everywhere, the points on top, and a place that the
// reader moves to read an answer or to paint.

import { contour } from "../kit/contours.js";
import { drag, handle } from "../kit/drag.js";
import { linear, number, spoken, ticks } from "../kit/numbers.js";
import { html, setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { middleOf } from "./data.js";
import { GRID } from "./session.js";
import { answerRange, sharp, unitRange } from "./shades.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("../engine/arrays.js").Batch} Batch */

const LEFT = 34;
const BOTTOM = 34;
const TOP = 6;
const RIGHT = 6;
// Painting along a line leaves a point every so many pixels.
const SPACING = 14;

/**
 * @param {Life} life
 * @param {{
 *   session: () => Session, moved: () => void,
 *   brush: { brush: string, begin: () => void, paint: (places: number[][], radius: number) => void },
 *   answer: (x: number, y: number) => void,
 *   shades: ReturnType<typeof import("./shades.js").shades>, colours: Record<string, string>,
 * }} options   brush: that of playground_painting.js; answer: the reader asks what the network answers at a place
 */
export function map(life, { session, moved, brush, answer, shades, colours }) {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const axes = svg("g", { "aria-hidden": "true" });
  const cross = svg(
    "g",
    { class: "nn-playground-cross" },
    svg("path", { d: "M-14,0h9M5,0h9M0,-14v9M0,5v9" }),
    svg("circle", { r: 16 }),
  );
  const plane = svg("rect", { x: LEFT, y: TOP, class: "nn-playground-plane" });
  const overlay = svg("svg", { role: "group", "aria-label": "The plane of the inputs" }, axes, plane, cross);
  const element = html("div", { class: "nn-playground-map" }, canvas, overlay);
  const values = new Float64Array(GRID * GRID);
  let side = 0;
  /** @type {CanvasRenderingContext2D | null} */
  let context = null;
  let x = linear([-1, 1], [0, 1]);
  let y = linear([-1, 1], [1, 0]);
  let view = "";
  /** The place, in shares of the side, from the lower left. */
  const place = [0.5, 0.5];
  /** @type {number[] | null} */
  let pointed = null;

  const axis = (/** @type {number} */ k) => ({
    value: () => (k === 0 ? x : y).domain[0] + place[k] * 2 * session().examples.view[2],
    get min() {
      return (k === 0 ? x : y).domain[0];
    },
    get max() {
      return (k === 0 ? x : y).domain[1];
    },
    get step() {
      return 10 ** Math.floor(Math.log10(session().examples.view[2] / 15));
    },
    scale: () => (k === 0 ? x : y),
  });
  const where = () => [axis(0).value(), axis(1).value()];
  const cursor = handle(life, cross, overlay, {
    label: "place in the plane: Enter paints with the brush",
    x: axis(0),
    y: axis(1),
    change(to) {
      const size = 2 * session().examples.view[2];
      if (to.x !== undefined) place[0] = (to.x - x.domain[0]) / size;
      if (to.y !== undefined) place[1] = (to.y - y.domain[0]) / size;
      moved();
    },
    text: () => {
      const [x1, x2] = where();
      return `x 1 ${spoken(x1)}, x 2 ${spoken(x2)}, answer ${spoken(session().answer(x1, x2))}`;
    },
  });
  life.listen(cross, "keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    const [x1, x2] = where();
    if (brush.brush === "none") return answer(x1, x2);
    brush.begin();
    brush.paint([[x1, x2]], reach());
  });
  life.listen(cross, "focus blur", () => moved());

  /** How near a point is to be erased: 12 pixels. */
  const reach = () => (12 * 2 * session().examples.view[2]) / side;
  const inside = (/** @type {{ x: number, y: number }} */ at) =>
    at.x >= LEFT && at.x <= LEFT + side && at.y >= TOP && at.y <= TOP + side;
  let last = { x: NaN, y: NaN };
  const stroke = (/** @type {{ x: number, y: number }} */ at) => {
    if (brush.brush === "none" || !inside(at)) return;
    // A fast stroke comes as a few places far apart: the ones between belong to it.
    const gone = Math.hypot(at.x - last.x, at.y - last.y);
    const count = Number.isNaN(gone) ? 1 : Math.floor(gone / SPACING);
    if (count === 0) return;
    const { x: x0, y: y0 } = Number.isNaN(gone) ? at : last;
    const share = Number.isNaN(gone) ? 0 : SPACING / gone;
    const places = Array.from({ length: count }, (_, k) => {
      last = { x: x0 + (k + 1) * share * (at.x - x0), y: y0 + (k + 1) * share * (at.y - y0) };
      return [x.invert(last.x), y.invert(last.y)];
    });
    brush.paint(places, reach());
  };
  drag(life, plane, overlay, {
    touch: "pan-y",
    start(at) {
      last = { x: NaN, y: NaN };
      pointed = null;
      brush.begin();
      stroke(at);
    },
    move: stroke,
  });
  life.listen(plane, "pointermove pointerdown", (event) => {
    const box = overlay.getBoundingClientRect();
    pointed = [x.invert(event.clientX - box.left), y.invert(event.clientY - box.top)];
    moved();
  });
  life.listen(plane, "pointerleave", () => {
    pointed = null;
    moved();
  });

  function drawAxes() {
    const [left, right] = x.range;
    const [bottom] = y.range;
    const marks = [];
    const room = side < 240 ? 3 : 5;
    const found = ticks(x.domain[0], x.domain[1], room);
    const digits = found.every(Number.isInteger) ? 0 : Math.max(1, Math.ceil(-Math.log10(found[1] - found[0]) - 1e-9));
    for (const at of found) {
      marks.push(svg("path", { d: `M${x(at)},${bottom}v4` }));
      marks.push(svg("text", { x: x(at), y: bottom + 16, "text-anchor": "middle" }, number(at, digits)));
    }
    for (const at of ticks(y.domain[0], y.domain[1], room)) {
      marks.push(svg("path", { d: `M${left},${y(at)}h-4` }));
      // The upper corner belongs to the name of the axis.
      if (y(at) < TOP + 24) continue;
      marks.push(svg("text", { x: left - 7, y: y(at) + 4, "text-anchor": "end" }, number(at, digits)));
    }
    marks.push(svg("path", { d: `M${left},${TOP}V${bottom}H${right}` }));
    marks.push(svgSymbol("x", { sub: "1", x: right, y: bottom + 31, anchor: "end" }));
    marks.push(svgSymbol("x", { sub: "2", x: 2, y: TOP + 12, anchor: "start" }));
    axes.replaceChildren(...marks);
  }

  // The paths of the points, as long as they and the scales are the same.
  let marked = { of: "", examples: /** @type {any} */ (null), paths: /** @type {Path2D[]} */ ([]) };
  /** @param {Session} now */
  function paths(now) {
    const of = `${x.domain} ${y.domain} ${side}`;
    if (marked.of !== of || marked.examples !== now.examples) {
      const kinds = [0, 1].flatMap((label) => [marks(now, label, false), marks(now, label, true)]);
      marked = { of, examples: now.examples, paths: kinds };
    }
    return marked.paths;
  }

  /**
   * The points of one class, held out or not, in one path.
   * @param {Session} now @param {number} label @param {boolean} out
   */
  function marks(now, label, out) {
    const { X, labels, held } = now.examples;
    const size = labels.length > 300 ? 3.2 : 4;
    const path = new Path2D();
    for (let n = 0; n < labels.length; n++) {
      if (labels[n] !== label || held[n] !== out) continue;
      const [cx, cy] = [x(X[2 * n]), y(X[2 * n + 1])];
      if (label === 0) {
        path.moveTo(cx + size, cy);
        path.arc(cx, cy, size, 0, 2 * Math.PI);
      } else {
        path.moveTo(cx, cy - 1.25 * size);
        path.lineTo(cx + 1.15 * size, cy + 0.85 * size);
        path.lineTo(cx - 1.15 * size, cy + 0.85 * size);
        path.closePath();
      }
    }
    return path;
  }

  return {
    element,
    /** @param {number} width */
    resize(width) {
      side = Math.max(80, width - LEFT - RIGHT);
      const height = side + TOP + BOTTOM;
      context = sharp(canvas, LEFT + side, TOP + side);
      setAttributes(overlay, { width, height });
      setAttributes(plane, { width: side, height: side });
      element.style.height = `${height}px`;
      view = "";
      return height;
    },
    /** What the reader points at, if anything: x_1 and x_2. */
    get pointed() {
      return pointed ?? (document.activeElement === cross ? where() : null);
    },
    /**
     * @param {Session} now @param {Batch} grid @param {{ ell: number, i: number } | null} shown a unit
     * @param {boolean} playing then the words of the place wait, unless the reader is there
     */
    draw(now, { A, Z }, shown, playing) {
      if (!context) return;
      const [cx, cy, half] = now.examples.view;
      if (view !== `${now.examples.view}`) {
        view = `${now.examples.view}`;
        x = linear([cx - half, cx + half], [LEFT, LEFT + side]);
        y = linear([cy - half, cy + half], [TOP + side, TOP]);
        drawAxes();
      }
      const { d, L } = now.network;
      const { ell, i } = shown ?? { ell: L, i: 0 };
      const hidden = ell < L;
      const range = hidden ? unitRange(A[ell], d[ell], i) : answerRange(now.settings.output);
      shades.label(range);
      context.clearRect(0, 0, LEFT + side, TOP + side);
      shades.paint(context, A[ell], d[ell], i, range, [LEFT, TOP, side]);
      // A unit turns where z = 0: its activation, such as that of a ReLU, may have no line there.
      const [heights, level] = hidden ? [Z[ell], 0] : [A[ell], middleOf(now.settings.output)];
      for (let n = 0; n < values.length; n++) values[n] = heights[i + d[ell] * n];
      const pieces = contour({ columns: GRID - 1, rows: GRID - 1, values, low: 0, high: 0, middle: 0 }, level);
      const cell = side / (GRID - 1);
      context.beginPath();
      for (let k = 0; k < pieces.length; k += 4) {
        context.moveTo(LEFT + pieces[k] * cell, TOP + side - pieces[k + 1] * cell);
        context.lineTo(LEFT + pieces[k + 2] * cell, TOP + side - pieces[k + 3] * cell);
      }
      context.lineWidth = 1.75;
      context.strokeStyle = colours.ink;
      context.stroke();
      for (const label of [0, 1]) {
        const colour = colours[`class-${label}`];
        for (const out of [false, true]) {
          const path = paths(now)[2 * label + Number(out)];
          context.lineWidth = out ? 1.6 : 2;
          context.strokeStyle = out ? colour : colours.paper;
          context.fillStyle = out ? colours.paper : colour;
          if (!out) context.stroke(path);
          context.fill(path);
          if (out) context.stroke(path);
        }
      }
      if (document.activeElement === cross || !playing) cursor.update();
      setAttributes(cross, { transform: `translate(${x(where()[0]).toFixed(1)},${y(where()[1]).toFixed(1)})` });
      // Of what a finger may do, browsers ask the whole drawing, too.
      const touch = brush.brush === "none" ? "pan-y pinch-zoom" : "none";
      for (const part of [element, overlay, plane]) part.style.touchAction = touch;
      element.dataset.brush = brush.brush;
    },
  };
}
