// @ts-check
// The cubic spline through a function of Python on a grid: grid_surface.py in the same words.

/**
 * @param {{ shape: number[], values: Float64Array }} coefficients @param {number[]} sides x_low, x_high, y_low, y_high
 * @returns {import("../surface_map/descent.js").Landscape}
 */
export function spline({ shape, values: c }, [xLow, xHigh, yLow, yHigh]) {
  const [rows] = shape;
  const [nx, ny] = [shape[0] - 3, shape[1] - 3];
  const [wx, wy, dx, dy] = [0, 0, 0, 0].map(() => new Float64Array(4));
  let [i0, j0] = [0, 0];
  /** @param {number} x @param {number} y */
  function locate(x, y) {
    const across = ((x - xLow) / (xHigh - xLow)) * nx;
    const up = ((y - yLow) / (yHigh - yLow)) * ny;
    if (!(across >= 0 && across <= nx && up >= 0 && up <= ny)) return false;
    i0 = Math.min(Math.floor(across), nx - 1);
    j0 = Math.min(Math.floor(up), ny - 1);
    weights(across - i0, wx, dx, nx / (xHigh - xLow));
    weights(up - j0, wy, dy, ny / (yHigh - yLow));
    return true;
  }
  /** @param {Float64Array} u @param {Float64Array} v */
  function sum(u, v) {
    let total = 0;
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) total += c[i0 + i + (j0 + j) * rows] * u[i] * v[j];
    return total;
  }
  return {
    domain: [
      [xLow, xHigh],
      [yLow, yHigh],
    ],
    minima: [],
    value: (x, y) => (locate(x, y) ? sum(wx, wy) : NaN),
    gradient(x, y, out) {
      const known = locate(x, y);
      out[0] = known ? sum(dx, wy) : NaN;
      out[1] = known ? sum(wx, dy) : NaN;
      return out;
    },
  };
}

/** The four B-splines over a cell at its share s, and their derivatives. */
function weights(/** @type {number} */ s, /** @type {Float64Array} */ w, /** @type {Float64Array} */ d, slope = 1) {
  const r = 1 - s;
  w[0] = (r * r * r) / 6;
  w[1] = (s * s * (3 * s - 6) + 4) / 6;
  w[2] = (r * r * (3 * r - 6) + 4) / 6;
  w[3] = (s * s * s) / 6;
  d[0] = -(r * r) * (slope / 2);
  d[1] = s * (3 * s - 4) * (slope / 2);
  d[2] = (1 + s * (2 - 3 * s)) * (slope / 2);
  d[3] = s * s * (slope / 2);
}
