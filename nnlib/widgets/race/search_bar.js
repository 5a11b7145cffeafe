// @ts-check
// The button that finds the best rate of each rule, with what that costs and how far it is.

import { button } from "../kit/controls.js";
import { factsOf } from "../kit/facts.js";
import { change, html } from "../kit/ui.js";
import { placeOf, ratesOf } from "./racers.js";
import { search } from "./search.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */

// Milliseconds of search between two frames.
const SLICE = 8;
const [FIND, STOP] = ["Find each one’s best rate", "Stop the search"];

/** @param {Life} life @param {Model} model */
export function searchBar(life, model) {
  const { rates } = factsOf(model);
  let timer = 0;
  const press = button(life, {
    label: FIND,
    press: () => (timer ? stop("Stopped: the rates are as before.") : begin()),
  });
  const bar = html("progress", { "aria-label": "Search of rates", value: 0, max: 1, hidden: true });
  const price = html("span", { class: "nn-race-price" });
  const said = html("span", { role: "status" });

  function begin() {
    const rules = model.get("rules");
    if (!rules.length) return;
    const task = {
      arena: placeOf(model, null).arena,
      close: factsOf(model).close,
      budget: model.get("budget"),
      rates,
      rules,
      settingsOf: (/** @type {string} */ rule) => ratesOf(model, rule),
    };
    Object.assign(bar, { value: 0, max: rules.length * rates.length, hidden: false });
    press.textContent = STOP;
    said.textContent = "";
    goOn(search(task));
  }

  /** Search for a while, and leave the page its time. @param {ReturnType<typeof search>} running */
  function goOn(running) {
    const due = life.guard(() => {
      const end = performance.now() + SLICE;
      let step = running.next();
      while (!step.done && performance.now() < end) step = running.next();
      if (step.done) return finish(step.value);
      bar.value = step.value;
      goOn(running);
    });
    timer = window.setTimeout(due, 0);
  }

  /** @param {Record<string, number>} found */
  function finish(found) {
    const tuned = { ...model.get("tuned") };
    for (const [rule, eta] of Object.entries(found)) tuned[rule] = { ...tuned[rule], eta };
    timer = 0;
    change(model, { tuned });
    stop("Found: each rule now has its best rate of these.");
  }

  /** @param {string} words */
  function stop(words) {
    clearTimeout(timer);
    timer = 0;
    bar.hidden = true;
    press.textContent = FIND;
    said.textContent = words;
  }

  // What is searched for would be the best of another race.
  life.follow(model, ["course", "start", "budget", "rules", "tuned", "batch_size", "seed"], () => {
    if (timer) stop("Stopped: the race has changed.");
    else said.textContent = "";
  });
  life.onEnd(() => clearTimeout(timer));
  return {
    element: html("div", { class: "nn-race-search" }, press, bar, price, said),
    /** Say what the search costs. */
    show() {
      const budget = model.get("budget");
      const each = rates.length * budget;
      price.textContent =
        `Every rule tries the same ${rates.length} rates, from ${rates[0]} to ${rates[rates.length - 1]}, with ` +
        `${budget} gradients each: ${each} gradients a rule.`;
    },
  };
}
