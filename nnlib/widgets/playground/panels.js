// @ts-check
// The frame of the playground and the places of its parts.

import { figure, html } from "../kit/ui.js";

const DESCRIPTION =
  "A network learns to tell two classes of points apart. Play, step or start again with the buttons. Units " +
  "of the network are buttons that show their picture in the plane. In the plane, the arrow keys move a " +
  "place, and Enter says the answer there, or paints or erases a point with the brush.";

/** @param {HTMLElement} el */
export function panels(el) {
  const top = html("div", { class: "nn-controls nn-playground-top" });
  const left = html("div", { class: "nn-playground-left" });
  const right = html("div", { class: "nn-playground-right" });
  const body = html("div", { class: "nn-playground-body" }, left, right);
  const label = { label: "Playground", class: "nn-playground", description: DESCRIPTION };
  return {
    frame: figure(el, label, top, body),
    top,
    body,
    left,
    right,
    /** The costs in numbers. */
    readings: html("p", { class: "nn-playground-readings", role: "group", "aria-label": "The costs" }),
    /** What the reader points at, in words. */
    note: html("p", { class: "nn-playground-note", role: "note" }),
    legend: html(
      "p",
      { class: "nn-playground-legend", "aria-hidden": "true" },
      html("span", { class: "nn-playground-class0" }, "● class 0"),
      html("span", { class: "nn-playground-class1" }, "▲ class 1"),
      html("span", {}, "hollow: held out"),
    ),
  };
}
