// @ts-check
// Runs beside the path on the map: the line of each as far as the player has come, with a mark and a name at its end.

import { svg } from "../kit/ui.js";
import { clipped, fixed } from "./plane.js";
import { boxOf, pointOf, trailOf } from "./trail.js";

/**
 * How a run is drawn: a colour of the palette, the dashes of its line ("" for none), the `d` of the mark at its end.
 * @typedef {{ colour: string, dash: string, mark: string, isFaint?: boolean }} RunStyle
 * @typedef {{ name: string, path: import("./descent.js").Path, style: RunStyle }} Run
 */
/** @typedef {import("./trail.js").Scales} Scales */

// A name on the map has at most so many letters; the legend has all of it.
const LONG = 18;
// Names closer than this stand in each other's way: pixels across, and from line to line.
const [ACROSS, LINE] = [140, 15];

/** The colour of a run, for its style. @param {Run} run */
export function colourOf({ style: { colour, isFaint } }) {
  return `--run: var(--c-${colour})${isFaint ? "; opacity: 0.65" : ""}`;
}

/**
 * Where a name stands: at its mark, or in the first free line below if names of other runs are there.
 * @param {number[][]} labels  places that are taken @param {number} x @param {number} y
 */
export function freeLine(labels, x, y) {
  let down = y;
  while (labels.some(([px, py]) => Math.abs(px - x) < ACROSS && Math.abs(py - down) < LINE)) down += LINE;
  return down;
}

/** @param {string} name */
export function shortened(name) {
  return name.length > LONG ? `${name.slice(0, LONG - 1)}…` : name;
}

export function runMarks() {
  const element = svg("g");
  /** @type {WeakMap<import("./descent.js").Path, { to: number, scales: Scales, d: string }>} */
  const drawn = new WeakMap();

  /** The line of a run, drawn again only if more or less of it is shown, or at another scale. */
  function lineOf(/** @type {Scales} */ scales, /** @type {Run} */ { path }, /** @type {number} */ to) {
    const before = drawn.get(path);
    if (before && before.to === to && before.scales === scales) return before.d;
    const d = trailOf(scales, path, 0, to);
    drawn.set(path, { to, scales, d });
    return d;
  }

  return {
    element,
    /**
     * @template {Run} R
     * @param {Scales} scales @param {R[]} runs @param {(run: R) => number} placeOf  how far a run has come, in steps
     */
    draw(scales, runs, placeOf) {
      const box = boxOf(scales);
      const middle = (scales.x.range[0] + scales.x.range[1]) / 2;
      /** @type {number[][]} */
      const labels = [];
      element.replaceChildren(
        ...runs.flatMap((run) => {
          const to = Math.min(placeOf(run), run.path.last);
          const [x, y] = pointOf(scales, run.path, to);
          const style = colourOf(run);
          const line = svg("path", { d: lineOf(scales, run, to), class: "nn-map-run", style });
          line.setAttribute("stroke-dasharray", run.style.dash);
          if (!clipped([x, y], [x, y], box)) return [line];
          const mark = { d: run.style.mark, transform: `translate(${fixed([x, y])})`, class: "nn-map-mark", style };
          const ends = [line, svg("path", mark)];
          // Most paths end in a minimum: a faint one has its name in the legend alone.
          if (run.style.isFaint) return ends;
          const down = freeLine(labels, x, y + 4);
          labels.push([x, down]);
          const isRight = x > middle;
          const beside = { x: x + (isRight ? -11 : 11), y: down, "text-anchor": isRight ? "end" : "start" };
          const label = svg("text", { ...beside, class: "nn-map-label" }, shortened(run.name));
          return [...ends, label];
        }),
      );
    },
  };
}
