// @ts-check
// The bar of the forward pass: a place for each column that comes, and the last for the complete pass.

import { player } from "../kit/player.js";
import { change } from "../kit/ui.js";
import { lastPlace, placeOf, settingsAt, settingsOf } from "./model.js";
import { stageInWords } from "./words.js";

/**
 * @param {import("../kit/ui.js").Life} life @param {HTMLElement} frame @param {import("../kit/ui.js").Model} model
 * @param {number} complete the step of a complete pass
 */
export function barPart(life, frame, model, complete) {
  // The settings follow the bar, and the bar the settings: while one leads, the other must not lead back.
  let following = false;
  const lead = (/** @type {() => void} */ move) => {
    if (following) return;
    following = true;
    move();
    following = false;
  };
  const changesAt = (/** @type {number} */ at) => settingsAt(settingsOf(model), at, complete);
  const bar = player(life, frame, {
    label: "forward pass",
    last: lastPlace(settingsOf(model)),
    at: placeOf(settingsOf(model)),
    rate: 2,
    show: (at) => lead(() => change(model, changesAt(at))),
    describe: (at) => stageInWords({ ...settingsOf(model), ...changesAt(at) }),
  });
  return {
    element: bar.element,
    pause: bar.pause,
    isPlaying: () => bar.playing,
    /** Go where the settings are, if they were changed elsewhere. @param {import("./model.js").Settings} settings */
    follow(settings) {
      lead(() => {
        bar.setLast(lastPlace(settings));
        bar.go(placeOf(settings));
      });
    },
  };
}
