// @ts-check
// What moves over the map of a race: a line for each racer, and where those that get lost leave the map.

import { linear } from "../kit/numbers.js";
import { svg } from "../kit/ui.js";
import { clipped, fixed } from "../surface_map/plane.js";
import { colourOf, runMarks } from "../surface_map/run_marks.js";
import { pointOf } from "../surface_map/trail.js";

/** @typedef {import("./pictures.js").OnMap} OnMap */
/** @typedef {import("./racers.js").Racer} Racer */
/** @typedef {import("../surface_map/trail.js").Scales} Scales */

export function lanes() {
  /** @type {Scales} */
  let scales = { x: linear([0, 1], [0, 1]), y: linear([0, 1], [1, 0]) };
  const runs = runMarks();
  const surround = svg("g", { "aria-hidden": "true" });
  return {
    inside: [runs.element],
    surround,
    /** @param {Scales} to */
    setScales(to) {
      scales = to;
    },
    /** @param {OnMap} now @param {number} at */
    draw({ axis }, at) {
      const { racers } = axis;
      // Most of them end in the same place: the table has their names.
      runs.draw(scales, racers, (racer) => seenOf(racer, axis.placeOf(racer, at)), false);
      surround.replaceChildren(...racers.flatMap((racer) => exitOf(scales, racer, axis.placeOf(racer, at))));
    },
    drawSurround() {},
  };
}

/** How much of a path is drawn: of one that gets lost, nothing after it has left the map. @param {Racer} racer @param {number} place */
function seenOf({ outcome: { exit, back } }, place) {
  return exit > 0 && !back ? Math.min(place, exit) : place;
}

/** An arrow at the edge, where a racer has left the map. @param {Scales} scales @param {Racer} racer @param {number} place */
function exitOf(scales, racer, place) {
  const { exit, back } = racer.outcome;
  if (exit <= 0 || exit > place || back) return [];
  const { x, y } = scales;
  const [before, after] = [pointOf(scales, racer.path, exit - 1), pointOf(scales, racer.path, exit)];
  const piece = clipped(before, after, [x.range[0], y.range[1], x.range[1], y.range[0]]);
  if (!piece) return [];
  const turn = (Math.atan2(after[1] - before[1], after[0] - before[0]) * 180) / Math.PI;
  const transform = `translate(${fixed(piece.slice(2))}) rotate(${turn.toFixed(1)})`;
  return [svg("path", { d: "M9,0L-6,-8V8z", class: "nn-map-mark", style: colourOf(racer), transform })];
}
