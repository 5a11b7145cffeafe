// @ts-check
// What the figure to draw digits on says of an answer, to read and to hear.

import { number, spoken } from "../kit/numbers.js";
import { html } from "../kit/ui.js";

/**
 * @typedef {{ answer: Float64Array, isBlank: boolean, label: number | undefined }} Answer
 *   label: the class of the example that is shown, if one is
 */

// From this probability on a second class is named; below the other one the first is little more than a guess.
const [WORTH, UNSURE] = [0.05, 0.6];
const DOUBT = "It is unsure, and it has no answer “none of them”.";

/** @param {number} k */
const article = (k) => (k === 8 || k === 11 ? "an" : "a");
/** @param {number} k */
const withArticle = (k) => `${article(k)} ${k}`;

/** The classes, the most probable first. @param {Float64Array} answer */
function ranked(answer) {
  return Array.from(answer.keys()).sort((i, j) => answer[j] - answer[i]);
}

/** The line above the probabilities. @param {Answer} now */
export function headline({ answer, isBlank, label }) {
  const [best, next] = ranked(answer);
  return [
    isBlank ? "Nothing drawn, and yet: " : `The network reads ${article(best)} `,
    html("strong", {}, best),
    answer[next] >= WORTH && ` or perhaps ${withArticle(next)} (${number(answer[next])})`,
    label !== undefined && label !== best && `, but it is ${withArticle(label)}`,
    ".",
    answer[best] < UNSURE && ` ${DOUBT}`,
  ].filter((part) => part !== false);
}

/** The same for a screen reader. @param {Answer} now */
export function sentence({ answer, isBlank }) {
  const [best, next] = ranked(answer);
  const what = isBlank
    ? `Nothing is drawn. The network says ${best} all the same`
    : `The network reads ${withArticle(best)}`;
  const second = answer[next] >= WORTH ? `; next comes ${next}, with ${spoken(answer[next], 3)}` : "";
  const doubt = answer[best] < UNSURE ? ` ${DOUBT}` : "";
  return `${what}, with probability ${spoken(answer[best], 3)}${second}.${doubt}`;
}

/**
 * The picture in words: of sixteen, how much ink each pixel holds, or each block of 4 x 4 where there are many.
 * @param {Float64Array} seen
 */
export function pictureInWords(seen) {
  const side = Math.sqrt(seen.length);
  const block = side > 8 ? 4 : 1;
  const across = side / block;
  const ink = new Float64Array(across * across);
  seen.forEach((share, k) => {
    ink[across * Math.floor(k / side / block) + Math.floor((k % side) / block)] += share / (block * block);
  });
  const sixteenths = Array.from(ink, (share) => Math.round(16 * share));
  const rows = Array.from({ length: across }, (_, r) => sixteenths.slice(across * r, across * (r + 1)).join(" "));
  const each = block > 1 ? "each block of sixteen" : "each";
  return `${side} by ${side} pixels. Ink of ${each} in sixteenths, row by row: ${rows.join("; ")}.`;
}
