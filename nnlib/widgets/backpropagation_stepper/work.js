// @ts-check
// One number of a step in full: in symbols, and below in numbers.

import { number } from "../kit/numbers.js";
import { html } from "../kit/ui.js";
import { partsOf } from "./keys.js";
import { outKey, workOf } from "./steps.js";
import { asWritten, colourOf, isWrittenExactly, symbolOf } from "./symbols.js";

/**
 * @typedef {import("./losses.js").Part} Part
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./steps.js").Step} Step
 * @typedef {import("./steps.js").Entry} Entry
 */

/**
 * The parts of a calculation with numbers in place of keys, and whether any of these is rounded.
 * @param {Part[]} parts @param {Map<string, number>} numbers
 */
export function inNumbers(parts, numbers) {
  let isRounded = false;
  const written = parts.map((part, k) => {
    if (typeof part === "string") return part;
    const value = /** @type {number} */ (numbers.get(part.key));
    const text = asWritten(value, 6);
    isRounded ||= !isWrittenExactly(value, 6);
    // Between a sign and a minus there are brackets, unless a bracket or nothing stands there.
    const before = parts[k - 1];
    const isBare = k === 0 || (typeof before === "string" && before.endsWith("("));
    return { key: part.key, text: text.startsWith("−") && !isBare ? `(${text})` : text };
  });
  return { written, isRounded };
}

// Of the result.
const DIGITS = 9;

/** The box with the two lines. */
export function workPart() {
  const symbols = html("div", { class: "nn-backprop-line" });
  const figures = html("div", { class: "nn-backprop-line" });
  const element = html(
    "div",
    { class: "nn-backprop-work", role: "note", "aria-label": "Explanation" },
    symbols,
    figures,
  );
  return {
    element,
    /** @param {Pass} pass @param {Step} step @param {Entry} entry */
    draw(pass, step, entry) {
      const key = outKey(step, entry);
      const equals = step.kind === "update" ? " ← " : " = ";
      const parts = workOf(pass, step, entry);
      const { written, isRounded } = inNumbers(parts, pass.numbers);
      const result = /** @type {number} */ (pass.numbers.get(key));
      const isExact = !isRounded && isWrittenExactly(result, DIGITS);
      symbols.replaceChildren(
        ...[symbolOf(key), equals],
        ...parts.map((part) => (typeof part === "string" ? part : symbolOf(part.key))),
      );
      figures.replaceChildren(
        html("span", { class: "nn-backprop-indent", "aria-hidden": "true" }, symbolOf(key)),
        equals,
        ...written.map((part) => (typeof part === "string" ? part : coloured(part))),
        isExact ? " = " : " ≈ ",
        html("strong", {}, result === 0 ? "0" : number(result, DIGITS)),
      );
    },
  };
}

/** @param {{ key: string, text: string }} part */
function coloured({ key, text }) {
  return html("span", { class: `nn-backprop-of-${colourOf(partsOf(key).name)}` }, text);
}
