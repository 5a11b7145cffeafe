// @ts-check
// While the playground trains, two halves of its drawing take turns, so that most of a frame is left for training.

// Milliseconds of a frame for training and drawing together, and how many of them training has at least.
const FRAME = 13;
const LEAST = 2;
// How much of what a half took this time counts, beside the times before.
const NEWEST = 0.1;

export class Turns {
  constructor() {
    /** Which half is next: 0 or 1. */
    this.next = 0;
    /** The milliseconds that each takes, about. */
    this.taken = [5, 5];
  }

  /** The milliseconds for training before the next half is drawn. */
  get budget() {
    return Math.max(LEAST, FRAME - this.taken[this.next]);
  }

  /** The next half is drawn. @param {number} milliseconds that it took */
  done(milliseconds) {
    this.taken[this.next] += NEWEST * (milliseconds - this.taken[this.next]);
    this.next = 1 - this.next;
  }
}
