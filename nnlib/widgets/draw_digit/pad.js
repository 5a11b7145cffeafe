// @ts-check
// The field to draw on: a pointer draws where it goes; from the keyboard, arrows move a pen that Space puts down and
// lifts. Both give the same strokes.

import { drag } from "../kit/drag.js";
import { path } from "../kit/numbers.js";
import { inkPicture, prepared } from "../kit/pixel_pictures.js";
import { html, setAttributes, svg } from "../kit/ui.js";
import { onGrid } from "./strokes.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./strokes.js").Stroke} Stroke */

// Places for the pen that the keys reach: this many in a row.
const CELLS = 16;
// Points nearer than this to the last one add nothing.
const NEAR = 0.012;
const MOST = 4000;

/**
 * @param {Life} life
 * @param {{
 *   begin: () => Stroke[], change: (strokes: Stroke[]) => void, undo: () => void,
 *   say: (words: string, withAnswer?: boolean) => void,
 * }} options
 *   begin: what is on the field when the pen goes down; the strokes to which it adds
 *   say: withAnswer, whether the answer of the network is to follow; when left out, if it has not been spoken yet
 */
export function pad(life, { begin, change, say, undo }) {
  const lines = svg("path", { class: "nn-digit-line" });
  const cross = svg("path", { d: "M-13,0h26M0,-13v26" });
  const cursor = svg("g", { class: "nn-digit-cursor" }, svg("circle", { r: 8 }), cross);
  const drawing = svg("svg", { "aria-hidden": "true" }, lines, cursor);
  const canvas = html("canvas", { "aria-hidden": "true" });
  const hint = html("span", { class: "nn-digit-hint", "aria-hidden": "true" }, "draw a digit");
  const element = html(
    "div",
    {
      class: "nn-digit-pad",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "drawing field",
      "aria-label":
        "Field to draw on. Arrow keys move the pen, Space puts it down or lifts it, Backspace takes back a stroke.",
    },
    canvas,
    drawing,
    hint,
  );
  let side = 0;
  /** @type {Stroke[]} */
  let strokes = [];
  /** @type {number[][]} */
  let stroke = [];
  let isDown = false;
  let at = [CELLS / 2, 3];

  /** Whether there is a new point. @param {number} x @param {number} y */
  const add = (x, y, force = false) => {
    const point = [onGrid(x), onGrid(y)];
    const last = stroke[stroke.length - 1];
    if (last && !force && Math.hypot(point[0] - last[0], point[1] - last[1]) < NEAR) return false;
    if (last && last[0] === point[0] && last[1] === point[1]) return false;
    if (strokes.flat().length + stroke.length >= MOST) return false;
    stroke = [...stroke, point];
    return true;
  };
  /** @param {number} x @param {number} y */
  const put = (x, y, force = false) => {
    if (add(x, y, force)) change([...strokes, stroke]);
  };
  const start = () => {
    strokes = begin();
    stroke = [];
  };

  drag(life, element, element, {
    start({ x, y }) {
      lift();
      start();
      put(x / side, y / side);
    },
    move({ x, y, event }) {
      // A fast pen reports several places at once, which make one change.
      const box = element.getBoundingClientRect();
      const between = (event.getCoalescedEvents?.() ?? []).slice(0, -1);
      const places = between.map((one) => [one.clientX - box.left, one.clientY - box.top]);
      const added = [...places, [x, y]].map(([left, top]) => add(left / side, top / side));
      if (added.includes(true)) change([...strokes, stroke]);
    },
  });

  function lift() {
    isDown = false;
    element.classList.remove("nn-digit-down");
  }

  const place = () => /** @type {[number, number]} */ ([(at[0] + 0.5) / CELLS, (at[1] + 0.5) / CELLS]);
  const moves = /** @type {Record<string, number[]>} */ ({
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
    Home: [-1, -1],
    PageUp: [1, -1],
    End: [-1, 1],
    PageDown: [1, 1],
  });
  life.listen(element, "keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const move = moves[event.key];
    if (move) {
      at = at.map((k, i) => Math.min(CELLS - 1, Math.max(0, k + move[i])));
      if (isDown) put(...place(), true);
      else show();
      say(`Column ${at[0] + 1}, row ${at[1] + 1}.`);
    } else if (event.key === " " || event.key === "Enter") {
      isDown = !isDown;
      element.classList.toggle("nn-digit-down", isDown);
      if (isDown) {
        start();
        put(...place());
      }
      if (isDown) say(`Pen down at column ${at[0] + 1}, row ${at[1] + 1} of ${CELLS}.`, false);
      else say("Pen up.", true);
    } else if (event.key === "Backspace" || event.key === "Delete") {
      lift();
      undo();
    } else {
      return;
    }
    event.preventDefault();
  });
  life.listen(element, "blur", lift);

  function show() {
    const [x, y] = place();
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
     * @param {Stroke[]} shown @param {Float64Array | null} example  pixels to show in place of strokes
     * @param {Record<string, string>} colours
     */
    draw(shown, example, colours) {
      if (!side) return;
      // A point alone becomes a dot by its round ends.
      const pieces = shown.map((one) => {
        const points = one.length > 1 ? one : [one[0], one[0]];
        return path(points.map(([x, y]) => [x * side, y * side]));
      });
      setAttributes(lines, { d: pieces.join("") });
      const pen = prepared(canvas, side);
      if (example) inkPicture(pen, example, colours.ink, { x: side / 16, y: side / 16, size: (side * 7) / 8 });
      hint.hidden = shown.length > 0 || example !== null;
      show();
    },
    /** Forget a pen that is down, as what is on the field has changed. */
    lift,
  };
}
