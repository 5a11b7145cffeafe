// @ts-check
// That a run is made again, as a link asks for it: how far it has come, and a way to stop.

import { button } from "../kit/controls.js";
import { html } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */

/** @param {Life} life @param {() => void} stop */
export function againBar(life, stop) {
  const progress = html("progress", { "aria-label": "Training again" });
  const words = html("span", {});
  const element = html("p", { class: "nn-playground-again", hidden: true }, words, progress);
  element.append(button(life, { label: "Stop here", press: stop }));
  return {
    element,
    /** @param {number} steps so far @param {number} goal 0 for no such run */
    show(steps, goal) {
      element.hidden = goal === 0;
      if (!goal) return;
      words.textContent = `The link leads to step ${goal}: training again, step ${steps}.`;
      progress.max = goal;
      progress.value = steps;
    },
  };
}
