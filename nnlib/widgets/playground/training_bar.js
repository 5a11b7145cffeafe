// @ts-check
// The bar that trains: play, one step, one epoch, start again.

import { button } from "../kit/controls.js";
import { number } from "../kit/numbers.js";
import { player } from "../kit/player.js";
import { reducedMotion } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./session.js").Session} Session */

// Steps a second at speed 1.
const RATE = 60;
const SPEEDS = [0.1, 0.5, 1, 4, 16];
// Milliseconds for half a second of steps at once, for whoever asks for less motion.
const CALM = 150;

/**
 * @param {Life} life @param {HTMLElement} frame
 * @param {{
 *   session: () => Session, budget: () => number, train: (steps: number, budget?: number) => void,
 *   restart: () => void, trained: () => void,
 * }} options
 *   session: brought up to date. budget: milliseconds for the steps of a frame. trained: an epoch is done.
 */
export function trainingBar(life, frame, { session, budget, train, restart, trained }) {
  let place = 0;
  const bar = player(life, frame, {
    label: "training",
    last: Infinity,
    rate: RATE,
    speeds: SPEEDS,
    show(at) {
      if (at > place) train(at - place, bar.playing ? (reducedMotion() ? CALM : budget()) : undefined);
      place = at;
    },
    restart,
    describe: () => placeWords(session()),
  });
  const epoch = button(life, {
    label: "One epoch",
    press() {
      bar.pause();
      train(session().stepsLeft);
      bar.mark();
      trained();
    },
  });
  bar.element.querySelector(".nn-buttons")?.append(epoch);
  return bar;
}

/** Where the run stands. @param {Session} session */
export function placeWords({ steps, epochs }) {
  return `step ${steps} · epoch ${number(epochs, epochs < 10 ? 1 : 0)}`;
}
