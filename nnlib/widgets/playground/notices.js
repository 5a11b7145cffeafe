// @ts-check
// What does not go on, or does not go into a link: sentences that stay for as long as they hold.

import { html } from "../kit/ui.js";
import { leftOut } from "./link.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./data.js").Facts} Facts */
/** @typedef {import("./exchange.js").Exchange} Exchange */

/** That there is no room for another point. @param {number} most */
export function full(most) {
  return `There is room for ${most} points: erase some to paint others.`;
}

/**
 * @param {Life} life @param {Model} model @param {Exchange} exchange @param {any} origin what the figure came with
 * @param {Facts} facts
 */
export function notices(life, model, exchange, origin, facts) {
  const element = html("div", { class: "nn-playground-notices" });
  const isLinked = model.get("key") && life.root.closest(".nn-live");
  let shown = "";
  return {
    element,
    /** Say what holds now. */
    show() {
      const { examples, settings } = exchange.session;
      const words = [
        settings.data === "own" && examples.labels.length >= facts.most_points && full(facts.most_points),
        isLinked && leftOut(model, exchange, origin),
      ].filter(Boolean);
      if (`${words}` === shown) return;
      shown = `${words}`;
      element.replaceChildren(...words.map((sentence) => html("p", {}, sentence)));
    },
  };
}
