// @ts-check
// A place in the plane that the reader moves with the keys, to hear an answer or to paint.

import { handle } from "../kit/drag.js";
import { spoken } from "../kit/numbers.js";
import { setAttributes, svg } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./map_scales.js").MapScales} MapScales */

/** The cross that marks the place. It shows while it has the focus. */
export function crossMark() {
  return svg(
    "g",
    { class: "nn-playground-cross" },
    svg("path", { d: "M-14,0h9M5,0h9M0,-14v9M0,5v9" }),
    svg("circle", { r: 16 }),
  );
}

/**
 * @param {Life} life @param {SVGElement} cross @param {SVGElement} area
 * @param {{
 *   scales: MapScales, answer: (x: number, y: number) => number,
 *   moved: () => void, enter: (place: number[]) => void,
 * }} options   answer: of the network at a place; enter: the reader presses Enter there
 */
export function mapCursor(life, cross, area, { scales, answer, moved, enter }) {
  /** The place, in shares of the side, from the lower left. */
  const shares = [0.5, 0.5];
  const place = () => scales.placeOf(shares);
  const axis = (/** @type {0 | 1} */ k) => {
    const scale = () => (k === 0 ? scales.x : scales.y);
    return {
      value: () => place()[k],
      get min() {
        return scale().domain[0];
      },
      get max() {
        return scale().domain[1];
      },
      get step() {
        return 10 ** Math.floor(Math.log10(scales.view[2] / 15));
      },
      scale,
    };
  };
  const { update } = handle(life, cross, area, {
    label: "place in the plane: Enter paints with the brush",
    x: axis(0),
    y: axis(1),
    change(to) {
      [to.x, to.y].forEach((value, k) => {
        const { domain } = k === 0 ? scales.x : scales.y;
        if (value !== undefined) shares[k] = (value - domain[0]) / (2 * scales.view[2]);
      });
      moved();
    },
    text() {
      const [x, y] = place();
      return `x 1 ${spoken(x)}, x 2 ${spoken(y)}, answer ${spoken(answer(x, y))}`;
    },
  });
  life.listen(cross, "keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    enter(place());
  });
  life.listen(cross, "focus blur", () => moved());
  const isFocused = () => document.activeElement === cross;
  return {
    /** The place, while the reader is there. */
    get place() {
      return isFocused() ? place() : null;
    },
    /** @param {boolean} playing then the words of the place wait, unless the reader is there */
    draw(playing) {
      if (isFocused() || !playing) update();
      const [x, y] = place();
      setAttributes(cross, { transform: `translate(${scales.x(x).toFixed(1)},${scales.y(y).toFixed(1)})` });
    },
  };
}
