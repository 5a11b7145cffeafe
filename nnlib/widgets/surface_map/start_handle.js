// @ts-check
// The start of the descent on the map: a handle to drag or to move with keys, which also jumps to where the map is
// pressed.

import { drag, handle } from "../kit/drag.js";
import { clamp, snap, spoken } from "../kit/numbers.js";
import { pointIn, setAttributes, svg } from "../kit/ui.js";
import { fixed, grain } from "./plane.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/drag.js").Axis} Axis */
/** @typedef {import("./plane.js").View} View */
/** @typedef {import("./trail.js").Scales} Scales */

const ARROWS = "M-4,-14l4,-4l4,4M-4,14l4,4l4,-4M-14,-4l-4,4l4,4M14,-4l4,4l-4,4";

/**
 * @param {Life} life
 * @param {{ picture: SVGElement, field: SVGElement }} area  the whole drawing, and the map in it that can be pressed
 * @param {{
 *   label: string, start: () => number[], place: (start: number[]) => void, heightOf: () => number,
 *   view: () => View | undefined, scales: () => Scales,
 * }} options
 *   start: where the descent starts; place: called with the start that the reader chose; heightOf: J there
 */
export function startHandle(life, { picture, field }, { label, start, place, heightOf, view, scales }) {
  const [x, y] = [axisOf("x", 0), axisOf("y", 1)];
  const element = svg(
    "g",
    {},
    svg("circle", { r: 20, class: "nn-map-grip" }),
    svg("path", { d: ARROWS, class: "nn-map-arrows nn-screen" }),
    svg("circle", { r: 8, class: "nn-map-start" }),
  );

  /** @param {"x" | "y"} name @param {number} p @returns {Axis} */
  function axisOf(name, p) {
    const sideOf = () => grain(view()?.[name] ?? [0, 1]);
    return {
      value: () => start()[p],
      get min() {
        return sideOf().min;
      },
      get max() {
        return sideOf().max;
      },
      get step() {
        return sideOf().step;
      },
      scale: () => scales()[name],
    };
  }

  const handled = handle(life, element, picture, {
    label: `${label}, theta 1 and theta 2`,
    x,
    y,
    change: (to) => place([to.x ?? start()[0], to.y ?? start()[1]]),
    text: () => (view() ? spokenStart(start(), heightOf()) : ""),
  });
  listenToPresses(life, { picture, field }, (at) => place([placeOn(x, at.x), placeOn(y, at.y)]));

  return {
    element,
    draw() {
      const { x: across, y: up } = scales();
      const [a, b] = start();
      const at = [clamp(across(a), ...ends(across)), clamp(up(b), ...ends(up))];
      setAttributes(element, { transform: `translate(${fixed(at)})` });
      handled.update();
    },
  };
}

/** The start as a screen reader says it. @param {number[]} start @param {number} J */
function spokenStart([a, b], J) {
  return `theta 1 ${spoken(a, 3)}, theta 2 ${spoken(b, 3)}, J ${spoken(J, 3)}`;
}

/** The value at a pixel. @param {Axis} axis @param {number} pixel */
function placeOn(axis, pixel) {
  return clamp(snap(axis.scale().invert(pixel), axis.step, axis.min), axis.min, axis.max);
}

/** The smaller and the larger end of a scale in pixels. @param {Scales["x"]} scale @returns {[number, number]} */
function ends({ range }) {
  return [Math.min(...range), Math.max(...range)];
}

/**
 * A mouse or pen pulls the start from where it is pressed. A finger may scroll the page there, so for it a tap
 * counts.
 * @param {Life} life @param {{ picture: SVGElement, field: SVGElement }} area
 * @param {(at: { x: number, y: number }) => void} put
 */
function listenToPresses(life, { picture, field }, put) {
  const follow = (/** @type {{ x: number, y: number, event: PointerEvent }} */ { x, y, event }) => {
    if (event.pointerType !== "touch") put({ x, y });
  };
  drag(life, field, picture, { touch: "pan-y", start: follow, move: follow });
  life.listen(field, "click", (event) => put(pointIn(picture, event)));
}
