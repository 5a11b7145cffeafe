// @ts-check
// Where the plane of the inputs lies on the screen: a square, with room for its axes.

import { linear } from "../kit/numbers.js";

// Room around the plane, in pixels.
export const LEFT = 34;
export const BOTTOM = 34;
export const TOP = 6;
export const RIGHT = 6;
const SMALLEST = 80;
// How near, in pixels, the brush erases a point.
const REACH = 12;

export class MapScales {
  constructor() {
    /** The side of the square, in pixels. */
    this.side = 0;
    /** x_1 and x_2 of its middle, and half of its side. */
    this.view = [0, 0, 1];
    this.x = linear([-1, 1], [0, 1]);
    this.y = linear([-1, 1], [1, 0]);
    /** What the scales were made for. */
    this.key = "";
  }

  /** The height of the whole drawing. */
  get height() {
    return this.side + TOP + BOTTOM;
  }

  /** Fill a width. @param {number} width of the whole drawing */
  fit(width) {
    this.side = Math.max(SMALLEST, width - LEFT - RIGHT);
    this.key = "";
  }

  /**
   * Show a part of the plane.
   * @param {number[]} view
   * @returns {boolean} whether the scales are others than before
   */
  look(view) {
    if (this.key === `${view}`) return false;
    this.key = `${view}`;
    this.view = view;
    const [cx, cy, half] = view;
    this.x = linear([cx - half, cx + half], [LEFT, LEFT + this.side]);
    this.y = linear([cy - half, cy + half], [TOP + this.side, TOP]);
    return true;
  }

  /** Whether pixels lie on the plane. @param {{ x: number, y: number }} at */
  has({ x, y }) {
    return x >= LEFT && x <= LEFT + this.side && y >= TOP && y <= TOP + this.side;
  }

  /** The place under pixels. @param {{ x: number, y: number }} at */
  placeAt({ x, y }) {
    return [this.x.invert(x), this.y.invert(y)];
  }

  /** The place at shares of the side, from the lower left. @param {number[]} shares */
  placeOf(shares) {
    return [this.x, this.y].map(({ domain }, k) => domain[0] + shares[k] * 2 * this.view[2]);
  }

  /** How near a point is to be erased. */
  get reach() {
    return (REACH * 2 * this.view[2]) / this.side;
  }
}
