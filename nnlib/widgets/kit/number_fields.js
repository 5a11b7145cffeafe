// @ts-check
// Fields to type a number into. They are text to the browser, whose own number fields drop a decimal comma and make
// 5 of "0,05"; what is typed is read by reading.js, and what cannot be read is refused beside the field.

import { clamp, snap } from "./numbers.js";
import { readWithin } from "./reading.js";
import { html, setAttributes, uniqueId } from "./ui.js";
import { wayBack } from "./way_back.js";

/** @typedef {import("./life.js").Life} Life */

/**
 * `held` is what holds in the model. `whole`: whole numbers only. `above`: `min` itself is refused. `next`: the value
 * that so many presses of an arrow key lead to.
 * @typedef {{
 *   label: string, min: number, max: number, whole?: boolean, above?: boolean, digits: number, log?: boolean,
 *   held: () => number, next: (value: number, presses: number) => number, change: (value: number) => void,
 * }} Options
 */

/**
 * The field alone, which `show`s a value unless the reader is typing.
 * @param {Life} life @param {Options} options
 */
export function exactField(life, { label, min, max, whole, above, digits, log = false, held, next, change }) {
  const bound = (/** @type {number} */ x) => (Number.isFinite(x) ? x : null);
  const limits = { "aria-valuemin": bound(min), "aria-valuemax": bound(max) };
  // The pads that phones offer for decimal numbers have no minus sign.
  const pad = { inputmode: min >= 0 ? "decimal" : null, autocomplete: "off", spellcheck: "false" };
  const named = { type: "text", role: "spinbutton", class: "nn-exact", "aria-label": label };
  const field = html("input", { ...named, ...pad, ...limits });
  const bounds = { low: min, high: max, above, whole };
  const words = refusal(life, field);
  // What held when the number that is typed was begun: what half of it meant is taken back if the whole is refused.
  let before = NaN;
  let isTyping = false;

  const show = () => {
    setAttributes(field, { "aria-valuenow": held() });
    if (document.activeElement !== field || !isTyping) field.value = plain(held(), digits, log);
  };
  life.listen(field, "beforeinput", () => {
    const isReplaced = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    // A good number under another one was no half of it.
    if (isReplaced && readWithin(field.value, bounds).value !== undefined) isTyping = false;
  });
  life.listen(field, "input", () => {
    if (!isTyping) before = held();
    isTyping = true;
    const { value, wrong } = readWithin(field.value, bounds);
    setAttributes(field, { "aria-invalid": wrong ? "true" : null });
    words.say(isUnfinished(field.value) ? "" : (wrong ?? ""));
    if (value !== undefined) change(value);
  });
  life.listen(field, "change blur", () => {
    if (!isTyping) return;
    isTyping = false;
    const { wrong } = readWithin(field.value, bounds);
    if (wrong && held() !== before) change(before);
    words.say(wrong ? `${wrong} ${plain(before, digits, log)} stays.` : "");
    setAttributes(field, { "aria-invalid": null });
    show();
  });
  life.listen(field, "keydown", (event) => {
    const presses = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[/** @type {string} */ (event.key)];
    if (event.key === "Escape") words.say("");
    if (!presses || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    put(clamp(next(held(), event.shiftKey ? 10 * Math.sign(presses) : presses), min, max));
  });

  /** Another value in place of what is typed. @param {number} value */
  function put(value) {
    isTyping = false;
    words.say("");
    setAttributes(field, { "aria-invalid": null });
    change(value);
    show();
  }
  return { field, show, put };
}

/**
 * A field for a number, without a slider. Where its step and its smallest value are whole numbers, so is what it takes.
 * @param {Life} life
 * @param {{
 *   label: string, symbol?: Node | string, min?: number, max?: number, step?: number, value: number,
 *   digits?: number, bare?: boolean, change: (value: number) => void, first?: () => number,
 * }} options   bare: the label is spoken and not shown, as in the cell of a matrix; first: the value that the figure
 *   came with, to go back to
 */
export function numberField(life, options) {
  const { label, min = -Infinity, max = Infinity, step = 0.01, digits = 2 } = options;
  let current = options.value;
  const { field, show, put } = exactField(life, {
    ...{ label, min, max, digits, whole: isWhole(min, step), held: () => current },
    next: (value, presses) => snap(value + presses * step, step),
    change(value) {
      current = value;
      options.change(value);
    },
  });
  const name = options.bare ? null : html("span", { class: "nn-name" }, options.symbol ?? label);
  const element = options.bare ? field : html("label", { class: "nn-number" }, name, field);
  const { first } = options;
  if (first) wayBack(life, { name, control: field, typed: true, back: () => put(first()) });
  show();
  return {
    element,
    field,
    set(/** @type {number} */ value) {
      current = value;
      show();
    },
  };
}

/** Whether a field with this smallest value and step is one for whole numbers. @param {number} min @param {number} step */
export function isWhole(min, step) {
  return Number.isInteger(step) && Number.isInteger(min);
}

/** Nothing yet, a sign, or a point: nobody is told that this is no number. @param {string} text */
function isUnfinished(text) {
  return /^\s*[-+−–.,]?\s*$/.test(text);
}

/** A number for a field: short, and exact enough to give it back. @param {number} value @param {number} digits @param {boolean} log */
function plain(value, digits, log) {
  const fixed = Number(value.toFixed(Math.max(digits, 4)));
  return `${log || Math.abs(value) < 1e-3 ? Number(value.toPrecision(log ? 3 : 4)) : fixed}`;
}

/**
 * Words beside a field that say why its number was refused, until the reader does something else in the figure: they
 * lie above other parts of it.
 * @param {Life} life @param {HTMLElement} field
 */
function refusal(life, field) {
  const id = uniqueId("nn-refused");
  const words = html("p", { class: "nn-refused", role: "status", id });
  life.onEnd(() => words.remove());

  function show(/** @type {HTMLElement} */ frame) {
    frame.append(words);
    // The press that leaves the field comes before its words, and the focus of the next field with them: neither ends them.
    for (const deed of ["pointerdown", "input"]) {
      life.listen(frame, deed, (event) => {
        if (event.target !== field) say("");
      });
    }
    life.listen(frame, "keydown", (event) => {
      if (event.key === "Escape") say("");
    });
  }

  function say(/** @type {string} */ text) {
    const frame = /** @type {HTMLElement | null} */ (field.closest(".nn-figure"));
    if (!frame || (!text && !words.isConnected)) return;
    // Outside the rows and matrices of the figure, which would move. It stays in the page: a status must be there
    // before it has something to say.
    if (!words.isConnected) show(frame);
    words.textContent = text;
    setAttributes(field, { "aria-describedby": text ? id : null });
    if (!text) return;
    const [box, around] = [field.getBoundingClientRect(), frame.getBoundingClientRect()];
    const left = clamp(box.left - around.left, 0, Math.max(0, around.width - words.offsetWidth));
    words.style.left = `${left}px`;
    words.style.top = `${box.bottom - around.top + 4}px`;
  }
  return { say };
}
