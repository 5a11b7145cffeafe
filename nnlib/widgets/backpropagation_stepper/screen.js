// @ts-check
// What changes from step to step: the network, and below the bar the equation and the lines of nnlib that do it.

import { html } from "../kit/ui.js";
import { placeOf } from "./changeable.js";
import { entryWith } from "./chosen.js";
import { codePart } from "./code.js";
import { equationPart } from "./equation.js";
import { networkPart } from "./picture.js";
import { stateOf } from "./state.js";
import { summaryOf } from "./words.js";

/** @typedef {import("./steps.js").Entry} Entry */

/**
 * @param {import("../kit/ui.js").Life} life @param {import("../kit/ui.js").Model} model
 * @param {import("./settings.js").Facts} facts
 * @param {{
 *   point: (entry: Entry | null) => void, choose: (entry: Entry) => void, below: HTMLElement[],
 * }} options   point, choose: which number is worked out; below: what stands right below the network
 */
export function screenPart(life, model, facts, { point, choose, below }) {
  const entryAt = (/** @type {string[]} */ keys) => {
    const { pass, step } = stateOf(model);
    return entryWith(pass, step, keys);
  };
  const network = networkPart(life, {
    point: (keys) => point(keys && entryAt(keys)),
    choose(keys) {
      const entry = entryAt(keys);
      if (entry) choose(entry);
    },
    placeOf: (key) => placeOf(model, facts, key),
    numberFor: (key) => stateOf(model).pass.numbers.get(key) ?? 0,
  });
  const equation = equationPart(life, { point, choose });
  const title = html("p", { class: "nn-backprop-title" });
  const note = html("p", { class: "nn-backprop-note" });
  const source = codePart();
  const parts = [network.element, ...below, title, note, equation.element, source.element];
  const element = html("div", { class: "nn-backprop-screen" }, parts);

  // The height that the tallest step so far has needed: what stands below keeps still while the steps go by.
  let tallest = 0;
  function keepHeight(/** @type {number} */ pixels) {
    tallest = pixels;
    element.style.minHeight = pixels ? `${pixels}px` : "";
  }

  return {
    element,
    resize: network.resize,
    showCode: source.draw,
    releaseHeight: () => keepHeight(0),
    /** @param {import("./labels.js").State} state @param {Entry} entry @param {string} words @param {number} digits */
    draw(state, entry, words, digits) {
      const { pass, step } = state;
      title.textContent = step.title;
      note.textContent = words;
      network.draw(state, summaryOf(pass, step));
      equation.draw(pass, step, entry, digits);
      if (element.offsetHeight > tallest) keepHeight(element.offsetHeight);
    },
  };
}
