// @ts-check
// The units of layer 1 as small pictures, each a button with the weights into the unit and how strongly it fires.

import { number, spoken } from "../kit/numbers.js";
import { isFine, largest, prepared, weightPicture } from "../kit/pixel_pictures.js";
import { html, setAttributes } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */

// A whole number of pixels for each weight, of 8 x 8 and of 28 x 28.
const [SIDE, FINE_SIDE] = [40, 56];
const GAP = 4;

function tile() {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const bar = html("span", { class: "nn-digit-level" });
  const value = html("span", { class: "nn-digit-value" });
  const level = html("span", { class: "nn-digit-axis" }, bar);
  const button = html("button", { type: "button", class: "nn-digit-unit", tabindex: -1 }, canvas, level, value);
  return { canvas, bar, value, button };
}

/**
 * @param {Life} life @param {Float64Array[]} weights  into each unit that is shown
 * @param {{ label: string, nameOf: (i: number) => string, choose: (unit: number) => void }} options
 *   label: of all of them; nameOf: of unit i, counted from 0; choose: called with the unit pressed, counted from 1
 */
export function tiles(life, weights, { label, nameOf, choose }) {
  const all = weights.map(tile);
  const buttons = all.map(({ button }) => button);
  const side = isFine(weights[0]) ? FINE_SIDE : SIDE;
  const look = side === SIDE ? "nn-digit-grid" : "nn-digit-grid nn-digit-fine";
  const element = html("div", { class: look, role: "toolbar", "aria-label": label }, buttons);
  moveFocus(life, element, buttons);
  buttons.forEach((button, i) => {
    life.listen(button, "click", () => choose(i + 1));
  });

  return {
    element,
    /** Draw the weights. @param {Record<string, string>} colours */
    paint(colours) {
      all.forEach(({ canvas }, i) => {
        weightPicture(prepared(canvas, side), weights[i], colours, { size: side, reach: largest(weights[i]) });
      });
    },
    /**
     * Show what each unit gives.
     * @param {Float64Array} values @param {{ reach: number, fires: number, pressed: number, current: number }} options
     *   reach: the value of a full bar; fires: the share of it from which on a unit stands out; pressed: the unit
     *   chosen, -1 for none; current: the one shown larger
     */
    show(values, { reach, fires, pressed, current }) {
      all.forEach(({ bar, value, button }, i) => {
        const share = values[i] / reach;
        bar.style.left = `${50 + 50 * Math.min(0, share)}%`;
        bar.style.width = `${50 * Math.abs(share)}%`;
        value.textContent = number(values[i]);
        button.classList.toggle("nn-digit-fires", Math.abs(share) >= fires);
        button.classList.toggle("nn-digit-current", i === current);
        setAttributes(button, {
          "aria-label": `${nameOf(i)}: ${spoken(values[i])}`,
          "aria-pressed": `${i === pressed}`,
        });
      });
    },
  };
}

/**
 * One stop for the Tab key; the arrows go from button to button, as in every toolbar.
 * @param {Life} life @param {HTMLElement} toolbar @param {HTMLElement[]} buttons
 */
function moveFocus(life, toolbar, buttons) {
  let focus = 0;
  const last = buttons.length - 1;

  function reachable() {
    for (const [i, button] of buttons.entries()) setAttributes(button, { tabindex: i === focus ? 0 : -1 });
  }

  buttons.forEach((button, i) => {
    life.listen(button, "click", () => {
      focus = i;
    });
  });
  life.listen(toolbar, "keydown", (event) => {
    const row = Math.max(1, Math.round(toolbar.clientWidth / (buttons[0].offsetWidth + GAP)));
    /** @type {Record<string, number>} */
    const places = {
      ArrowRight: focus + 1,
      ArrowLeft: focus - 1,
      ArrowDown: focus + row,
      ArrowUp: focus - row,
      Home: 0,
      End: last,
    };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 || to > last) return;
    focus = to;
    buttons[to].focus();
    reachable();
  });
  reachable();
}
