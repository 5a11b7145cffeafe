// @ts-check
// What moves over the map of the gradient descent figure: the paths with their marks, the arrows of a step, and the
// note where the path leaves the map.

import { linear } from "../kit/numbers.js";
import { setAttributes, svg } from "../kit/ui.js";
import { clipped, fixed } from "../surface_map/plane.js";
import { runMarks } from "../surface_map/run_marks.js";
import { boxOf, dotsOf, pointOf, trailOf } from "../surface_map/trail.js";
import { arrows } from "./arrows.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../surface_map/trail.js").Scales} Scales */

// With more steps than this, dots are smaller.
const MANY = 80;

export function paths() {
  let magnified = 1;
  /** @type {Scales} */
  let scales = { x: linear([0, 1], [0, 1]), y: linear([0, 1], [1, 0]) };

  const runs = runMarks();
  const forces = arrows();
  const ahead = svg("path", { class: "nn-gd-ahead" });
  const line = svg("path", { class: "nn-gd-line" });
  const dots = svg("path", { class: "nn-gd-dots" });
  const ball = svg("circle", { r: 6, class: "nn-gd-ball" });
  const surround = svg("g", { "aria-hidden": "true" });

  /** @param {State} now @param {number} at */
  function drawPath({ path, view }, at) {
    const here = Math.min(at, path.last);
    setAttributes(ahead, { d: trailOf(scales, path, here, path.last) });
    setAttributes(line, { d: trailOf(scales, path, 0, here) });
    setAttributes(dots, { d: dotsOf(scales, path, here, view), "stroke-width": path.last > MANY ? 3.4 : 5 });
    const [cx, cy] = pointOf(scales, path, here);
    const isSeen = clipped([cx, cy], [cx, cy], boxOf(scales)) !== null;
    setAttributes(ball, isSeen ? { display: null, cx, cy } : { display: "none", cx: null, cy: null });
  }

  return {
    /** What the edge of the map cuts off, from back to front. */
    inside: [runs.element, ahead, line, dots, ...forces.elements, ball],
    /** What stands above that. */
    surround,
    /** How many times as long as they are the arrows were drawn; 0 if they are too short, -1 if off the map. */
    get magnified() {
      return magnified;
    },
    /** @param {Scales} to */
    setScales(to) {
      scales = to;
    },
    /** @param {State} now @param {number} at */
    draw(now, at) {
      drawPath(now, at);
      runs.draw(scales, now.runs, () => at);
      magnified = forces.draw(scales, now, at);
    },
    /** @param {State} now */
    drawSurround(now) {
      surround.replaceChildren(...exitNote(scales, now));
    },
  };
}

/** Where the path leaves the map for the first time. @param {Scales} scales @param {State} now */
function exitNote(scales, { path, outcome: { exit } }) {
  if (exit <= 0) return [];
  const { x, y } = scales;
  const box = [x.range[0], y.range[1], x.range[1], y.range[0]];
  const [before, after] = [pointOf(scales, path, exit - 1), pointOf(scales, path, exit)];
  const piece = clipped(before, after, box);
  if (!piece) return [];
  const [ex, ey] = piece.slice(2);
  const turn = (Math.atan2(after[1] - before[1], after[0] - before[0]) * 180) / Math.PI;
  const transform = `translate(${fixed([ex, ey])}) rotate(${turn})`;
  const [isRight, isLow] = [ex > (box[0] + box[2]) / 2, ey < box[1] + 24];
  const place = { x: ex + (isRight ? -12 : 12), y: isLow ? ey + 20 : ey - 8, "text-anchor": isRight ? "end" : "start" };
  return [
    svg("path", { d: "M7,0L-6,-7V7z", class: "nn-map-exit", transform }),
    svg("text", { ...place, class: "nn-map-note" }, `leaves at step ${exit}`),
  ];
}
