// @ts-check
// Buttons that load real digits, one for each class of which there are examples.

import { button } from "../kit/controls.js";
import { html } from "../kit/ui.js";

/**
 * @param {import("../kit/ui.js").Life} life @param {number[]} labels  of the examples
 * @param {{ load: (k: number) => void }} options  load: called with the class whose button was pressed
 */
export function examples(life, labels, { load }) {
  const classes = [...new Set(labels)].sort((i, j) => i - j);
  const buttons = classes.map((k) => {
    const label = `Load a real ${k}`;
    return button(life, { label, icon: `${k}`, class: "nn-digit-example", press: () => load(k) });
  });
  const element = html(
    "div",
    { class: "nn-digit-examples", role: "group", "aria-label": "Real digits" },
    html("span", {}, "Real digits:"),
    html("span", { class: "nn-digit-row" }, buttons),
  );
  return {
    element,
    /** @param {number | undefined} label of the example that is shown, if one is */
    show(label) {
      for (const [i, k] of classes.entries()) buttons[i].setAttribute("aria-pressed", `${k === label}`);
    },
  };
}
