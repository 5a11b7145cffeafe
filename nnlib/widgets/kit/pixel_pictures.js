// @ts-check
// Pictures of 8 x 8 or 28 x 28 numbers on a canvas: the ink of a digit, or the weights into a neuron.

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
 * @param {CanvasRenderingContext2D} pen @param {ArrayLike<number>} shares  row by row @param {string} ink
 * @param {{ x?: number, y?: number, size: number }} place
 */
export function inkPicture(pen, shares, ink, { x = 0, y = 0, size }) {
  const across = Math.sqrt(shares.length);
  const cell = size / across;
  pen.fillStyle = ink;
  for (let k = 0; k < shares.length; k++) {
    if (shares[k] <= 0) continue;
    pen.globalAlpha = Math.min(1, shares[k]);
    // Edges on whole pixels, so that no seam shows between neighbours.
    const [row, column] = [Math.floor(k / across), k % across];
    const [left, top] = [Math.round(x + column * cell), Math.round(y + row * cell)];
    const right = Math.round(x + (column + 1) * cell);
    const bottom = Math.round(y + (row + 1) * cell);
    pen.fillRect(left, top, right - left, bottom - top);
  }
  pen.globalAlpha = 1;
}

/**
 * Weights: a square as large as the weight is, filled where it is positive and hollow where it is negative, so that
 * the sign shows without colour too. Where there are many, squares would be too small to have a shape: then dark is
 * positive, blank negative, and the grey in the middle zero.
 * @param {CanvasRenderingContext2D} pen @param {ArrayLike<number>} weights  row by row
 * @param {Record<string, string>} colours  of palette.js
 * @param {{ x?: number, y?: number, size: number, reach: number }} place
 *   reach: the weight that fills a square
 */
export function weightPicture(pen, weights, colours, { x = 0, y = 0, size, reach }) {
  if (isFine(weights)) {
    const shares = Array.from(weights, (w) => 0.5 + w / (2 * (reach || 1)));
    inkPicture(pen, shares, colours.ink, { x, y, size });
    return;
  }
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

/** Whether a picture has so many numbers that they are shown as greys. @param {ArrayLike<number>} numbers */
export function isFine(numbers) {
  return numbers.length > 64;
}

/** The largest absolute value. @param {ArrayLike<number>} numbers */
export function largest(numbers) {
  let found = 0;
  for (let k = 0; k < numbers.length; k++) found = Math.max(found, Math.abs(numbers[k]));
  return found;
}
