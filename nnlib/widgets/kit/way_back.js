// @ts-check
// One setting alone goes back to what the figure came with: by two clicks on its name, or by a key.

import { setAttributes } from "./ui.js";

/** @typedef {import("./life.js").Life} Life */

/**
 * @param {Life} life
 * @param {{ name: HTMLElement | null, control: HTMLElement, typed?: boolean, back: () => void }} options
 *   name: what a mouse or a finger taps twice; typed: whether the Delete key has work of its own in the control, so
 *   that it takes Alt
 */
export function wayBack(life, { name, control, typed = false, back }) {
  const key = typed ? "Alt+Delete" : "Delete";
  setAttributes(control, { "aria-description": `${key}: as it came` });
  life.listen(control, "keydown", (event) => {
    // The key of that name on a Mac is Backspace elsewhere.
    if (!["Delete", "Backspace"].includes(event.key) || event.altKey !== typed) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    back();
  });
  if (!name) return;
  setAttributes(name, { title: `Double-click, or ${key}: back to the value that it came with` });
  name.classList.add("nn-back");
  life.listen(name, "dblclick", back);
}
