// @ts-check
// One neuron: inputs, weights and bias to set; the products laid end to end along the z axis; below it, on the same
// axis, the activation curve with the point where the neuron stands and the tangent there.

import { ENTRYWISE } from "../engine/activations.js";
import { choiceSetting, keepInAddress, numberSetting, numbersSetting } from "../kit/address.js";
import { button, choice, slider } from "../kit/controls.js";
import { named } from "../kit/names.js";
import { clamp, number, snap, spoken } from "../kit/numbers.js";
import { change, figure, frames, html, lifetime, speaker, symbol } from "../kit/ui.js";
import { picture } from "./picture.js";

/** @typedef {import("../kit/ui.js").Model} Model */

const TRAITS = ["a", "w", "b", "activation"];
// All values lie between -BOUND and BOUND, as the traits demand.
const BOUND = 2;
const STEP = 0.01;

/**
 * Everything that the figure shows, from the settings.
 * @param {{ a: number[], w: number[], b: number, activation: string }} settings
 */
export function compute({ a, w, b, activation }) {
  const sigma = ENTRYWISE[activation];
  const products = a.map((a_j, j) => w[j] * a_j);
  const sum = products.reduce((total, product) => total + product, 0);
  const z = sum + b;
  const out = sigma.value(z);
  return { products, sum, b, z, sigma, out, slope: sigma.derivative(z, out) };
}

/** @param {Model} model @returns {{ a: number[], w: number[], b: number, activation: string }} */
function settingsOf(model) {
  return /** @type {any} */ (Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
}

export default {
  /** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} view */
  render({ model, el, signal }) {
    const life = lifetime(el, signal);
    const origin = settingsOf(model);
    const list = numbersSetting(-BOUND, BOUND, (length) => length === model.get("a").length);
    keepInAddress(life, model, {
      a: list,
      w: list,
      b: numberSetting(-BOUND, BOUND),
      activation: choiceSetting(Object.keys(ENTRYWISE)),
    });

    const activation = choice(life, {
      label: "Activation",
      options: named(Object.keys(ENTRYWISE)),
      value: model.get("activation"),
      change: (name) => change(model, { activation: name }),
    });
    const reset = button(life, { label: "Reset", press: () => change(model, origin) });
    const rows = html("div", {});
    const drawing = picture(life, {
      state: () => compute(settingsOf(model)),
      settle: (z) => {
        const { sum } = compute(settingsOf(model));
        change(model, { b: clamp(snap(z - sum, STEP), -BOUND, BOUND) });
      },
      bound: BOUND,
      step: STEP,
    });
    const frame = figure(
      el,
      {
        label: "One neuron",
        description:
          "Sliders set the inputs, the weights and the bias. A drawing lays the products end to end up to z, and " +
          "shows the activation curve with the point at z and its tangent. Moving the point changes the bias.",
        class: "nn-neuron",
      },
      html("div", { class: "nn-neuron-top" }, activation.element, reset),
      rows,
      drawing.element,
    );
    const voice = speaker(life, frame);

    let controls = setUp(lifetime(el, life.signal), model, rows);

    function draw() {
      const settings = settingsOf(model);
      if (settings.a.length !== settings.w.length) return;
      if (settings.a.length !== controls.count) {
        controls.life.end();
        controls = setUp(lifetime(el, life.signal), model, rows);
      }
      const state = compute(settings);
      activation.set(settings.activation);
      controls.show(settings, state);
      drawing.draw(state);
    }

    const drawn = frames(life, frame, draw);
    life.follow(model, TRAITS, () => {
      drawn.request();
      const { z, out, slope } = compute(settingsOf(model));
      voice.say(`z is ${spoken(z)}. The activation is ${spoken(out)}, and the slope there ${spoken(slope)}.`);
    });
    life.resize(frame, (width) => {
      drawing.resize(width);
      draw();
    });
    draw();
    return life.end;
  },
};

/**
 * The lines of sliders, as many as there are inputs.
 * @param {import("../kit/ui.js").Life} life @param {Model} model @param {HTMLElement} rows
 */
function setUp(life, model, rows) {
  const { a, w, b } = settingsOf(model);
  const range = { min: -BOUND, max: BOUND, step: STEP, zero: 0 };
  const put = (/** @type {"a" | "w"} */ name, /** @type {number} */ j, /** @type {number} */ value) => {
    const values = [...model.get(name)];
    values[j] = value;
    change(model, { [name]: values });
  };
  const lines = a.map((_, j) => {
    const input = slider(life, {
      ...range,
      label: `input a ${j + 1}`,
      symbol: symbol("a", { sub: `${j + 1}` }),
      value: a[j],
      colour: "activation",
      change: (value) => put("a", j, value),
    });
    const weight = slider(life, {
      ...range,
      label: `weight w i ${j + 1}`,
      symbol: symbol("w", { sub: `i,${j + 1}` }),
      value: w[j],
      colour: "sign",
      change: (value) => put("w", j, value),
    });
    const product = html("output", { "aria-live": "off", "aria-label": `product of a ${j + 1} and w i ${j + 1}` });
    return { input, weight, product };
  });
  const bias = slider(life, {
    ...range,
    label: "bias b i",
    symbol: symbol("b", { sub: "i" }),
    value: b,
    colour: "bias",
    change: (value) => change(model, { b: value }),
  });
  const sign = (/** @type {string} */ text) => html("span", { "aria-hidden": "true" }, text);
  const row = (/** @type {any[]} */ ...cells) => html("div", { class: "nn-neuron-row" }, cells);
  const heads = ["inputs", "", "weights and bias", "", "products"].map((text) => html("span", {}, text));
  const biasAgain = html("span", { "aria-hidden": "true" });
  const total = html("span", {});
  rows.replaceChildren(
    html("div", { class: "nn-neuron-row nn-neuron-head", "aria-hidden": "true" }, heads),
    ...lines.map(({ input, weight, product }) => row(input.element, sign("×"), weight.element, sign("="), product)),
    row(html("span"), sign("+"), bias.element, sign("="), biasAgain),
    html("p", { class: "nn-neuron-total" }, "together: ", symbol("z", { sub: "i" }), total),
  );
  return {
    life,
    count: a.length,
    /** @param {{ a: number[], w: number[], b: number }} settings @param {ReturnType<typeof compute>} state */
    show(settings, { products, sum, z }) {
      lines.forEach(({ input, weight, product }, j) => {
        input.set(settings.a[j]);
        weight.set(settings.w[j]);
        product.textContent = number(products[j]);
      });
      bias.set(settings.b);
      biasAgain.textContent = number(settings.b);
      const [b, plus] = [number(Math.abs(settings.b)), settings.b < 0 ? "−" : "+"];
      total.textContent = ` = ${number(sum)} ${plus} ${b} = ${number(z)}`;
    },
  };
}
