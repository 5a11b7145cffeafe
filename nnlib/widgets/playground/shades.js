// @ts-check
// Numbers on a grid as a picture in the colours of the palette.

import { number } from "../kit/numbers.js";
import { html } from "../kit/ui.js";
import { middleOf } from "./data.js";
import { GRID } from "./session.js";

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
  let classes = new Uint32Array(SHADES);
  let units = new Uint32Array(SHADES);
  let large = new Uint32Array(SHADES);

  /** Red, green and blue of whatever CSS calls a colour. @param {string} colour */
  function rgb(colour) {
    ink.fillStyle = colour;
    ink.fillRect(0, 0, 1, 1);
    return ink.getImageData(0, 0, 1, 1).data;
  }

  /** From one colour over paper to another. @param {string} low @param {string} high @param {number} strength */
  function ramp(low, high, strength) {
    const [paper, ...ends] = [colours.paper, low, high].map(rgb);
    return Uint32Array.from({ length: SHADES }, (_, k) => {
      const t = (2 * k) / (SHADES - 1) - 1;
      const end = ends[t < 0 ? 0 : 1];
      const [r, g, b] = [0, 1, 2].map((c) => Math.round(paper[c] + strength * Math.abs(t) * (end[c] - paper[c])));
      return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
    });
  }

  const strip = html("canvas", { width: SHADES, height: 1 });
  const [low, middle, high] = [0, 1, 2].map(() => html("span"));
  const key = html("p", { class: "nn-playground-key", "aria-hidden": "true" });
  key.append(low, html("span", { class: "nn-playground-strip" }, strip, middle), high);
  let labelled = "";

  return {
    /** The ramp of the large picture, with the values at its ends. */
    key,
    /** @param {{ low: number, high: number, classes?: boolean }} range of the large picture */
    label(range) {
      const middleValue = (range.low + range.high) / 2;
      const answers = () => [range.low, middleValue, range.high].map((x) => number(x, Number.isInteger(x) ? 0 : 1));
      const texts = range.classes ? answers() : ["−", "0", "+"];
      if (labelled === `${texts}`) return;
      labelled = `${texts}`;
      [low, middle, high].forEach((end, k) => end.replaceChildren(texts[k]));
      const row = new ImageData(SHADES, 1);
      new Uint32Array(row.data.buffer).set(range.classes ? classes : large);
      strip.getContext("2d").putImageData(row, 0, 0);
    },
    /** After a change of the palette. */
    renew() {
      classes = ramp(colours["class-0"], colours["class-1"], 0.45);
      units = ramp(colours.muted, colours.activation, 0.9);
      // Points have to show on it.
      large = ramp(colours.muted, colours.activation, 0.5);
      labelled = "";
    },
    /**
     * Row i of a (d, GRID²) matrix as a square.
     * @param {CanvasRenderingContext2D} context @param {Float64Array} A @param {number} d @param {number} i
     * @param {{ low: number, high: number, classes?: boolean }} range which values get the ends of the ramp
     * @param {number[]} square x, y and side
     */
    paint(context, A, d, i, { low, high, classes: two = false }, [x, y, side]) {
      const table = two ? classes : side > GRID ? large : units;
      const scale = (SHADES - 1) / (high - low || 1);
      for (let row = 0; row < GRID; row++) {
        let k = i + d * GRID * (GRID - 1 - row);
        for (let column = 0, at = row * GRID; column < GRID; column++, at++, k += d) {
          const place = (A[k] - low) * scale + 0.5;
          pixels[at] = table[place <= 0 ? 0 : place >= SHADES ? SHADES - 1 : place | 0];
        }
      }
      ink.putImageData(image, 0, 0);
      context.drawImage(small, x, y, side, side);
    },
  };
}

/** Ends of the ramp for the answer of the network. @param {string} output */
export function answerRange(output) {
  return { low: 2 * middleOf(output) - 1, high: 1, classes: true };
}

/**
 * Ends of the ramp for a unit: 0 in the middle, the largest size at an end.
 * @param {Float64Array} A @param {number} d @param {number} i
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
