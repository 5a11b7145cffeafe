// @ts-check
// All numbers of the stepper to change: inputs, weights and biases of each layer, targets, as matrices of fields.

import { numberField } from "../kit/controls.js";
import { change, html, lifetime, symbol } from "../kit/ui.js";
import { keyOf } from "./keys.js";
import { fittingTargets, targetBounds } from "./losses.js";
import { settingsOf } from "./settings.js";
import { wordsOf } from "./symbols.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("../kit/ui.js").Model} Model
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./settings.js").Facts} Facts
 * @typedef {{ key: string, bounds: number[], set: (value: number) => void }} Place   a number, and how it is changed
 * @typedef {{ caption: HTMLElement, columns: number, places: Place[] }} Matrix
 */

const range = (/** @type {number} */ count) => Array.from({ length: count }, (_, k) => k);

/**
 * The fields; other widths or another loss have other fields.
 * @param {Life} life @param {Model} model @param {Facts} facts
 */
export function fieldsPart(life, model, facts) {
  const element = html("div", {});
  let fields = fieldsOf(lifetime(life.root, life.signal), model, facts);
  const put = () => {
    const hint = html("p", { class: "nn-backprop-hint" }, "Change any number:");
    element.replaceChildren(hint, fields.element);
  };
  put();
  return {
    element,
    /** Whether they had to be made anew. */
    renew() {
      if (fields.signature === signatureOf(model)) return false;
      fields.end();
      fields = fieldsOf(lifetime(life.root, life.signal), model, facts);
      put();
      return true;
    },
    /** @param {Pass} pass @param {Set<string>} play */
    draw: (pass, play) => fields.draw(pass, play),
  };
}

/** @param {Model} model */
function signatureOf(model) {
  return `${model.get("d")} ${model.get("loss")}`;
}

/** @param {Life} life which ends with these fields @param {Model} model @param {Facts} facts */
function fieldsOf(life, model, facts) {
  /** @type {Map<string, ReturnType<typeof numberField>>} */
  const fields = new Map();
  const fieldOf = (/** @type {Place} */ { key, bounds: [min, max], set }) => {
    const limits = { min, max, step: 0.01, digits: 4 };
    const field = numberField(life, { label: wordsOf(key), bare: true, value: 0, change: set, ...limits });
    fields.set(key, field);
    return html("span", { class: "nn-backprop-field", "data-key": key }, field.element);
  };
  const matrices = matricesOf(model, facts).map(({ caption, columns, places }) => {
    const style = `grid-template-columns: repeat(${columns}, auto)`;
    return html(
      "div",
      { class: "nn-backprop-term" },
      html("span", { class: "nn-backprop-caption", "aria-hidden": "true" }, caption),
      html("span", { class: "nn-backprop-matrix", style }, places.map(fieldOf)),
    );
  });
  const group = { class: "nn-backprop-numbers", role: "group", "aria-label": "Numbers to change" };
  return {
    element: html("div", group, matrices),
    signature: signatureOf(model),
    end: life.end,
    /** @param {Pass} pass @param {Set<string>} play */
    draw(pass, play) {
      for (const [key, { element, set }] of fields) {
        set(/** @type {number} */ (pass.numbers.get(key)));
        element.parentElement?.classList.toggle("nn-backprop-lit", play.has(key));
      }
    },
  };
}

/** The vector x, W and b of each layer, the vector y*. @param {Model} model @param {Facts} facts @returns {Matrix[]} */
function matricesOf(model, { traits }) {
  const { d, loss } = settingsOf(model);
  const L = d.length - 1;
  const x = range(d[0]).map((i) => ({
    key: keyOf("A", 0, i),
    bounds: [traits.x.low, traits.x.high],
    set: (/** @type {number} */ value) => change(model, { x: replaced(model.get("x"), i, value) }),
  }));
  const y = range(d[L]).map((i) => ({
    key: keyOf("Y", L, i),
    bounds: targetBounds(loss, traits.y),
    // Probabilities sum to 1, so with one of them the others move.
    set: (/** @type {number} */ value) =>
      change(model, { y: fittingTargets(replaced(model.get("y"), i, value), loss, i) }),
  }));
  const vector = (/** @type {string} */ letter, sup = "") =>
    symbol(letter, { sup, bold: true, class: "nn-backprop-of-activation" });
  return [
    { caption: vector("x"), columns: 1, places: x },
    ...parametersOf(model, traits.theta),
    { caption: vector("y", "*"), columns: 1, places: y },
  ];
}

/**
 * W and b of each layer; in theta, b_i stands before the weights of its row.
 * @param {Model} model @param {{ low: number, high: number }} bounds @returns {Matrix[]}
 */
function parametersOf(model, { low, high }) {
  const { d } = settingsOf(model);
  let p = 0;
  const placeOf = (/** @type {string} */ key) => {
    const at = p;
    p += 1;
    const set = (/** @type {number} */ value) => change(model, { theta: replaced(model.get("theta"), at, value) });
    return { key, bounds: [low, high], set };
  };
  return range(d.length - 1).flatMap((k) => {
    const ell = k + 1;
    /** @type {Place[]} */
    const weights = [];
    /** @type {Place[]} */
    const biases = [];
    for (const i of range(d[ell])) {
      biases.push(placeOf(keyOf("b", ell, i)));
      for (const j of range(d[ell - 1])) weights.push(placeOf(keyOf("W", ell, i, j)));
    }
    const bold = { sup: `(${ell})`, bold: true };
    return [
      { caption: symbol("W", { ...bold, class: "nn-backprop-of-weight" }), columns: d[ell - 1], places: weights },
      { caption: symbol("b", { ...bold, class: "nn-backprop-of-bias" }), columns: 1, places: biases },
    ];
  });
}

/** @param {number[]} values @param {number} place @param {number} value */
function replaced(values, place, value) {
  return values.map((old, k) => (k === place ? value : old));
}
