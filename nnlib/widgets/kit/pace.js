// @ts-check
// How fast a player plays: how many steps are due after the milliseconds that have gone by.

// A share of a step, so that what falls due is not late by the rounding of its sum.
const ROUNDING = 1e-9;
// The shortest time between two pictures, in milliseconds, for whoever asks for less motion.
const CALM = 500;

/**
 * While the reader asks for less motion, the pace is the same, but what is on show changes at most twice a second.
 * @param {number} rate steps a second at speed 1
 */
export function pace(rate) {
  let speed = 1;
  // Steps due, with the part of the next one, and for how long nothing has changed.
  let due = 0;
  let still = 0;
  return {
    begin() {
      due = 0;
      still = 0;
    },
    /** @param {number} to a multiple of the rate */
    setSpeed(to) {
      speed = to;
    },
    /** The steps to go now. @param {number} elapsed milliseconds since the last call @param {boolean} isCalm */
    steps(elapsed, isCalm) {
      due += (elapsed / 1000) * rate * speed;
      still += elapsed;
      const steps = Math.floor(due + ROUNDING);
      if (steps < 1 || (isCalm && still < CALM)) return 0;
      due -= steps;
      still = 0;
      return steps;
    },
  };
}
