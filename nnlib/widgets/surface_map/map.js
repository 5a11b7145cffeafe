// @ts-check
// The map of a surface: heights and contours on a canvas, axes, the paths above, and the start to take hold of.

import { linear } from "../kit/numbers.js";
import { palette } from "../kit/palette.js";
import { html, setAttributes, svg } from "../kit/ui.js";
import { paint } from "./ground.js";
import { mapAxes } from "./map_axes.js";
import { startHandle } from "./start_handle.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./trail.js").Scales} Scales */

const [LEFT, RIGHT, TOP, BOTTOM] = [34, 10, 8, 34];

/**
 * What moves over the map: `inside` is what its edge cuts off, from back to front, and `surround` stands above that.
 * @template {Scene} S
 * @typedef {{
 *   inside: SVGElement[], surround: SVGElement, setScales(scales: Scales): void, draw(now: S, at: number): void,
 *   drawSurround(now: S): void,
 * }} Over
 */

/**
 * @template {Scene} S
 * @param {Life} life
 * @param {{
 *   over: Over<S>, label: string, handle: string, start: () => number[], height: (now: S) => number,
 *   place: (start: number[]) => void, renew: () => void,
 * }} options
 *   label, handle: what the map and its start are called; start: where the descent starts, and height: how high that
 *   is; place: called with the start that the reader chose; renew: asks for a frame
 */
export function map(life, { over, label, handle: called, start, height, place, renew }) {
  /** @type {S | null} */
  let state = null;
  let width = 0;
  let painted = ""; // the terrain on the canvas
  /** @type {Scales} */
  let scales = { x: linear([0, 1], [0, 1]), y: linear([0, 1], [1, 0]) };
  /** @type {Record<string, string>} */
  let colours = {};

  const parts = drawingOf(over, label);
  const heightOf = () => (state ? height(state) : NaN);
  const options = { label: called, start, place, heightOf, view: () => state?.view, scales: () => scales };
  const handle = startHandle(life, parts, options);
  parts.picture.append(handle.element);

  /** @param {S} now */
  function layOut(now) {
    const plot = { x: LEFT, y: TOP, width: width - LEFT - RIGHT, height: 0 };
    plot.height = Math.round(plot.width / now.aspect);
    scales = {
      x: linear(now.view.x, [LEFT, LEFT + plot.width]),
      y: linear(now.view.y, [TOP + plot.height, TOP]),
    };
    over.setScales(scales);
    fit(parts, plot);
    parts.axes.replaceChildren(...mapAxes(scales));
    paint(parts.canvas, now, plot, colours);
    setAttributes(parts.minima, { d: now.landscape.minima.map((at) => crossAt(scales, at)).join("") });
    painted = now.terrain;
  }

  return {
    element: parts.element,
    /** Once the map is in its figure, which gives it the colours. */
    attach() {
      colours = palette(life, parts.element, () => {
        painted = "";
        renew();
      });
    },
    /** @param {number} pixels */
    resize(pixels) {
      width = pixels;
      painted = "";
    },
    /** @param {S} now @param {number} at  the place, maybe between two steps @param {boolean} fresh  a new path */
    draw(now, at, fresh) {
      state = now;
      if (!width) return;
      const isNew = fresh || painted !== now.terrain;
      if (painted !== now.terrain) layOut(now);
      over.draw(now, at);
      if (!isNew) return;
      over.drawSurround(now);
      handle.draw();
    },
  };
}

/** The elements of the map. @param {Pick<Over<any>, "inside" | "surround">} over @param {string} label */
function drawingOf(over, label) {
  const canvas = html("canvas", { class: "nn-map-ground", "aria-hidden": "true" });
  const axes = svg("g", { "aria-hidden": "true" });
  const minima = svg("path", { class: "nn-map-minima" });
  const pane = svg("svg", { class: "nn-map-window", "aria-hidden": "true" }, minima, over.inside);
  const field = svg("rect", { class: "nn-map-field" });
  const named = { role: "group", "aria-label": label, class: "nn-map-picture" };
  const picture = svg("svg", named, axes, field, pane, over.surround);
  const element = html("div", { class: "nn-map" }, canvas, picture);
  return { element, canvas, picture, axes, field, pane, minima };
}

/**
 * Give the elements their sizes.
 * @param {ReturnType<typeof drawingOf>} parts @param {{ x: number, y: number, width: number, height: number }} plot
 */
function fit({ picture, field, pane }, plot) {
  setAttributes(picture, { width: plot.width + LEFT + RIGHT, height: plot.height + TOP + BOTTOM });
  setAttributes(field, plot);
  setAttributes(pane, { ...plot, viewBox: `${LEFT} ${TOP} ${plot.width} ${plot.height}` });
}

/** The `d` of a cross. @param {Scales} scales @param {number[]} at */
function crossAt({ x, y }, [a, b]) {
  return `M${x(a) - 6},${y(b)}h12M${x(a)},${y(b) - 6}v12`;
}
