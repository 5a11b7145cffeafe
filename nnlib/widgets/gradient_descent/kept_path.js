// @ts-check
// A path that the reader keeps stands beside the next ones like a run from Python, only fainter. It belongs to its
// surface, and to the view: no link carries it.

import { button } from "../kit/controls.js";
import { factsOf } from "../kit/facts.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./state.js").Run} Run */
/** @typedef {import("./state.js").State} State */

const [KEEP, DROP] = ["Keep this path", "Drop the kept path"];
const RING = "M-6,0a6,6 0 1 0 12,0a6,6 0 1 0 -12,0zM-3,0a3,3 0 1 1 6,0a3,3 0 1 1 -6,0z";
const STYLE = { colour: "activation", dash: "5 4", mark: RING, isFaint: true };

/**
 * @param {Life} life @param {Model} model
 * @param {{ now: () => State | null, changed: () => void }} options  changed: another path is kept, or none
 */
export function keptPath(life, model, { now, changed }) {
  /** @type {{ terrain: string, run: Run } | null} */
  let kept = null;
  const toggle = button(life, { label: KEEP, press: () => put(isOn(now()?.terrain) ? null : now()) });

  const isOn = (/** @type {string | undefined} */ terrain) => kept !== null && kept.terrain === terrain;

  /** @param {State | null} state */
  function put(state) {
    kept = state && { terrain: state.terrain, run: runOf(model, state) };
    changed();
  }

  return {
    toggle,
    forget: () => put(null),
    /** What is kept of the paths on a surface. @param {string} terrain @returns {Run[]} */
    on: (terrain) => (kept && isOn(terrain) ? [kept.run] : []),
    /** Say what the button does. @param {State} state */
    show({ terrain }) {
      toggle.textContent = isOn(terrain) ? DROP : KEEP;
    },
  };
}

/** @param {Model} model @param {State} state @returns {Run} */
function runOf(model, { path, outcome, settings }) {
  const { sliders, settings: known } = factsOf(model);
  const rateOf = (/** @type {string} */ name) => /** @type {any} */ (settings)[name];
  const rates = sliders[settings.optimizer]
    .filter((/** @type {string} */ name) => rateOf(name))
    .map((/** @type {string} */ name) => ({ letter: known[name].symbol, value: rateOf(name) }));
  return { name: "kept path", rates, path, outcome, style: STYLE };
}
