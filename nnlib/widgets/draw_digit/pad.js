// @ts-check
// The field to draw on: a pointer draws where it goes; from the keyboard, arrows move a pen that Space puts down and
// lifts. Both give the same strokes.

import { drag } from "../kit/drag.js";
import { path } from "../kit/numbers.js";
import { inkPicture, prepared } from "../kit/pixel_pictures.js";
import { html, pointIn, setAttributes, svg } from "../kit/ui.js";
import { pen } from "./pen.js";
import { penKeys } from "./pen_keys.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./strokes.js").Stroke} Stroke */

const LABEL =
  "Field to draw on. Arrow keys move the pen, Space puts it down or lifts it, Backspace takes back a stroke.";

/** The elements of the field, one above the other. */
function elements() {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const lines = svg("path", { class: "nn-digit-line" });
  const cross = svg("path", { d: "M-13,0h26M0,-13v26" });
  const cursor = svg("g", { class: "nn-digit-cursor" }, svg("circle", { r: 8 }), cross);
  const drawing = svg("svg", { "aria-hidden": "true" }, lines, cursor);
  const hint = html("span", { class: "nn-digit-hint", "aria-hidden": "true" }, "draw a digit");
  const field = {
    class: "nn-digit-pad",
    tabindex: 0,
    role: "application",
    "aria-roledescription": "drawing field",
    "aria-label": LABEL,
  };
  return { element: html("div", field, canvas, drawing, hint), canvas, drawing, lines, cursor, hint };
}

/** The `d` of strokes on a field of `side` pixels. @param {Stroke[]} strokes @param {number} side */
function pathOf(strokes, side) {
  const pieces = strokes.map((stroke) => {
    // A point alone becomes a dot by its round ends.
    const points = stroke.length > 1 ? stroke : [stroke[0], stroke[0]];
    return path(points.map(([x, y]) => [x * side, y * side]));
  });
  return pieces.join("");
}

/**
 * @param {Life} life
 * @param {{
 *   begin: () => Stroke[], change: (strokes: Stroke[]) => void, undo: () => void, most: number,
 *   say: (words: string, withAnswer?: boolean) => void,
 * }} options
 *   begin: what is on the field when the pen goes down; the strokes to which it adds
 *   say: withAnswer, whether the answer of the network is to follow; when left out, if it has not been spoken yet
 *   most: points of a drawing
 */
export function pad(life, { begin, change, say, undo, most }) {
  const { element, canvas, drawing, lines, cursor, hint } = elements();
  const one = pen({ begin, change, most });
  const keys = penKeys(life, element, { pen: one, show, undo, say });
  let side = 0;

  drag(life, element, element, {
    start({ x, y }) {
      keys.lift();
      one.start();
      one.lead([[x / side, y / side]]);
    },
    move({ x, y, event }) {
      // A fast pen reports several places at once.
      const between = (event.getCoalescedEvents?.() ?? []).slice(0, -1);
      const passed = between.map((one) => pointIn(element, one));
      one.lead([...passed, { x, y }].map((place) => [place.x / side, place.y / side]));
    },
  });

  function show() {
    const [x, y] = keys.place();
    setAttributes(cursor, { transform: `translate(${(x * side).toFixed(1)},${(y * side).toFixed(1)})` });
  }

  return {
    element,
    /** @param {number} to */
    resize(to) {
      side = to;
      element.style.width = element.style.height = `${side}px`;
      setAttributes(drawing, { width: side, height: side });
      setAttributes(lines, { "stroke-width": (0.075 * side).toFixed(1) });
    },
    /**
     * @param {Stroke[]} strokes @param {Float64Array | null} example  pixels to show in place of strokes
     * @param {Record<string, string>} colours
     */
    draw(strokes, example, colours) {
      if (!side) return;
      setAttributes(lines, { d: pathOf(strokes, side) });
      const brush = prepared(canvas, side);
      if (example) inkPicture(brush, example, colours.ink, { x: side / 16, y: side / 16, size: (side * 7) / 8 });
      hint.hidden = strokes.length > 0 || example !== null;
      show();
    },
    /** Forget a pen that is down, as what is on the field has changed. */
    lift: keys.lift,
  };
}
