// @ts-check
// One run on show: the map or the weights, the curves of the cost, the numbers of the snapshot, and the bar that plays.

import { segments } from "../kit/controls.js";
import { factsOf, optionsOf } from "../kit/facts.js";
import { number, spoken } from "../kit/numbers.js";
import { palette } from "../kit/palette.js";
import { player } from "../kit/player.js";
import { change, figure, frames, html, speaker } from "../kit/ui.js";
import { beside } from "./beside.js";
import { chart } from "./chart.js";
import { keyOf } from "./classes.js";
import { map } from "./map.js";
import { evaluate, runOf } from "./model.js";
import { pixelView } from "./pixels.js";
import { readingsOf, sentenceOf, wordsOf } from "./words.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./model.js").Run} Run */

// From this width on the parts stand side by side, so many pixels apart.
const [WIDE, APART] = [600, 20];
const SIGNS = [
  ["plus", "positive"],
  ["minus", "negative"],
];

/** Show the run that the model holds, for as long as `life` lasts. @param {Life} life @param {Model} model */
export function show(life, model) {
  const run = runOf(model);
  const end = run.epochs.length - 1;
  // A run that Python replaces may be shorter than `at` says, until that has come too.
  const place = () => Math.min(model.get("at"), end);
  const epoch = () => run.epochs[place()];

  const main = run.isPlane ? planeOf(run) : pixelsOf(life, model, run);
  const costs = chart(life, run, {
    scrub(k) {
      bar.pause();
      bar.go(k);
    },
  });
  const other = beside(life, model, run, place);
  const readings = html("p", { class: "nn-replay-readings" });
  const side = html("div", { class: "nn-replay-side" }, readings, costs.element, other.toggle);
  const pictures = html("div", { class: "nn-replay-pictures" }, main.element, other.element);
  const layout = html("div", { class: "nn-replay-layout" }, pictures, side);
  const frame = figure(life.root, frameOf(run), layout);
  const voice = speaker(life, frame);
  const drawn = frames(life, frame, draw);
  const colours = palette(life, frame, () => drawn.request());
  const bar = player(life, frame, {
    label: "training",
    last: end,
    at: place(),
    rate: Math.min(12, Math.max(3, end / 8)),
    show: (at) => at !== place() && change(model, { at }),
    describe: (at) => `epoch ${run.epochs[at]}`,
  });
  frame.append(bar.element);

  let width = 0;
  let shown = false;
  function draw() {
    if (!width) return;
    if (shown !== other.isShown) layOut();
    other.draw(colours);
    run.load(place());
    const now = evaluate(run, place());
    readings.replaceChildren(...readingsOf(run, epoch(), now));
    main.draw(colours, now.answers);
    main.drawing.setAttribute("aria-label", wordsOf(run, epoch(), now, model.get("show")));
    costs.draw(epoch());
    const sentence = sentenceOf(run, epoch(), number);
    costs.element.setAttribute("aria-label", `Cost over ${run.cost.length} epochs. ${sentence}`);
  }

  /** Give the parts their sizes: pictures of two epochs share the width, above the curves. */
  function layOut() {
    shown = other.isShown;
    const columns = columnsOf(width);
    const half = columns.isWide ? Math.floor((width - APART) / 2) : width;
    const across = shown ? half : columns.main;
    layout.style.gridTemplateColumns = shown ? `${width}px` : columns.template;
    pictures.style.gridTemplateColumns = shown && columns.isWide ? `${half}px ${half}px` : `${across}px`;
    for (const part of [main, other]) part.resize(across, Math.round(Math.min(400, 0.8 * across)));
    costs.resize(shown ? width : columns.side, columns.isWide ? 260 : 200);
  }

  life.follow(model, ["at", "show", "beside"], () => {
    bar.go(place());
    drawn.request();
    if (!bar.playing) voice.say(sentenceOf(run, epoch(), spoken));
  });
  life.resize(frame, (w) => {
    width = Math.floor(w);
    layOut();
    draw();
  });
  return life;
}

/**
 * @typedef {{
 *   element: HTMLElement, drawing: Element, resize(width: number, height: number): void,
 *   draw(colours: Record<string, string>, outputs: Float64Array): void,
 * }} Main   what stands beside the curves; drawing: what gets the words for it
 */

/** The map of the answers, with its key. @param {Run} run @returns {Main} */
function planeOf(run) {
  const { element, drawing, resize, draw } = map(run);
  return { element: html("div", {}, note(keyOf(run)), element), drawing, resize, draw };
}

/** Pictures of the weights, and a choice of what they show. @param {Life} life @param {Model} model @param {Run} run */
function pixelsOf(life, model, run) {
  const view = pixelView(run);
  const choice = segments(life, {
    label: "Layer 1:",
    options: optionsOf(factsOf(model).traits.show),
    value: model.get("show"),
    change: (value) => change(model, { show: value }),
  });
  /** @type {Main} */
  const main = {
    element: html("div", {}, choice.element, note(signs()), view.element),
    drawing: view.drawing,
    resize: view.resize,
    draw(colours, outputs) {
      choice.set(model.get("show"));
      view.draw(colours, model.get("show") === "change", outputs);
    },
  };
  return main;
}

/** @param {Node[]} children */
function note(children) {
  return html("p", { class: "nn-replay-note" }, children);
}

/** What filled and hollow squares mean. */
function signs() {
  return SIGNS.map(([sign, meaning]) =>
    html("span", { class: "nn-replay-key" }, html("i", { class: `nn-replay-${sign}` }), meaning),
  );
}

/** @param {Run} run */
function frameOf({ isPlane }) {
  return {
    label: "Replay of a training run",
    description:
      `${isPlane ? "A map of what the network answers" : "Pictures of the weights of layer 1"} at one epoch of a ` +
      "training run, and curves of the cost with a mark at that epoch. The bar below plays the run.",
    class: "nn-replay",
  };
}

/** How the parts share the width. @param {number} width */
function columnsOf(width) {
  if (width < WIDE) return { main: width, side: width, template: `${width}px`, isWide: false };
  const main = Math.floor((width - APART) * 0.56);
  const side = width - APART - main;
  return { main, side, template: `${main}px ${side}px`, isWide: true };
}
