// @ts-check
// The axes of the plane of the inputs.

import { number, ticks } from "../kit/numbers.js";
import { svg, svgSymbol } from "../kit/ui.js";
import { TOP } from "./map_scales.js";

/** @typedef {import("./map_scales.js").MapScales} MapScales */

// The side, in pixels, below which there is room for few numbers; and the room that the name of the upright axis takes.
const SMALL = 240;
const NAME = 24;

/**
 * The numbers at both axes, and the digits that they are printed with.
 * @param {MapScales} scales
 */
export function axisNumbers({ x, y, side }) {
  const wanted = side < SMALL ? 3 : 5;
  const [across, up] = [x, y].map(({ domain: [low, high] }) => ticks(low, high, wanted));
  const apart = across[1] - across[0];
  const digits = across.every(Number.isInteger) ? 0 : Math.max(1, Math.ceil(-Math.log10(apart) - 1e-9));
  return { across, up, digits };
}

/** The drawing of the axes. @param {MapScales} scales @returns {SVGElement[]} */
export function axisMarks(scales) {
  const { x, y } = scales;
  const [left, right] = x.range;
  const [bottom] = y.range;
  const { across, up, digits } = axisNumbers(scales);
  const below = across.flatMap((at) => [
    svg("path", { d: `M${x(at)},${bottom}v4` }),
    svg("text", { x: x(at), y: bottom + 16, "text-anchor": "middle" }, number(at, digits)),
  ]);
  const beside = up.flatMap((at) => [
    svg("path", { d: `M${left},${y(at)}h-4` }),
    // The upper corner belongs to the name of the axis.
    ...(y(at) < TOP + NAME
      ? []
      : [svg("text", { x: left - 7, y: y(at) + 4, "text-anchor": "end" }, number(at, digits))]),
  ]);
  return [
    ...below,
    ...beside,
    svg("path", { d: `M${left},${TOP}V${bottom}H${right}` }),
    svgSymbol("x", { sub: "1", x: right, y: bottom + 31, anchor: "end" }),
    svgSymbol("x", { sub: "2", x: 2, y: TOP + 12, anchor: "start" }),
  ];
}
