// @ts-check
// What the reader sets: the surface, the rule, its rates and the number of steps; and how they stand in the address.

import { kindsOf, settingOf } from "../kit/address.js";
import { button, choice } from "../kit/controls.js";
import { factsOf, optionsOf } from "../kit/facts.js";
import { numberField } from "../kit/number_fields.js";
import { ruleSlider } from "../kit/rule_sliders.js";
import { change, html } from "../kit/ui.js";
import { CHOSEN, isOnMap, RATES, settingsOf } from "./state.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./state.js").Settings} Settings */
/** @typedef {{ element: HTMLElement, set(value: number): void }} Rate */

/** The surfaces, each with its name; first the function of Python, if there is one. @param {Model} model */
function surfacesOf(model) {
  const { traits, given } = factsOf(model);
  const known = optionsOf(traits.surface).filter(([name]) => name !== given);
  const isThere = model.get("grid").shape[0] > 0;
  return isThere ? [/** @type {[string, string]} */ ([given, model.get("function")]), ...known] : known;
}

/** How each setting stands in the address: the surface is read before the start. @param {Model} model */
export function addressOf(model) {
  const { traits } = factsOf(model);
  const kinds = kindsOf(traits, CHOSEN);
  const offered = surfacesOf(model).map(([name]) => name);
  const { surface, start } = kinds;
  const step = settingOf(traits.step);
  const onMap = (/** @type {number[] | undefined} */ at) => (at && isOnMap(model, at) ? at : undefined);
  return {
    ...kinds,
    step,
    surface: { ...surface, read: (/** @type {string} */ text) => (offered.includes(text) ? text : undefined) },
    start: { ...start, read: (/** @type {string} */ text) => onMap(start.read(text)) },
  };
}

/**
 * @param {Life} life @param {Model} model
 * @param {{ origin: Settings, reset: () => void }} options  origin: the settings that the figure came with
 */
export function settingsBar(life, model, { origin, reset }) {
  const { traits, sliders } = factsOf(model);
  const surface = choice(life, {
    label: "Surface",
    options: surfacesOf(model),
    value: model.get("surface"),
    change: (name) => change(model, changeOfSurface(model, origin, name)),
  });
  const rules = optionsOf(traits.optimizer);
  const rule = choice(life, {
    label: "Rule",
    options: rules,
    value: model.get("optimizer"),
    change: (name) => change(model, changeOfRule(model, origin, name)),
  });
  const steps = numberField(life, {
    label: "Steps",
    min: traits.steps.low,
    max: traits.steps.high,
    step: 1,
    digits: 0,
    value: model.get("steps"),
    first: () => suitedTo(model, origin, model.get("surface"), model.get("optimizer")).steps,
    change: (value) => change(model, { steps: Math.round(value) }),
  });
  const resetButton = button(life, { label: "Reset", press: reset });
  const rates = ratesOf(life, model, origin);
  const top = [surface.element, rules.length > 1 && rule.element, steps.element, resetButton];
  const bars = Object.values(rates).map((rate) => rate.element);
  return {
    element: html(
      "div",
      { class: "nn-gd-top" },
      html("div", { class: "nn-controls" }, top),
      html("div", { class: "nn-gd-rates" }, bars),
    ),
    /** Show the settings as they are. */
    show() {
      const settings = settingsOf(model);
      surface.set(settings.surface);
      rule.set(settings.optimizer);
      steps.set(settings.steps);
      for (const [name, rate] of Object.entries(rates)) {
        rate.set(/** @type {any} */ (settings)[name]);
        rate.element.hidden = !sliders[settings.optimizer].includes(name);
      }
    },
  };
}

/**
 * Sliders for what a rule may take.
 * @param {Life} life @param {Model} model @param {Settings} origin @returns {Record<string, Rate>}
 */
function ratesOf(life, model, origin) {
  const { settings } = factsOf(model);
  const sliderOf = (/** @type {string} */ name) =>
    ruleSlider(life, settings, {
      name,
      value: model.get(name),
      first: () => /** @type {any} */ (suitedTo(model, origin, model.get("surface"), model.get("optimizer")))[name],
      change: (value) => change(model, { [name]: value }),
    });
  return Object.fromEntries(RATES.map((name) => [name, sliderOf(name)]));
}

/**
 * What suits a surface and a rule: what the figure came with, on the surface and for the rule that it came with.
 * @param {Model} model @param {Settings} origin @param {string} surface @param {string} rule @returns {Settings}
 */
function suitedTo(model, origin, surface, rule) {
  const { suggested, suited } = factsOf(model);
  const isAsItCame = surface === origin.surface && rule === origin.optimizer;
  if (isAsItCame) return origin;
  const place = { ...origin, ...(surface === origin.surface ? {} : suggested[surface]), surface, optimizer: rule };
  // Momentum is plain gradient descent until the reader adds some.
  const isPlain = rule === "Momentum";
  const mu = rule === origin.optimizer ? origin.mu : 0;
  return { ...place, ...(isPlain ? { eta: suited[surface].GradientDescent.eta, mu } : suited[surface][rule]) };
}

/** What suits a surface comes with it. The rule and its settings but the learning rate stay. @param {Model} model @param {Settings} origin @param {string} name */
function changeOfSurface(model, origin, name) {
  const rule = model.get("optimizer");
  const { start, steps, eta, kappa } = suitedTo(model, origin, name, rule);
  return { surface: name, start, steps, eta, kappa };
}

/** What suits a rule comes with it; the start and the number of steps stay. @param {Model} model @param {Settings} origin @param {string} rule */
function changeOfRule(model, origin, rule) {
  const suited = suitedTo(model, origin, model.get("surface"), rule);
  const { sliders } = factsOf(model);
  return {
    optimizer: rule,
    ...Object.fromEntries(sliders[rule].map((/** @type {string} */ name) => [name, /** @type {any} */ (suited)[name]])),
  };
}
