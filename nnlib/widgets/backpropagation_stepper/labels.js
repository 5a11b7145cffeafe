// @ts-check
// The numbers in the network of the stepper, each with its symbol, shown once it is known and lit when it takes part.

import { setAttributes, svg } from "../kit/ui.js";

/**
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./steps.js").Step} Step
 * @typedef {{ pass: Pass, step: Step, known: Set<string>, play: Set<string> }} State
 *   known: the quantities, as "Z1", that the steps so far have computed; play: the keys that one number is made of
 * @typedef {(state: State) => void} Update   brings a drawn thing up to date
 */

/**
 * @param {{
 *   x: number, y: number, colour: string, anchor?: string, keys: string[], write: (state: State) => string | null,
 *   size?: number, room?: number, number?: string,
 * }} options   keys: it is lit while one of these takes part; write: its text, null as long as there is none; size: of
 *   its type; room: how wide it may be, in a neuron; number: the key of the number that dragging it changes, where that
 *   is not its group's
 */
export function label({ x, y, colour, anchor = "middle", keys, write, size = 13, room = 0, number }) {
  const node = svg("text", { x, y, "text-anchor": anchor, class: `nn-backprop-label nn-backprop-of-${colour}` });
  setAttributes(node, { "data-inside": room > 0, "data-number": number });
  /** @type {Update} */
  const update = (state) => {
    const text = write(state) ?? "";
    node.textContent = text;
    node.style.fontSize = `${room ? Math.min(size, room / widthOf(text)) : size}px`;
    node.classList.toggle("nn-backprop-lit", text !== "" && isInPlay(state, keys));
    node.classList.toggle("nn-backprop-below", text.includes("−"));
  };
  return { node, update };
}

// Of a bold figure in a wide type, in its size; signs that are small, and the minus.
const WIDTHS = /** @type {Record<string, number>} */ ({ ".": 0.38, "·": 0.38, "−": 0.84, "⁻": 0.53 });

/** About how wide a number is, in the size of its type. @param {string} text */
function widthOf(text) {
  return [...text].reduce((sum, sign) => sum + (WIDTHS[sign] ?? ("⁰¹²³⁴⁵⁶⁷⁸⁹".includes(sign) ? 0.45 : 0.7)), 0);
}

/** Whether one of the numbers takes part. @param {State} state @param {string[]} keys */
export function isInPlay({ play }, keys) {
  return keys.some((key) => play.has(key));
}

/** @param {State} state @param {string} key */
export function numberAt({ pass }, key) {
  return /** @type {number} */ (pass.numbers.get(key));
}
