// @ts-check
// Things to set: a slider with its number, a number alone, a choice, a switch, a button. All are native elements, so
// keyboard, touch and screen readers work as everywhere. `set` shows a value and calls nothing back.

import { clamp, snap, spoken } from "./numbers.js";
import { html, setAttributes, uniqueId } from "./ui.js";

/** @typedef {import("./ui.js").Life} Life */

/**
 * A slider and a field for the exact number.
 * @param {Life} life
 * @param {{
 *   label: string, symbol?: Node | string, min: number, max: number, step: number, value: number,
 *   digits?: number, log?: boolean, colour?: string, zero?: number, field?: boolean,
 *   change: (value: number) => void, text?: (value: number) => string,
 * }} options
 *   label: what a screen reader says, and what is shown if there is no `symbol`.
 *   log: positions are logarithmic; `step` is then a share of a decade (0.05: twenty steps to a factor of ten).
 *   colour: a palette name ("activation"), or "sign" for the colours of positive and negative weights.
 *   zero: where the coloured part of the track begins; the smallest value when left out.
 *   text: how a screen reader says a value.
 */
export function slider(life, options) {
  const { min, max, step, log = false, colour = "ink", digits = 2, field = true } = options;
  const place = log ? Math.log10 : (/** @type {number} */ x) => x;
  const id = uniqueId("nn-slider");
  const range = html("input", { type: "range", id, min: place(min), max: place(max), step, class: "nn-range" });
  const exact = field ? html("input", numeric(`${options.label}, exact`, min, max, log ? "any" : step)) : null;
  const name = html("label", { for: id, class: "nn-name" }, options.symbol ?? options.label);
  if (options.symbol) range.setAttribute("aria-label", options.label);
  const element = html("div", { class: "nn-slider", "data-colour": colour }, name, range, exact);
  const share = (/** @type {number} */ x) => clamp((place(x) - place(min)) / (place(max) - place(min)), 0, 1);

  // What holds, and what the element shows of it; NaN where it must be shown again whatever it is.
  let current = options.value;
  let shown = NaN;

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
    if (exact && document.activeElement !== exact) exact.value = plain(value, digits, log);
  }

  function changeTo(/** @type {number} */ value) {
    current = value;
    shown = NaN;
    options.change(value);
  }

  life.listen(range, "input", () => {
    const at = Number(range.value);
    // Steps of a logarithm are round numbers, or the keys would not lead back to the value that they left.
    const value = log ? Number((10 ** at).toPrecision(step < 0.04 ? 3 : 2)) : snap(at, step, min);
    changeTo(clamp(value, min, max));
  });
  if (exact) listenExact(life, exact, [min, max], changeTo, () => plain(current, digits, log));
  set(options.value);
  return { element, range, exact, set };
}

/**
 * A field for a number, without a slider.
 * @param {Life} life
 * @param {{
 *   label: string, symbol?: Node | string, min?: number, max?: number, step?: number | "any", value: number,
 *   digits?: number, bare?: boolean, change: (value: number) => void,
 * }} options   bare: the label is spoken and not shown, as in the cell of a matrix
 */
export function numberField(life, options) {
  const { min = -Infinity, max = Infinity, step = "any", digits = 2 } = options;
  const field = html("input", numeric(options.label, min, max, step));
  const name = options.bare ? null : html("span", { class: "nn-name" }, options.symbol ?? options.label);
  const element = options.bare ? field : html("label", { class: "nn-number" }, name, field);
  let current = options.value;
  const set = (/** @type {number} */ value) => {
    current = value;
    if (document.activeElement !== field) field.value = plain(value, digits, false);
  };
  const changeTo = (/** @type {number} */ value) => {
    current = value;
    options.change(value);
  };
  listenExact(life, field, [min, max], changeTo, () => plain(current, digits, false));
  set(options.value);
  return { element, field, set };
}

/** @param {string} label @param {number} min @param {number} max @param {number | string} step */
function numeric(label, min, max, step) {
  const bound = (/** @type {number} */ x) => (Number.isFinite(x) ? x : null);
  const limits = { min: bound(min), max: bound(max), step };
  return { type: "number", inputmode: "decimal", class: "nn-exact", "aria-label": label, ...limits };
}

/** A number for a field: short, and exact enough to give it back. */
function plain(/** @type {number} */ value, /** @type {number} */ digits, /** @type {boolean} */ log) {
  return `${log ? Number(value.toPrecision(3)) : Number(value.toFixed(Math.max(digits, 4)))}`;
}

/**
 * What is typed counts at once if it is a number within bounds; on leaving, the field shows what holds.
 * @param {Life} life @param {any} field @param {number[]} bounds @param {(value: number) => void} change
 * @param {() => string} held the text for what holds
 */
function listenExact(life, field, [min, max], change, held) {
  life.listen(field, "input", () => {
    const value = field.valueAsNumber;
    const fits = Number.isFinite(value) && value >= min && value <= max;
    setAttributes(field, { "aria-invalid": fits ? null : "true" });
    if (fits) change(value);
  });
  life.listen(field, "change", () => {
    const value = field.valueAsNumber;
    const nearest = clamp(value, min, max);
    if (Number.isFinite(value) && nearest !== value) change(nearest);
  });
  life.listen(field, "change blur", () => {
    field.value = held();
    setAttributes(field, { "aria-invalid": null });
  });
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
