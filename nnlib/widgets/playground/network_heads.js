// @ts-check
// What stands over the layers of the network: a list of widths over each hidden one, a word over the others.

import { html } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./network_layout.js").NetworkLayout} NetworkLayout */

/**
 * @param {Life} life @param {import("../kit/facts.js").TraitFacts} widths what Python says of `d`
 * @param {(ell: number, units: number) => void} widen give layer ell that many units
 */
export function networkHeads(life, { low, high, longest }, widen) {
  const numbers = Array.from({ length: high - low + 1 }, (_, k) => low + k);
  const lists = Array.from({ length: longest - 2 }, (_, k) => {
    const options = numbers.map((n) => html("option", { value: n }, n));
    const list = html("select", { class: "nn-select", "aria-label": `units of hidden layer ${k + 1}` }, options);
    life.listen(list, "change", () => widen(k + 1, Number(list.value)));
    return list;
  });
  const [inputs, output] = ["inputs", "output"].map((text) => html("span", { "aria-hidden": "true" }, text));
  const element = html("div", { class: "nn-playground-heads" }, inputs, lists, output);
  const place = (/** @type {HTMLElement} */ head, /** @type {number} */ x) => {
    head.style.left = `${x}px`;
  };
  // Over its layer, but in large type no farther right than there is room.
  const placeLast = (/** @type {number} */ x) => {
    place(output, Math.min(x, (element.clientWidth || Infinity) - output.offsetWidth / 2));
  };
  return {
    element,
    /** @param {NetworkLayout} layout */
    place(layout) {
      const { d } = layout;
      const middles = d.map((_, ell) => layout.centre(ell, 0)[0]);
      place(inputs, middles[0]);
      placeLast(middles[d.length - 1]);
      lists.forEach((list, k) => {
        list.hidden = k >= d.length - 2;
        list.value = `${list.hidden ? low : d[k + 1]}`;
        if (!list.hidden) place(list, middles[k + 1]);
      });
    },
  };
}
