// @ts-check
// A run in the address: seed, settings and the number of steps make it again.

import { array } from "../kit/numbers.js";
import { tooMany } from "./settings.js";

/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./exchange.js").Exchange} Exchange */

// The most steps that a link makes again: on a slow phone half a minute for a large network.
const LONGEST_RUN = 50_000;
// Settings of what is looked at: they make no other run.
const LOOKS = ["unit", "edges", "window"];

const POINTS = "These points do not fit into a link: it leads to those that the figure came with.";
const CHANGED =
  "Settings or points have changed while this run went on: a link leads to its start, not to what it has learned.";
const LONG = `A link makes at most ${LONGEST_RUN.toLocaleString("en")} steps again: this run is longer, so it leads to the start.`;

/** How the steps of a run stand in the address. */
export const stepsSetting = {
  write: String,
  read(/** @type {string} */ text) {
    const steps = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    return steps <= LONGEST_RUN ? steps : undefined;
  },
};

/** Whether links can make runs of the figure again: not where it came with a trained network. @param {any} origin */
export function hasRuns(origin) {
  return array(origin.theta).values.length === 0;
}

/** The steps that a link to the figure as it stands names. @param {Model} model @param {Exchange} exchange @param {any} origin */
function stepsToName(model, { session, asked, goal }, origin) {
  if (asked !== null) return asked;
  if (tooMany(model, origin) || !session.isRepeatable) return 0;
  return goal || (session.steps <= LONGEST_RUN ? session.steps : 0);
}

/** What a link leaves out, in a sentence; "" for nothing. @param {Model} model @param {Exchange} exchange @param {any} origin */
export function leftOut(model, exchange, origin) {
  const { session } = exchange;
  if (tooMany(model, origin)) return POINTS;
  if (!session.steps || stepsToName(model, exchange, origin)) return "";
  return session.isRepeatable ? LONG : CHANGED;
}

/**
 * The model as the address sees it: with `steps` that begin a run anew where a link names others, or other settings.
 * @param {Model} model @param {Exchange} exchange @param {any} origin what the figure came with
 * @param {() => void} asked another run is asked for
 * @returns {Model}
 */
export function withRun(model, exchange, origin, asked) {
  let isAnother = false;
  const named = () => stepsToName(model, exchange, origin);
  return {
    get: (name) => (name === "steps" ? named() : model.get(name)),
    set(name, value) {
      if (name === "steps") exchange.ask(value);
      else {
        isAnother ||= !LOOKS.includes(name);
        model.set(name, value);
      }
    },
    save_changes() {
      // The same steps with other settings are another run as well.
      if (isAnother && exchange.asked === null) exchange.ask(named());
      isAnother = false;
      model.save_changes();
      asked();
    },
    on: (event, callback) => model.on(event, callback),
    off: (event, callback) => model.off(event, callback),
  };
}
