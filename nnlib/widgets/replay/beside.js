// @ts-check
// Another snapshot beside the one on show, so that two epochs are compared at one glance.

import { button } from "../kit/controls.js";
import { change, html } from "../kit/ui.js";
import { map } from "./map.js";
import { evaluate } from "./model.js";
import { pixelView } from "./pixels.js";
import { wordsOf } from "./words.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./model.js").Run} Run */

const [KEEP, DROP] = ["Keep this epoch beside", "Drop the epoch beside"];

/**
 * @param {Life} life @param {Model} model @param {Run} run @param {() => number} place of the snapshot on show
 */
export function beside(life, model, run, place) {
  const plane = run.isPlane ? map(run) : null;
  const pixels = run.isPlane ? null : pixelView(run);
  const { element: picture, drawing, resize } = /** @type {ReturnType<typeof map>} */ (plane ?? pixels);
  const caption = html("p", { class: "nn-replay-note" });
  const element = html("div");
  const toggle = button(life, {
    label: KEEP,
    press: () => change(model, { beside: kept() === null ? [place()] : [] }),
  });
  /** The snapshot that is kept; a run that Python replaces may not have it. */
  const kept = () => {
    const [k] = model.get("beside");
    return k < run.epochs.length ? /** @type {number} */ (k) : null;
  };
  return {
    element,
    toggle,
    /** Whether there is one. */
    get isShown() {
      return kept() !== null;
    },
    /** @param {number} width @param {number} height */
    resize: (width, height) => resize(width, height),
    /** Draw it; the network is that of the kept snapshot afterwards. @param {Record<string, string>} colours */
    draw(colours) {
      const k = kept();
      toggle.textContent = k === null ? KEEP : DROP;
      if (k === null) return element.replaceChildren();
      if (!element.firstChild) element.append(caption, picture);
      run.load(k);
      const now = evaluate(run, k);
      caption.textContent = `Kept: epoch ${run.epochs[k]}`;
      plane?.draw(colours);
      pixels?.draw(colours, model.get("show") === "change", now.answers);
      drawing.setAttribute("aria-label", `Kept: ${wordsOf(run, run.epochs[k], now, model.get("show"))}`);
    },
  };
}
