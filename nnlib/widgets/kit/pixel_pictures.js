// @ts-check
// Pictures of 8 x 8 numbers on a canvas: the ink of a digit, or the weights into a neuron.

/**
 * Make a canvas as sharp as the screen; gives back its pen, in CSS pixels.
 * @param {HTMLCanvasElement} canvas @param {number} width @param {number} [height]
 * @returns {CanvasRenderingContext2D}
 */
export function prepared(canvas, width, height = width) {
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

/**
 * Ink: a pixel is as dark as it is full.
 * @param {CanvasRenderingContext2D} pen @param {ArrayLike<number>} shares  64, row by row @param {string} ink
 * @param {{ x?: number, y?: number, size: number }} place
 */
export function inkPicture(pen, shares, ink, { x = 0, y = 0, size }) {
  const cell = size / 8;
  pen.fillStyle = ink;
  for (let k = 0; k < 64; k++) {
    if (shares[k] <= 0) continue;
    pen.globalAlpha = Math.min(1, shares[k]);
    // Edges on whole pixels, so that no seam shows between neighbours.
    const [left, top] = [Math.round(x + (k % 8) * cell), Math.round(y + Math.floor(k / 8) * cell)];
    const right = Math.round(x + ((k % 8) + 1) * cell);
    const bottom = Math.round(y + (Math.floor(k / 8) + 1) * cell);
    pen.fillRect(left, top, right - left, bottom - top);
  }
  pen.globalAlpha = 1;
}

/**
 * Weights: a square as large as the weight is, filled where it is positive and hollow where it is negative, so that
 * the sign shows without colour too.
 * @param {CanvasRenderingContext2D} pen @param {ArrayLike<number>} weights  64, row by row
 * @param {Record<string, string>} colours  of palette.js
 * @param {{ x?: number, y?: number, size: number, reach: number }} place
 *   reach: the weight that fills a square
 */
export function weightPicture(pen, weights, colours, { x = 0, y = 0, size, reach }) {
  const cell = size / 8;
  const line = Math.max(1, cell / 7);
  pen.lineWidth = line;
  pen.fillStyle = colours["weight-pos"];
  pen.strokeStyle = colours["weight-neg"];
  for (let k = 0; k < 64; k++) {
    const side = 0.94 * cell * Math.sqrt(Math.min(1, Math.abs(weights[k]) / (reach || 1)));
    if (side < 0.4) continue;
    const [left, top] = [x + ((k % 8) + 0.5) * cell - side / 2, y + (Math.floor(k / 8) + 0.5) * cell - side / 2];
    if (weights[k] > 0) {
      pen.fillRect(left, top, side, side);
    } else if (side > 2 * line) {
      pen.strokeRect(left + line / 2, top + line / 2, side - line, side - line);
    } else {
      pen.strokeRect(left + side / 4, top + side / 4, side / 2, side / 2);
    }
  }
}

/** The largest absolute value. @param {ArrayLike<number>} numbers */
export function largest(numbers) {
  let found = 0;
  for (let k = 0; k < numbers.length; k++) found = Math.max(found, Math.abs(numbers[k]));
  return found;
}
