// @ts-check
// Where everything lies in the network of the stepper, in pixels. No drawing here.

/** @typedef {ReturnType<typeof layoutOf>} Layout */

// From this width on the targets and the cost stand beside the network.
const WIDE = 560;
// Below this width numbers on edges are short and small.
const TIGHT = 330;
// From this way between two layers on every edge has room for two numbers, one behind the other.
const TWO_NUMBERS = 175;
// Where an edge has one number it stands at this share of the way, so that none meets another, whatever the widths.
const ALONE = 0.4;
// No label of an edge that has two stands further from its end than this share of the way.
const FURTHEST = 0.3;

/** @param {number[]} d @param {number} width of the drawing */
export function layoutOf(d, width) {
  const wide = width >= WIDE;
  const tight = width < TIGHT;
  const radius = wide ? 30 : tight ? 24 : 26;
  const pitch = 2 * radius + 74;
  const rows = Math.max(...d);
  const height = rows * pitch + (wide ? 8 : 24);
  const left = radius + 6;
  const right = radius + (wide ? 170 : 14);
  const x = d.map((_, ell) => left + ((width - left - right) * ell) / (d.length - 1));
  const y = d.map((n) => Array.from({ length: n }, (_, i) => (rows * pitch) / 2 + pitch * (i - (n - 1) / 2) + 12));
  const both = x[1] - x[0] - 2 * radius >= TWO_NUMBERS;
  return { d, wide, tight, both, radius, pitch, width, height, x, y };
}

/**
 * How wide a number may be in a neuron, on a line that is so far below its middle.
 * @param {Layout} layout @param {number} below
 */
export function roomInside({ radius }, below) {
  // As much clear of the ring, which is thicker when it is lit.
  const clear = radius - 2.5;
  return 2 * Math.sqrt(clear ** 2 - below ** 2);
}

/**
 * An edge: its ends, and the places of its labels. These stand at such a share of the way that those between two layers
 * lie one below the other.
 * @param {Layout} layout @param {number} ell @param {number} i @param {number} j
 */
export function edgePlaces({ d, both, radius, x, y }, ell, i, j) {
  const [x0, x1] = [x[ell - 1] + radius, x[ell] - radius];
  const [y0, y1] = [y[ell - 1][j], y[ell][i]];
  const at = (/** @type {number} */ share) => ({ x: x0 + share * (x1 - x0), y: y0 + share * (y1 - y0) + 4 });
  const near = both ? Math.min(FURTHEST, 1 / (1 + d[ell])) : ALONE;
  // Where there is no room for both, the gradient takes the place of the weight.
  const far = both ? 1 - Math.min(FURTHEST, 1 / (1 + d[ell - 1])) : near;
  return { path: `M${x0},${y0}L${x1},${y1}`, weight: at(near), gradient: at(far) };
}
