// @ts-check
// Contour lines of a function of two parameters, by marching squares.

/**
 * A function on a grid of (columns + 1) x (rows + 1) corners, row after row.
 * @typedef {{ columns: number, rows: number, values: Float64Array, low: number, high: number, middle: number }} Samples
 */

/**
 * @param {(x: number, y: number) => number} value @param {number[]} xs  both ends @param {number[]} ys
 * @param {number} columns @param {number} rows @returns {Samples}
 */
export function samples(value, [x0, x1], [y0, y1], columns, rows) {
  const values = new Float64Array((columns + 1) * (rows + 1));
  for (let j = 0, k = 0; j <= rows; j++) {
    const y = y0 + ((y1 - y0) * j) / rows;
    for (let i = 0; i <= columns; i++, k++) values[k] = value(x0 + ((x1 - x0) * i) / columns, y);
  }
  const sorted = values.filter(Number.isFinite).sort();
  const [low, high] = [sorted[0] ?? 0, sorted[sorted.length - 1] ?? 1];
  return { columns, rows, values, low, high, middle: sorted[sorted.length >> 1] ?? 0 };
}

/**
 * How heights spread over a map: `share` takes J to 0, ..., 1, by a power law that puts half of the plane below one
 * half. On a quadratic bowl the levels then have equal distances; in a valley with steep walls they crowd at its floor.
 * @param {{ low: number, high: number, middle: number }} heights @param {number} count  of levels
 */
export function levels({ low, high, middle }, count) {
  const range = high - low || 1;
  const half = Math.min(0.9, Math.max(1e-4, (middle - low) / range));
  const power = Math.min(6, Math.max(1, Math.log(half) / Math.log(0.5)));
  const share = (/** @type {number} */ J) => Math.min(1, Math.max(0, (J - low) / range)) ** (1 / power);
  const at = Array.from({ length: count }, (_, k) => low + range * ((k + 0.5) / count) ** power);
  return { at, share };
}

/**
 * The contour of one level, as pieces x1, y1, x2, y2 in units of cells, in one flat list.
 * @param {Samples} grid @param {number} level
 */
export function contour({ columns, rows, values }, level) {
  /** @type {number[]} */
  const pieces = [];
  const stride = columns + 1;
  const between = (/** @type {number} */ a, /** @type {number} */ b) => (level - a) / (b - a);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const k = i + j * stride;
      const [a, b, c, d] = [values[k], values[k + 1], values[k + stride + 1], values[k + stride]];
      let kind = 0;
      if (a > level) kind |= 1;
      if (b > level) kind |= 2;
      if (c > level) kind |= 4;
      if (d > level) kind |= 8;
      if (kind === 0 || kind === 15 || Number.isNaN(a + b + c + d)) continue;
      const middle = (a + b + c + d) / 4 > level;
      // Where the level crosses the four sides, counted from a to b, c, d.
      for (const side of SIDES[kind === 5 && middle ? 16 : kind === 10 && middle ? 17 : kind]) {
        if (side === 0) pieces.push(i + between(a, b), j);
        else if (side === 1) pieces.push(i + 1, j + between(b, c));
        else if (side === 2) pieces.push(i + between(d, c), j + 1);
        else pieces.push(i, j + between(a, d));
      }
    }
  }
  return pieces;
}

// Pairs of sides that a contour joins, by which corners are above it; 16 and 17 are a pass above the level.
const SIDES = [
  [],
  [0, 3],
  [0, 1],
  [1, 3],
  [1, 2],
  [0, 3, 1, 2],
  [0, 2],
  [2, 3],
  [2, 3],
  [0, 2],
  [0, 1, 2, 3],
  [1, 2],
  [1, 3],
  [0, 1],
  [0, 3],
  [],
  [0, 1, 2, 3],
  [0, 3, 1, 2],
];
