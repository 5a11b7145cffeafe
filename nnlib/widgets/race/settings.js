// @ts-check
// What the reader sets: the surface, who runs with which settings, how many gradients each may take.

import { kindsOf, settingOf } from "../kit/address.js";
import { button, choice, segments, tick } from "../kit/controls.js";
import { factsOf, optionsOf } from "../kit/facts.js";
import { numberField } from "../kit/number_fields.js";
import { readWithin } from "../kit/reading.js";
import { ruleSlider } from "../kit/rule_sliders.js";
import { change, html } from "../kit/ui.js";
import { contains } from "../surface_map/plane.js";
import { sampleOf } from "../surface_map/run_marks.js";
import { frameOf } from "../surface_map/scene.js";
import { CHOSEN, landscapeOf, ratesOf } from "./racers.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {Record<string, Record<string, number>>} Tuned */

const SIZES = [5, 10, 20, 50, 100];

/** How each setting stands in the address: the course is read before the start. @param {Model} model */
export function addressOf(model) {
  const { traits, aspect } = factsOf(model);
  const kinds = kindsOf(
    traits,
    CHOSEN.filter((name) => name !== "tuned"),
  );
  const isOnMap = (/** @type {number[]} */ [x, y]) => {
    const landscape = landscapeOf(model);
    return landscape !== null && contains(frameOf(landscape, false, aspect).view, x, y);
  };
  const read = (/** @type {string} */ text) => {
    const at = kinds.start.read(text);
    return at && isOnMap(at) ? at : undefined;
  };
  return { ...kinds, tuned: tunedSetting(model), start: { ...kinds.start, read }, at: settingOf(traits.at) };
}

/** Settings of rules as "Adam.eta:0.1,Momentum.mu:0.5". @param {Model} model */
function tunedSetting(model) {
  const { settings, sliders, traits } = factsOf(model);
  /** @param {Tuned} tuned @param {string} entry */
  const withEntry = (tuned, entry) => {
    const [, rule, name, text] = /^(\w+)\.(\w+):(.+)$/.exec(entry) ?? [];
    if (!Object.hasOwn(sliders, rule) || !sliders[rule].includes(name)) return undefined;
    const { value } = readWithin(text, settings[name]);
    return value === undefined ? undefined : { ...tuned, [rule]: { ...tuned[rule], [name]: value } };
  };
  return {
    write: (/** @type {Tuned} */ tuned) =>
      traits.rules.choices
        .flatMap((rule) => Object.entries(tuned[rule] ?? {}).map(([name, value]) => `${rule}.${name}:${value}`))
        .join(","),
    read: (/** @type {string} */ text) =>
      (text ? text.split(",") : []).reduce(
        (/** @type {Tuned | undefined} */ tuned, entry) => tuned && withEntry(tuned, entry),
        {},
      ),
  };
}

/** @param {Life} life @param {Model} model @param {{ origin: Record<string, any>, reset: () => void }} options */
export function settingsBar(life, model, { origin, reset }) {
  const { traits, suited } = factsOf(model);
  const course = choice(life, {
    label: "Course",
    options: optionsOf(traits.course),
    value: model.get("course"),
    change: (name) => {
      const { start = model.get("start"), budget, tuned = {} } = name === origin.course ? origin : suited[name];
      change(model, { course: name, start, budget, tuned });
    },
  });
  const budget = numberField(life, {
    label: "Gradients",
    min: traits.budget.low,
    max: traits.budget.high,
    step: 1,
    digits: 0,
    value: model.get("budget"),
    first: () => (model.get("course") === origin.course ? origin : suited[model.get("course")]).budget,
    change: (value) => change(model, { budget: Math.round(value) }),
  });
  const axis = segments(life, {
    label: "Against",
    options: traits.axis.choices.map((name) => [name, name]),
    value: model.get("axis"),
    change: (name) => change(model, { axis: name }),
  });
  const batch = choice(life, {
    label: "Batch size",
    options: SIZES.map((size) => [`${size}`, size === traits.batch_size.high ? "all" : `${size}`]),
    value: `${model.get("batch_size")}`,
    change: (size) => change(model, { batch_size: Number(size) }),
  });
  const seeds = traits.seed.high + 1;
  const other = button(life, {
    label: "Other first weights",
    press: () => change(model, { seed: (model.get("seed") + 1) % seeds }),
  });
  const resetButton = button(life, { label: "Reset", press: reset });
  const bar = [course.element, budget.element, axis.element, batch.element, other, resetButton];
  return {
    element: html("div", { class: "nn-controls" }, ...bar),
    /** Show the settings as they are. */
    show() {
      course.set(model.get("course"));
      batch.set(`${model.get("batch_size")}`);
      for (const one of [batch.element, other]) one.hidden = landscapeOf(model) !== null;
      budget.set(model.get("budget"));
      axis.set(model.get("axis"));
    },
  };
}

/**
 * The list of all rules, each with its settings.
 * @param {Life} life @param {Model} model @param {Record<string, any>} origin
 */
export function rulesList(life, model, origin) {
  const { traits } = factsOf(model);
  const rows = optionsOf(traits.rules).map(([rule, title]) => rowOf(life, model, origin, rule, title));
  const summary = html("summary", {});
  const list = html("ul", { class: "nn-race-rules" }, ...rows.map((row) => row.element));
  return {
    element: html("details", { class: "nn-race-more" }, summary, list),
    show() {
      summary.textContent = `Rules and their settings: ${model.get("rules").length} of ${rows.length} run`;
      for (const row of rows) row.show();
    },
  };
}

/** @param {Life} life @param {Model} model @param {Record<string, any>} origin @param {string} rule @param {string} title */
function rowOf(life, model, origin, rule, title) {
  const { settings, sliders, rule_styles, suited, traits } = factsOf(model);
  const runs = tick(life, {
    label: title,
    value: model.get("rules").includes(rule),
    change(on) {
      const others = model.get("rules").filter((/** @type {string} */ name) => name !== rule);
      const chosen = on ? [...others, rule] : others;
      change(model, { rules: traits.rules.choices.filter((name) => chosen.includes(name)) });
    },
  });
  const atFirst = () => (model.get("course") === origin.course ? origin.tuned[rule] : {}) ?? {};
  const firstOf = (/** @type {string} */ name) => ({ ...suited[model.get("course")].rules[rule], ...atFirst() })[name];
  const set = (/** @type {string} */ name, /** @type {number} */ value) => {
    const { [rule]: before = {}, ...others } = model.get("tuned");
    const { [name]: _, ...rest } = before;
    // Back at what suits the rule anyway, a setting need not be said.
    const isSaid = value !== firstOf(name) || name in atFirst();
    const own = isSaid ? { ...rest, [name]: value } : rest;
    change(model, { tuned: Object.keys(own).length ? { ...others, [rule]: own } : others });
  };
  const bars = sliders[rule].map((/** @type {string} */ name) => ({
    name,
    ...ruleSlider(life, settings, {
      name,
      of: title,
      value: ratesOf(model, rule)[name],
      first: () => firstOf(name),
      change: (value) => set(name, value),
    }),
  }));
  const place = html(
    "div",
    { class: "nn-race-rates" },
    ...bars.map((/** @type {{ element: HTMLElement }} */ { element }) => element),
  );
  return {
    element: html("li", {}, html("div", {}, sampleOf({ style: rule_styles[rule] }), runs.element), place),
    show() {
      const isOn = model.get("rules").includes(rule);
      runs.set(isOn);
      place.hidden = !isOn;
      const rates = ratesOf(model, rule);
      for (const slider of bars) slider.set(rates[slider.name]);
    },
  };
}
