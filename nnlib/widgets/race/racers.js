// @ts-check
// Who runs, and how: the path of each rule with its settings, and those that came from Python.

import { SURFACES } from "../engine/surfaces.js";
import { factsOf, labelOf } from "../kit/facts.js";
import { array } from "../kit/numbers.js";
import { descend, outcomeOf, pathOfRun } from "../surface_map/descent.js";
import { groundOf } from "../surface_map/scene.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("../surface_map/descent.js").Path} Path */
/**
 * @typedef {{
 *   name: string, rule: string, rates: Record<string, number>, path: Path, wanted: number,
 *   outcome: import("../surface_map/descent.js").Outcome, style: import("../surface_map/run_marks.js").RunStyle,
 *   isDiverged: boolean,
 * }} Racer   rule: "" for one that came from Python; wanted: how many steps were asked for
 * @typedef {ReturnType<typeof stateOf>} State
 */

/** What the reader sets, and a reset brings back. */
export const CHOSEN = ["surface", "start", "budget", "rules", "tuned", "axis"];
/** All that the drawing follows. */
export const TRAITS = [...CHOSEN, "runs", "runs_on"];

/** The settings with which a rule runs. @param {Model} model @param {string} rule @returns {Record<string, number>} */
export function ratesOf(model, rule) {
  const { suited } = factsOf(model);
  return { ...suited[model.get("surface")].rules[rule], ...model.get("tuned")[rule] };
}

/** The surface that is chosen. @param {Model} model @returns {import("../surface_map/descent.js").Landscape} */
export function landscapeOf(model) {
  const name = model.get("surface");
  return { ...SURFACES[name], ...factsOf(model).surfaces[name] };
}

/**
 * @param {Model} model
 * @param {{ terrain: string, ground: ReturnType<typeof groundOf> } | null} before  the state so far
 */
export function stateOf(model, before) {
  const terrain = model.get("surface");
  const ground =
    before && before.terrain === terrain ? before.ground : groundOf(landscapeOf(model), false, factsOf(model).aspect);
  const start = model.get("start");
  const rules = model.get("rules").map((/** @type {string} */ rule) => racerOf(model, ground, rule));
  const { there, elsewhere } = ownOf(model, ground);
  const racers = /** @type {Racer[]} */ ([...rules, ...there]);
  return { ...ground, ground, terrain, start, racers, elsewhere, height: ground.landscape.value(start[0], start[1]) };
}

/** @param {Model} model @param {ReturnType<typeof groundOf>} ground @param {string} rule @returns {Racer} */
function racerOf(model, { landscape, view }, rule) {
  const { far, rule_styles, traits } = factsOf(model);
  const [rates, wanted] = [ratesOf(model, rule), model.get("budget")];
  const path = descend(landscape, { start: model.get("start"), optimizer: rule, rates, steps: wanted }, far);
  const outcome = outcomeOf(path, view, wanted);
  const name = labelOf(traits.rules, rule);
  return { name, rule, rates, path, wanted, outcome, style: rule_styles[rule], isDiverged: outcome.far };
}

/**
 * Runs from Python: those that begin at the start, and the names of the others.
 * @param {Model} model @param {ReturnType<typeof groundOf>} ground
 */
function ownOf(model, { landscape, view }) {
  const { run_styles } = factsOf(model);
  const start = model.get("start");
  const sent = model.get("runs_on") === model.get("surface") ? model.get("runs") : [];
  /** @type {{ there: Racer[], elsewhere: string[] }} */
  const found = { there: [], elsewhere: [] };
  for (const [k, { name, ...run }] of sent.entries()) {
    const { shape, values } = array(run);
    const path = pathOfRun(landscape, values);
    const wanted = shape[0] - 1;
    const outcome = outcomeOf(path, view, wanted);
    if (Math.hypot(path.x[0] - start[0], path.y[0] - start[1]) > 1e-9) found.elsewhere.push(name);
    else {
      const racer = { name, rule: "", rates: {}, path, wanted, outcome, style: run_styles[k], isDiverged: outcome.far };
      found.there.push(racer);
    }
  }
  return found;
}
