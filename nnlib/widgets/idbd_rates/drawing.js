// @ts-check
// A bar for the rate of each input; below, the errors of IDBD and of the best single rate against the examples.

import { clamp, linear, number, path, roundUp, ticks } from "../kit/numbers.js";
import { plotGround, tickLabel } from "../kit/plot.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { thousands } from "./words.js";

/** @typedef {import("../kit/plot.js").Scale} Scale */
/** @typedef {import("./run.js").Facts} Facts */
/** @typedef {import("./words.js").Shown & { relevant: number, noise: number, words: string }} Picture */

const MARGIN = { left: 44, right: 24 };
const BARS = { top: 26, bottom: 166 };
const ERRORS = { top: 232, bottom: 346 };
const HEIGHT = ERRORS.bottom + 40;
// The axis of the rates reaches at least so far, and never further.
const [LEAST, MOST] = [0.15, 1];
// Of the width that a bar has.
const SHARE = 0.66;
const WIDE = 420;

/** @param {Facts} facts @param {Picture} now @param {number} width */
function scales({ inputs, stretch, traits, first }, { rates, relevant, noise }, width) {
  const range = [MARGIN.left, width - MARGIN.right];
  const highest = Math.max(LEAST, first, ...Array.from(rates).filter(Number.isFinite));
  return {
    input: linear([0, inputs], range),
    rate: linear([0, Math.min(MOST, roundUp(1.05 * highest))], [BARS.bottom, BARS.top]),
    example: linear([0, traits.step.high * stretch], range),
    // Who always answers 0 has this error: the variance of the target.
    error: linear([0, roundUp(1.1 * (relevant + noise ** 2))], [ERRORS.bottom, ERRORS.top]),
  };
}

/** @param {ReturnType<typeof scales>} all @param {number} width */
function ground({ input, rate, example, error }, width) {
  const top = rate.domain[1];
  const count = width < WIDE ? 3 : 5;
  return [
    ...plotGround({
      ...{ across: input, up: rate },
      levels: ticks(0, top, 3).map((at) => ({ at, text: number(at, top < 0.5 ? 2 : 1) })),
    }),
    ...plotGround({
      ...{ across: example, up: error, name: "examples" },
      levels: ticks(0, error.domain[1], 3).map((at) => ({ at, text: number(at, error.domain[1] < 3 ? 1 : 0) })),
      marks: ticks(0, example.domain[1], count - 1).map((at) => ({ at, text: thousands(at) })),
    }),
    svgSymbol("η", { sub: "i", x: MARGIN.left, y: BARS.top - 10 }),
    tickLabel(4, ERRORS.top - 12, "start", "mean squared error"),
  ];
}

/** @param {Picture} now @param {ReturnType<typeof scales>} all */
function bars({ rates, relevant, place, eta }, { input, rate }) {
  const wide = (input(1) - input(0)) * SHARE;
  const all = Array.from(rates, (value, i) => {
    const top = rate(clamp(Number.isFinite(value) ? value : rate.domain[1], 0, rate.domain[1]));
    const kind = i < relevant ? "nn-idbd-relevant" : "nn-idbd-other";
    const x = input(i + 0.5) - wide / 2;
    const [left, right, up, down] = [x, x + wide, top, BARS.bottom].map((at) => at.toFixed(2));
    return svg("path", { d: `M${left},${down}V${up}H${right}V${down}`, class: `nn-idbd-bar ${kind}` });
  });
  return [...all, ...(place ? [level(rate(eta), input.range)] : []), ...names(relevant, input)];
}

/** A line across the bars, at the height of the single rate. @param {number} y @param {number[]} ends */
function level(y, [left, right]) {
  return svg("path", { d: `M${left},${y.toFixed(2)}H${right}`, class: "nn-idbd-single" });
}

/** Brackets below the two kinds of bars. @param {number} relevant @param {Scale} input */
function names(relevant, input) {
  const kinds = [
    { from: 0, to: relevant, long: "relevant", short: "rel." },
    { from: relevant, to: input.domain[1], long: "irrelevant", short: "irr." },
  ];
  return kinds
    .filter(({ from, to }) => to > from)
    .flatMap(({ from, to, long, short }) => {
      const [left, right] = [input(from) + 2, input(to) - 2];
      const room = right - left;
      const y = BARS.bottom + 6;
      const text = room > 64 ? long : room > 24 ? short : "";
      return [
        svg("path", { d: `M${left.toFixed(2)},${y}v4H${right.toFixed(2)}v-4`, class: "nn-plot-axis" }),
        tickLabel((left + right) / 2, y + 18, "middle", text),
      ];
    });
}

/** @param {number[]} errors @param {string} kind @param {ReturnType<typeof scales>} all @param {number} stretch */
function curve(errors, kind, { example, error }, stretch) {
  const [, top] = error.domain;
  const points = errors.map((value, k) => [example((k + 1) * stretch), error(Math.min(value, top))]);
  const last = points[points.length - 1];
  const end = last && !Number.isNaN(last[1]);
  return [
    svg("path", { d: path(points), class: `nn-idbd-curve ${kind}` }),
    ...(end
      ? [svg("circle", { cx: last[0].toFixed(2), cy: last[1].toFixed(2), r: 4, class: `nn-idbd-end ${kind}` })]
      : []),
  ];
}

/** A short line of each kind and what it stands for, above the curves. @param {number} width */
function legend(width) {
  const kinds = [
    { kind: "nn-idbd-by-idbd", name: "IDBD", room: 66 },
    { kind: "nn-idbd-by-single", name: width < WIDE ? "one rate" : "best single rate", room: width < WIDE ? 86 : 128 },
  ];
  let x = width - MARGIN.right - kinds.reduce((total, { room }) => total + room, 0);
  const y = ERRORS.top - 12;
  return kinds.flatMap(({ kind, name, room }) => {
    const from = x;
    x += room;
    return [
      svg("path", { d: `M${from.toFixed(2)},${y - 4}h20`, class: `nn-idbd-curve ${kind}` }),
      tickLabel(from + 25, y, "start", name),
    ];
  });
}

/** @param {Facts} facts */
export function drawing(facts) {
  const [scenery, rates, curves] = [0, 1, 2].map(() => svg("g", { "aria-hidden": "true" }));
  const element = svg("svg", { role: "img" }, scenery, rates, curves);
  let width = 0;
  let laidOut = "";

  /** @param {Picture} now */
  function draw(now) {
    const all = scales(facts, now, width);
    const layout = [all.rate, all.error].map(({ domain }) => domain).join() + width;
    if (layout !== laidOut) scenery.replaceChildren(...ground(all, width), ...legend(width));
    laidOut = layout;
    rates.replaceChildren(...bars(now, all));
    curves.replaceChildren(
      ...curve(now.single, "nn-idbd-by-single", all, facts.stretch),
      ...curve(now.errors, "nn-idbd-by-idbd", all, facts.stretch),
    );
    setAttributes(element, { "aria-label": now.words });
  }

  return {
    element,
    /** @param {number} pixels */
    resize(pixels) {
      width = pixels;
      setAttributes(element, { width, height: HEIGHT });
    },
    draw,
  };
}
