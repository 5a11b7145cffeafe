// @ts-check
// The map and the chart side by side, or one below the other.

import { change, html } from "../kit/ui.js";
import { map } from "../surface_map/map.js";
import { chart } from "./chart.js";
import { lanes } from "./lanes.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../kit/ui.js").Model} Model */
/**
 * What is on display, and what of it a map shows, if there is one.
 * @typedef {{ state: import("./racers.js").State, axis: import("./axis.js").Axis }} Shown
 * @typedef {Shown & import("../surface_map/scene.js").Scene} OnMap
 */

// From this width on they stand side by side, so many pixels apart.
const [WIDE, APART] = [620, 16];

/**
 * @param {Life} life @param {Model} model
 * @param {{ renew: () => void, scrub: (at: number) => void }} options
 *   renew: asks for a frame; scrub: called with the place that the reader pressed in the chart
 */
export function pictures(life, model, { renew, scrub }) {
  const plane = map(life, {
    over: lanes(),
    label: "Map of J with the paths",
    handle: "start of all descents",
    start: () => model.get("start"),
    height: (/** @type {OnMap} */ now) => now.state.height,
    place: (start) => change(model, { start }),
    renew,
  });
  const costs = chart(life, { scrub });
  const element = html("div", { class: "nn-race-pictures" }, plane.element, costs.element);
  let [width, hasMap] = [0, true];

  /** @param {Shown} now @param {number} at @param {boolean} fresh */
  function drawMap(now, at, fresh) {
    const { ground, place } = now.state;
    if (ground) plane.draw({ ...ground, terrain: place.key, ...now }, at, fresh);
  }

  /** @param {Shown} now @param {number} at */
  function layOut(now, at) {
    hasMap = now.state.ground !== null;
    plane.element.hidden = !hasMap;
    const isWide = hasMap && width >= WIDE;
    const plot = isWide ? Math.round((width - APART) * 0.56) : width;
    element.style.gridTemplateColumns = isWide ? `${plot}px minmax(0, 1fr)` : "minmax(0, 1fr)";
    plane.resize(plot);
    drawMap(now, at, true);
    const tall = hasMap ? 220 : 300;
    costs.resize(isWide ? width - APART - plot : width, isWide ? plane.element.offsetHeight : tall);
    costs.draw(now, at, true);
  }

  return {
    element,
    /** Once they are in their figure, which gives them the colours. */
    attach: plane.attach,
    /** @param {string} sentence */
    describe(sentence) {
      costs.element.setAttribute("aria-label", `J of every rule. ${sentence}`);
    },
    /** @param {number} pixels @param {Shown} now @param {number} at */
    resize(pixels, now, at) {
      width = pixels;
      layOut(now, at);
    },
    /** @param {Shown} now @param {number} at @param {boolean} fresh  other paths */
    draw(now, at, fresh) {
      if (hasMap !== (now.state.ground !== null)) return layOut(now, at);
      drawMap(now, at, fresh);
      costs.draw(now, at, fresh);
    },
  };
}
