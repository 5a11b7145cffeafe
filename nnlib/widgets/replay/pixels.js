// @ts-check
// Of a network that reads 8 x 8 pixels: the weights into each neuron of layer 1, and its answers to a few examples.

import { number } from "../kit/numbers.js";
import { inkPicture, largest, prepared, weightPicture } from "../kit/pixel_pictures.js";
import { html } from "../kit/ui.js";
import { rowOf } from "./model.js";

/** @typedef {import("./model.js").Run} Run */

const MOST = 64;
const [TILE, GAP, EXAMPLE] = [40, 8, 40];

/** @param {Run} run */
export function pixelView(run) {
  const { network, N } = run;
  const count = Math.min(network.d[1], MOST);
  const rows = (/** @type {boolean} */ less) =>
    Array.from({ length: count }, (_, i) => rowOf(network, i).map((w, j) => (less ? w - start[i][j] : w)));
  run.load(0);
  const start = Array.from({ length: count }, (_, i) => rowOf(network, i).slice());
  // One scale for the whole run, so that what grows is seen to grow.
  const reaches = [false, true].map((less) => {
    const found = new Float64Array(count);
    for (let k = 0; k < run.epochs.length; k++) {
      run.load(k);
      rows(less).forEach((row, i) => {
        found[i] = Math.max(found[i], largest(row));
      });
    }
    return found;
  });

  const canvas = html("canvas", { role: "img" });
  const answers = Array.from({ length: N }, () => {
    const picture = html("canvas", { "aria-hidden": "true" });
    const words = html("span", {});
    return { picture, words, element: html("li", {}, picture, words) };
  });
  const hasClasses = run.d_L > 1;
  const list = { class: "nn-replay-answers", "aria-label": "Examples, and what the network takes them for" };
  const element = html(
    "div",
    { class: "nn-replay-pixels" },
    canvas,
    hasClasses && html("p", { class: "nn-replay-note" }, "It takes these for:"),
    hasClasses &&
      html(
        "ul",
        list,
        answers.map((one) => one.element),
      ),
  );
  let width = 0;
  let inked = "";

  /** The examples stay the same, whatever the network is like. @param {string} ink */
  function drawExamples(ink) {
    if (inked === `${ink} ${window.devicePixelRatio}`) return;
    inked = `${ink} ${window.devicePixelRatio}`;
    answers.forEach(({ picture }, n) => {
      inkPicture(prepared(picture, EXAMPLE), run.X.subarray(64 * n, 64 * n + 64), ink, { size: EXAMPLE });
    });
  }

  return {
    element,
    drawing: canvas,
    /** @param {number} w */
    resize(w) {
      width = w;
    },
    /**
     * @param {Record<string, string>} colours @param {boolean} less  whether the weights of the start are taken off
     * @param {Float64Array} outputs  A of the last layer for the examples
     */
    draw(colours, less, outputs) {
      const columns = Math.min(count, Math.max(1, Math.floor((width + GAP - 2) / (TILE + GAP))));
      const step = Math.min(TILE + GAP + 10, (width + GAP - 2) / columns);
      const pen = prepared(canvas, width, Math.ceil(count / columns) * (TILE + GAP) - GAP + 2);
      rows(less).forEach((row, i) => {
        const [column, line] = [i % columns, Math.floor(i / columns)];
        const place = { x: 1 + Math.round(column * step), y: 1 + line * (TILE + GAP), size: TILE };
        pen.strokeStyle = colours.faint;
        pen.lineWidth = 1;
        pen.strokeRect(place.x - 0.5, place.y - 0.5, TILE + 1, TILE + 1);
        weightPicture(pen, row, colours, { ...place, reach: reaches[less ? 1 : 0][i] });
      });
      drawExamples(colours.ink);
      answers.forEach(({ words, element: item }, n) => {
        const guess = run.classOf(outputs, n);
        const isRight = guess === run.labels[n];
        words.replaceChildren(
          html("b", {}, `${guess}`),
          html("span", { "aria-hidden": "true" }, isRight ? " ✓" : " ✗"),
          html("span", { class: "nn-unseen" }, isRight ? " right" : ` wrong, it is ${run.labels[n]}`),
          html("span", { class: "nn-replay-sure" }, number(outputs[n * run.d_L + guess])),
        );
        item.classList.toggle("nn-replay-wrong", !isRight);
      });
    },
  };
}
