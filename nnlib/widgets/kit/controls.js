// @ts-check
// Things to set: a slider with its number, a choice, a switch, a button. All are native elements, so keyboard, touch and
// screen readers work as everywhere. `set` shows a value and calls nothing back. A number alone: number_fields.js.

import { exactField, isWhole } from "./number_fields.js";
import { clamp, snap, spoken } from "./numbers.js";
import { html, uniqueId } from "./ui.js";
import { wayBack } from "./way_back.js";

/** @typedef {import("./ui.js").Life} Life */

/**
 * A slider and a field for the exact number.
 * @param {Life} life
 * @param {{
 *   label: string, symbol?: Node | string, min: number, max: number, step: number, value: number,
 *   digits?: number, log?: boolean, colour?: string, zero?: number, field?: boolean,
 *   change: (value: number) => void, text?: (value: number) => string, first: () => number,
 * }} options
 *   label: what a screen reader says, and what is shown if there is no `symbol`.
 *   log: positions are logarithmic; `step` is then a share of a decade (0.05: twenty steps to a factor of ten).
 *   colour: a palette name ("activation"), or "sign" for the colours of positive and negative weights.
 *   zero: where the coloured part of the track begins; the smallest value when left out.
 *   text: how a screen reader says a value.
 *   first: the value that the figure came with, to go back to.
 */
export function slider(life, options) {
  const { min, max, step, log = false, colour = "ink", digits = 2, field = true } = options;
  const place = log ? Math.log10 : (/** @type {number} */ x) => x;
  const id = uniqueId("nn-slider");
  const range = html("input", { type: "range", id, min: place(min), max: place(max), step, class: "nn-range" });
  const name = html("label", { for: id, class: "nn-name" }, options.symbol ?? options.label);
  if (options.symbol) range.setAttribute("aria-label", options.label);
  const share = (/** @type {number} */ x) => clamp((place(x) - place(min)) / (place(max) - place(min)), 0, 1);

  // What holds, and what the element shows of it; NaN where it must be shown again whatever it is.
  let current = options.value;
  let shown = NaN;
  const exact = field
    ? exactField(life, {
        ...{ label: `${options.label}, exact`, min, max, digits, log, change: changeTo },
        whole: !log && isWhole(min, step),
        held: () => current,
        next: (value, presses) =>
          log ? rounded(value * 10 ** (presses * step), step) : snap(value + presses * step, step, min),
      })
    : null;
  const element = html("div", { class: "nn-slider", "data-colour": colour }, name, range, exact?.field);

  function set(/** @type {number} */ value) {
    current = value;
    if (value === shown) return;
    shown = value;
    range.value = `${place(value)}`;
    const text = options.text ? options.text(value) : spoken(value, digits);
    range.setAttribute("aria-valuetext", text);
    const from = share(options.zero ?? min);
    const to = share(value);
    element.style.setProperty("--from", `${Math.min(from, to)}`);
    element.style.setProperty("--to", `${Math.max(from, to)}`);
    element.classList.toggle("nn-below", value < (options.zero ?? -Infinity));
    exact?.show();
  }

  function changeTo(/** @type {number} */ value) {
    current = value;
    shown = NaN;
    options.change(value);
  }

  life.listen(range, "input", () => {
    const at = Number(range.value);
    const value = log ? rounded(10 ** at, step) : snap(at, step, min);
    changeTo(clamp(value, min, max));
  });
  wayBack(life, { name, control: range, back: () => changeTo(options.first()) });
  set(options.value);
  return { element, range, exact: exact?.field, set };
}

/** Steps of a logarithm are round numbers, or the keys would not lead back to the value that they left. @param {number} value @param {number} step */
function rounded(value, step) {
  return Number(value.toPrecision(step < 0.04 ? 3 : 2));
}

/**
 * One of a few: a drop-down list.
 * @param {Life} life
 * @param {{ label: string, options: [string, string][], value: string, change: (value: string) => void }} options
 *   options: pairs of the value and what is shown for it
 */
export function choice(life, { label, options, value, change }) {
  const entries = options.map(([key, text]) => html("option", { value: key }, text));
  const list = html("select", { class: "nn-select" }, entries);
  const element = html("label", { class: "nn-choice" }, html("span", { class: "nn-name" }, label), list);
  const set = (/** @type {string} */ key) => {
    list.value = key;
  };
  life.listen(list, "change", () => change(list.value));
  set(value);
  return { element, list, set };
}

/**
 * One of two to four, all in sight: radio buttons that look like one bar.
 * @param {Life} life
 * @param {{ label: string, options: [string, string][], value: string, change: (value: string) => void }} options
 */
export function segments(life, { label, options, value, change }) {
  const name = uniqueId("nn-segments");
  const inputs = options.map(([key]) => html("input", { type: "radio", name, value: key, class: "nn-unseen" }));
  const bars = options.map(([, text], i) => html("label", {}, inputs[i], html("span", {}, text)));
  const element = html("fieldset", { class: "nn-segments" }, html("legend", { class: "nn-name" }, label), ...bars);
  const set = (/** @type {string} */ key) => {
    for (const input of inputs) input.checked = input.value === key;
  };
  for (const input of inputs) life.listen(input, "change", () => input.checked && change(input.value));
  set(value);
  return { element, set };
}

/**
 * A box to tick.
 * @param {Life} life
 * @param {{ label: string, value: boolean, change: (value: boolean) => void }} options
 */
export function tick(life, { label, value, change }) {
  const box = html("input", { type: "checkbox" });
  const element = html("label", { class: "nn-tick" }, box, html("span", {}, label));
  const set = (/** @type {boolean} */ on) => {
    box.checked = on;
  };
  life.listen(box, "change", () => change(box.checked));
  set(value);
  return { element, box, set };
}

/**
 * A button. With `icon`, that is shown and the label is spoken.
 * @param {Life} life
 * @param {{ label: string, icon?: Node | string, class?: string, press: () => void }} options
 */
export function button(life, { label, icon, class: name = "", press }) {
  const attributes = { type: "button", class: `nn-button ${name}`.trim() };
  const named = icon ? { ...attributes, "aria-label": label, title: label } : attributes;
  const element = html("button", named, icon ?? label);
  life.listen(element, "click", () => press());
  return element;
}
