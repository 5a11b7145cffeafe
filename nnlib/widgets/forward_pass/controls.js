// @ts-check
// What can be chosen for the forward pass: widths and depth, what is shown, the activations, the numbers.

import { button, choice, segments } from "../kit/controls.js";
import { optionsOf } from "../kit/facts.js";
import { change, html } from "../kit/ui.js";
import { lastStep } from "./model.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("../kit/ui.js").Model} Model
 * @typedef {import("./model.js").Facts} Facts
 * @typedef {import("./model.js").Settings} Settings
 */

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
// The width of a layer that the reader adds.
const NEW_WIDTH = 3;

/** The options of a list of whole numbers. @param {number} low @param {number} high */
export function counted(low, high) {
  return Array.from({ length: high - low + 1 }, (_, k) => {
    const text = `${low + k}`;
    return /** @type {[string, string]} */ ([text, text]);
  });
}

/**
 * The widths of a network with L layers: the output stays the last, and layers come and go below it.
 * @param {number[]} d @param {number} L
 */
export function withLayers(d, L) {
  const below = d.slice(0, -1).slice(0, L);
  while (below.length < L) below.push(NEW_WIDTH);
  return [...below, d[d.length - 1]];
}

/**
 * Depth and widths. With another number of layers there are other lists.
 * @param {Life} life @param {Model} model @param {Facts} facts
 */
export function widthsPart(life, model, facts) {
  const element = html("div", { class: "nn-controls nn-forward-widths" });
  let lists = listsOf(life.part(), model, facts);
  element.replaceChildren(...lists.elements);
  return {
    element,
    /** @param {number[]} d */
    set(d) {
      if (d.length - 1 !== lists.L) {
        lists.end();
        lists = listsOf(life.part(), model, facts);
        // The list of depths keeps the focus when the others are made anew.
        const hadFocus = element.contains(document.activeElement);
        element.replaceChildren(...lists.elements);
        if (hadFocus) lists.focus();
      }
      lists.set(d);
    },
  };
}

/** @param {Life} life which ends with these lists @param {Model} model @param {Facts} facts */
function listsOf(life, model, { traits }) {
  const widths = () => /** @type {number[]} */ (model.get("d"));
  const { low, high, shortest, longest } = traits.d;
  const L = widths().length - 1;
  const depth = choice(life, {
    label: "L",
    options: counted(shortest - 1, longest - 1),
    value: `${L}`,
    change: (value) => {
      const step = Math.min(model.get("step"), lastStep(Number(value)));
      change(model, { step, d: withLayers(widths(), Number(value)) });
    },
  });
  depth.list.setAttribute("aria-label", "number of layers L");
  const layers = widths().map((width, ell) => {
    const list = choice(life, {
      label: `d${SUBSCRIPTS[ell]}`,
      options: counted(low, high),
      value: `${width}`,
      change: (value) => change(model, { d: widths().map((old, k) => (k === ell ? Number(value) : old)) }),
    });
    list.list.setAttribute("aria-label", `width d ${ell}`);
    return list;
  });
  return {
    L,
    elements: [depth, ...layers].map(({ element }) => element),
    end: life.end,
    focus: () => depth.list.focus(),
    /** @param {number[]} d */
    set(d) {
      depth.set(`${d.length - 1}`);
      for (const [ell, width] of d.entries()) layers[ell].set(`${width}`);
    },
  };
}

/**
 * Everything else that can be chosen.
 * @param {Life} life @param {Model} model @param {Facts} facts
 * @param {() => void} restore how the figure becomes what it was at first
 */
export function controlsPart(life, model, facts, restore) {
  const { traits } = facts;
  const shown = segments(life, {
    label: "Show",
    options: [
      ["one", "one example"],
      ["batch", "batch"],
    ],
    value: "one",
    change: (value) => change(model, { batch: value === "batch" }),
  });
  const examples = examplesOf(life, model, facts);
  const sigma = (/** @type {"hidden" | "output"} */ name) =>
    choice(life, {
      label: `${name} σ`,
      options: optionsOf(traits[name]),
      value: "",
      change: (value) => change(model, { [name]: value }),
    });
  const [hidden, output] = [sigma("hidden"), sigma("output")];
  const { low, high } = traits.seed;
  const other = button(life, {
    label: "Other numbers",
    press: () => change(model, { seed: model.get("seed") < high ? model.get("seed") + 1 : low }),
  });
  const reset = button(life, { label: "Reset", press: restore });
  const ofThePass = [shown.element, ...examples.elements, hidden.element, output.element];
  const parts = [...(model.get("content") === "pass" ? ofThePass : []), other, reset];
  return {
    element: html("div", { class: "nn-controls nn-forward-controls" }, parts),
    /** @param {Settings} settings */
    set(settings) {
      shown.set(settings.batch ? "batch" : "one");
      examples.set(settings);
      hidden.set(settings.hidden);
      output.set(settings.output);
    },
  };
}

/**
 * How many examples there are, and which one the network shows.
 * @param {Life} life @param {Model} model @param {Facts} facts
 */
function examplesOf(life, model, { traits }) {
  const N = choice(life, {
    label: "N",
    options: counted(traits.N.low, traits.N.high),
    value: `${traits.N.low}`,
    change: (value) => {
      change(model, { example: Math.min(model.get("example"), Number(value)), N: Number(value) });
    },
  });
  N.list.setAttribute("aria-label", "number of examples N");
  const example = choice(life, {
    label: "example n",
    options: [],
    value: "",
    change: (value) => change(model, { example: Number(value) }),
  });
  return {
    elements: [N.element, example.element],
    /** @param {Settings} settings */
    set(settings) {
      N.set(`${settings.N}`);
      if (example.list.length !== settings.N) {
        const options = counted(traits.example.low, settings.N);
        example.list.replaceChildren(...options.map(([value, text]) => html("option", { value }, text)));
      }
      example.set(`${settings.example}`);
    },
  };
}
