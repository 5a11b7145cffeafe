// @ts-check
// Numbers on a grid as a picture in the colours of the palette.

import { number } from "../kit/numbers.js";
import { html } from "../kit/ui.js";
import { GRID } from "./session.js";

/** @typedef {{ low: number, high: number, classes?: boolean }} Range  which values get the ends of the ramp */

// Shades of a ramp, the middle one included.
const SHADES = 255;

/**
 * Pictures of grids for one view: `paint(context, values, ...)` draws one.
 * @param {Record<string, string>} colours the palette, kept up elsewhere
 */
export function shades(colours) {
  const small = document.createElement("canvas");
  small.width = GRID;
  small.height = GRID;
  const ink = /** @type {CanvasRenderingContext2D} */ (small.getContext("2d", { willReadFrequently: true }));
  const image = ink.createImageData(GRID, GRID);
  const pixels = new Uint32Array(image.data.buffer);
  const key = rampKey();
  let classes = new Uint32Array(SHADES);
  let units = new Uint32Array(SHADES);
  let large = new Uint32Array(SHADES);

  return {
    /** The ramp of the large picture, with the values at its ends. */
    key: key.element,
    /** @param {Range} range of the large picture */
    label(range) {
      key.show(range, range.classes ? classes : large);
    },
    /** After a change of the palette. */
    renew() {
      const ramp = (/** @type {string[]} */ names, /** @type {number} */ strength) =>
        rampOf(
          ["paper", ...names].map((name) => rgb(ink, colours[name])),
          strength,
        );
      classes = ramp(["class-0", "class-1"], 0.45);
      units = ramp(["muted", "activation"], 0.9);
      // Points have to show on it.
      large = ramp(["muted", "activation"], 0.5);
      key.forget();
    },
    /**
     * Row i of a (d, GRID²) matrix as a square.
     * @param {CanvasRenderingContext2D} context @param {Float64Array} A @param {number} d @param {number} i
     * @param {Range} range @param {number[]} square x, y and side
     */
    paint(context, A, d, i, range, [x, y, side]) {
      shade(pixels, A, d, i, range, range.classes ? classes : side > GRID ? large : units);
      ink.putImageData(image, 0, 0);
      context.drawImage(small, x, y, side, side);
    },
  };
}

/** The ramp under the large picture. */
function rampKey() {
  const strip = html("canvas", { width: SHADES, height: 1 });
  const [low, middle, high] = [0, 1, 2].map(() => html("span"));
  const element = html("p", { class: "nn-playground-key", "aria-hidden": "true" });
  element.append(low, html("span", { class: "nn-playground-strip" }, strip, middle), high);
  let shown = "";
  return {
    element,
    /** What is shown holds no more. */
    forget() {
      shown = "";
    },
    /** @param {Range} range @param {Uint32Array} table */
    show(range, table) {
      const texts = rampTexts(range);
      if (shown === `${texts}`) return;
      shown = `${texts}`;
      for (const [k, end] of [low, middle, high].entries()) end.replaceChildren(texts[k]);
      const row = new ImageData(SHADES, 1);
      new Uint32Array(row.data.buffer).set(table);
      strip.getContext("2d").putImageData(row, 0, 0);
    },
  };
}

/** What stands at the low end, in the middle and at the high end of a ramp. @param {Range} range */
export function rampTexts({ low, high, classes }) {
  if (!classes) return ["−", "0", "+"];
  return [low, (low + high) / 2, high].map((x) => number(x, Number.isInteger(x) ? 0 : 1));
}

/** Red, green and blue of whatever CSS calls a colour. @param {CanvasRenderingContext2D} ink @param {string} colour */
function rgb(ink, colour) {
  ink.fillStyle = colour;
  ink.fillRect(0, 0, 1, 1);
  return ink.getImageData(0, 0, 1, 1).data;
}

/**
 * Shades from one colour over paper to another, as pixels.
 * @param {ArrayLike<number>[]} colours red, green and blue of paper, of the low end and of the high end
 * @param {number} strength how much of the colour there is at an end
 */
export function rampOf([paper, ...ends], strength) {
  return Uint32Array.from({ length: SHADES }, (_, k) => {
    const t = (2 * k) / (SHADES - 1) - 1;
    const end = ends[t < 0 ? 0 : 1];
    const [r, g, b] = [0, 1, 2].map((c) => Math.round(paper[c] + strength * Math.abs(t) * (end[c] - paper[c])));
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
}

/**
 * The pixels of row i of a (d, GRID²) matrix, whose columns come row after row of the grid from below.
 * @param {Uint32Array} pixels from above, changed in place @param {Float64Array} A @param {number} d
 * @param {number} i @param {Range} range @param {Uint32Array} table a ramp
 */
export function shade(pixels, A, d, i, { low, high }, table) {
  const scale = (SHADES - 1) / (high - low || 1);
  for (let row = 0; row < GRID; row++) {
    let k = i + d * GRID * (GRID - 1 - row);
    for (let column = 0, at = row * GRID; column < GRID; column++, at++, k += d) {
      const place = (A[k] - low) * scale + 0.5;
      pixels[at] = table[place <= 0 ? 0 : place >= SHADES ? SHADES - 1 : place | 0];
    }
  }
}

/** Ends of the ramp for the answer of the network. @param {import("./data.js").Targets} targets @returns {Range} */
export function answerRange([low, high]) {
  return { low, high, classes: true };
}

/**
 * Ends of the ramp for a unit: 0 in the middle, the largest size at an end.
 * @param {Float64Array} A @param {number} d @param {number} i
 * @returns {Range}
 */
export function unitRange(A, d, i) {
  let most = 1e-9;
  for (let k = i; k < A.length; k += d) most = Math.max(most, Math.abs(A[k]));
  return { low: -most, high: most };
}

/** A canvas, as sharp as the screen. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
export function sharp(canvas, width, height) {
  const ratio = Math.min(3, devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
