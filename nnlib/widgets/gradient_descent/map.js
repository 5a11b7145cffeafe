// @ts-check
// The map of the gradient descent figure: heights and contours on a canvas, axes, the paths above, and the start to
// take hold of.

import { drag, handle } from "../kit/drag.js";
import { clamp, linear, number, snap, spoken, ticks } from "../kit/numbers.js";
import { palette } from "../kit/palette.js";
import { html, setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { paint } from "./ground.js";
import { aspectOf, grain } from "./model.js";
import { fixed, paths } from "./paths.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./view.js").State} State */

const [LEFT, RIGHT, TOP, BOTTOM] = [34, 10, 8, 34];

/**
 * @param {Life} life
 * @param {{ start: () => number[], place: (start: number[]) => void, renew: () => void }} options
 *   start: where the descent starts; place: called with the start that the reader chose; renew: asks for a frame
 */
export function map(life, { start, place, renew }) {
  /** @type {State | null} */
  let state = null;
  let width = 0;
  let ground = "";
  let x = linear([0, 1], [0, 1]);
  let y = linear([0, 1], [1, 0]);

  const over = paths();
  const canvas = html("canvas", { class: "nn-gd-ground", "aria-hidden": "true" });
  const axes = svg("g", { "aria-hidden": "true" });
  const window_ = svg("svg", { class: "nn-gd-window", "aria-hidden": "true" });
  const grip = svg(
    "g",
    {},
    svg("circle", { r: 20, class: "nn-gd-grip" }),
    svg("path", { d: "M-4,-14l4,-4l4,4M-4,14l4,4l4,-4M-14,-4l-4,4l4,4M14,-4l4,4l-4,4", class: "nn-gd-arrows" }),
    svg("circle", { r: 8, class: "nn-gd-start" }),
  );
  const picture = svg("svg", { role: "group", "aria-label": "Map of J with the path", class: "nn-gd-picture" });
  const field = svg("rect", { class: "nn-gd-field" });
  picture.append(axes, field, window_, over.surround, grip);
  const element = html("div", { class: "nn-gd-map" }, canvas, picture);
  const minima = svg("path", { class: "nn-gd-minima" });
  window_.append(minima, ...over.inside);

  /** @type {Record<string, string>} */
  let colours = {};

  const axisOf = (/** @type {"x" | "y"} */ name, /** @type {number} */ p) => ({
    value: () => start()[p],
    get min() {
      return state ? grain(state.view[name]).min : 0;
    },
    get max() {
      return state ? grain(state.view[name]).max : 1;
    },
    get step() {
      return state ? grain(state.view[name]).step : 1;
    },
    scale: () => (name === "x" ? x : y),
  });
  const [across, up] = [axisOf("x", 0), axisOf("y", 1)];
  const held = handle(life, grip, picture, {
    label: "start of the descent, theta 1 and theta 2",
    x: across,
    y: up,
    change: (to) => place([to.x ?? start()[0], to.y ?? start()[1]]),
    text: () => {
      if (!state) return "";
      const [a, b] = state.settings.start;
      return `theta 1 ${spoken(a, 3)}, theta 2 ${spoken(b, 3)}, J ${spoken(state.path.J[0], 3)}`;
    },
  });
  // The start also jumps to where the map is pressed. A finger may scroll the page there, so for it a tap counts.
  const put = (/** @type {{ x: number, y: number }} */ at) => {
    const read = (/** @type {typeof across} */ axis, /** @type {number} */ pixel) =>
      clamp(snap(axis.scale().invert(pixel), axis.step, axis.min), axis.min, axis.max);
    place([read(across, at.x), read(up, at.y)]);
  };
  drag(life, field, picture, {
    touch: "pan-y",
    start: ({ x: px, y: py, event }) => event.pointerType !== "touch" && put({ x: px, y: py }),
    move: ({ x: px, y: py, event }) => event.pointerType !== "touch" && put({ x: px, y: py }),
  });
  life.listen(field, "click", (event) => {
    const box = picture.getBoundingClientRect();
    put({ x: event.clientX - box.left, y: event.clientY - box.top });
  });

  /** @param {State} now */
  function layout(now) {
    const height = Math.round((width - LEFT - RIGHT) / aspectOf(now.landscape, now.bounded));
    x = linear(now.view.x, [LEFT, width - RIGHT]);
    y = linear(now.view.y, [TOP + height, TOP]);
    over.setScales(x, y);
    const plot = { x: LEFT, y: TOP, width: width - LEFT - RIGHT, height };
    setAttributes(picture, { width, height: height + TOP + BOTTOM });
    setAttributes(field, plot);
    setAttributes(window_, { ...plot, viewBox: `${LEFT} ${TOP} ${plot.width} ${height}` });
    drawAxes(height);
    paint(canvas, now, plot, colours);
    let crosses = "";
    for (const [a, b] of now.landscape.minima) crosses += `M${x(a) - 6},${y(b)}h12M${x(a)},${y(b) - 6}v12`;
    setAttributes(minima, { d: crosses });
  }

  /** @param {number} height */
  function drawAxes(height) {
    const bottom = TOP + height;
    const marks = [svg("rect", { x: LEFT, y: TOP, width: width - LEFT - RIGHT, height, class: "nn-gd-edge" })];
    const digits = (/** @type {number[]} */ [low, high]) => clamp(1 - Math.floor(Math.log10(high - low)), 0, 4);
    for (const at of ticks(x.domain[0], x.domain[1], width < 420 ? 5 : 8)) {
      if (x(at) > width - RIGHT - 26) continue;
      const text = number(at, Number.isInteger(at) ? 0 : digits(x.domain));
      marks.push(svg("path", { d: `M${x(at)},${bottom}v4`, class: "nn-gd-tick" }));
      marks.push(svg("text", { x: x(at), y: bottom + 17, "text-anchor": "middle", class: "nn-gd-number" }, text));
    }
    for (const at of ticks(y.domain[0], y.domain[1], 5)) {
      if (y(at) < TOP + 24) continue;
      const text = number(at, Number.isInteger(at) ? 0 : digits(y.domain));
      marks.push(svg("path", { d: `M${LEFT},${y(at)}h-4`, class: "nn-gd-tick" }));
      marks.push(svg("text", { x: LEFT - 7, y: y(at) + 4, "text-anchor": "end", class: "nn-gd-number" }, text));
    }
    const one = svgSymbol("θ", { sub: "1", x: width - RIGHT - 2, y: bottom + 19, anchor: "end" });
    axes.replaceChildren(...marks, one, svgSymbol("θ", { sub: "2", x: LEFT - 8, y: TOP + 12, anchor: "end" }));
  }

  return {
    element,
    /** Once the map is in its figure, which gives it the colours. */
    attach() {
      colours = palette(life, element, () => {
        ground = "";
        renew();
      });
    },
    /** How many times as long as they are the arrows were drawn; 0 if they are too short, -1 if off the map. */
    get magnified() {
      return over.magnified;
    },
    /** @param {number} pixels */
    resize(pixels) {
      width = pixels;
      ground = "";
    },
    /** @param {State} now @param {number} at  the place, maybe between two steps @param {boolean} fresh  a new path */
    draw(now, at, fresh) {
      state = now;
      if (!width) return;
      if (ground !== now.terrain) layout(now);
      const renewed = ground !== now.terrain;
      ground = now.terrain;
      over.draw(now, at);
      if (fresh || renewed) {
        over.drawSurround(now);
        const [a, b] = now.settings.start;
        const at = [clamp(x(a), x.range[0], x.range[1]), clamp(y(b), y.range[1], y.range[0])];
        setAttributes(grip, { transform: `translate(${fixed(at)})` });
        held.update();
      }
    },
  };
}
