// @ts-check
// The palette for a canvas.

import { html } from "./ui.js";

/** @typedef {import("./ui.js").Life} Life */

/**
 * The palette as colours that a canvas understands, kept up when the page turns light or dark; `changed` then draws
 * again. SVG and HTML need none of this: var(--c-activation) and the others of live.css follow by themselves.
 * @param {Life} life @param {Element} frame an element inside .nn-figure @param {() => void} changed
 */
export function palette(life, frame, changed) {
  const names = ["ink", "muted", "faint", "paper", "activation", "preactivation", "weight-pos", "weight-neg", "bias"];
  names.push("error", "highlight", "class-0", "class-1");
  /** @type {Record<string, string>} */
  const colours = {};
  const probe = html("span", { class: "nn-unseen" });
  probe.style.forcedColorAdjust = "none"; // else all of them read as the one colour of text
  frame.append(probe);
  const read = () => {
    for (const name of names) {
      probe.style.color = `var(--c-${name})`;
      colours[name] = getComputedStyle(probe).color;
    }
  };
  const renew = life.guard(() => {
    read();
    changed();
  });
  const observer = new MutationObserver(renew);
  const options = { attributes: true, attributeFilter: ["data-theme", "data-jp-theme-light", "class"] };
  observer.observe(document.documentElement, options);
  observer.observe(document.body, options);
  life.onEnd(() => observer.disconnect());
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
    life.listen(matchMedia(query), "change", renew);
  }
  read();
  return colours;
}
