// @ts-check
// Bars that are laid end to end along the z axis: the products, the bias, and their sum.

import { number } from "../kit/numbers.js";
import { svg, svgSymbol } from "../kit/ui.js";
import { formula } from "./formula.js";
import { BAR, LEFT, middleOf } from "./layout.js";

/** @typedef {import("./layout.js").Layout} Layout */
/** @typedef {import("./model.js").State} State */

// Room for the number beside a bar.
const ROOM = 52;

/** One bar below the other, each with its symbol, and the sum. @param {State} state @param {Layout} at */
export function bars(state, at) {
  const { stops, z } = at;
  const parts = [...state.products, state.b];
  const sumRow = parts.length;
  const drawn = parts.flatMap((part, j) => {
    const isBias = j === state.products.length;
    const symbols = isBias ? [["b", "i"]] : [["w", `i,${j + 1}`], " ", ["a", `${j + 1}`]];
    return [
      svg("path", { d: `M${z(stops[j + 1])},${middleOf(j)}v${middleOf(1) - middleOf(0)}`, class: "nn-neuron-join" }),
      formula(4, middleOf(j) + 5, "", ...symbols),
      ...bar(at, { from: stops[j], to: stops[j + 1], row: j, kind: isBias ? "bias" : "product", value: part }),
    ];
  });
  const symbol = svgSymbol("z", { sub: "i", x: 4, y: middleOf(sumRow) + 5, anchor: "start", class: "nn-neuron-z" });
  return [...drawn, symbol, ...bar(at, { from: 0, to: state.z, row: sumRow, kind: "sum", value: state.z })];
}

/**
 * A bar with its number at the end it points to, or on the other side where there is no room.
 * @param {Layout} at @param {{ from: number, to: number, row: number, kind: string, value: number }} part
 */
function bar({ z, width }, { from, to, row, kind, value }) {
  const [low, high] = [Math.min(z(from), z(to)), Math.max(z(from), z(to))];
  const right = value >= 0 ? high + ROOM < width : low - ROOM < LEFT;
  const place = right ? { x: high + 7, "text-anchor": "start" } : { x: low - 7, "text-anchor": "end" };
  const signed = value > 0 && kind !== "sum" ? `+${number(value)}` : number(value);
  const box = { x: low, y: middleOf(row) - BAR / 2, width: Math.max(high - low, 0.01), height: BAR };
  return [
    svg("rect", { ...box, class: "nn-neuron-part", "data-kind": kind, "data-sign": value < 0 ? "minus" : "plus" }),
    svg("text", { ...place, y: middleOf(row) + 4.5 }, signed),
  ];
}
