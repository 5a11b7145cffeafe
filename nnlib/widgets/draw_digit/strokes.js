// @ts-check
// From the strokes of a pen to 8 x 8 pixels, as in nnlib/widgets/digit_strokes.py, which says why: the same arithmetic
// in the same order, so that not one pixel of the bitmap differs.

/** @typedef {number[][]} Stroke  points [x, y] from 0 to 1, y downwards */

const [SIDE, WIDTH, HEIGHT, INK] = [32, 20, 32, 310];
const [PEN, BROADEST, BAND, STEEPEST, SMALLEST] = [2.2, 4.5, 0.06, 0.7, 0.05];
const [WIDEST, STEM, LOOP, TREMOR] = [2, 0.34, 0.44, 0.03];
const BLOCK = 4;

/**
 * The standard form of a drawing: which of 32 x 32 pixels hold ink, row by row.
 * @param {Stroke[]} strokes  at least one
 * @returns {Uint8Array}
 */
export function bitmap(strokes) {
  let lines = strokes;
  const points = lines.flat();
  const ys = points.map(([, y]) => y);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const height = Math.max(bottom - top, SMALLEST);
  const leftmost = (/** @type {(y: number) => boolean} */ within) =>
    Math.min(...points.filter(([, y]) => within(y)).map(([x]) => x));
  const upper = leftmost((y) => y <= top + BAND * height);
  const lower = leftmost((y) => y >= bottom - BAND * height);
  const shear = Math.min(Math.max((lower - upper) / height, -STEEPEST), STEEPEST);
  lines = lines.map((stroke) => stroke.map(([x, y]) => [x - shear * (y - top), y]));

  const across = lines.flat().map(([x]) => x);
  const [left, right] = [Math.min(...across), Math.max(...across)];
  const width = Math.max(right - left, SMALLEST);
  const [roomX, roomY] = [WIDTH - 2 * PEN, HEIGHT - 2 * PEN];
  // A digit fills the height; what is much wider than high, as a dash, does not.
  const scaleY = Math.min(roomY / height, (2.5 * roomX) / width);
  const share = Math.min(Math.max((travel(lines, TREMOR * height) / height - STEM) / (LOOP - STEM), 0), 1);
  const scaleX = Math.min(roomX / width, (1 + share * (WIDEST - 1)) * scaleY);
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  const nearest = new Float64Array(SIDE * SIDE).fill(Infinity);
  for (const stroke of lines) {
    const placed = stroke.map(([x, y]) => [(x - middleX) * scaleX + SIDE / 2, (y - middleY) * scaleY + SIDE / 2]);
    for (let k = 0; k < Math.max(1, placed.length - 1); k++) approach(nearest, placed[k], placed[k + 1] ?? placed[k]);
  }
  // So thick that the usual number of pixels is set.
  const farthest = nearest.slice().sort()[INK - 1];
  const limit = Math.min(farthest, BROADEST * BROADEST);
  return Uint8Array.from(nearest, (distance) => (distance <= limit ? 1 : 0));
}

/**
 * The way of the pen across, to and fro, in pieces of at least `least`.
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
 * Note where a piece of a stroke is nearer to a pixel, by the square of the distance, than what came before. What is
 * farther from it than the broadest stroke reaches gets no ink from it, and is left out.
 * @param {Float64Array} nearest @param {number[]} from @param {number[]} to
 */
function approach(nearest, [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const reach = (/** @type {number} */ a, /** @type {number} */ b) => [
    Math.max(0, Math.floor(Math.min(a, b) - BROADEST - 0.5)),
    Math.min(SIDE - 1, Math.ceil(Math.max(a, b) + BROADEST - 0.5)),
  ];
  const [[left, right], [top, bottom]] = [reach(x0, x1), reach(y0, y1)];
  for (let row = top; row <= bottom; row++) {
    const y = row + 0.5;
    for (let column = left; column <= right; column++) {
      const k = row * SIDE + column;
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
 * @param {Stroke[]} strokes
 */
export function pixels(strokes) {
  const shares = new Float64Array(64);
  if (strokes.length === 0) return shares;
  bitmap(strokes).forEach((on, k) => {
    const [row, column] = [Math.floor(k / SIDE / BLOCK), Math.floor((k % SIDE) / BLOCK)];
    shares[8 * row + column] += on;
  });
  return shares.map((count) => count / (BLOCK * BLOCK));
}

const FINEST = 1000;

/** To the grid on which strokes are kept. @param {number} x */
export function onGrid(x) {
  return Math.round(Math.min(1, Math.max(0, x)) * FINEST) / FINEST;
}

/**
 * Strokes as text: two signs of base 36 for each coordinate, a dot after each stroke but the last; "none" for no
 * stroke. Points are rounded to a thousandth, which is where the pen leaves them.
 */
export const strokesSetting = {
  /** @param {Stroke[]} strokes */
  write: (strokes) => {
    const one = (/** @type {number} */ x) =>
      Math.round(x * FINEST)
        .toString(36)
        .padStart(2, "0");
    return strokes.map((stroke) => stroke.map(([x, y]) => one(x) + one(y)).join("")).join(".") || "none";
  },
  /** @param {string} text */
  read: (text) => {
    if (text === "none") return [];
    if (!/^(?:[\da-z]{4})+(?:\.(?:[\da-z]{4})+)*$/.test(text) || text.length > 20000) return undefined;
    const one = (/** @type {string} */ signs) => parseInt(signs, 36) / FINEST;
    const strokes = text
      .split(".")
      .map((part) => (part.match(/.{4}/g) ?? []).map((point) => [one(point.slice(0, 2)), one(point.slice(2))]));
    return strokes.flat(2).every((x) => x <= 1) ? strokes : undefined;
  },
};
