// @ts-check
// The chain rule over two paths: the reader moves t; the derivatives stand on the edges, the contributions of the two
// paths are laid end to end, and their sum is the slope of the curve z(t).

import { keepInAddress, numberSetting } from "../kit/address.js";
import { button, slider } from "../kit/controls.js";
import { number, spoken } from "../kit/numbers.js";
import { change, figure, frames, html, lifetime, speaker, symbol } from "../kit/ui.js";
import { compute, SPAN } from "./model.js";
import { barsPart, curvePart, pathsPart } from "./picture.js";

/** @typedef {import("../kit/ui.js").Model} Model */

const STEP = 0.01;
const SPACE = 24;
// Two columns from this width on.
const WIDE = 560;

export default {
  /** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} view */
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    const origin = model.get("t");
    const move = (/** @type {number} */ t) => change(model, { t });
    keepInAddress(life, model, { t: numberSetting(SPAN[0], SPAN[1]) });

    const t = slider(life, {
      label: "t",
      symbol: symbol("t"),
      ...{ min: SPAN[0], max: SPAN[1], step: STEP, zero: 0, value: model.get("t"), change: move },
      text: (value) => {
        const { dzdt } = compute(value);
        return `${spoken(value)}, d z by d t ${spoken(dzdt, 4)}`;
      },
    });
    const reset = button(life, { label: "Reset", press: () => move(origin) });
    const paths = pathsPart();
    const bars = barsPart();
    const curve = curvePart(life, { t: () => model.get("t"), move, step: STEP });
    const closed = html("output", { class: "nn-chain-closed", "aria-live": "off" });
    const direct = html(
      "p",
      { class: "nn-chain-direct" },
      html("span", {}, "Without paths: ", html("span", { class: "nn-symbol" }, ...formula())),
      closed,
    );
    const note = html(
      "p",
      { class: "nn-chain-note" },
      "The two arrows: what each path adds to the rise of the tangent.",
    );
    const left = html("div", { class: "nn-chain-column" }, paths.element, bars.element);
    const right = html("div", { class: "nn-chain-column" }, curve.element, note, direct);
    const frame = figure(
      el,
      {
        label: "The chain rule over two paths",
        description:
          "A slider sets t. A diagram shows the paths from t to z through x and through y with the derivative on each " +
          "edge; bars lay the contributions of both paths end to end; a curve shows z against t, with a point to move " +
          "and a tangent whose slope is the sum of both.",
        class: "nn-chain",
      },
      html("div", { class: "nn-chain-top" }, t.element, reset),
      html("div", { class: "nn-chain-parts" }, left, right),
    );
    const voice = speaker(life, frame);
    let width = 0;

    function draw() {
      if (width === 0) return;
      const state = compute(model.get("t"));
      t.set(state.t);
      const column = width >= WIDE ? (width - SPACE) / 2 : width;
      frame.classList.toggle("nn-chain-wide", width >= WIDE);
      paths.draw(state, column);
      bars.draw(state, column);
      curve.draw(state, column, width >= WIDE);
      closed.textContent = `= ${number(state.closed, 4)}`;
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, ["t"], () => {
      drawn.request();
      const { throughX, throughY, dzdt } = compute(model.get("t"));
      voice.say(
        `Through x ${spoken(throughX, 4)}, through y ${spoken(throughY, 4)}, together ${spoken(dzdt, 4)}: ` +
          "the slope of the curve.",
      );
    });
    life.resize(frame, (pixels) => {
      width = pixels;
      draw();
    });
    return life.end;
  },
};

/** 2 cos(e^2t + t^4)(e^2t + 2 t^3) */
function formula() {
  const power = (/** @type {string} */ base, /** @type {any} */ exponent) => [
    html("i", {}, base),
    html("sup", {}, exponent),
  ];
  const square = () => power("e", ["2", html("i", {}, "t")]);
  return ["2 cos(", ...square(), " + ", ...power("t", "4"), ")(", ...square(), " + 2", ...power("t", "3"), ")"];
}
