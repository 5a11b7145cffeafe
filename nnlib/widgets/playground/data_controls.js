// @ts-check
// What can be set of the data.

import { button, choice, slider } from "../kit/controls.js";
import { optionsOf } from "../kit/facts.js";
import { numberField } from "../kit/number_fields.js";
import { spoken } from "../kit/numbers.js";
import { html } from "../kit/ui.js";
import { picked } from "./picked.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./actions.js").Actions} Act */
/** @typedef {import("./data.js").Facts} Facts */
/** @typedef {import("./data.js").Settings} Settings */

const NUMBERS = [20, 50, 100, 200, 400];
const SHARES = [0, 0.1, 0.25, 0.5];
const percent = (/** @type {number} */ share) => `${Math.round(100 * share)} %`;

/** The list of data sets. @param {Life} life @param {Settings} now @param {Facts} facts @param {Act} act */
export function dataList(life, now, { traits }, act) {
  return choice(life, {
    label: "Points",
    options: optionsOf(traits.data),
    value: now.data,
    change: (name) => act.begin({ data: name }),
  });
}

/** @param {Life} life @param {Settings} now @param {Facts} facts @param {Act} act */
export function dataControls(life, now, { traits }, act) {
  const number = picked(life, {
    label: "Number",
    numbers: NUMBERS,
    value: now.N,
    change: (N) => act.begin({ N }),
  });
  const noise = slider(life, {
    label: "Noise",
    symbol: "Noise, × the usual",
    min: traits.noise.low,
    max: traits.noise.high,
    step: 0.1,
    value: now.noise,
    first: () => act.first("noise"),
    digits: 1,
    text: (value) => `${spoken(value, 1)} times the usual`,
    change: (value) => act.begin({ noise: value }),
  });
  const held = picked(life, {
    label: "Held out",
    numbers: SHARES,
    value: now.held_out,
    change: (share) => act.begin({ held_out: share }),
    words: percent,
  });
  const { low, high } = traits.seed;
  const seed = numberField(life, {
    label: "Seed",
    min: low,
    max: high,
    step: 1,
    digits: 0,
    value: now.seed,
    first: () => act.first("seed"),
    change: (value) => Number.isInteger(value) && act.begin({ seed: value }),
  });
  const next = button(life, {
    label: "Other random numbers",
    icon: "+1",
    press: () => act.begin({ seed: act.seed() < high ? act.seed() + 1 : low }),
  });
  const seeds = html("div", { class: "nn-playground-seed" }, seed.element, next);
  return {
    rows: [number.element, noise.element, held.element, seeds],
    /** @param {Settings} settings */
    set(settings) {
      number.set(settings.N);
      noise.set(settings.noise);
      held.set(settings.held_out);
      seed.set(settings.seed);
      number.element.hidden = noise.element.hidden = settings.data === "own";
    },
  };
}
