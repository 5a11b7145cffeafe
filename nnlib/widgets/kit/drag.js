// @ts-check
// Things to take hold of in a drawing, with mouse, pen, finger or keyboard.

import { clamp, snap, spoken } from "./numbers.js";
import { pointIn, setAttributes } from "./ui.js";

/** @typedef {import("./ui.js").Life} Life */

// A finger shows by its first so many pixels whether it drags or scrolls the page.
const SLACK = 6;

/**
 * Follow a pointer from the moment it goes down on `target` until it is lifted. Coordinates are pixels from the upper
 * left corner of `area`.
 *
 * A finger or pen that may scroll the page here begins nothing by coming down: its first movement decides. Along the
 * way that scrolls, it is left to the page; across it, it drags, from where it came down. Lifted without a movement,
 * it counts as a press of that place.
 * @param {Life} life @param {Element} target @param {Element} area
 * @param {{
 *   start?: (at: { x: number, y: number, event: PointerEvent }) => void,
 *   move: (at: { x: number, y: number, event: PointerEvent }) => void,
 *   end?: () => void, touch?: "none" | "pan-x" | "pan-y",
 * }} callbacks   touch: what a finger may still scroll; "pan-y" for something that moves sideways only
 */
export function drag(life, target, area, { start, move, end, touch = "none" }) {
  let pointer = -1;
  /** Where a finger came down that has not shown yet what it wants. @type {PointerEvent | null} */
  let waiting = null;
  const at = (/** @type {PointerEvent} */ event) => ({ ...pointIn(area, event), event });
  const begin = (/** @type {PointerEvent} */ event) => {
    waiting = null;
    target.classList.add("nn-held");
    /** @type {any} */ (target).focus?.({ preventScroll: true, focusVisible: false });
    start?.(at(event));
  };
  // Chromium heeds touch-action on an svg, not on what is in it. The whole svg must not stop the page from scrolling.
  if (touch === "none") {
    life.listen(target, "touchstart", (event) => event.preventDefault(), { passive: false });
  } else {
    /** @type {SVGElement | HTMLElement} */ (area).style.touchAction = `${touch} pinch-zoom`;
  }
  life.listen(target, "pointerdown", (event) => {
    if (event.button !== 0 || pointer !== -1) return;
    event.preventDefault();
    pointer = event.pointerId;
    target.setPointerCapture(pointer);
    // A figure may stop a target from scrolling for a while, as under a brush.
    const mayScroll = touch !== "none" && getComputedStyle(target).touchAction !== "none";
    if (mayScroll && event.pointerType !== "mouse") waiting = event;
    else begin(event);
  });
  life.listen(target, "pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    if (waiting) {
      const [dx, dy] = [event.clientX - waiting.clientX, event.clientY - waiting.clientY].map(Math.abs);
      if (Math.max(dx, dy) < SLACK) return;
      // Along the way that scrolls it is the page's, until the next finger comes down.
      if (touch === "pan-y" ? dy > dx : dx > dy) {
        [pointer, waiting] = [-1, null];
        return;
      }
      begin(waiting);
    }
    move(at(event));
  });
  life.listen(target, "pointerup pointercancel lostpointercapture", (event) => {
    if (event.pointerId !== pointer) return;
    if (waiting && event.type === "pointerup") begin(waiting);
    pointer = -1;
    target.classList.remove("nn-held");
    if (!waiting) end?.();
    waiting = null;
  });
}

/**
 * @typedef {{
 *   value: () => number, min: number, max: number, step: number,
 *   scale: () => { (value: number): number, invert(pixel: number): number },
 * }} Axis
 *   value: what holds in the model; not what was last drawn, as two keys may come within one frame.
 *   scale: to pixels of `area`, asked for at every move, as it changes with the width. Bounds may be getters.
 */

/**
 * Make `node` a handle: to drag, and to move with the arrow keys (Shift or Page: ten steps; Home and End: the ends).
 * With `x` it moves sideways, with `y` up and down, with both in the plane; the keys follow the screen.
 * @param {Life} life @param {Element} node @param {Element} area
 * @param {{
 *   label: string, x?: Axis, y?: Axis, change: (to: { x?: number, y?: number }) => void,
 *   text?: () => string, start?: () => void, end?: () => void,
 * }} options
 * @returns {{ update(): void }} call `update` after every change, so that a screen reader has the value
 */
export function handle(life, node, area, { label, x, y, change, text, start, end }) {
  const main = /** @type {Axis} */ (x ?? y);
  setAttributes(node, {
    tabindex: 0,
    role: "slider",
    "aria-label": label,
    "aria-orientation": x ? null : "vertical",
  });
  node.classList.add("nn-handle");

  const update = () => {
    const words = [x, y].filter((axis) => axis !== undefined).map((axis) => spoken(axis.value()));
    setAttributes(node, {
      "aria-valuemin": main.min,
      "aria-valuemax": main.max,
      "aria-valuenow": main.value(),
      "aria-valuetext": text ? text() : words.join(", "),
    });
  };

  let grip = { x: 0, y: 0 };
  const pixel = (/** @type {Axis | undefined} */ axis) => (axis ? axis.scale()(axis.value()) : 0);
  const read = (/** @type {Axis} */ axis, /** @type {number} */ at) =>
    clamp(snap(axis.scale().invert(at), axis.step, axis.min), axis.min, axis.max);
  drag(life, node, area, {
    touch: x && y ? "none" : x ? "pan-y" : "pan-x",
    start(at) {
      // The handle keeps its place under the finger: it does not jump there with its middle.
      grip = { x: at.x - pixel(x), y: at.y - pixel(y) };
      start?.();
    },
    move(at) {
      change({ ...(x && { x: read(x, at.x - grip.x) }), ...(y && { y: read(y, at.y - grip.y) }) });
    },
    end,
  });

  life.listen(node, "keydown", (event) => {
    const moved = key(event, x, y);
    if (!moved) return;
    event.preventDefault();
    change(moved);
    end?.();
  });
  update();
  return { update };
}

/** @param {KeyboardEvent} event @param {Axis} [x] @param {Axis} [y] */
function key(event, x, y) {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const main = /** @type {Axis} */ (x ?? y);
  const many = event.shiftKey ? 10 : 1;
  // With one axis all four arrows move along it, as on every slider.
  const across = x ? "x" : "y";
  const along = y ? "y" : "x";
  /** @type {Record<string, ["x" | "y", number]>} */
  const steps = {
    ArrowRight: [across, many],
    ArrowLeft: [across, -many],
    ArrowUp: [along, many],
    ArrowDown: [along, -many],
    PageUp: [along, 10],
    PageDown: [along, -10],
  };
  if (event.key === "Home" || event.key === "End") {
    return { [across]: event.key === "Home" ? main.min : main.max };
  }
  const step = steps[event.key];
  if (!step) return null;
  const axis = /** @type {Axis} */ (step[0] === "x" ? x : y);
  const value = snap(axis.value() + step[1] * axis.step, axis.step, axis.min);
  return { [step[0]]: clamp(value, axis.min, axis.max) };
}
