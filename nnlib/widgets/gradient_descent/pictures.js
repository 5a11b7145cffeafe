// @ts-check
// The map and the chart side by side, or one below the other, with the numbers of the place that they show.

import { change, html } from "../kit/ui.js";
import { map } from "../surface_map/map.js";
import { chart } from "./chart.js";
import { legendOf, readingsOf } from "./legend.js";
import { paths } from "./paths.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/** @typedef {import("./state.js").State} State */

// From this width on they stand side by side, so many pixels apart.
const [WIDE, APART] = [620, 16];

/**
 * @param {Life} life @param {Model} model
 * @param {{ renew: () => void, scrub: (at: number) => void }} options
 *   renew: asks for a frame; scrub: called with the step that the reader pressed in the chart
 */
export function pictures(life, model, { renew, scrub }) {
  const over = paths();
  const plane = map(life, {
    over,
    label: "Map of J with the path",
    handle: "start of the descent",
    start: () => model.get("start"),
    height: (/** @type {State} */ now) => now.path.J[0],
    place: (start) => change(model, { start }),
    renew,
  });
  const costs = chart(life, { scrub });
  const readings = readingsOf();
  const legend = legendOf();
  const side = html("div", { class: "nn-gd-side" }, readings.element, costs.element);
  const element = html("div", { class: "nn-gd-pictures" }, plane.element, side);
  return {
    element,
    /** What the lines of the drawings are; it stands further down. */
    legend: legend.element,
    /** Once they are in their figure, which gives them the colours. */
    attach: plane.attach,
    /** @param {string} sentence */
    describe(sentence) {
      costs.element.setAttribute("aria-label", `J against the step. ${sentence}`);
    },
    /** @param {number} width @param {State} now @param {number} place */
    resize(width, now, place) {
      const isWide = width >= WIDE;
      const plot = isWide ? Math.round((width - APART) * 0.62) : width;
      element.style.gridTemplateColumns = isWide ? `${plot}px minmax(0, 1fr)` : "minmax(0, 1fr)";
      plane.resize(plot);
      plane.draw(now, place, true);
      const tall = plane.element.offsetHeight - readings.element.offsetHeight - 12;
      costs.resize(isWide ? width - APART - plot : width, isWide ? Math.max(150, tall) : 170);
      costs.draw(now, place, true);
    },
    /**
     * @param {State} now @param {number} place  of the ball, maybe between two steps
     * @param {number} step  whose numbers are shown @param {boolean} fresh  a new path
     */
    draw(now, place, step, fresh) {
      plane.draw(now, place, fresh);
      costs.draw(now, place, fresh);
      readings.show(now, step);
      legend.show(now, over.magnified, step);
    },
  };
}
