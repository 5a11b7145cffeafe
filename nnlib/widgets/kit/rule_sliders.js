// @ts-check
// A slider for a setting of an optimizer, as kit/rules.py describes it.

import { slider } from "./controls.js";
import { html, symbol } from "./ui.js";

/** @typedef {import("./life.js").Life} Life */
/**
 * @typedef {{
 *   words: string, symbol: string, low: number, high: number, shown: [number, number], above: boolean, log: boolean,
 *   step: number, whole: boolean,
 * }} Setting
 */

/**
 * @param {Life} life @param {Record<string, Setting>} settings  from Python
 * @param {{
 *   name: string, of?: string, value: number, first: () => number, change: (value: number) => void,
 *   shown?: [number, number],
 * }} options   of: whose setting it is, where there are several; shown: other ends than the usual ones
 */
export function ruleSlider(life, settings, { name, of = "", value, first, change, shown }) {
  const { words, symbol: letter, log, step, shown: usual } = settings[name];
  const [min, max] = shown ?? usual;
  const whose = of ? ` of ${of}` : "";
  return slider(life, {
    label: `${words} ${name}${whose}`,
    symbol: html("span", {}, `${words} `, symbol(letter)),
    ...{ min, max, step, log, value, first, change },
    digits: log || step < 0.01 ? 3 : 2,
    ...(log && { text: (/** @type {number} */ x) => `${x}` }),
    colour: name === "eta" ? "error" : "ink",
  });
}
