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

/** The colour of a run, for its style. @param {Pick<Run, "style">} run */
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

/** The mark of a run, somewhere in a drawing. @param {Pick<Run, "style">} run @param {number} x @param {number} y */
export function markOf(run, x, y) {
  const transform = `translate(${fixed([x, y])})`;
  return svg("path", { d: run.style.mark, class: "nn-map-mark", style: colourOf(run), transform });
}

/** The line of a run. @param {Pick<Run, "style">} run @param {string} d */
export function lineOf(run, d) {
  const line = svg("path", { d, class: "nn-map-run", style: colourOf(run) });
  if (run.style.dash) line.setAttribute("stroke-dasharray", run.style.dash);
  return line;
}

/** A piece of a line for a legend, with its mark. @param {Pick<Run, "style">} run */
export function sampleOf(run) {
  const size = { width: 48, height: 16, "aria-hidden": "true", class: "nn-map-sample" };
  return svg("svg", size, lineOf(run, "M1,8H33"), markOf(run, 40, 8));
}

export function runMarks() {
  const element = svg("g");
  /** @type {WeakMap<import("./descent.js").Path, { to: number, scales: Scales, d: string }>} */
  const drawn = new WeakMap();

  /** The line of a run, drawn again only if more or less of it is shown, or at another scale. */
  function trailTo(/** @type {Scales} */ scales, /** @type {Run} */ { path }, /** @type {number} */ to) {
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
    draw(scales, runs, placeOf, isNamed = true) {
      const box = boxOf(scales);
      const middle = (scales.x.range[0] + scales.x.range[1]) / 2;
      /** @type {number[][]} */
      const labels = [];
      element.replaceChildren(
        ...runs.flatMap((run) => {
          const to = Math.min(placeOf(run), run.path.last);
          const [x, y] = pointOf(scales, run.path, to);
          const line = lineOf(run, trailTo(scales, run, to));
          if (!clipped([x, y], [x, y], box)) return [line];
          const ends = [line, markOf(run, x, y)];
          // Most paths end in a minimum: a faint one has its name in the legend alone.
          if (run.style.isFaint || !isNamed) return ends;
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
