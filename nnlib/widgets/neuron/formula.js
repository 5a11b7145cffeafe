// @ts-check
// Formulas in the drawing of the neuron.

import { svg } from "../kit/ui.js";

/**
 * Text in which a pair is a symbol with its subscript: formula(0, 20, "", ["a", "i"], " = 1").
 * @param {number} x @param {number} y @param {string} name @param {...(string | string[])} parts
 */
export function formula(x, y, name, ...parts) {
  const text = svg("text", { x, y, class: `nn-math ${name}`.trim(), "text-anchor": "start" });
  let back = 0;
  for (const part of parts) {
    const [letter, sub] = typeof part === "string" ? [part, ""] : part;
    const style = sub ? "italic" : null;
    text.append(svg("tspan", { dy: back || null, "font-style": style, "xml:space": "preserve" }, letter));
    back = 0;
    if (sub) {
      text.append(svg("tspan", { dy: 4, "font-size": "0.72em" }, sub));
      back = -4;
    }
  }
  return text;
}
