// @ts-check
// One of some numbers, as a drop-down list.

import { choice } from "../kit/controls.js";
import { html } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */

/**
 * One of some numbers; one that is not among them, such as Python may set, is offered for as long as it holds.
 * @param {Life} life
 * @param {{
 *   label: string, numbers: number[], value: number, change: (value: number) => void,
 *   words?: (value: number) => string,
 * }} options
 */
export function picked(life, { label, numbers, value, change, words = (n) => `${n}` }) {
  const options = numbers.map((n) => /** @type {[string, string]} */ ([`${n}`, words(n)]));
  const made = choice(life, { label, options, value: `${value}`, change: (text) => change(Number(text)) });
  const set = (/** @type {number} */ wanted) => {
    for (const option of [...made.list.options]) {
      if (![...numbers, wanted].includes(Number(option.value))) option.remove();
    }
    /** @type {HTMLOptionElement[]} */
    const offered = [...made.list.options];
    if (!offered.some((option) => Number(option.value) === wanted)) {
      const after = offered.find((option) => Number(option.value) > wanted) ?? null;
      made.list.insertBefore(html("option", { value: wanted }, words(wanted)), after);
    }
    made.set(`${wanted}`);
  };
  set(value);
  return { element: made.element, set };
}
