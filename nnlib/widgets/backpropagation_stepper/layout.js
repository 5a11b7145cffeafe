// @ts-check
// Where everything lies in the network of the stepper, in pixels. No drawing here.

/** @typedef {ReturnType<typeof layoutOf>} Layout */

// From this width on the targets and the cost stand beside the network, and every edge has room for two numbers.
const WIDE = 560;
// No label of an edge stands further from its end than this share of the way.
const FURTHEST = 0.3;

/** @param {number[]} d @param {number} width of the drawing */
export function layoutOf(d, width) {
  const wide = width >= WIDE;
  const radius = wide ? 26 : 22;
  const pitch = 2 * radius + 74;
  const rows = Math.max(...d);
  const height = rows * pitch + (wide ? 8 : 20);
  const left = radius + 6;
  const right = wide ? radius + 152 : radius + 8;
  const x = d.map((_, ell) => left + ((width - left - right) * ell) / (d.length - 1));
  const y = d.map((n) => Array.from({ length: n }, (_, i) => (rows * pitch) / 2 + pitch * (i - (n - 1) / 2) + 12));
  return { d, wide, radius, pitch, width, height, x, y };
}

/**
 * An edge: its ends, and the places of its labels. These stand at such a share of the way that those between two layers
 * lie one below the other, equally far apart.
 * @param {Layout} layout @param {number} ell @param {number} i @param {number} j
 */
export function edgePlaces({ d, wide, radius, x, y }, ell, i, j) {
  const [x0, x1] = [x[ell - 1] + radius, x[ell] - radius];
  const [y0, y1] = [y[ell - 1][j], y[ell][i]];
  const at = (/** @type {number} */ share) => ({ x: x0 + share * (x1 - x0), y: y0 + share * (y1 - y0) + 4 });
  const near = Math.min(FURTHEST, 1 / (1 + d[ell]));
  // Where there is no room for both, the gradient takes the place of the weight.
  const far = wide ? 1 - Math.min(FURTHEST, 1 / (1 + d[ell - 1])) : near;
  return { path: `M${x0},${y0}L${x1},${y1}`, weight: at(near), gradient: at(far) };
}
