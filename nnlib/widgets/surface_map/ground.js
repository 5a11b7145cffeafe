// @ts-check
// The ground of the map: heights as bands of grey, and contour lines. Drawn once for a surface, a size and a theme.

import { contour, levels, samples } from "../kit/contours.js";

/** @typedef {import("./descent.js").Landscape} Landscape */
/** @typedef {import("./plane.js").View} View */

const LEVELS = 14;
// Contours are found on squares of this many pixels.
const CELL = 2;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ landscape: Landscape, view: View, heights: { low: number, high: number, middle: number } }} surface
 * @param {{ x: number, y: number, width: number, height: number }} plot  where it goes, in pixels
 * @param {Record<string, string>} colours
 */
export function paint(canvas, { landscape, view, heights }, { x, y, width, height }, colours) {
  const dense = Math.min(3, window.devicePixelRatio || 1);
  Object.assign(canvas, { width: Math.round(width * dense), height: Math.round(height * dense) });
  Object.assign(canvas.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const spread = levels(heights, LEVELS);
  const bands = shades(colours.paper, colours.faint);
  pen.putImageData(shading(landscape, view, canvas.width, canvas.height, spread.share, bands), 0, 0);
  const [columns, rows] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const grid = samples(landscape.value, view.x, [view.y[1], view.y[0]], columns, rows);
  pen.scale(canvas.width / columns, canvas.height / rows);
  pen.strokeStyle = colours.muted;
  pen.globalAlpha = 0.75;
  pen.lineWidth = dense / (canvas.width / columns);
  pen.beginPath();
  for (const level of spread.at) {
    const pieces = contour(grid, level);
    for (let k = 0; k < pieces.length; k += 4) {
      pen.moveTo(pieces[k], pieces[k + 1]);
      pen.lineTo(pieces[k + 2], pieces[k + 3]);
    }
  }
  pen.stroke();
}

/**
 * Heights in bands. A band is wide and pixels are many: one value serves for four of them.
 * @param {Landscape} landscape @param {View} view @param {number} w @param {number} h
 * @param {(J: number) => number} share @param {Uint32Array} bands
 */
function shading({ value }, view, w, h, share, bands) {
  const image = new ImageData(w, h);
  const pixels = new Uint32Array(image.data.buffer);
  for (let j = 0; j < h; j += 2) {
    const at = view.y[1] + ((view.y[0] - view.y[1]) * (j + 1)) / h;
    for (let i = 0; i < w; i += 2) {
      const J = value(view.x[0] + ((view.x[1] - view.x[0]) * (i + 1)) / w, at);
      const colour = bands[Math.round(share(J) * LEVELS)];
      const k = i + j * w;
      pixels[k] = colour;
      if (i + 1 < w) pixels[k + 1] = colour;
      if (j + 1 < h) {
        pixels[k + w] = colour;
        if (i + 1 < w) pixels[k + w + 1] = colour;
      }
    }
  }
  return image;
}

/**
 * From the colour of the lowest band to that of the highest, as pixels: what is low looks like the paper.
 * @param {string} from @param {string} to
 */
function shades(from, to) {
  const [low, high] = [channels(from), channels(to)];
  return Uint32Array.from({ length: LEVELS + 1 }, (_, k) => {
    const [r, g, b] = low.map((start, c) => Math.round(start + ((high[c] - start) * k) / LEVELS));
    return (255 << 24) | (b << 16) | (g << 8) | r;
  });
}

/** Red, green and blue of a computed colour, 0 to 255. @param {string} colour */
function channels(colour) {
  const parts = (colour.match(/[\d.]+/g) ?? ["0", "0", "0"]).slice(0, 3).map(Number);
  return colour.startsWith("color(") ? parts.map((part) => 255 * part) : parts;
}
