// @ts-check
// The sliders of the neuron: a line for each input and its weight, one for the bias, and the sum in numbers.

import { slider } from "../kit/controls.js";
import { factsOf } from "../kit/facts.js";
import { number } from "../kit/numbers.js";
import { equals } from "../kit/rounding.js";
import { change, html, symbol } from "../kit/ui.js";
import { STEP, settingsOf } from "./model.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./model.js").Settings} Settings */
/** @typedef {import("./model.js").State} State */

/** What all sliders for a trait have in common. @param {Model} model @param {string} name of the trait */
function rangeOf(model, name) {
  const { low, high } = factsOf(model).traits[name];
  return { min: low, max: high, step: STEP, zero: 0 };
}

/**
 * The lines of sliders, as many as there are inputs, put into `rows`.
 * @param {Life} life @param {Model} model @param {HTMLElement} rows
 * @param {Settings} origin  what the figure came with
 */
export function sliders(life, model, rows, origin) {
  const { a, b } = settingsOf(model);
  const lines = a.map((_, j) => line(life, model, j, origin));
  const bias = slider(life, {
    ...rangeOf(model, "b"),
    label: "bias b i",
    symbol: symbol("b", { sub: "i" }),
    value: b,
    first: () => origin.b,
    colour: "bias",
    change: (value) => change(model, { b: value }),
  });
  const biasInSum = html("span", { "aria-hidden": "true" });
  const total = html("span", {});
  const heads = ["inputs", "", "weights and bias", "", "products"].map((text) => html("span", {}, text));
  rows.replaceChildren(
    html("div", { class: "nn-neuron-row nn-neuron-head", "aria-hidden": "true" }, heads),
    ...lines.map((each) => row(each.input.element, sign("×"), each.weight.element, each.sign, each.product)),
    row(html("span"), sign("+"), bias.element, sign("="), biasInSum),
    html("p", { class: "nn-neuron-total" }, "together: ", symbol("z", { sub: "i" }), total),
  );
  return {
    life,
    count: a.length,
    /** @param {Settings} settings @param {State} state */
    show(settings, { products, sum, z }) {
      lines.forEach(({ input, weight, product, sign }, j) => {
        input.set(settings.a[j]);
        weight.set(settings.w[j]);
        product.textContent = number(products[j]);
        sign.textContent = equals(2, products[j]);
      });
      bias.set(settings.b);
      biasInSum.textContent = number(settings.b);
      const [size, plus] = [number(Math.abs(settings.b)), settings.b < 0 ? "−" : "+"];
      const isGiven = equals(2, sum, settings.b);
      total.textContent = ` ${isGiven} ${number(sum)} ${plus} ${size} ${equals(2, sum, settings.b, z)} ${number(z)}`;
    },
  };
}

/**
 * The sliders of input j and its weight, and where their product goes.
 * @param {Life} life @param {Model} model @param {number} j @param {Settings} origin
 */
function line(life, model, j, origin) {
  const { a, w } = settingsOf(model);
  const put = (/** @type {"a" | "w"} */ name, /** @type {number} */ value) => {
    const values = [...model.get(name)];
    values[j] = value;
    change(model, { [name]: values });
  };
  const input = slider(life, {
    ...rangeOf(model, "a"),
    label: `input a ${j + 1}`,
    symbol: symbol("a", { sub: `${j + 1}` }),
    value: a[j],
    first: () => origin.a[j] ?? a[j],
    colour: "activation",
    change: (value) => put("a", value),
  });
  const weight = slider(life, {
    ...rangeOf(model, "w"),
    label: `weight w i ${j + 1}`,
    symbol: symbol("w", { sub: `i,${j + 1}` }),
    value: w[j],
    first: () => origin.w[j] ?? w[j],
    colour: "sign",
    change: (value) => put("w", value),
  });
  const product = html("output", { "aria-live": "off", "aria-label": `product of a ${j + 1} and w i ${j + 1}` });
  return { input, weight, product, sign: sign("=") };
}

/** @param {...any} cells */
function row(...cells) {
  return html("div", { class: "nn-neuron-row" }, cells);
}

/** @param {string} text */
function sign(text) {
  return html("span", { "aria-hidden": "true" }, text);
}
