// @ts-check
// The settings of the playground: as traits, and in the address.

import { ENTRYWISE } from "../engine/activations.js";
import { choiceSetting, countSetting, numberSetting, numbersSetting } from "../kit/address.js";
import { DATA, INITS, OPTIMIZERS } from "./controls.js";
import { MOST, pointsSetting } from "./data.js";
import { parameterCount } from "./session.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./data.js").Settings} Settings */

/** Their names. */
export const TRAITS = ["data", "N", "noise", "held_out", "points", "window", "d", "hidden", "output", "loss", "init"];
TRAITS.push("start", "optimizer", "eta", "mu", "batch_size", "l2", "seed");

/** The settings, and in place of those that do not fit to each other some that do. @param {Model} model */
export function settingsOf(model) {
  const settings = /** @type {any} */ (Object.fromEntries(TRAITS.map((name) => [name, model.get(name)])));
  if (settings.loss === "binary_cross_entropy") settings.output = "sigmoid";
  settings.window = settings.window[2] > 0 ? settings.window : [0, 0, 1.5];
  if (settings.init === "given" && !startFits(settings)) settings.init = "glorot";
  return /** @type {Settings} */ (settings);
}

/** Whether there are parameters to start from, for these widths. @param {{ start: any, d: number[] }} settings */
export function startFits({ start, d }) {
  return start.shape[0] === parameterCount(d);
}

/** The widths with so many hidden layers. @param {number[]} d @param {number} count */
export function deeper(d, count) {
  const hidden = d.slice(1, -1);
  return [2, ...Array.from({ length: count }, (_, k) => hidden[k] ?? hidden[hidden.length - 1] ?? 4), 1];
}

const someNumbers = numbersSetting(1, 8, (length) => length >= 2 && length <= 6);
/** Widths in an address. */
const widthsSetting = {
  ...someNumbers,
  read(/** @type {string} */ text) {
    const d = someNumbers.read(text);
    return d?.every(Number.isInteger) && d[0] === 2 && d[d.length - 1] === 1 ? d : undefined;
  },
};
const names = (/** @type {[string, string][]} */ options) => choiceSetting(options.map(([name]) => name));
/** Whether an address can hold points. @param {any} points */
const fits = (points) => pointsSetting.write(points) !== undefined;

/** Whether the points are the reader's own, and too many for an address. @param {Model} model @param {any} origin */
export function tooMany(model, origin) {
  return model.get("data") === "own" && model.get("points") !== origin.points && !fits(model.get("points"));
}

/**
 * What stands in the address. Points that do not fit stay out, and so does that there are any: then it leads to the
 * data that the figure came with.
 * @param {Model} model @param {any} origin the settings that the figure came with
 */
export function addressOf(model, origin) {
  let readable = true;
  const usual = pointsSetting.write(origin.points) ?? "";
  const [data, window] = [names(DATA), numbersSetting(-2e6, 2e6, (length) => length === 3)];
  return {
    // First, as `data` asks how it went.
    points: {
      write: (/** @type {any} */ points) => pointsSetting.write(points) ?? usual,
      read(/** @type {string} */ text) {
        const points = pointsSetting.read(text);
        readable = points !== undefined;
        return points;
      },
    },
    data: {
      write: (/** @type {string} */ name) => (name === "own" && !fits(model.get("points")) ? origin.data : name),
      read: (/** @type {string} */ text) => (text === "own" && !readable ? undefined : data.read(text)),
    },
    window: {
      write: (/** @type {number[]} */ sides) => window.write(fits(model.get("points")) ? sides : origin.window),
      read: window.read,
    },
    ...ADDRESS,
  };
}

const ADDRESS = {
  N: countSetting(10, 500),
  noise: numberSetting(0, 3),
  held_out: numberSetting(0, 0.5),
  d: widthsSetting,
  hidden: choiceSetting(Object.keys(ENTRYWISE)),
  output: choiceSetting(["sigmoid", "tanh", "identity"]),
  loss: choiceSetting(["binary_cross_entropy", "mse"]),
  init: names(INITS),
  optimizer: names(OPTIMIZERS),
  eta: numberSetting(1e-6, 10),
  mu: numberSetting(0, 0.999),
  batch_size: countSetting(1, MOST),
  l2: numberSetting(0, 1),
  seed: countSetting(0, 9999),
};
