// @ts-check
// Everything that the figure shows, from its settings.

import { SURFACES } from "../engine/surfaces.js";
import { factsOf } from "../kit/facts.js";
import { array } from "../kit/numbers.js";
import { descend, outcomeOf, pathOfRun } from "../surface_map/descent.js";
import { contains } from "../surface_map/plane.js";
import { frameOf, groundOf } from "../surface_map/scene.js";
import { forces, landscape } from "./descent.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("../surface_map/descent.js").Path} Path */
/**
 * @typedef {{
 *   surface: string, start: number[], optimizer: string, eta: number, mu: number, kappa: number, steps: number,
 * }} Settings   mu: 0 where the rule has no momentum
 * @typedef {ReturnType<typeof terrainAt>} Ground
 * @typedef {import("../surface_map/run_marks.js").RunStyle} RunStyle
 */
/**
 * @typedef {{
 *   name: string, path: Path, outcome: import("../surface_map/descent.js").Outcome, style: RunStyle,
 *   rates?: { letter: string, value: number }[],
 * }} Run   rates: those that the path was made with, where they are known
 */
/** @typedef {ReturnType<typeof stateOf>} State */

/** What a rule may take; the names of the sliders in Python, too. */
export const RATES = ["eta", "mu", "kappa", "meta", "memory", "beta1", "rho"];
/** What the reader sets, and a reset brings back. */
export const CHOSEN = ["surface", "start", "optimizer", ...RATES, "steps"];
/** All that the drawing follows. */
export const TRAITS = [...CHOSEN, "runs", "runs_on", "grid", "domain", "function"];

/** @type {any[]} */
const NO_RUNS = [];
// A slope that raises J by less than this share of its size over the whole map is rounding error.
const ROUNDING = 1e-12;

/** The settings as the model has them. @param {Model} model @returns {Settings} */
export function settingsOf(model) {
  return /** @type {any} */ (Object.fromEntries(CHOSEN.map((name) => [name, model.get(name)])));
}

/**
 * @param {Model} model
 * @param {{ terrain: string, ground: Ground, runsSent: any, given: Run[] } | null} before
 *   the state so far: what of it still holds is kept
 * @param {(terrain: string) => Run[]} [others]  what the reader keeps on a surface
 */
export function stateOf(model, before, others) {
  const { far, sliders } = factsOf(model);
  const chosen = settingsOf(model);
  const settings = { ...chosen, mu: sliders[chosen.optimizer].includes("mu") ? chosen.mu : 0 };
  // The ground changes seldom, the path with every movement of the hand.
  const terrain = terrainOf(model, settings.surface);
  const ground = before?.terrain === terrain ? before.ground : terrainAt(model, settings.surface);
  const path = pathOf(ground.landscape, settings, sliders[settings.optimizer], far);
  const runsSent = model.get("runs_on") === settings.surface ? model.get("runs") : NO_RUNS;
  const isCurrent = before?.runsSent === runsSent && before?.ground === ground;
  const given = isCurrent ? before.given : runsOf(model, ground, runsSent);
  const runs = [...given, ...(others?.(terrain) ?? [])];
  return {
    ...ground,
    ground,
    terrain,
    settings,
    path,
    last: Math.max(1, path.last, ...runs.map((run) => run.path.last)),
    runsSent,
    given,
    runs,
    outcome: outcomeOf(path, ground.view, settings.steps),
    forces: (/** @type {number} */ t) => forces(ground.landscape, path, t, settings, ground.flat),
  };
}

/**
 * The path, and one step more behind its end, which the arrows show.
 * @param {import("../surface_map/descent.js").Landscape} surface @param {Settings} settings
 * @param {string[]} taken  the settings that the rule is given: two rules may mean different things by one name
 * @param {number} far
 */
function pathOf(surface, settings, taken, far) {
  const { start, optimizer, steps } = settings;
  const rates = Object.fromEntries(taken.map((name) => [name, /** @type {any} */ (settings)[name]]));
  const path = descend(surface, { start, optimizer, rates, steps: steps + 1 }, far);
  return { ...path, last: Math.min(path.last, steps), ahead: path.last };
}

/** What tells one ground from another. @param {Model} model @param {string} name */
function terrainOf(model, name) {
  return name in SURFACES ? name : `${name} ${model.get("domain")} ${fingerprint(model.get("grid"))}`;
}

/** The surface of that name. @param {Model} model @param {string} name */
function landscapeOf(model, name) {
  return landscape(name, factsOf(model).surfaces, array(model.get("grid")), model.get("domain"));
}

/** All that depends on the surface alone. @param {Model} model @param {string} name */
function terrainAt(model, name) {
  const { aspect, curvature } = factsOf(model);
  const ground = groundOf(landscapeOf(model, name), !(name in SURFACES), aspect);
  const { heights, view } = ground;
  const flat = (ROUNDING * Math.max(Math.abs(heights.low), Math.abs(heights.high))) / (view.x[1] - view.x[0]);
  return { ...ground, curvature: /** @type {number | undefined} */ (curvature[name]), flat };
}

/** Runs from Python. @param {Model} model @param {Ground} ground @param {any[]} runsSent @returns {Run[]} */
function runsOf(model, { landscape: surface, view }, runsSent) {
  const { run_styles } = factsOf(model);
  return runsSent.map(({ name, ...run }, k) => {
    const path = pathOfRun(surface, array(run).values);
    return { name, path, outcome: outcomeOf(path, view, path.last), style: run_styles[k] };
  });
}

/** Whether a start lies on the map of the surface that is chosen. @param {Model} model @param {number[]} start */
export function isOnMap(model, [x, y]) {
  const name = model.get("surface");
  return contains(frameOf(landscapeOf(model, name), !(name in SURFACES), factsOf(model).aspect).view, x, y);
}

/** A few bytes that tell one grid from another. @param {{ data: DataView }} grid */
function fingerprint({ data }) {
  let sum = 0;
  for (let k = 0; k + 4 <= data.byteLength; k += 4) sum = (sum * 31 + data.getInt32(k)) | 0;
  return sum;
}
