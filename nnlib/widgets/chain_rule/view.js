// @ts-check
// The chain rule over two paths: the reader moves t; the derivatives stand on the edges, the contributions of the two
// paths are laid end to end, and their sum is the slope of the curve z(t).

import { keepInAddress, settingOf } from "../kit/address.js";
import { button, slider } from "../kit/controls.js";
import { factsOf } from "../kit/facts.js";
import { number, spoken } from "../kit/numbers.js";
import { equals } from "../kit/rounding.js";
import { startable } from "../kit/startable.js";
import { change, figure, frames, html, speaker, symbol } from "../kit/ui.js";
import { bars } from "./bars.js";
import { curve } from "./curve.js";
import { diagram } from "./diagram.js";
import { DIGITS } from "./marks.js";
import { compute, secant } from "./model.js";

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
    "and a tangent whose slope is the sum of both. A second slider sets a nudge dt, whose secant turns into the tangent.",
  class: "nn-chain",
};

export default {
  render: startable(({ model, el, life }) => {
    const origin = { t: model.get("t"), dt: model.get("dt") };
    const facts = factsOf(model).traits;
    const span = [facts.t.low, facts.t.high];
    const move = (/** @type {number} */ t) => change(model, { t });
    const nudge = (/** @type {number} */ dt) => change(model, { dt });
    keepInAddress(life, model, { t: settingOf(facts.t), dt: settingOf(facts.dt) });

    const t = sliderOfT(life, { span, value: origin.t, first: () => origin.t, move });
    const dt = sliderOfNudge(life, {
      low: facts.dt.low,
      high: facts.dt.high,
      value: origin.dt,
      first: () => origin.dt,
      nudge,
    });
    const halve = () => nudge(Math.max(facts.dt.low, Number((model.get("dt") / 2).toPrecision(3))));
    const reset = button(life, { label: "Reset", press: () => change(model, origin) });
    const halving = button(life, { label: "Halve dt", press: halve });
    const paths = diagram();
    const parts = bars();
    const graph = curve(life, { t: () => model.get("t"), move, span, step: STEP });
    const closed = html("output", { class: "nn-chain-closed", "aria-live": "off" });
    const over = html("output", { "aria-live": "off" });
    const frame = figure(
      el,
      WORDS,
      html("div", { class: "nn-chain-top" }, t.element, reset, dt.element, halving),
      html(
        "div",
        { class: "nn-chain-parts" },
        html("div", { class: "nn-chain-column" }, paths.element, parts.element),
        html("div", { class: "nn-chain-column" }, graph.element, ...notes(closed, over)),
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
      dt.set(model.get("dt"));
      paths.draw(state, column);
      parts.draw(state, column);
      graph.draw(state, model.get("dt"), column, wide);
      closed.textContent = `${equals(DIGITS, state.closed)} ${number(state.closed, DIGITS)}`;
      over.textContent = wordsOfSecant(state, model.get("dt"), span[1]);
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, ["t"], () => {
      drawn.request();
      voice.say(sentence(model.get("t")));
    });
    life.follow(model, ["dt"], () => {
      drawn.request();
      voice.say(
        () =>
          `Slope of the secant ${wordsOfSecant(compute(model.get("t")), model.get("dt"), span[1]).replaceAll("−", "minus ")}`,
      );
    });
    life.resize(frame, (pixels) => {
      width = pixels;
      draw();
    });
  }),
};

/** @param {Life} life @param {{ span: number[], value: number, first: () => number, move: (t: number) => void }} options */
function sliderOfT(life, { span, value, first, move }) {
  return slider(life, {
    label: "t",
    symbol: symbol("t"),
    ...{ min: span[0], max: span[1], step: STEP, zero: 0, value, first, change: move },
    text: (t) => `${spoken(t)}, d z by d t ${spoken(compute(t).dzdt, DIGITS)}`,
  });
}

/** @param {Life} life @param {{ low: number, high: number, value: number, first: () => number, nudge: (dt: number) => void }} options */
function sliderOfNudge(life, { low, high, value, first, nudge }) {
  return slider(life, {
    label: "nudge dt",
    symbol: html("span", { class: "nn-symbol" }, "d", html("i", {}, "t")),
    ...{ min: low, max: high, step: 0.05, log: true, value, first, change: nudge },
    text: (dt) => `${dt}`,
  });
}

/** The slope of the secant, and how far it is from that of the tangent. @param {import("./model.js").State} state @param {number} size @param {number} last */
function wordsOfSecant(state, size, last) {
  const { dt, quotient } = secant(state.t, size, last);
  const [slope, off] = [quotient, Math.abs(quotient - state.dzdt)];
  const nudge = `${dt < 0 ? "−" : ""}${size}`;
  return `${equals(DIGITS, slope)} ${number(slope, DIGITS)} for dt = ${nudge}; off by ${number(off, DIGITS)}`;
}

/**
 * What stands below the curve.
 * @param {HTMLElement} closed where the derivative without paths goes @param {HTMLElement} over where the secant goes
 */
function notes(closed, over) {
  const words = "The two arrows: what each path adds to the rise of the tangent. Dotted: the secant over dt.";
  const letters = ["d", html("i", {}, "z"), " ÷ d", html("i", {}, "t")];
  const secantLine = html(
    "p",
    { class: "nn-chain-direct nn-chain-over" },
    html("span", { class: "nn-symbol" }, ...letters),
    " ",
    over,
  );
  const direct = html("span", {}, "Without paths: ", html("span", { class: "nn-symbol" }, ...closedFormula()));
  return [
    html("p", { class: "nn-chain-note" }, words),
    secantLine,
    html("p", { class: "nn-chain-direct" }, direct, closed),
  ];
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
