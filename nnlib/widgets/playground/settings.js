// @ts-check
// The settings of the playground: as traits, and in the address.

import { parameterCount } from "../engine/arrays.js";
import { settingOf } from "../kit/address.js";
import { pointsSetting } from "./data.js";

/** @typedef {import("../kit/address.js").Kind} Kind */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./data.js").Facts} Facts */
/** @typedef {import("./data.js").Settings} Settings */

// The width of a layer that is added to a network without any hidden one.
const USUAL_WIDTH = 4;

/**
 * The settings, and in place of those that do not fit each other some that do.
 * @param {Model} model @param {Facts} facts
 */
export function settingsOf(model, { settings: names, ends }) {
  const settings = /** @type {Settings} */ (Object.fromEntries(names.map((name) => [name, model.get(name)])));
  const fitting = ends.filter(({ loss }) => loss === settings.loss).map(({ output }) => output);
  if (!fitting.includes(settings.output)) settings.output = fitting[0];
  if (settings.init === "given" && !startFits(settings)) settings.init = "glorot";
  return settings;
}

/** Whether there are parameters to start from, for these widths. @param {{ start: any, d: number[] }} settings */
export function startFits({ start, d }) {
  return start.shape[0] === parameterCount(d);
}

/**
 * The widths of a network with another number of hidden layers.
 * @param {number[]} d @param {number} count @param {number[]} [known] widths that hidden layers have had before
 */
export function withLayers(d, count, known = []) {
  const hidden = [...d.slice(1, -1), ...known.slice(d.length - 2)];
  const width = (/** @type {number} */ k) => hidden[k] ?? hidden.at(-1) ?? USUAL_WIDTH;
  return [d[0], ...Array.from({ length: count }, (_, k) => width(k)), d[d.length - 1]];
}

/** Whether an address can hold points. @param {any} points */
const fits = (points) => pointsSetting.write(points) !== undefined;

/** Whether the points are the reader's own, and too many for an address. @param {Model} model @param {any} origin */
export function tooMany(model, origin) {
  return model.get("data") === "own" && model.get("points") !== origin.points && !fits(model.get("points"));
}

/**
 * What stands in the address. Points that do not fit stay out, and so does the fact that there are any: such a link
 * leads to the data that the figure came with.
 * @param {Model} model @param {any} origin the settings that the figure came with @param {Facts} facts
 * @returns {Record<string, Kind>}
 */
export function addressOf(model, origin, { settings, traits }) {
  const [data, window, d, unit] = [traits.data, traits.window, traits.d, traits.unit].map(settingOf);
  /** @type {Record<string, Kind>} */
  const special = {
    ...pointsAndData(model, origin, data),
    window: {
      write: (sides) => window.write(fits(model.get("points")) ? sides : origin.window),
      read: (text) => onlyIf((sides) => sides[2] > 0, window.read(text)),
    },
    unit: {
      write: unit.write,
      read: (text) => (text === "" ? [] : onlyIf((place) => place.length === 2, unit.read(text))),
    },
    // As many inputs and outputs as the figure came with.
    d: {
      write: d.write,
      read: (text) => onlyIf((widths) => [0, -1].every((k) => widths.at(k) === origin.d.at(k)), d.read(text)),
    },
  };
  const simple = settings.filter((name) => traits[name].kind !== "array");
  // The points come first, as `data` asks whether they could be read.
  const names = new Set(["points", "data", "window", ...simple]);
  return Object.fromEntries([...names].map((name) => [name, special[name] ?? settingOf(traits[name])]));
}

/**
 * The points and where they come from, which go together.
 * @param {Model} model @param {any} origin @param {Kind} data
 */
function pointsAndData(model, origin, data) {
  let readable = true;
  const usual = pointsSetting.write(origin.points) ?? "";
  return {
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
  };
}

/** A value that was read, if it holds. @param {(value: any) => boolean} holds @param {any} value */
function onlyIf(holds, value) {
  return value !== undefined && holds(value) ? value : undefined;
}
