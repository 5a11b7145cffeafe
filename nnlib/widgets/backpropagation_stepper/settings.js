// @ts-check
// The settings of the stepper: which there are, whether they fit each other, and what they become for other widths.

import { parameterCount } from "../engine/arrays.js";
import { keyOf } from "./keys.js";
import { fittingTargets } from "./losses.js";
import { evaluate } from "./model.js";

/**
 * @typedef {{
 *   d: number[], theta: number[], x: number[], y: number[], hidden: string, output: string, loss: string,
 *   eta: number, update_biases: boolean,
 * }} Settings
 * @typedef {{
 *   traits: Record<string, import("../kit/facts.js").TraitFacts>, losses: Record<string, string[]>,
 *   presets: Record<string, { title: string, settings: Settings }>,
 * }} Facts   losses: those that go with each output
 */

/** The traits that make up a pass. @type {(keyof Settings)[]} */
export const SETTINGS = ["d", "theta", "x", "y", "hidden", "output", "loss", "eta", "update_biases"];

// Numbers for what a wider network adds. The weights differ, or neurons would stay twins.
const NEW = { weights: [0.3, -0.4, 0.6, -0.2, 0.5], bias: 0.1, input: 0.5, target: 0 };

/** @param {import("../kit/ui.js").Model} model @returns {Settings} */
export function settingsOf(model) {
  return /** @type {any} */ (Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)])));
}

/** Whether two values hold the same. @param {any} a @param {any} b */
export function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The example that the settings are those of, if there is one. @param {Facts} facts @param {Settings} settings */
export function presetOf({ presets }, settings) {
  const fits = (/** @type {string} */ preset) =>
    SETTINGS.every((name) => same(settings[name], presets[preset].settings[name]));
  return Object.keys(presets).find(fits);
}

/** Whether settings fit each other. @param {Facts} facts @param {Settings} settings */
export function fits({ losses }, { d, theta, x, y, output, loss }) {
  const isAllowed = fittingTargets(y, loss).every((value, i) => Math.abs(value - y[i]) < 1e-6);
  const lengths = theta.length === parameterCount(d) && x.length === d[0] && y.length === d[d.length - 1];
  return lengths && isAllowed && losses[output].includes(loss);
}

/**
 * Settings for other widths: numbers stay where they can, and new ones are plain.
 * @param {Settings} settings @param {number[]} d
 */
export function resized(settings, d) {
  const old = evaluate(settings).numbers;
  const theta = [];
  for (let ell = 1; ell < d.length; ell += 1) {
    for (let i = 0; i < d[ell]; i += 1) {
      theta.push(old.get(keyOf("b", ell, i)) ?? NEW.bias);
      for (let j = 0; j < d[ell - 1]; j += 1) {
        theta.push(old.get(keyOf("W", ell, i, j)) ?? NEW.weights[(2 * i + j + ell) % NEW.weights.length]);
      }
    }
  }
  const x = Array.from({ length: d[0] }, (_, i) => settings.x[i] ?? NEW.input);
  const y = Array.from({ length: d[d.length - 1] }, (_, i) => settings.y[i] ?? NEW.target);
  return { d, theta, x, y: fittingTargets(y, settings.loss) };
}

/**
 * Settings for another output or loss: the loss goes with the output, and allows the targets.
 * @param {Facts} facts @param {Settings} settings @param {string} output
 */
export function withOutput({ losses }, { y, loss: old }, output) {
  const loss = losses[output].includes(old) ? old : losses[output][0];
  return { output, loss, y: fittingTargets(y, loss) };
}
