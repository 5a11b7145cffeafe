// @ts-check
// All numbers of the stepper to change: inputs, weights and biases of each layer, targets, as matrices of fields.

import { button } from "../kit/controls.js";
import { numberField } from "../kit/number_fields.js";
import { change, html, symbol } from "../kit/ui.js";
import { changeable, targetsAt } from "./changeable.js";
import { keyOf } from "./keys.js";
import { fittingTargets } from "./losses.js";
import { evaluate } from "./model.js";
import { settingsOf } from "./settings.js";
import { wordsOf } from "./symbols.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("../kit/ui.js").Model} Model
 * @typedef {import("./changeable.js").Matrix} Matrix
 * @typedef {import("./changeable.js").Place} Place
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./settings.js").Facts} Facts
 * @typedef {import("./settings.js").Settings} Settings
 */

/**
 * The fields; other widths or another loss have other fields.
 * @param {Life} life @param {Model} model @param {Facts} facts @param {Settings} origin the numbers at first
 */
export function fieldsPart(life, model, facts, origin) {
  const element = html("div", {});
  const hint = html(
    "p",
    { class: "nn-backprop-hint nn-screen" },
    "Drag a number in the network to and fro, or change it here:",
  );
  const acts = actsOf(life, model, facts, origin);
  let fields = fieldsOf(life.part(), model, facts);
  const put = () => element.replaceChildren(hint, fields.element, acts);
  put();
  return {
    element,
    /** Whether they had to be made anew. */
    renew() {
      if (fields.signature === signatureOf(model)) return false;
      fields.end();
      fields = fieldsOf(life.part(), model, facts);
      put();
      return true;
    },
    /** @param {Pass} pass @param {Set<string>} play */
    draw: (pass, play) => fields.draw(pass, play),
  };
}

/**
 * What changes many numbers at once.
 * @param {Life} life @param {Model} model @param {Facts} facts @param {Settings} origin
 */
function actsOf(life, model, facts, origin) {
  const agree = button(life, {
    label: "Targets to outputs",
    press() {
      const { d, L, numbers } = evaluate(settingsOf(model));
      const outputs = Array.from({ length: d[L] }, (_, i) => /** @type {number} */ (numbers.get(keyOf("A", L, i))));
      targetsAt(model, facts, outputs);
    },
  });
  const back = button(life, {
    label: "Numbers as at first",
    press() {
      const { d, theta, x, y } = origin;
      change(model, { d, theta, x, y: fittingTargets(y, model.get("loss")) });
    },
  });
  return html("div", { class: "nn-controls nn-backprop-acts" }, agree, back);
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
  const matrices = changeable(model, facts).map((matrix) => {
    const style = `grid-template-columns: repeat(${matrix.columns}, auto)`;
    return html(
      "div",
      { class: "nn-backprop-term" },
      html("span", { class: "nn-backprop-caption", "aria-hidden": "true" }, captionOf(matrix)),
      html("span", { class: "nn-backprop-matrix", style }, matrix.places.map(fieldOf)),
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

/** The symbol of a matrix. @param {Matrix} matrix */
function captionOf({ name, ell }) {
  const kind = { x: "activation", W: "weight", b: "bias", y: "activation" }[name];
  const sup = { x: "", W: `(${ell})`, b: `(${ell})`, y: "*" }[name];
  return symbol(name, { sup, bold: true, class: `nn-backprop-of-${kind}` });
}
