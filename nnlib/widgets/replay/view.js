// @ts-check
// A training run, played again from the parameters that were kept: what the network was like at each of them, beside
// the curves of the cost.

import { choiceSetting, countSetting, keepInAddress } from "../kit/address.js";
import { segments } from "../kit/controls.js";
import { number, spoken } from "../kit/numbers.js";
import { palette } from "../kit/palette.js";
import { player } from "../kit/player.js";
import { change, figure, frames, html, lifetime, speaker, symbol } from "../kit/ui.js";
import { chart } from "./chart.js";
import { keyOf, map } from "./map.js";
import { evaluate, fits, RUN, runOf } from "./model.js";
import { pixelView } from "./pixels.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */

/** @type {Record<string, string>} */
const SIGNS = { plus: "positive", minus: "negative" };

export default {
  /** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} given */
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    const inRun = {
      write: String,
      read: (/** @type {string} */ text) => countSetting(0, model.get("epochs").length - 1).read(text),
    };
    keepInAddress(life, model, { at: inRun, show: choiceSetting(["change", "weights"]) });
    let view = show(lifetime(el, life.signal), model);
    // Another run from Python makes another picture. Its traits may come one by one: until they fit, the old one stays.
    let waiting = false;
    const renew = life.guard(() => {
      waiting = false;
      if (!fits(model)) return;
      const focused = controls().indexOf(document.activeElement);
      view.end();
      view = show(lifetime(el, life.signal), model);
      controls()[focused]?.focus();
    });
    // From the end, where each picture has the same bar.
    const controls = () => /** @type {any[]} */ ([...el.querySelectorAll("button, input, select")].reverse());
    life.follow(model, RUN, () => {
      if (!waiting) queueMicrotask(renew);
      waiting = true;
    });
    return life.end;
  },
};

/** Show the run that the model holds, for as long as `life` lasts. @param {Life} life @param {Model} model */
function show(life, model) {
  const run = runOf(model);
  const { epochs } = run;
  const end = epochs.length - 1;
  // A run that Python replaces may be shorter than `at` says, until that has come too.
  const place = () => Math.min(model.get("at"), end);

  const isPlane = run.network.d[0] === 2;
  const plane = isPlane ? map(run) : null;
  const pictures = isPlane ? null : pixelView(run);
  const shown = /** @type {any} */ (plane ?? pictures);
  const choice = isPlane
    ? null
    : segments(life, {
        label: "Layer 1:",
        options: [
          ["change", "change so far"],
          ["weights", "weights"],
        ],
        value: model.get("show"),
        change: (value) => change(model, { show: value }),
      });
  const costs = chart(life, run, {
    scrub: (k) => {
      bar.pause();
      bar.go(k);
    },
  });
  const readings = html("p", { class: "nn-replay-readings" });
  const side = html("div", { class: "nn-replay-side" }, readings, costs.element);
  const key = html("p", { class: "nn-replay-note" }, isPlane ? keyOf(run) : signs());
  const left = html("div", {}, choice?.element, key, shown.element);
  const layout = html("div", { class: "nn-replay-layout" }, left, side);
  const frame = figure(
    life.root,
    {
      label: "Replay of a training run",
      description:
        `${isPlane ? "A map of what the network answers" : "Pictures of the weights of layer 1"} at one epoch of a ` +
        "training run, and curves of the cost with a mark at that epoch. The bar below plays the run.",
      class: "nn-replay",
    },
    layout,
  );
  const voice = speaker(life, frame);
  const drawn = frames(life, frame, draw);
  const colours = palette(life, frame, () => drawn.request());
  const bar = player(life, frame, {
    label: "training",
    last: end,
    at: place(),
    rate: Math.min(12, Math.max(3, end / 8)),
    show: (at) => at !== place() && change(model, { at }),
    describe: (at) => `epoch ${epochs[at]}`,
  });
  frame.append(bar.element);

  let width = 0;

  /** @param {(x: number, digits?: number) => string} print */
  function values(print) {
    const epoch = epochs[place()];
    const [J, held] = [run.cost[epoch - 1], run.held[epoch - 1]];
    return { epoch, J: J === undefined ? "" : print(J, 3), held: held === undefined ? "" : print(held, 3) };
  }

  function draw() {
    if (!width) return;
    run.load(place());
    const { J: own, share, answers } = evaluate(run);
    const { epoch, J, held } = values(number);
    const right = share === null || !isPlane ? "" : `${number(100 * share, 1)} % of points right`;
    // Before the first epoch the history has no cost: on the map's points it is computed here.
    const cost = J || (isPlane ? number(own, 3) : "–");
    const costOf = (/** @type {string} */ what, /** @type {string} */ value) =>
      html("span", {}, `${what} `, symbol("J"), ` = ${value}`);
    readings.replaceChildren(
      html("span", {}, "epoch ", html("strong", {}, epoch)),
      right ? html("span", {}, right) : "",
      run.cost.length || isPlane ? costOf("training", cost) : "",
      run.held.length ? costOf("validation", held || "–") : "",
    );
    choice?.set(model.get("show"));
    if (plane) plane.draw(colours);
    else pictures?.draw(colours, model.get("show") === "change", answers);
    shown.drawing.setAttribute("aria-label", words(epoch, right));
    costs.draw(epoch);
    costs.element.setAttribute("aria-label", `Cost over ${run.cost.length} epochs. ${sentence(number)}`);
  }

  /** @param {number} epoch @param {string} right */
  function words(epoch, right) {
    if (isPlane) return `Map of the answers after epoch ${epoch}, with ${run.N} examples. ${right}`.trim();
    const what = model.get("show") === "change" ? "What training has added to the weights" : "The weights";
    return `${what} into each of ${run.network.d[1]} neurons after epoch ${epoch}, as pictures of 8 by 8 pixels`;
  }

  /** @param {(x: number, digits?: number) => string} print */
  function sentence(print) {
    const { epoch, J, held } = values(print);
    return `Epoch ${epoch}${J && `: J is ${J}`}${held && `, on the validation examples ${held}`}.`;
  }

  life.follow(model, ["at", "show"], () => {
    bar.go(place());
    drawn.request();
    if (!bar.playing) voice.say(sentence(spoken));
  });
  life.resize(frame, (w) => {
    width = Math.floor(w);
    const wide = width >= 600;
    const main = wide ? Math.floor((width - 20) * 0.56) : width;
    const other = wide ? width - 20 - main : width;
    layout.style.gridTemplateColumns = wide ? `${main}px ${other}px` : `${width}px`;
    shown.resize(main, Math.round(Math.min(400, 0.8 * main)));
    costs.resize(other, wide ? 260 : 200);
    draw();
  });
  return life;
}

/** What filled and hollow squares mean. */
function signs() {
  return ["plus", "minus"].map((sign) =>
    html("span", { class: "nn-replay-key" }, html("i", { class: `nn-replay-${sign}` }), SIGNS[sign]),
  );
}
