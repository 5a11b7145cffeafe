// @ts-check
// Everything that the figure shows, from its settings.

import { SURFACES } from "../engine/surfaces.js";
import { samples } from "../kit/contours.js";
import { factsOf } from "../kit/facts.js";
import { array } from "../kit/numbers.js";
import { descend, forces, landscape, outcomeOf, pathOfRun } from "./descent.js";
import { aspectOf, contains, viewOf } from "./plane.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./descent.js").Path} Path */
/** @typedef {import("./descent.js").Descent & { surface: string }} Settings */
/** @typedef {ReturnType<typeof groundOf>} Ground */
/** @typedef {{ colour: string, dash: string, mark: string, isFaint?: boolean }} RunStyle */
/**
 * @typedef {{
 *   name: string, path: Path, outcome: import("./descent.js").Outcome, style: RunStyle,
 *   rates?: { letter: string, value: number }[],
 * }} Run   rates: those that the path was made with, where they are known
 */
/** @typedef {ReturnType<typeof stateOf>} State */

/** What the reader sets, and a reset brings back. */
export const CHOSEN = ["surface", "start", "optimizer", "eta", "mu", "steps"];
/** All that the drawing follows. */
export const TRAITS = [...CHOSEN, "runs", "runs_on", "grid", "domain", "function"];

// How a run from Python is drawn besides its colour, one for each colour.
const RUN_SHAPES = [
  { dash: "8 4", mark: "M-5,-5h10v10h-10z" },
  { dash: "2 4", mark: "M0,-6l6,11h-12z" },
  { dash: "9 3 2 3", mark: "M0,-7l6,7l-6,7l-6,-7z" },
  { dash: "4 3", mark: "M0,6l6,-11h-12z" },
  { dash: "12 4 4 4", mark: "M-2,-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z" },
];
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
  const ground = before?.terrain === terrain ? before.ground : groundOf(model, settings.surface);
  const path = descend(ground.landscape, settings, far);
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

/** What tells one ground from another. @param {Model} model @param {string} name */
function terrainOf(model, name) {
  return name in SURFACES ? name : `${name} ${model.get("domain")} ${fingerprint(model.get("grid"))}`;
}

/** A surface, and how much of the plane its map shows. @param {Model} model @param {string} name */
function sceneOf(model, name) {
  const { aspect, surfaces } = factsOf(model);
  const bounded = !(name in SURFACES);
  const surface = landscape(name, surfaces, array(model.get("grid")), model.get("domain"));
  const view = viewOf(surface, bounded, aspect);
  return { landscape: surface, bounded, view, aspect: aspectOf(surface, bounded, aspect) };
}

/** All that depends on the surface alone. @param {Model} model @param {string} name */
function groundOf(model, name) {
  const scene = sceneOf(model, name);
  const heights = samples(scene.landscape.value, scene.view.x, scene.view.y, 60, 45);
  /** @type {number | undefined} */
  const curvature = factsOf(model).curvature[name];
  const flat =
    (ROUNDING * Math.max(Math.abs(heights.low), Math.abs(heights.high))) / (scene.view.x[1] - scene.view.x[0]);
  return { ...scene, heights, logarithmic: heights.low >= 0, curvature, flat };
}

/** Runs from Python. @param {Model} model @param {Ground} ground @param {any[]} runsSent @returns {Run[]} */
function runsOf(model, { landscape: surface, view }, runsSent) {
  const { run_colours } = factsOf(model);
  return runsSent.map(({ name, ...run }, k) => {
    const path = pathOfRun(surface, array(run).values);
    const style = { colour: run_colours[k], ...RUN_SHAPES[k] };
    return { name, path, outcome: outcomeOf(path, view, path.last), style };
  });
}

/** Whether a start lies on the map of the surface that is chosen. @param {Model} model @param {number[]} start */
export function isOnMap(model, [x, y]) {
  return contains(sceneOf(model, model.get("surface")).view, x, y);
}

/** A few bytes that tell one grid from another. @param {{ data: DataView }} grid */
function fingerprint({ data }) {
  let sum = 0;
  for (let k = 0; k + 4 <= data.byteLength; k += 4) sum = (sum * 31 + data.getInt32(k)) | 0;
  return sum;
}
