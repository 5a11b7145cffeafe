// @ts-check
// Where the units of the network stand in its picture.

/** @typedef {{ ell: number, i: number }} Unit */

// Room above the units, for what stands over each layer.
const HEAD = 44;
const [SMALLEST, LARGEST] = [22, 46];
// What a finger can hit.
const TARGET = 24;

export class NetworkLayout {
  constructor() {
    this.width = 0;
    this.height = 0;
    /** The side of a unit's picture. */
    this.size = 30;
    /** The widths of the layers. @type {number[]} */
    this.d = [];
  }

  /** @param {number} width @param {number} height of the whole picture */
  resize(width, height) {
    [this.width, this.height] = [width, height];
    this.d = [];
  }

  /**
   * Make room for a network.
   * @param {number[]} d
   * @returns {boolean} whether anything moves
   */
  arrange(d) {
    if (`${d}` === `${this.d}`) return false;
    this.d = [...d];
    const across = (this.width / d.length) * 0.62;
    const down = (this.height - HEAD) / Math.max(...d) - 5;
    this.size = Math.max(SMALLEST, Math.min(LARGEST, across, down));
    return true;
  }

  /** The middle of a unit's picture. @param {number} ell @param {number} i */
  centre(ell, i) {
    const { width, height, size, d } = this;
    const edge = Math.max(size / 2 + 2, 24);
    const across = edge + ((width - 2 * edge) * ell) / (d.length - 1);
    const gap = Math.min(size + 14, (height - HEAD) / Math.max(...d));
    return [across, HEAD + (height - HEAD) / 2 + gap * (i - (d[ell] - 1) / 2)];
  }

  /** The square in which a unit is drawn: x, y and side. @param {Unit} unit */
  square({ ell, i }) {
    const [x, y] = this.centre(ell, i);
    return [x - this.size / 2, y - this.size / 2, this.size];
  }

  /** The square that is its button. @param {Unit} unit */
  target({ ell, i }) {
    const [x, y] = this.centre(ell, i);
    const side = Math.max(TARGET, this.size);
    return [x - side / 2, y - side / 2, side];
  }

  /** @returns {Unit[]} */
  get inputs() {
    return Array.from({ length: this.d[0] }, (_, i) => ({ ell: 0, i }));
  }

  /** All units behind the inputs. @returns {Unit[]} */
  get units() {
    return this.d.slice(1).flatMap((count, k) => Array.from({ length: count }, (_, i) => ({ ell: k + 1, i })));
  }

  /** The words for a unit. @param {Unit} unit */
  nameOf({ ell, i }) {
    return ell < this.d.length - 1 ? `unit ${i + 1} of layer ${ell}` : "output unit";
  }

  /** @param {Unit | null} unit */
  has(unit) {
    return unit !== null && unit.i < (this.d[unit.ell] ?? 0);
  }
}

/** @param {Unit | null} a @param {Unit | null} b */
export function isSame(a, b) {
  return a !== null && b !== null && a.ell === b.ell && a.i === b.i;
}

/** The unit at a place: its layer, and where in the layer it stands from 1. @param {number[]} place @returns {Unit | null} */
export function unitAt([ell, nth]) {
  return nth === undefined ? null : { ell, i: nth - 1 };
}

/** The other way. @param {Unit | null} unit @returns {number[]} */
export function placeOf(unit) {
  return unit ? [unit.ell, unit.i + 1] : [];
}
