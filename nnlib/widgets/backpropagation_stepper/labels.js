// @ts-check
// The numbers in the network of the stepper, each with its symbol, shown once it is known and lit when it takes part.

import { svg } from "../kit/ui.js";

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
 * }} options   keys: it is lit while one of these takes part; write: its text, null as long as there is none
 */
export function label({ x, y, colour, anchor = "middle", keys, write }) {
  const node = svg("text", { x, y, "text-anchor": anchor, class: `nn-backprop-label nn-backprop-of-${colour}` });
  /** @type {Update} */
  const update = (state) => {
    const text = write(state) ?? "";
    node.textContent = text;
    node.classList.toggle("nn-backprop-lit", text !== "" && isInPlay(state, keys));
    node.classList.toggle("nn-backprop-below", text.includes("−"));
  };
  return { node, update };
}

/** Whether one of the numbers takes part. @param {State} state @param {string[]} keys */
export function isInPlay({ play }, keys) {
  return keys.some((key) => play.has(key));
}

/** @param {State} state @param {string} key */
export function numberAt({ pass }, key) {
  return /** @type {number} */ (pass.numbers.get(key));
}
