// @ts-check
// What can be chosen for the forward pass: widths and depth, what is shown, the activations, the numbers.

import { ENTRYWISE } from "../engine/activations.js";
import { button, choice, segments } from "../kit/controls.js";
import { named } from "../kit/names.js";
import { change, html } from "../kit/ui.js";
import { lastStep } from "./model.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./model.js").Settings} Settings */

// As in Python.
export const WIDEST = 5;
export const MOST = 6;
export const LAYERS = 3;
const SUBSCRIPTS = "₀₁₂₃";

const counted = (/** @type {number} */ first, /** @type {number} */ last) =>
  Array.from(
    { length: last - first + 1 },
    (_, k) => /** @type {[string, string]} */ ([`${first + k}`, `${first + k}`]),
  );

/**
 * Depth and widths.
 * @param {Life} life @param {Model} model @param {HTMLElement} place
 */
export function widthsOf(life, model, place) {
  const d = /** @type {number[]} */ (model.get("d"));
  const L = d.length - 1;
  const depth = choice(life, {
    label: "L",
    options: counted(1, LAYERS),
    value: `${L}`,
    change: (value) => {
      const now = /** @type {number[]} */ (model.get("d"));
      const [wanted, output] = [Number(value), now[now.length - 1]];
      const below = now.slice(0, -1).slice(0, wanted);
      while (below.length < wanted) below.push(3);
      const step = Math.min(model.get("step"), lastStep([...below, output]));
      change(model, { step, d: [...below, output] });
    },
  });
  depth.list.setAttribute("aria-label", "number of layers L");
  const lists = d.map((width, ell) => {
    const list = choice(life, {
      label: `d${SUBSCRIPTS[ell]}`,
      options: counted(1, WIDEST),
      value: `${width}`,
      change: (value) => {
        const now = /** @type {number[]} */ (model.get("d"));
        change(model, { d: now.map((old, k) => (k === ell ? Number(value) : old)) });
      },
    });
    list.list.setAttribute("aria-label", `width d ${ell}`);
    return list;
  });
  // The list of depths keeps the focus when the others are made anew.
  const focused = place.contains(document.activeElement);
  place.replaceChildren(depth.element, ...lists.map(({ element }) => element));
  if (focused) depth.list.focus();
  return {
    life,
    L,
    /** @param {number[]} now */
    set(now) {
      depth.set(`${now.length - 1}`);
      now.forEach((width, ell) => lists[ell].set(`${width}`));
    },
  };
}

/**
 * Everything else that can be chosen.
 * @param {Life} life @param {Model} model @param {() => void} restore how the figure becomes what it was at first
 */
export function controlsOf(life, model, restore) {
  const put = (/** @type {string} */ name) => (/** @type {any} */ value) => change(model, { [name]: value });
  const shown = segments(life, {
    label: "Show",
    options: [
      ["one", "one example"],
      ["batch", "batch"],
    ],
    value: "one",
    change: (value) => change(model, { batch: value === "batch" }),
  });
  const N = choice(life, {
    label: "N",
    options: counted(1, MOST),
    value: "1",
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
  const names = Object.keys(ENTRYWISE);
  const hidden = choice(life, { label: "hidden σ", options: named(names), value: "", change: put("hidden") });
  const output = choice(life, {
    label: "output σ",
    options: named([...names, "softmax"]),
    value: "",
    change: put("output"),
  });
  const other = button(life, {
    label: "Other numbers",
    press: () => change(model, { seed: (model.get("seed") + 1) % 10000 }),
  });
  const reset = button(life, { label: "Reset", press: restore });
  const parts = [shown, N, example, hidden, output].map(({ element }) => element);
  return {
    element: html("div", { class: "nn-controls nn-forward-controls" }, parts, other, reset),
    /** @param {Settings} settings */
    set(settings) {
      shown.set(settings.batch ? "batch" : "one");
      N.set(`${settings.N}`);
      if (example.list.length !== settings.N) {
        example.list.replaceChildren(...counted(1, settings.N).map(([value, text]) => html("option", { value }, text)));
      }
      example.set(`${settings.example}`);
      hidden.set(settings.hidden);
      output.set(settings.output);
    },
  };
}
