// @ts-check
// Rounds of training at a press, and a sentence that says what came of them.

import { button } from "../kit/controls.js";
import { number } from "../kit/numbers.js";
import { change, html } from "../kit/ui.js";
import { evaluate, train } from "./model.js";
import { same, settingsOf } from "./settings.js";

/** @type {[number, string][]} */
const ROUNDS = [
  [1, "1 round"],
  [100, "100 rounds"],
  [10_000, "10 000 rounds"],
];

const ROUND =
  "A round is all the steps above: one forward pass, one backward pass and one update, on this one example.";

/**
 * @param {import("../kit/ui.js").Life} life @param {import("../kit/ui.js").Model} model
 * @param {import("./settings.js").Facts} facts
 * @param {{ pause(): void, say(words: string): void }} act  pause: no step plays on while the network trains
 */
export function trainingPart(life, model, { traits }, { pause, say }) {
  const told = html("output", { class: "nn-backprop-trained", "aria-live": "off" });
  /** The settings of which the sentence speaks. @type {import("./settings.js").Settings | null} */
  let toldOf = null;
  const go = (/** @type {number} */ rounds) => {
    pause();
    const before = evaluate(settingsOf(model)).J;
    const { theta, J, diverged } = train(settingsOf(model), rounds, traits.theta);
    told.textContent = diverged
      ? `With this η the parameters run away, beyond ${traits.theta.high}: nothing was changed.`
      : `J went from ${number(before, 7)} to ${number(J, 7)}.`;
    say(told.textContent);
    if (!diverged) change(model, { theta });
    toldOf = settingsOf(model);
  };
  const buttons = ROUNDS.map(([rounds, label]) => button(life, { label, press: () => go(rounds) }));
  return {
    element: html(
      "div",
      {},
      html("div", { class: "nn-controls" }, html("span", {}, "Train:"), buttons, told),
      html("p", { class: "nn-backprop-hint nn-screen" }, ROUND),
    ),
    /** @param {import("./settings.js").Settings} settings */
    set(settings) {
      if (!same(settings, toldOf)) told.textContent = "";
    },
  };
}
