// @ts-check
// The contributions of both paths as bars, laid end to end, and their sum.

import { linear, number, roundUp, spoken, ticks } from "../kit/numbers.js";
import { equals } from "../kit/rounding.js";
import { setAttributes, svg } from "../kit/ui.js";
import { DIGITS, tickBelow, write } from "./marks.js";

/** @typedef {import("./model.js").State} State */
/** @typedef {{ name: string, from: number, part: number, words: string[] }} Row   where its bar begins, and its length */

const ROW = 46;
const BAR = 14;
// Below this width a line of numbers has to be written smaller.
const NARROW = 330;

const four = (/** @type {number} */ value) => number(value, DIGITS);

/** " ≈ 1.1024 · 0.6065 ≈ 0.6687". @param {number[]} parts of the term @param {string} term @param {number} value */
function chain(parts, term, value) {
  return ` ${equals(DIGITS, ...parts)} ${term} ${equals(DIGITS, ...parts, value)} ${four(value)}`;
}

/** @param {State} state @returns {Row[]} */
function rowsOf({ dxdt, dydt, dzdx, dzdy, throughX, throughY, dzdt }) {
  const factor = (/** @type {number} */ value) => (value < 0 ? `(${four(value)})` : four(value));
  const sum = `${four(throughX)} ${throughY < 0 ? "−" : "+"} ${four(Math.abs(throughY))}`;
  return [
    {
      name: "nn-chain-x",
      from: 0,
      part: throughX,
      words: ["∂z/∂x", " · ", "dx/dt", chain([dzdx, dxdt], `${four(dzdx)} · ${factor(dxdt)}`, throughX)],
    },
    {
      name: "nn-chain-y",
      from: throughX,
      part: throughY,
      words: ["∂z/∂y", " · ", "dy/dt", chain([dzdy, dydt], `${four(dzdy)} · ${factor(dydt)}`, throughY)],
    },
    { name: "nn-chain-sum", from: 0, part: dzdt, words: ["dz/dt", chain([throughX, throughY], sum, dzdt)] },
  ];
}

/**
 * A bar below its words, and from its end a line to the bar that goes on there.
 * @param {Row} row @param {number} k its place, from 0 @param {(value: number) => number} scale @param {number} bottom
 */
function drawnRow({ name, from, part, words }, k, scale, bottom) {
  const y = k * ROW + 24;
  const end = scale(from + part);
  const [low, high] = [scale(from), end].sort((a, b) => a - b);
  const box = { x: low, y, width: Math.max(high - low, 0.01), height: BAR };
  const join = { d: `M${end},${y + BAR}V${bottom - (k === 0 ? ROW : 0)}`, class: "nn-chain-join" };
  return [
    ...(k < 2 ? [svg("path", join)] : []),
    svg("rect", { ...box, class: `nn-chain-bar ${name}`, "data-part": k }),
    ...(high - low > 14 ? [tip(end, y + BAR / 2, Math.sign(part), name)] : []),
    write(svg("text", { x: 0, y: y - 8, class: `nn-math nn-chain-words ${name}` }), ...words),
  ];
}

/** The way that a bar points. @param {number} x @param {number} y @param {number} sign @param {string} name */
function tip(x, y, sign, name) {
  const points = `M${x - sign * 8},${y - 4}L${x - sign * 3},${y}L${x - sign * 8},${y + 4}`;
  return svg("path", { d: points, class: `nn-chain-tip ${name}` });
}

/** The bars in words. @param {State} state */
function words({ throughX, throughY, dzdt }) {
  const [x, y, sum] = [throughX, throughY, dzdt].map((value) => spoken(value, DIGITS));
  return `Contributions end to end: through x ${x}, through y ${y}, together d z by d t ${sum}.`;
}

export function bars() {
  const element = svg("svg", { role: "img" });

  /** @param {State} state @param {number} width */
  function draw(state, width) {
    const rows = rowsOf(state);
    const reach = roundUp(1.06 * Math.max(1, Math.abs(state.throughX), Math.abs(state.dzdt)));
    const scale = linear([-reach, reach], [4, width - 4]);
    const bottom = rows.length * ROW + 4;
    element.classList.toggle("nn-chain-narrow", width < NARROW);
    setAttributes(element, { width, height: bottom + 22, "aria-label": words(state) });
    element.replaceChildren(
      svg("path", { d: `M${scale(0)},18V${bottom}`, class: "nn-chain-zero" }),
      svg("path", { d: `M4,${bottom}H${width - 4}`, class: "nn-chain-axis" }),
      ...ticks(-reach, reach, width < 400 ? 4 : 6).flatMap((value) => tickBelow(value, scale(value), bottom)),
      ...rows.flatMap((row, k) => drawnRow(row, k, scale, bottom)),
    );
  }

  return { element, draw };
}
