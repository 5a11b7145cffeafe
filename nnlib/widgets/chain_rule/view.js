// @ts-check
// The chain rule over two paths: the reader moves t; the derivatives stand on the edges, the contributions of the two
// paths are laid end to end, and their sum is the slope of the curve z(t).

import { keepInAddress, settingOf } from "../kit/address.js";
import { button, slider } from "../kit/controls.js";
import { factsOf } from "../kit/facts.js";
import { number, spoken } from "../kit/numbers.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker, symbol } from "../kit/ui.js";
import { bars } from "./bars.js";
import { curve } from "./curve.js";
import { diagram } from "./diagram.js";
import { DIGITS } from "./marks.js";
import { compute } from "./model.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */

const STEP = 0.01;
const SPACE = 24;
// Two columns from this width on.
const WIDE = 560;

const WORDS = {
  label: "The chain rule over two paths",
  description:
    "A slider sets t. A diagram shows the paths from t to z through x and through y with the derivative on each " +
    "edge; bars lay the contributions of both paths end to end; a curve shows z against t, with a point to move " +
    "and a tangent whose slope is the sum of both.",
  class: "nn-chain",
};

export default {
  render: startable(({ model, el, life }) => {
    const origin = model.get("t");
    const facts = factsOf(model).traits.t;
    const span = [facts.low, facts.high];
    const move = (/** @type {number} */ t) => change(model, { t });
    keepInAddress(life, model, { t: settingOf(facts) });

    const t = sliderOfT(life, { span, value: model.get("t"), move });
    const reset = button(life, { label: "Reset", press: () => move(origin) });
    const paths = diagram();
    const parts = bars();
    const graph = curve(life, { t: () => model.get("t"), move, span, step: STEP });
    const closed = html("output", { class: "nn-chain-closed", "aria-live": "off" });
    const frame = figure(
      el,
      WORDS,
      html("div", { class: "nn-chain-top" }, t.element, reset),
      html(
        "div",
        { class: "nn-chain-parts" },
        html("div", { class: "nn-chain-column" }, paths.element, parts.element),
        html("div", { class: "nn-chain-column" }, graph.element, ...notes(closed)),
      ),
    );
    const voice = speaker(life, frame);
    let width = 0;

    function draw() {
      if (width === 0) return;
      const state = compute(model.get("t"));
      const wide = width >= WIDE;
      const column = wide ? (width - SPACE) / 2 : width;
      frame.classList.toggle("nn-chain-wide", wide);
      t.set(state.t);
      paths.draw(state, column);
      parts.draw(state, column);
      graph.draw(state, column, wide);
      closed.textContent = `= ${number(state.closed, DIGITS)}`;
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, ["t"], () => {
      drawn.request();
      voice.say(sentence(model.get("t")));
    });
    life.resize(frame, (pixels) => {
      width = pixels;
      draw();
    });
  }),
};

/** @param {Life} life @param {{ span: number[], value: number, move: (t: number) => void }} options */
function sliderOfT(life, { span, value, move }) {
  return slider(life, {
    label: "t",
    symbol: symbol("t"),
    ...{ min: span[0], max: span[1], step: STEP, zero: 0, value, change: move },
    text: (t) => `${spoken(t)}, d z by d t ${spoken(compute(t).dzdt, DIGITS)}`,
  });
}

/** What stands below the curve. @param {HTMLElement} closed where the derivative without paths goes */
function notes(closed) {
  const words = "The two arrows: what each path adds to the rise of the tangent.";
  const direct = html("span", {}, "Without paths: ", html("span", { class: "nn-symbol" }, ...closedFormula()));
  return [html("p", { class: "nn-chain-note" }, words), html("p", { class: "nn-chain-direct" }, direct, closed)];
}

/** 2 cos(e^2t + t^4)(e^2t + 2 t^3) */
function closedFormula() {
  const power = (/** @type {string} */ base, /** @type {any} */ exponent) => [
    html("i", {}, base),
    html("sup", {}, exponent),
  ];
  const square = () => power("e", ["2", html("i", {}, "t")]);
  return ["2 cos(", ...square(), " + ", ...power("t", "4"), ")(", ...square(), " + 2", ...power("t", "3"), ")"];
}

/** What has changed, for a screen reader. @param {number} t */
function sentence(t) {
  const { throughX, throughY, dzdt } = compute(t);
  const [x, y, sum] = [throughX, throughY, dzdt].map((value) => spoken(value, DIGITS));
  return `Through x ${x}, through y ${y}, together ${sum}: the slope of the curve.`;
}
