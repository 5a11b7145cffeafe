// @ts-check
// Who runs, and how: the path of each rule with its settings, and those that came from Python.

import { SURFACES } from "../engine/surfaces.js";
import { factsOf, labelOf } from "../kit/facts.js";
import { array } from "../kit/numbers.js";
import { outcomeOf, pathOfRun } from "../surface_map/descent.js";
import { groundOf } from "../surface_map/scene.js";
import { networkArena, surfaceArena } from "./arena.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("../surface_map/scene.js").Ground} Ground */
/** @typedef {import("./arena.js").Arena} Arena */
/**
 * @typedef {import("./arena.js").Run & {
 *   name: string, rule: string, rates: Record<string, number>, isDiverged: boolean,
 *   style: import("../surface_map/run_marks.js").RunStyle,
 * }} Racer   rule: "" for one that came from Python
 * @typedef {ReturnType<typeof stateOf>} State
 */

/** What the reader sets, and a reset brings back. */
export const CHOSEN = ["course", "start", "budget", "rules", "tuned", "axis", "batch_size", "seed"];
/** All that the drawing follows. */
export const TRAITS = [...CHOSEN, "runs", "runs_on"];

/** The settings with which a rule runs. @param {Model} model @param {string} rule @returns {Record<string, number>} */
export function ratesOf(model, rule) {
  const { suited } = factsOf(model);
  return { ...suited[model.get("course")].rules[rule], ...model.get("tuned")[rule] };
}

/** The surface that is chosen; null where it is a network. @param {Model} model */
export function landscapeOf(model) {
  const name = model.get("course");
  const { surfaces } = factsOf(model);
  return name in surfaces ? { ...SURFACES[name], ...surfaces[name] } : null;
}

/**
 * Where the race takes place: the arena, and what a map shows of it, if there is one.
 * @param {Model} model @param {{ key: string, ground: Ground | null, arena: Arena } | null} before
 */
export function placeOf(model, before) {
  const facts = factsOf(model);
  const [course, start] = [model.get("course"), model.get("start")];
  const landscape = landscapeOf(model);
  if (!landscape) {
    const key = [course, model.get("batch_size"), model.get("seed")].join(" ");
    if (before?.key === key) return before;
    return { key, ground: null, arena: networkArena(course, facts, model.get("batch_size"), model.get("seed")) };
  }
  const ground = before?.ground && before.key === course ? before.ground : groundOf(landscape, false, facts.aspect);
  return { key: course, ground, arena: surfaceArena(landscape, start, ground.view, facts.far) };
}

/** @param {Model} model @param {ReturnType<typeof placeOf> | null} before  where the last race took place */
export function stateOf(model, before) {
  const place = placeOf(model, before);
  const [x, y] = model.get("start");
  const rules = model.get("rules").map((/** @type {string} */ rule) => racerOf(model, place.arena, rule));
  const { there, elsewhere } = ownOf(model, place.ground);
  const racers = /** @type {Racer[]} */ ([...rules, ...there]);
  const highest = Math.max(0, ...racers.map((racer) => racer.path.J[0]).filter(Number.isFinite));
  return {
    place,
    ground: place.ground,
    racers,
    elsewhere,
    height: place.ground?.landscape.value(x, y) ?? NaN,
    // What the axis of J must know of all that might be shown.
    heights: place.ground?.heights ?? { high: highest },
    logarithmic: place.ground?.logarithmic ?? true,
  };
}

/** @param {Model} model @param {Arena} arena @param {string} rule @returns {Racer} */
function racerOf(model, arena, rule) {
  const { rule_styles, traits } = factsOf(model);
  const rates = ratesOf(model, rule);
  const run = arena.run(rule, rates, model.get("budget"));
  const name = labelOf(traits.rules, rule);
  return { ...run, name, rule, rates, style: rule_styles[rule], isDiverged: run.outcome.far };
}

/**
 * Runs from Python: those that begin at the start, and the names of the others.
 * @param {Model} model @param {Ground | null} ground
 */
function ownOf(model, ground) {
  const { run_styles } = factsOf(model);
  const start = model.get("start");
  const sent = model.get("runs_on") === model.get("course") ? model.get("runs") : [];
  /** @type {{ there: Racer[], elsewhere: string[] }} */
  const found = { there: [], elsewhere: [] };
  if (!ground) return found;
  for (const [k, { name, ...run }] of sent.entries()) {
    const { shape, values } = array(run);
    const path = pathOfRun(ground.landscape, values);
    const wanted = shape[0] - 1;
    const outcome = outcomeOf(path, ground.view, wanted);
    if (Math.hypot(path.x[0] - start[0], path.y[0] - start[1]) > 1e-9) found.elsewhere.push(name);
    else {
      const made = { path, price: 1, wanted, outcome, isDiverged: outcome.far };
      found.there.push({ ...made, name, rule: "", rates: {}, style: run_styles[k] });
    }
  }
  return found;
}
