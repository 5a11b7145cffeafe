// @ts-check
// The units of the network as buttons: pointing at one, or pressing it, shows its picture large.

import { html } from "../kit/ui.js";
import { isSame } from "./network_layout.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("./network_layout.js").NetworkLayout} NetworkLayout */
/** @typedef {import("./network_layout.js").Unit} Unit */

/**
 * @param {Life} life
 * @param {{ pinned: () => Unit | null, pin: (unit: Unit | null) => void, changed: () => void }} options
 *   pinned: the unit that was pressed, whether there is one like it or not; pin: one is pressed; changed: another unit is
 *   looked at
 */
export function unitButtons(life, { pinned, pin, changed }) {
  const element = html("div", { class: "nn-playground-units" });
  /** @type {{ unit: Unit, button: HTMLElement }[]} */
  let all = [];
  /** @type {Unit | null} */
  let hovered = null;
  // A network may have lost the unit that was pressed, and have it back later.
  const chosen = () => all.find(({ unit }) => isSame(unit, pinned()))?.unit ?? null;

  // One pair of ears for all units, which come and go.
  const unitOf = (/** @type {any} */ event) => {
    const at = event.target.closest?.("button")?.dataset;
    return at ? { ell: Number(at.layer), i: Number(at.unit) } : null;
  };
  life.listen(element, "pointerover pointerout", (event) => {
    hovered = event.type === "pointerover" && event.pointerType === "mouse" ? unitOf(event) : null;
    changed();
  });
  life.listen(element, "click", (event) => {
    const unit = unitOf(event);
    if (unit) pin(isSame(chosen(), unit) ? null : unit);
  });

  return {
    element,
    /** The unit that is looked at, if any. */
    get shown() {
      return hovered ?? chosen();
    },
    /** Whether a unit is marked. @param {Unit} unit */
    isChosen: (unit) => isSame(chosen(), unit) || isSame(hovered, unit),
    /** Those of a network, each in its place. @param {NetworkLayout} layout */
    place(layout) {
      all = layout.units.map((unit) => ({
        unit,
        button: all.find((known) => isSame(known.unit, unit))?.button ?? buttonOf(unit),
      }));
      for (const { unit, button } of all) {
        const [left, top, side] = layout.target(unit).map((pixels) => `${pixels}px`);
        Object.assign(button.style, { left, top, width: side, height: side });
        button.setAttribute("aria-label", layout.nameOf(unit));
      }
      keepChildren(
        element,
        all.map(({ button }) => button),
      );
      if (!layout.has(hovered)) hovered = null;
    },
    mark() {
      for (const { unit, button } of all) button.setAttribute("aria-pressed", `${isSame(chosen(), unit)}`);
    },
  };
}

/** @param {Unit} unit @returns {HTMLElement} */
function buttonOf({ ell, i }) {
  return html("button", { type: "button", "data-layer": ell, "data-unit": i });
}

/** Give an element these children; one that has the focus keeps it. @param {Element} element @param {Node[]} wanted */
function keepChildren(element, wanted) {
  const now = element.childNodes;
  if (wanted.length === now.length && wanted.every((node, k) => now[k] === node)) return;
  const focused = document.activeElement;
  element.replaceChildren(...wanted);
  if (focused instanceof HTMLElement && wanted.includes(focused)) focused.focus();
}
