// @ts-check
// What every figure can do besides: a link to what it shows, the whole screen, a picture in a file.

import { addressNotes, linkOf } from "./address.js";
import { enlargement } from "./enlargement.js";
import { savePicture } from "./picture_files.js";
import { html, setAttributes } from "./ui.js";

/** @typedef {import("./life.js").Life} Life */
/** @typedef {import("./ui.js").Model} Model */

/**
 * A line of small buttons below a figure.
 * @param {Life} life @param {Model} model @param {HTMLElement} place where the figure is
 */
export function tools(life, model, place) {
  const said = html("span", { class: "nn-tools-said", role: "status" });
  const link = html("input", { class: "nn-tools-link", type: "text", readonly: true, hidden: true });
  link.setAttribute("aria-label", "Address of what the figure shows");
  /** @param {string} label @param {() => void} press */
  const small = (label, press) => {
    const element = html("button", { type: "button" }, label);
    life.listen(element, "click", press);
    return element;
  };
  const say = (/** @type {string} */ words) => {
    said.textContent = words;
  };

  const copy = small("Copy link", async () => {
    const address = linkOf(place);
    link.hidden = true;
    if (!address) return say("This is too much for a link.");
    try {
      await navigator.clipboard.writeText(address);
      say("Copied.");
    } catch {
      // Without a permission, or from disk: the reader copies it by hand.
      Object.assign(link, { hidden: false, value: address });
      link.focus();
      link.select();
      say("Copy it from the field.");
    }
  });
  const save = (/** @type {"svg" | "png"} */ kind) => async () => {
    try {
      await savePicture(place, kind, model.get("key"));
      say("Saved.");
    } catch (error) {
      console.error(error);
      say("The picture could not be made.");
    }
  };
  const large = enlargement(life, /** @type {HTMLElement} */ (life.root), (isLarge) => {
    enlarge.textContent = isLarge ? "Back to the page" : "Enlarge";
  });
  const enlarge = small("Enlarge", large.toggle);
  const hidden = html("span", { class: "nn-tools-more", hidden: true });
  hidden.append(enlarge, small("Save SVG", save("svg")), small("Save PNG", save("png")));
  const more = small("More", () => {
    hidden.hidden = !hidden.hidden;
    setAttributes(more, { "aria-expanded": `${!hidden.hidden}` });
  });
  more.setAttribute("aria-expanded", "false");
  const element = html("div", { class: "nn-tools", role: "group", "aria-label": "Link and picture of this figure" });
  element.append(copy, more, hidden, said, link);
  return {
    element,
    /** Another figure stands in the place. */
    renew() {
      copy.hidden = linkOf(place) === undefined;
      say(addressNotes(place));
    },
  };
}
