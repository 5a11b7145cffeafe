// @ts-check
// Of a network that reads 8 x 8 pixels: the weights into each neuron of layer 1, and its answers to a few examples.

import { number } from "../kit/numbers.js";
import { inkPicture, largest, prepared, weightPicture } from "../kit/pixel_pictures.js";
import { html } from "../kit/ui.js";
import { rowOf } from "./model.js";

/** @typedef {import("./model.js").Run} Run */

// Neurons that are shown.
const MOST = 64;
// Sides of a picture of weights and of an example, and the least gap between pictures, in pixels.
const [TILE, GAP, EXAMPLE] = [40, 8, 40];

/** @param {Run} run */
export function pixelView(run) {
  const weights = weightTiles(run);
  const answers = run.d_L > 1 ? exampleAnswers(run) : null;
  const note = answers && html("p", { class: "nn-replay-note" }, "It takes these for:");
  return {
    element: html("div", { class: "nn-replay-pixels" }, weights.canvas, note, answers?.element),
    drawing: weights.canvas,
    resize: weights.resize,
    /**
     * @param {Record<string, string>} colours @param {boolean} ofChange  whether the first weights are taken off
     * @param {Float64Array} outputs  A of the last layer for the examples
     */
    draw(colours, ofChange, outputs) {
      weights.draw(colours, ofChange);
      answers?.draw(colours.ink, outputs);
    },
  };
}

/**
 * The weights into the first neurons of layer 1, as rows of 64, at any snapshot of a run.
 * @param {Run} run
 */
export function firstLayer(run) {
  const { network, epochs } = run;
  const count = Math.min(network.d[1], MOST);
  const now = () => Array.from({ length: count }, (_, i) => rowOf(network, i));
  run.load(0);
  const start = now().map((row) => row.slice());
  /** Of the snapshot that is loaded; with `ofChange` what training has added to the first. */
  const rows = (/** @type {boolean} */ ofChange) =>
    now().map((row, i) => (ofChange ? row.map((w, j) => w - start[i][j]) : row));
  /** The largest weight of each neuron in the whole run. */
  const reachOf = (/** @type {boolean} */ ofChange) => {
    const found = new Float64Array(count);
    epochs.forEach((_, k) => {
      run.load(k);
      rows(ofChange).forEach((row, i) => {
        found[i] = Math.max(found[i], largest(row));
      });
    });
    return found;
  };
  return { count, rows, reachOf };
}

/** A picture of the weights into each neuron. @param {Run} run */
function weightTiles(run) {
  const { count, rows, reachOf } = firstLayer(run);
  // One scale for the whole run, so that what grows is seen to grow.
  const reach = { change: reachOf(true), weights: reachOf(false) };
  const canvas = html("canvas", { role: "img" });
  let width = 0;
  return {
    canvas,
    /** @param {number} w */
    resize(w) {
      width = w;
    },
    /** @param {Record<string, string>} colours @param {boolean} ofChange */
    draw(colours, ofChange) {
      const columns = Math.min(count, Math.max(1, Math.floor((width + GAP - 2) / (TILE + GAP))));
      const step = Math.min(TILE + GAP + 10, (width + GAP - 2) / columns);
      const pen = prepared(canvas, width, Math.ceil(count / columns) * (TILE + GAP) - GAP + 2);
      const reaches = ofChange ? reach.change : reach.weights;
      rows(ofChange).forEach((row, i) => {
        const [column, line] = [i % columns, Math.floor(i / columns)];
        const place = { x: 1 + Math.round(column * step), y: 1 + line * (TILE + GAP), size: TILE };
        pen.strokeStyle = colours.faint;
        pen.lineWidth = 1;
        pen.strokeRect(place.x - 0.5, place.y - 0.5, TILE + 1, TILE + 1);
        weightPicture(pen, row, colours, { ...place, reach: reaches[i] });
      });
    },
  };
}

/** The examples, each with the class that the network gives it. @param {Run} run */
function exampleAnswers(run) {
  const items = Array.from({ length: run.N }, () => {
    const picture = html("canvas", { "aria-hidden": "true" });
    const words = html("span", {});
    return { picture, words, element: html("li", {}, picture, words) };
  });
  const named = { class: "nn-replay-answers", "aria-label": "Examples, and what the network takes them for" };
  let painted = "";

  /** The examples stay the same, whatever the network is like. @param {string} ink */
  function paint(ink) {
    const look = `${ink} ${window.devicePixelRatio}`;
    if (painted === look) return;
    painted = look;
    items.forEach(({ picture }, n) => {
      inkPicture(prepared(picture, EXAMPLE), run.X.subarray(64 * n, 64 * n + 64), ink, { size: EXAMPLE });
    });
  }

  return {
    element: html(
      "ul",
      named,
      items.map((item) => item.element),
    ),
    /** @param {string} ink @param {Float64Array} outputs */
    draw(ink, outputs) {
      paint(ink);
      items.forEach(({ words, element }, n) => {
        const guess = run.classOf(outputs, n);
        words.replaceChildren(...answerOf(guess, run.labels[n], outputs[n * run.d_L + guess]));
        element.classList.toggle("nn-replay-wrong", guess !== run.labels[n]);
      });
    },
  };
}

/** An answer in words: the class, whether that is right, and how sure it is. */
function answerOf(/** @type {number} */ guess, /** @type {number} */ label, /** @type {number} */ output) {
  const isRight = guess === label;
  return [
    html("b", {}, `${guess}`),
    html("span", { "aria-hidden": "true" }, isRight ? " ✓" : " ✗"),
    html("span", { class: "nn-unseen" }, isRight ? " right" : ` wrong, it is ${label}`),
    html("span", { class: "nn-replay-sure" }, number(output)),
  ];
}
