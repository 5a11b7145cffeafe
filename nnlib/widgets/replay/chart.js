// @ts-check
// The cost over the epochs, with a mark where the replay is. Pressing a place in it goes to the snapshot next to it.

import { drag } from "../kit/drag.js";
import { linear, number, path, ticks } from "../kit/numbers.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./model.js").Run} Run */

const [LEFT, RIGHT, TOP, BOTTOM] = [50, 14, 24, 36];
const FLOOR = 1e-16;

/** @param {Life} life @param {Run} run @param {{ scrub: (k: number) => void }} options */
export function chart(life, run, { scrub }) {
  const { cost, held, epochs } = run;
  const last = Math.max(1, cost.length, epochs[epochs.length - 1]);
  const all = [...cost, ...held].map((J) => Math.max(J, FLOOR));
  const isLog = [...cost, ...held].every((J) => J > 0) && all.length > 0;
  const ends = all.length ? [Math.min(...all), Math.max(...all)] : [0, 1];
  const of = (/** @type {number} */ J) => (isLog ? Math.log10(Math.max(J, FLOOR)) : J);
  let [low, high] = ends.map(of);
  const room = 0.05 * (high - low) || 0.1;
  [low, high] = [low - room, high + room];
  let [width, height] = [0, 0];
  let x = linear([0, last], [0, 1]);
  let y = linear([low, high], [1, 0]);

  const axes = svg("g", { "aria-hidden": "true" });
  const rule = svg("path", { class: "nn-replay-rule" });
  const lines = [svg("path", { class: "nn-replay-line" }), svg("path", { class: "nn-replay-line nn-replay-held" })];
  const balls = ["nn-replay-ball", "nn-replay-ball-held"].map((name) => svg("circle", { r: 5, class: name }));
  const stops = svg("path", { class: "nn-replay-stops" });
  const field = svg("rect", { class: "nn-replay-field" });
  const element = svg("svg", { role: "img" }, axes, rule, lines, balls, stops, field);

  /** The snapshot next to a place. @param {{ x: number }} at */
  const to = (at) => {
    const epoch = x.invert(at.x);
    let best = 0;
    epochs.forEach((/** @type {number} */ e, /** @type {number} */ k) => {
      if (Math.abs(e - epoch) < Math.abs(epochs[best] - epoch)) best = k;
    });
    scrub(best);
  };
  drag(life, field, element, { start: to, move: to, touch: "pan-y" });

  /** Round places of the axis of J. */
  function marks() {
    if (!isLog) return ticks(low, high, 4).map((J) => [J, J]);
    const found = [];
    for (let power = Math.floor(low); power <= high; power++) {
      for (const m of high - low > 2 ? [1] : high - low > 0.9 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 8]) {
        const J = m * 10 ** power;
        if (of(J) >= low && of(J) <= high) found.push([J, of(J)]);
      }
    }
    return found;
  }

  function drawAxes() {
    const [left, right, bottom] = [LEFT, width - RIGHT, height - BOTTOM];
    const drawn = [svg("path", { d: `M${left},${TOP}V${bottom}H${right}`, class: "nn-replay-axis" })];
    for (const [J, at] of marks()) {
      drawn.push(svg("path", { d: `M${left},${y(at)}H${right}`, class: "nn-replay-level" }));
      const text = J >= 1e-3 || J === 0 ? `${Number(J.toPrecision(2))}` : number(J, 4);
      drawn.push(svg("text", { x: left - 6, y: y(at) + 4, "text-anchor": "end" }, text));
    }
    for (const at of ticks(0, last, width < 280 ? 3 : 5)) {
      if (!Number.isInteger(at)) continue;
      drawn.push(svg("text", { x: x(at), y: bottom + 19, "text-anchor": "middle" }, at));
    }
    drawn.push(svg("text", { x: right, y: bottom + 33, "text-anchor": "end" }, "epoch"));
    drawn.push(svgSymbol("J", { x: left - 4, y: 14 }));
    // The curves fall: the upper right corner is free.
    const sample = (/** @type {number} */ row, /** @type {string} */ name, /** @type {string} */ kind) => [
      svg("path", { d: `M${right - 104},${TOP + 12 + 18 * row}h24`, class: `nn-replay-line ${kind}` }),
      svg("text", { x: right - 74, y: TOP + 16 + 18 * row }, name),
    ];
    drawn.push(...sample(0, "training", ""));
    if (held.length) drawn.push(...sample(1, "validation", "nn-replay-held"));
    axes.replaceChildren(...drawn);
    [cost, held].forEach((values, k) => {
      setAttributes(lines[k], { d: path(Array.from(values, (J, e) => [x(e + 1), y(of(J))])) });
    });
    // Where there is a snapshot, a stroke on the axis.
    const apart = (right - left) / Math.max(1, epochs.length);
    const strokes = apart < 3 ? [] : epochs.map((/** @type {number} */ e) => `M${x(e).toFixed(1)},${bottom}v5`);
    setAttributes(stops, { d: strokes.join("") });
  }

  return {
    element,
    /** @param {number} w @param {number} h */
    resize(w, h) {
      [width, height] = [w, h];
      setAttributes(element, { width, height });
      x = linear([0, last], [LEFT, width - RIGHT]);
      y = linear([low, high], [height - BOTTOM, TOP]);
      const inside = { x: LEFT - 8, y: TOP - 8, width: width - LEFT - RIGHT + 16, height: height - TOP - BOTTOM + 30 };
      setAttributes(field, inside);
      drawAxes();
    },
    /** Put the marks at an epoch. @param {number} epoch */
    draw(epoch) {
      setAttributes(rule, { d: `M${x(epoch)},${TOP}V${height - BOTTOM}` });
      [cost, held].forEach((values, k) => {
        const J = values[epoch - 1];
        const place = J === undefined ? { visibility: "hidden" } : { cx: x(epoch), cy: y(of(J)), visibility: null };
        setAttributes(balls[k], place);
      });
    },
  };
}
