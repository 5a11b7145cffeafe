// @ts-check
// What the figure shows of one neuron, in numbers.

import { ENTRYWISE } from "../engine/activations.js";

/** @typedef {{ a: number[], w: number[], b: number, activation: string }} Settings */
/** @typedef {ReturnType<typeof compute>} State */

export const TRAITS = ["a", "w", "b", "activation"];

/** Steps of every number that can be set. */
export const STEP = 0.01;

/** @param {import("../kit/ui.js").Model} model @returns {Settings} */
export function settingsOf(model) {
  return /** @type {any} */ (Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
}

/**
 * Everything that the figure shows, from the settings.
 * @param {Settings} settings
 */
export function compute({ a, w, b, activation }) {
  const sigma = ENTRYWISE[activation];
  const products = a.map((a_j, j) => w[j] * a_j);
  const sum = products.reduce((total, product) => total + product, 0);
  const z = sum + b;
  const out = sigma.value(z);
  return { products, sum, b, z, sigma, out, slope: sigma.derivative(z, out) };
}
