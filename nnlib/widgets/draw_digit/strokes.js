// @ts-check
// From the strokes of a pen to 8 x 8 pixels, as in strokes.py, which says why: the same arithmetic in the same order,
// so that not one pixel of the bitmap differs.

/** @typedef {number[][]} Stroke  points [x, y] from 0 to 1, y downwards */
/**
 * The form that drawings are brought into: FORM in strokes.py, where each number is explained.
 * @typedef {Record<"side" | "width" | "height" | "ink" | "pen" | "broadest" | "band" | "steepest" | "smallest" |
 *   "tallest" | "widest" | "stem" | "loop" | "tremor", number>} Form
 */

/**
 * A drawing in that form: which pixels hold ink, row by row.
 * @param {Stroke[]} strokes  at least one @param {Form} form
 * @returns {Uint8Array} (side * side,)
 */
export function bitmap(strokes, form) {
  const nearest = squaredDistances(placed(upright(strokes, form), form), form);
  // So thick that the usual number of pixels is set.
  const farthest = nearest.slice().sort()[form.ink - 1];
  const limit = Math.min(farthest, form.broadest * form.broadest);
  return Uint8Array.from(nearest, (distance) => (distance <= limit ? 1 : 0));
}

/** Smallest and largest of some numbers. @param {number[]} numbers */
function ends(numbers) {
  return [Math.min(...numbers), Math.max(...numbers)];
}

/**
 * The lines after a shear that brings the leftmost ink at the bottom below that at the top.
 * @param {Stroke[]} lines @param {Form} form
 */
function upright(lines, { smallest, band, steepest }) {
  const points = lines.flat();
  const [top, bottom] = ends(points.map(([, y]) => y));
  const height = Math.max(bottom - top, smallest);
  const leftmost = (/** @type {(y: number) => boolean} */ within) =>
    Math.min(...points.filter(([, y]) => within(y)).map(([x]) => x));
  const upper = leftmost((y) => y <= top + band * height);
  const lower = leftmost((y) => y >= bottom - band * height);
  const shear = Math.min(Math.max((lower - upper) / height, -steepest), steepest);
  return lines.map((line) => line.map(([x, y]) => [x - shear * (y - top), y]));
}

/**
 * The lines in the middle of the bitmap, as large as its box allows; in pixels.
 * @param {Stroke[]} lines @param {Form} form
 */
function placed(lines, form) {
  const points = lines.flat();
  const [left, right] = ends(points.map(([x]) => x));
  const [top, bottom] = ends(points.map(([, y]) => y));
  const [width, height] = [Math.max(right - left, form.smallest), Math.max(bottom - top, form.smallest)];
  const [roomX, roomY] = [form.width - 2 * form.pen, form.height - 2 * form.pen];
  const scaleY = Math.min(roomY / height, (form.tallest * roomX) / width);
  const travelled = travel(lines, form.tremor * height) / height;
  const share = Math.min(Math.max((travelled - form.stem) / (form.loop - form.stem), 0), 1);
  const scaleX = Math.min(roomX / width, (1 + share * (form.widest - 1)) * scaleY);
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  const half = form.side / 2;
  return lines.map((line) => line.map(([x, y]) => [(x - middleX) * scaleX + half, (y - middleY) * scaleY + half]));
}

/**
 * How far the pen goes across, to and fro, in pieces of at least `least`.
 * @param {Stroke[]} lines @param {number} least
 */
function travel(lines, least) {
  let way = 0;
  for (const line of lines) {
    let last = line[0][0];
    for (const [x] of line) {
      if (Math.abs(x - last) < least) continue;
      way += Math.abs(x - last);
      last = x;
    }
  }
  return way;
}

/**
 * From the middle of each pixel to the nearest line, as far as its ink reaches.
 * @param {Stroke[]} lines @param {{ side: number, broadest: number }} form
 */
export function squaredDistances(lines, form) {
  const nearest = new Float64Array(form.side * form.side).fill(Infinity);
  for (const line of lines) {
    for (let k = 0; k < Math.max(1, line.length - 1); k++) approach(nearest, line[k], line[k + 1] ?? line[k], form);
  }
  return nearest;
}

/**
 * Note where a piece of a line is nearer to a pixel, by the square of the distance, than what came before. What is
 * farther from it than the broadest stroke reaches gets no ink from it, and is left out.
 * @param {Float64Array} nearest @param {number[]} from @param {number[]} to
 * @param {{ side: number, broadest: number }} form
 */
function approach(nearest, [x0, y0], [x1, y1], { side, broadest }) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const reach = (/** @type {number} */ a, /** @type {number} */ b) => [
    Math.max(0, Math.floor(Math.min(a, b) - broadest - 0.5)),
    Math.min(side - 1, Math.ceil(Math.max(a, b) + broadest - 0.5)),
  ];
  const [[left, right], [top, bottom]] = [reach(x0, x1), reach(y0, y1)];
  for (let row = top; row <= bottom; row++) {
    const y = row + 0.5;
    for (let column = left; column <= right; column++) {
      const k = row * side + column;
      const x = column + 0.5;
      const along = length > 0 ? ((x - x0) * dx + (y - y0) * dy) / length : 0;
      const t = Math.min(Math.max(along, 0), 1);
      const [offX, offY] = [x - x0 - t * dx, y - y0 - t * dy];
      nearest[k] = Math.min(nearest[k], offX * offX + offY * offY);
    }
  }
}

/**
 * The share of ink in each block of 4 x 4 pixels: 64 numbers, row by row.
 * @param {Stroke[]} strokes @param {Form} form
 */
export function pixels(strokes, form) {
  const shares = new Float64Array(64);
  if (strokes.length === 0) return shares;
  const block = form.side / 8;
  bitmap(strokes, form).forEach((on, k) => {
    const [row, column] = [Math.floor(k / form.side / block), Math.floor((k % form.side) / block)];
    shares[8 * row + column] += on;
  });
  return shares.map((count) => count / (block * block));
}
