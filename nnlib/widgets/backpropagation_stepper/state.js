// @ts-check
// Where the stepper stands: its settings, the pass that they make, and the step on display.

import { evaluate } from "./model.js";
import { settingsOf } from "./settings.js";
import { stepsOf } from "./steps.js";

/** @typedef {import("../kit/ui.js").Model} Model */

/** @param {Model} model */
export function stateOf(model) {
  const settings = settingsOf(model);
  const steps = stepsOf(settings);
  // There may be fewer steps than before.
  const at = Math.min(model.get("step"), steps.length - 1);
  return { settings, pass: evaluate(settings), steps, at, step: steps[at] };
}

/** @param {Model} model */
export function lastStep(model) {
  return stepsOf(settingsOf(model)).length - 1;
}
