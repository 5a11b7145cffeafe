// @ts-check
// Functions of two parameters to descend on, as in nnlib/surfaces.py.

/**
 * A cost J of two parameters, theta = (x, y).
 * @typedef {object} Surface
 * @property {(x: number, y: number) => number} value
 * @property {(x: number, y: number, out: Float64Array) => Float64Array} gradient
 *   dJ/dx and dJ/dy, written to `out` of shape (2,)
 */

/** Curved about alike in both directions. @type {Surface} */
const bowl = {
  value: (x, y) => (x * x + 2 * y * y) / 2,
  gradient(x, y, out) {
    out[0] = x;
    out[1] = 2 * y;
    return out;
  },
};

/** 25 times as steep across as along, so that descent zigzags. @type {Surface} */
const ravine = {
  value: (x, y) => (x * x + 25 * y * y) / 2,
  gradient(x, y, out) {
    out[0] = x;
    out[1] = 25 * y;
    return out;
  },
};

/** A bent valley with a nearly flat floor. @type {Surface} */
const rosenbrock = {
  value: (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient(x, y, out) {
    const offFloor = y - x * x;
    out[0] = -2 * (1 - x) - 400 * x * offFloor;
    out[1] = 200 * offFloor;
    return out;
  },
};

/** Plateaus between steep walls. @type {Surface} */
const beale = {
  value(x, y) {
    const r1 = 1.5 - x + x * y;
    const r2 = 2.25 - x + x * y ** 2;
    const r3 = 2.625 - x + x * y ** 3;
    return r1 ** 2 + r2 ** 2 + r3 ** 2;
  },
  gradient(x, y, out) {
    const r1 = 1.5 - x + x * y;
    const r2 = 2.25 - x + x * y ** 2;
    const r3 = 2.625 - x + x * y ** 3;
    out[0] = 2 * (r1 * (y - 1) + r2 * (y ** 2 - 1) + r3 * (y ** 3 - 1));
    out[1] = 2 * x * (r1 + 2 * r2 * y + 3 * r3 * y ** 2);
    return out;
  },
};

/** Flat at the origin, which is a pass between two minima. @type {Surface} */
const saddle = {
  value: (x, y) => (x ** 2 - y ** 2) / 2 + y ** 4 / 4,
  gradient(x, y, out) {
    out[0] = x;
    out[1] = y ** 3 - y;
    return out;
  },
};

/** Himmelblau's function: four minima, all with J = 0. @type {Surface} */
const severalMinima = {
  value: (x, y) => (x ** 2 + y - 11) ** 2 + (x + y ** 2 - 7) ** 2,
  gradient(x, y, out) {
    const p = x ** 2 + y - 11;
    const q = x + y ** 2 - 7;
    out[0] = 4 * x * p + 2 * q;
    out[1] = 2 * p + 4 * y * q;
    return out;
  },
};

/** @type {Record<string, Surface>} */
export const SURFACES = {
  bowl,
  ravine,
  rosenbrock,
  beale,
  saddle,
  several_minima: severalMinima,
};
