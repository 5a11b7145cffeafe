// @ts-check
// Handles for the strengths that are to be learned, beside the ends of the curves. They stand in a drawing of their own:
// a finger on the plot scrolls the page.

import { handle } from "../kit/drag.js";
import { factsOf } from "../kit/facts.js";
import { spoken } from "../kit/numbers.js";
import { change, setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { HEIGHT, modeClass } from "./drawing.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("../kit/plot.js").Scale} Scale */
/** @typedef {import("./model.js").State} State */

const WIDTH = 50;
const STEP = 0.1;
// Least distance of two names, in pixels.
const APART = 17;

/** @param {Life} life @param {Model} model @param {{ state: () => State, scale: () => Scale }} options */
export function handles(life, model, { state, scale }) {
  const { low, high } = factsOf(model).traits.strengths;
  const strengths = () => /** @type {number[]} */ (model.get("strengths"));
  const element = svg("svg", { role: "group", "aria-label": "Strengths to be learned", width: WIDTH, height: HEIGHT });
  const grips = strengths().map((_, k) => {
    const grip = svg(
      "g",
      { class: modeClass(k) },
      svg("circle", { r: 12, class: "nn-modes-grip" }),
      svg("circle", { r: 6, class: "nn-modes-point" }),
      svg("path", { d: "M-3,-9l3,-3.5l3,3.5M-3,9l3,3.5l3,-3.5", class: "nn-modes-arrows" }),
    );
    const name = svgSymbol("s", { sub: `${k + 1}`, anchor: "start", class: modeClass(k) });
    element.append(grip, name);
    const point = handle(life, grip, element, {
      label: `strength of mode ${k + 1}`,
      y: { value: () => strengths()[k], min: low, max: high, step: STEP, scale },
      change: ({ y }) =>
        change(model, { strengths: strengths().map((s, m) => (m === k ? /** @type {number} */ (y) : s)) }),
      text: () => `${spoken(strengths()[k], 1)}, half of it at t ${spoken(state().halves[k])}`,
    });
    return { grip, name, point };
  });

  function draw() {
    const heights = strengths().map(scale());
    const names = spread(heights, APART);
    grips.forEach(({ grip, name, point }, k) => {
      setAttributes(grip, { transform: `translate(14,${heights[k].toFixed(2)})` });
      setAttributes(name, { x: 31, y: (names[k] + 5).toFixed(2) });
      point.update();
    });
  }

  return { element, width: WIDTH, draw };
}

/**
 * Places as near to those that are wanted as they can be, the order kept, with so much between two of them at least.
 * @param {number[]} wanted @param {number} apart
 */
export function spread(wanted, apart) {
  const order = wanted.map((_, k) => k).sort((a, b) => wanted[a] - wanted[b] || a - b);
  const found = [...wanted];
  // Groups that touch stand around the mean of what their members want.
  /** @type {{ members: number[], middle: number }[]} */
  const groups = [];
  const span = (/** @type {number[]} */ members) => (members.length - 1) * apart;
  for (const k of order) {
    let group = { members: [k], middle: wanted[k] };
    for (let last = groups.at(-1); last; last = groups.at(-1)) {
      if (group.middle - span(group.members) / 2 - (last.middle + span(last.members) / 2) >= apart) break;
      const members = [...last.members, ...group.members];
      group = { members, middle: members.reduce((sum, m) => sum + wanted[m], 0) / members.length };
      groups.pop();
    }
    groups.push(group);
  }
  for (const { members, middle } of groups) {
    for (const [n, k] of members.entries()) found[k] = middle - span(members) / 2 + n * apart;
  }
  return found;
}
