// @ts-check
// What the drawings of the chain rule are made of. The path through x is blue and solid, the one through y dark and
// dashed, as in the still figures of the chapter.

import { number, path } from "../kit/numbers.js";
import { svg } from "../kit/ui.js";

/** Decimal places of every number but t. */
export const DIGITS = 4;

/**
 * Text with letters in italics and the signs of derivatives upright: write(text, "∂z/∂x", " = 1").
 * @param {any} text @param {...string} parts
 */
export function write(text, ...parts) {
  const spans = parts.flatMap((part) => part.split(/([a-z]+)/)).filter(Boolean);
  text.replaceChildren(
    ...spans.map((span) => {
      // In "dx/dt" the first letter of each word is the sign of a derivative.
      const operator = /^d[a-z]$/.test(span);
      if (operator) return svg("tspan", {}, "d", svg("tspan", { "font-style": "italic" }, span[1]));
      return svg("tspan", /^[a-z]$/.test(span) ? { "font-style": "italic" } : { "xml:space": "preserve" }, span);
    }),
  );
  return text;
}

/** A shaft with a head; `name` is its class. @param {number[]} from @param {number[]} to @param {string} name */
export function arrow(from, to, name) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(9, length);
  const neck = [to[0] - head * ux, to[1] - head * uy];
  const wing = 0.42 * head;
  const corners = [to, [neck[0] - wing * uy, neck[1] + wing * ux], [neck[0] + wing * uy, neck[1] - wing * ux]];
  return [
    svg("path", { d: path([from, neck]), class: `nn-chain-shaft ${name}` }),
    svg("path", { d: `${path(corners)}Z`, class: `nn-chain-head ${name}` }),
  ];
}

/** A mark of a horizontal axis, and its number. @param {number} value @param {number} x @param {number} y */
export function tickBelow(value, x, y) {
  return [
    svg("path", { d: `M${x},${y}v5`, class: "nn-chain-axis" }),
    svg(
      "text",
      { x, y: y + 18, "text-anchor": "middle", class: "nn-chain-tick" },
      number(value, Number.isInteger(value) ? 0 : 1),
    ),
  ];
}
