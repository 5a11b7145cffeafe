// @ts-check
// Beside the map: the path on the ravine, and below it the error in the flat and in the steep direction over the steps.

import { clamp, linear, number, path } from "../kit/numbers.js";
import { plotGround, tickLabel } from "../kit/plot.js";
import { html, setAttributes, svg } from "../kit/ui.js";

/** @typedef {import("./model.js").State} State */
/** @typedef {import("./model.js").Facts} Facts */

// Height of the ravine over its width.
const RAVINE = 0.56;
const ERRORS = { left: 30, top: 24, bottom: 126, foot: 40 };
const REACH = 1.3;
// Between the two drawings, as in the style sheet.
const ROOM = 10;
// A path that is so far away is drawn no further.
const FAR = 10;
// Points of half a contour.
const FINE = 48;
const FLAT = "m-3,-3h6v6h-6z";
const STEEP = "m-3.2,0a3.2,3.2 0 1 0 6.4,0a3.2,3.2 0 1 0 -6.4,0z";

/** @param {Facts} facts */
export function side({ steps, contours, halfWidth }) {
  const pane = svg("g", { "aria-hidden": "true" });
  const ravine = svg("svg", { role: "img" }, pane);
  const [ground, curves] = [0, 1].map(() => svg("g", { "aria-hidden": "true" }));
  const errors = svg("svg", { role: "img" }, ground, curves);
  let [width, height] = [0, 0];
  let across = linear([0, steps], [0, 1]);
  const up = linear([-REACH, REACH], [ERRORS.bottom, ERRORS.top]);

  /** Give both the width; the height of both together comes back. @param {number} pixels */
  function resize(pixels) {
    width = pixels;
    height = Math.round(width * RAVINE);
    setAttributes(ravine, { width, height });
    setAttributes(errors, { width, height: ERRORS.bottom + ERRORS.foot });
    across = linear([0, steps], [ERRORS.left, width - 10]);
    ground.replaceChildren(
      ...plotGround({
        ...{ across, up, name: "step", levels: [-1, 0, 1].map((at) => ({ at, text: number(at, 0) })) },
        marks: [0, steps / 3, (2 * steps) / 3, steps].map((at) => ({ at, text: number(at, 0) })),
      }),
      ...key(ERRORS.left + 12, "flat direction", "nn-plane-flat", FLAT),
      ...key(ERRORS.left + 130, "steep direction", "nn-plane-steep", STEEP),
    );
    return height + ROOM + ERRORS.bottom + ERRORS.foot;
  }

  /** @param {State} state @param {{ ravine: string, errors: string }} words */
  function draw({ path: whole, kappa }, words) {
    const lost = whole.findIndex((u) => Math.max(...u.map(Math.abs)) > FAR);
    const visited = lost < 0 ? whole : whole.slice(0, lost + 1);
    const unit = width / (2 * halfWidth);
    const view = { x: halfWidth, y: height / (2 * unit) };
    const place = (/** @type {number[]} */ [flat, steep]) => [width / 2 + unit * flat, height / 2 - unit * steep];
    const seen = visited.filter(([flat, steep]) => Math.abs(flat) <= view.x && Math.abs(steep) <= view.y).map(place);
    const [x, y] = place(visited[0]);
    pane.replaceChildren(
      ...contours.flatMap((half) =>
        branches(half, kappa, view).map((branch) =>
          svg("path", { d: path(branch.map(place)), class: "nn-plane-contour" }),
        ),
      ),
      svg("path", {
        d: `M${width / 2 - 6},${height / 2}h12M${width / 2},${height / 2 - 6}v12`,
        class: "nn-plane-minimum",
      }),
      svg("path", {
        d: legs(visited, view)
          .map((leg) => path(leg.map(place)))
          .join(""),
        class: "nn-plane-path",
      }),
      svg("path", { d: seen.map(([a, b]) => `M${a.toFixed(1)},${b.toFixed(1)}h0`).join(""), class: "nn-plane-dots" }),
      svg("circle", { cx: x.toFixed(2), cy: y.toFixed(2), r: 5, class: "nn-plane-start" }),
    );
    curves.replaceChildren(...curve(visited, 0, "nn-plane-flat", FLAT), ...curve(visited, 1, "nn-plane-steep", STEEP));
    setAttributes(ravine, { "aria-label": words.ravine });
    setAttributes(errors, { "aria-label": words.errors });
  }

  /** @param {number[][]} visited @param {0 | 1} k @param {string} kind @param {string} mark */
  function curve(visited, k, kind, mark) {
    const seen = visited.map((u, t) => [across(t), Math.abs(u[k]) > REACH ? NaN : up(u[k])]);
    const line = visited.map((u, t) => [across(t), up(clamp(u[k], -REACH, REACH))]);
    const marks = seen.filter(([, y]) => !Number.isNaN(y)).map(([x, y]) => `M${x.toFixed(1)},${y.toFixed(1)}${mark}`);
    return [
      svg("path", { d: path(line), class: `nn-plane-curve ${kind}` }),
      svg("path", { d: marks.join(""), class: `nn-plane-mark ${kind}` }),
    ];
  }

  return { element: html("div", { class: "nn-plane-side" }, ravine, errors), resize, draw };
}

/** An entry of the key above the errors. @param {number} x @param {string} words @param {string} kind @param {string} mark */
function key(x, words, kind, mark) {
  const y = ERRORS.top - 12;
  return [
    svg("path", { d: `M${x},${y}${mark}`, class: `nn-plane-mark ${kind}` }),
    tickLabel(x + 9, y + 4, "start", words),
  ];
}

/** Half the width and half the height of what is seen. @typedef {{ x: number, y: number }} View */

/** The two halves of a contour, as far as they are seen. @param {number} half  its height @param {number} kappa @param {View} view */
function branches(half, kappa, view) {
  const wide = Math.min(view.x, half * Math.sqrt(kappa));
  return [1, -1].map((sign) =>
    Array.from({ length: FINE + 1 }, (_, k) => {
      // Closer together towards the ends, where an ellipse turns.
      const flat = -wide * Math.cos((Math.PI * k) / FINE);
      return [flat, sign * Math.sqrt(Math.max(0, half ** 2 - flat ** 2 / kappa))];
    }),
  );
}

/** The legs of a path, as far as they are seen. @param {number[][]} visited @param {View} view */
function legs(visited, { x, y }) {
  return visited.slice(1).flatMap((to, k) => {
    const from = visited[k];
    // The shares of the leg at which it comes into sight and leaves it.
    let [enter, leave] = [0, 1];
    for (const [side, reach] of [x, y].entries()) {
      const way = to[side] - from[side];
      if (way === 0 && Math.abs(from[side]) > reach) return [];
      if (way === 0) continue;
      const ends = [(-reach - from[side]) / way, (reach - from[side]) / way];
      [enter, leave] = [Math.max(enter, Math.min(...ends)), Math.min(leave, Math.max(...ends))];
    }
    if (enter >= leave) return [];
    const at = (/** @type {number} */ share) => from.map((start, side) => start + share * (to[side] - start));
    return [[at(enter), at(leave)]];
  });
}
