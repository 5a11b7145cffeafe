// @ts-check
// What the network sees and answers: the picture of pixels, a line that says it, and the probability of each class.

import { inkPicture, prepared } from "../kit/pixel_pictures.js";
import { html } from "../kit/ui.js";
import { headline, pictureInWords } from "./words.js";

/** @param {number} k */
function barOfClass(k) {
  const bar = html("span", { class: "nn-digit-bar" });
  const value = html("span", { class: "nn-digit-number" });
  const track = html("span", { class: "nn-digit-track", "aria-hidden": "true" }, bar);
  return { bar, value, row: html("li", {}, html("span", { class: "nn-digit-class" }, k), track, value) };
}

/** @param {number} classes how many there are */
export function answer(classes) {
  const picture = html("canvas", { role: "img", class: "nn-digit-picture" });
  const told = html("p", { class: "nn-digit-headline" });
  const bars = Array.from({ length: classes }, (_, k) => barOfClass(k));
  const list = { class: "nn-digit-bars", "aria-label": "Probability of each class" };
  const rows = bars.map(({ row }) => row);
  let side = 0;

  return {
    elements: [
      told,
      html("div", { class: "nn-digit-seen" }, html("p", { class: "nn-digit-title" }, "What the network sees"), picture),
      html("ul", list, rows),
    ],
    /** @param {number} to side of the picture */
    resize(to) {
      side = to;
    },
    /** @param {import("./model.js").State} now @param {Record<string, string>} colours */
    show(now, colours) {
      inkPicture(prepared(picture, side), now.seen, colours.ink, { size: side });
      picture.setAttribute("aria-label", pictureInWords(now.seen));
      told.replaceChildren(...headline(now));
      bars.forEach(({ bar, value, row }, k) => {
        bar.style.width = `${100 * now.answer[k]}%`;
        value.textContent = now.answer[k].toFixed(3);
        row.classList.toggle("nn-digit-best", k === now.best);
      });
    },
  };
}
