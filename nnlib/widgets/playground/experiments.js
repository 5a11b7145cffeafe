// @ts-check
// Experiments of the book: a button sets one up.

import { button } from "../kit/controls.js";
import { packed } from "../kit/numbers.js";
import { html } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */

/** Settings as they travel: points, which come as rows, as an array. @param {any} settings */
export function travelling({ points, ...settings }) {
  if (!points) return settings;
  const [x1, x2, labels] = points;
  const columns = x1.flatMap((/** @type {number} */ x, /** @type {number} */ n) => [x, x2[n], labels[n]]);
  return { ...settings, points: packed([3, x1.length], Float64Array.from(columns)) };
}

/**
 * @param {Life} life @param {Record<string, any>} experiments settings by the words for them
 * @param {(words: string, settings: object) => void} setUp
 */
export function experimentButtons(life, experiments, setUp) {
  const buttons = Object.entries(experiments).map(([words, settings]) =>
    button(life, { label: words, press: () => setUp(words, travelling(settings)) }),
  );
  const named = { class: "nn-controls nn-playground-experiments", role: "group", "aria-label": "Experiments" };
  return html("div", named, html("span", { "aria-hidden": "true" }, "Experiments"), buttons);
}
