// @ts-check
// The pen at the keyboard: arrows move it from place to place, Space puts it down and lifts it.

import { clamp } from "../kit/numbers.js";

/** @typedef {import("../kit/ui.js").Life} Life */

// Places that the keys reach: this many in a row.
const PLACES = 16;

/** @type {Record<string, number[]>} */
const MOVES = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-1, -1],
  PageUp: [1, -1],
  End: [-1, 1],
  PageDown: [1, 1],
};

/**
 * @param {Life} life @param {HTMLElement} element
 * @param {{
 *   pen: import("./pen.js").Pen, show: () => void, undo: () => void,
 *   say: (words: string, withAnswer?: boolean) => void,
 * }} options   show: called when the pen has moved without drawing
 */
export function penKeys(life, element, { pen, show, undo, say }) {
  let isDown = false;
  let at = [PLACES / 2, 3];
  const place = () => at.map((k) => (k + 0.5) / PLACES);

  function move(/** @type {number[]} */ by) {
    at = at.map((k, i) => clamp(k + by[i], 0, PLACES - 1));
    if (isDown) pen.lead([place()], true);
    else show();
    say(`Column ${at[0] + 1}, row ${at[1] + 1}.`);
  }

  function putDown() {
    isDown = true;
    element.classList.add("nn-digit-down");
    pen.start();
    pen.lead([place()]);
    say(`Pen down at column ${at[0] + 1}, row ${at[1] + 1} of ${PLACES}.`, false);
  }

  function lift() {
    isDown = false;
    element.classList.remove("nn-digit-down");
  }

  function press(/** @type {string} */ key) {
    if (key in MOVES) {
      move(MOVES[key]);
    } else if (key === " " || key === "Enter") {
      if (!isDown) return putDown();
      lift();
      say("Pen up.", true);
    } else {
      lift();
      undo();
    }
  }

  life.listen(element, "keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!(event.key in MOVES || [" ", "Enter", "Backspace", "Delete"].includes(event.key))) return;
    press(event.key);
    event.preventDefault();
  });
  life.listen(element, "blur", lift);

  return {
    /** Where the pen is, from 0 to 1. */
    place,
    lift,
  };
}
