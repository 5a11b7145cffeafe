// @ts-check
// The plane of the inputs: what the network (or one unit) answers everywhere, the points on top, and a place that the
// reader moves to read an answer or to paint.

import { contour } from "../kit/contours.js";
import { html, pointIn, setAttributes, svg } from "../kit/ui.js";
import { middleOf } from "./data.js";
import { axisMarks } from "./map_axes.js";
import { crossMark, mapCursor } from "./map_cursor.js";
import { drawPoints, pointPaths } from "./map_points.js";
import { LEFT, MapScales, TOP } from "./map_scales.js";
import { GRID } from "./session.js";
import { answerRange, sharp, unitRange } from "./shades.js";
import { strokes } from "./strokes.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../engine/arrays.js").Batch} Batch */
/** @typedef {import("./network_layout.js").Unit} Unit */
/** @typedef {import("./session.js").Session} Session */

const values = new Float64Array(GRID * GRID);

/**
 * @param {Life} life
 * @param {{
 *   session: () => Session, moved: () => void, painting: import("./painting.js").Painting,
 *   answer: (x: number, y: number) => void,
 *   shades: ReturnType<typeof import("./shades.js").shades>, colours: Record<string, string>,
 * }} options   answer: the reader asks what the network answers at a place
 */
export function map(life, { session, moved, painting, answer, shades, colours }) {
  const scales = new MapScales();
  const canvas = html("canvas", { "aria-hidden": "true" });
  const axes = svg("g", { "aria-hidden": "true" });
  const cross = crossMark();
  const plane = svg("rect", { x: LEFT, y: TOP, class: "nn-playground-plane" });
  const overlay = svg("svg", { role: "group", "aria-label": "The plane of the inputs" }, axes, plane, cross);
  const element = html("div", { class: "nn-playground-map" }, canvas, overlay);
  const cursor = mapCursor(life, cross, overlay, {
    scales,
    moved,
    answer: (x, y) => session().answer(x, y),
    enter([x, y]) {
      if (painting.brush === "none") return answer(x, y);
      painting.begin();
      painting.paint([[x, y]], scales.reach);
    },
  });
  strokes(life, plane, overlay, scales, painting);
  const pointer = pointing(life, plane, overlay, scales, moved);
  const paths = pointPaths(scales);
  /** @type {CanvasRenderingContext2D | null} */
  let context = null;

  return {
    element,
    /** @param {number} width @returns {number} the height that comes with it */
    resize(width) {
      scales.fit(width);
      const { side, height } = scales;
      context = sharp(canvas, LEFT + side, TOP + side);
      setAttributes(overlay, { width, height });
      setAttributes(plane, { width: side, height: side });
      element.style.height = `${height}px`;
      return height;
    },
    /** What the reader points at, if anything: x_1 and x_2. */
    get pointed() {
      return pointer.place ?? cursor.place;
    },
    /** @param {Session} now @param {Batch} grid @param {Unit | null} shown @param {boolean} playing */
    draw(now, grid, shown, playing) {
      if (!context) return;
      if (scales.look(now.examples.view)) axes.replaceChildren(...axisMarks(scales));
      drawAnswers(context, now, grid, shown, scales, shades);
      context.lineWidth = 1.75;
      context.strokeStyle = colours.ink;
      context.stroke(boundary(now, grid, shown, scales));
      drawPoints(context, paths(now.examples), colours);
      cursor.draw(playing);
      // Of what a finger may do, browsers ask the whole drawing, too.
      const touch = painting.brush === "none" ? "pan-y pinch-zoom" : "none";
      for (const part of [element, overlay, plane]) part.style.touchAction = touch;
      element.dataset.brush = painting.brush;
    },
  };
}

/**
 * Follow the mouse, or a finger, over the plane.
 * @param {Life} life @param {SVGElement} plane @param {SVGElement} area @param {MapScales} scales
 * @param {() => void} moved
 */
function pointing(life, plane, area, scales, moved) {
  /** @type {number[] | null} */
  let place = null;
  life.listen(plane, "pointermove pointerdown", (event) => {
    place = scales.placeAt(pointIn(area, event));
    moved();
  });
  life.listen(plane, "pointerleave", () => {
    place = null;
    moved();
  });
  return {
    /** x_1 and x_2, or null. */
    get place() {
      return place;
    },
  };
}

/** The unit that is on show: one that the reader looks at, or the output. @param {Session} now @param {Unit | null} shown */
function onShow({ network }, shown) {
  const unit = shown ?? { ell: network.L, i: 0 };
  return { ...unit, d: network.d[unit.ell], isHidden: unit.ell < network.L };
}

/**
 * The answers as a picture.
 * @param {CanvasRenderingContext2D} context @param {Session} now @param {Batch} grid @param {Unit | null} shown
 * @param {MapScales} scales @param {ReturnType<typeof import("./shades.js").shades>} shades
 */
function drawAnswers(context, now, { A }, shown, { side }, shades) {
  const { ell, i, d, isHidden } = onShow(now, shown);
  const range = isHidden ? unitRange(A[ell], d, i) : answerRange(now.targets);
  shades.label(range);
  context.clearRect(0, 0, LEFT + side, TOP + side);
  shades.paint(context, A[ell], d, i, range, [LEFT, TOP, side]);
}

/**
 * The line between the regions of the two classes; for a unit, that where it turns.
 * @param {Session} now @param {Batch} grid @param {Unit | null} shown @param {MapScales} scales
 */
function boundary(now, { A, Z }, shown, { side }) {
  const { ell, i, d, isHidden } = onShow(now, shown);
  // A unit turns where z = 0: its activation, such as that of a ReLU, may have no line there.
  const [heights, level] = isHidden ? [Z[ell], 0] : [A[ell], middleOf(now.targets)];
  for (let n = 0; n < values.length; n++) values[n] = heights[i + d * n];
  const pieces = contour({ columns: GRID - 1, rows: GRID - 1, values, low: 0, high: 0, middle: 0 }, level);
  const cell = side / (GRID - 1);
  const line = new Path2D();
  for (let k = 0; k < pieces.length; k += 4) {
    line.moveTo(LEFT + pieces[k] * cell, TOP + side - pieces[k + 1] * cell);
    line.lineTo(LEFT + pieces[k + 2] * cell, TOP + side - pieces[k + 3] * cell);
  }
  return line;
}
