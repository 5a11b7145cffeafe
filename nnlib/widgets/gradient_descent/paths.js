// @ts-check
// What moves over the map of the gradient descent figure: the paths with their marks, the arrows of a step, and the
// note where the path leaves the map.

import { clamp, linear } from "../kit/numbers.js";
import { setAttributes, svg } from "../kit/ui.js";
import { clipped, inside } from "./model.js";

/** @typedef {import("./view.js").State} State */
/** @typedef {import("./model.js").Path} Path */
/** @typedef {ReturnType<typeof linear>} Scale */

// An arrow shorter than this many pixels is drawn 2, 5, 10, ... times as long, and the legend says so.
const SHORT = 26;
const MOST = 9;
// A name on the map has at most so many letters; the legend has all of it.
const LONG = 18;
// One for each run: how it is drawn besides its colour.
export const RUN_STYLES = [
  { colour: "preactivation", dash: "8 4", mark: "M-5,-5h10v10h-10z" },
  { colour: "weight-neg", dash: "2 4", mark: "M0,-6l6,11h-12z" },
  { colour: "bias", dash: "9 3 2 3", mark: "M0,-7l6,7l-6,7l-6,-7z" },
  { colour: "weight-pos", dash: "4 3", mark: "M0,6l6,-11h-12z" },
  { colour: "muted", dash: "12 4 4 4", mark: "M-2,-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z" },
];

export function paths() {
  let magnified = 1;
  let x = linear([0, 1], [0, 1]);
  let y = linear([0, 1], [1, 0]);
  /** @type {WeakMap<Path, { to: number, x: Scale, y: Scale, d: string }>} */
  const drawn = new WeakMap();

  // From back to front. Dots are lines of no length with round ends.
  const runs = svg("g");
  const ahead = svg("path", { class: "nn-gd-ahead" });
  const line = svg("path", { class: "nn-gd-line" });
  const dots = svg("path", { class: "nn-gd-dots" });
  const velocity = svg("path", { class: "nn-gd-velocity" });
  const downhill = svg("path", { class: "nn-gd-downhill" });
  const heads = svg("path", { class: "nn-gd-head nn-gd-head-velocity" });
  const headsDown = svg("path", { class: "nn-gd-head nn-gd-head-downhill" });
  const ball = svg("circle", { r: 6, class: "nn-gd-ball" });
  const surround = svg("g", { "aria-hidden": "true" });

  /** What is drawn ends a little outside the map, whose edge cuts it off. */
  function reach() {
    return [x.range[0] - 6, y.range[1] - 6, x.range[1] + 6, y.range[0] + 6];
  }

  /** The `d` of a path from place `from` to place `to`, without what lies far outside. */
  function trail(/** @type {Path} */ path, /** @type {number} */ from, /** @type {number} */ to) {
    const box = reach();
    const near = (/** @type {number[]} */ [a, b]) => a > box[0] && a < box[2] && b > box[1] && b < box[3];
    let before = point(path, from);
    let pen = false;
    let d = "";
    for (let t = Math.floor(from) + 1; before && t < Math.ceil(to) + 1; t += 1) {
      const next = point(path, Math.min(t, to));
      // Steps that nobody could see make the line longer and not better.
      if (pen && t < to && Math.abs(next[0] - before[0]) + Math.abs(next[1] - before[1]) < 0.4) continue;
      if (near(before) && near(next)) {
        d += `${pen ? "" : `M${fixed(before)}`}L${fixed(next)}`;
        pen = true;
      } else {
        const piece = clipped(before, next, box);
        if (piece) d += `M${fixed(piece)}L${fixed(piece.slice(2))}`;
        pen = false;
      }
      before = next;
    }
    return d;
  }

  /** The same for a run from Python, which is drawn again only if more or less of it is shown, or at another scale. */
  function runTrail(/** @type {Path} */ run, /** @type {number} */ to) {
    const before = drawn.get(run);
    if (before && before.to === to && before.x === x && before.y === y) return before.d;
    const d = trail(run, 0, to);
    drawn.set(run, { to, x, y, d });
    return d;
  }

  /** Pixels of a place of the path; between two places, on the line that joins them. */
  function point(/** @type {Path} */ path, /** @type {number} */ at) {
    const t = Math.min(Math.floor(at), path.last);
    const next = Math.min(t + 1, path.last);
    const share = clamp(at - t, 0, 1);
    const mix = (/** @type {Float64Array} */ of) => (share === 0 ? of[t] : of[t] + share * (of[next] - of[t]));
    return [x(mix(path.x)), y(mix(path.y))];
  }

  /** @param {State} now @param {number} at */
  function drawPath(now, at) {
    const { path } = now;
    const here = Math.min(at, path.last);
    setAttributes(ahead, { d: trail(path, here, path.last) });
    setAttributes(line, { d: trail(path, 0, here) });
    let marks = "";
    let [lastX, lastY] = [NaN, NaN];
    for (let t = 0; t <= here; t++) {
      if (!inside(now.view, path.x[t], path.y[t])) continue;
      const [px, py] = [x(path.x[t]), y(path.y[t])];
      if (Math.abs(px - lastX) + Math.abs(py - lastY) < 1) continue;
      marks += `M${fixed([px, py])}h0`;
      [lastX, lastY] = [px, py];
    }
    setAttributes(dots, { d: marks, "stroke-width": path.last > 80 ? 3.4 : 5 });
    const [bx, by] = point(path, here);
    const shown = clipped([bx, by], [bx, by], reach()) !== null;
    setAttributes(ball, { display: shown ? null : "none", cx: shown ? bx : null, cy: shown ? by : null });
    /** @type {number[][]} */
    const labels = [];
    runs.replaceChildren(
      ...now.runs.flatMap((run, k) => {
        const style = RUN_STYLES[k];
        const stop = Math.min(at, run.path.last);
        const [rx, ry] = point(run.path, stop);
        const colour = `--run: var(--c-${style.colour})`;
        const whole = svg("path", { d: runTrail(run.path, stop), class: "nn-gd-run", style: colour });
        whole.setAttribute("stroke-dasharray", style.dash);
        if (!clipped([rx, ry], [rx, ry], reach())) return [whole];
        const spot = { transform: `translate(${fixed([rx, ry])})`, class: "nn-gd-mark", style: colour };
        const right = rx > (x.range[0] + x.range[1]) / 2;
        // Names of runs that end in one place stand below each other.
        let down = ry + 4;
        while (labels.some(([px, py]) => Math.abs(px - rx) < 140 && Math.abs(py - down) < 15)) down += 15;
        labels.push([rx, down]);
        const beside = { x: rx + (right ? -11 : 11), y: down, "text-anchor": right ? "end" : "start" };
        const name = run.name.length > LONG ? `${run.name.slice(0, LONG - 1)}…` : run.name;
        const label = svg("text", { ...beside, class: "nn-gd-label" }, name);
        return [whole, svg("path", { d: style.mark, ...spot }), label];
      }),
    );
  }

  /** @param {State} now @param {number} at */
  function drawArrows(now, at) {
    const t = Math.min(Math.round(at), now.path.last);
    const { downhill: step, velocity: kept } = now.forces(t);
    const origin = [x(now.path.x[t]), y(now.path.y[t])];
    const pixels = (/** @type {number[]} */ [dx, dy]) => [x(dx) - x(0), y(dy) - y(0)];
    const [a, b] = [pixels(step), pixels(kept)];
    const longest = Math.max(Math.hypot(a[0], a[1]), Math.hypot(b[0], b[1]));
    const outside = !inside(now.view, now.path.x[t], now.path.y[t]);
    magnified = 1;
    for (let k = 0; longest * magnified < SHORT && k < MOST; k++) magnified *= k % 3 === 1 ? 2.5 : 2;
    const still = outside || !(longest * magnified >= SHORT);
    for (const [shaft, head, v] of /** @type {[Element, Element, number[]][]} */ ([
      [downhill, headsDown, a],
      [velocity, heads, b],
    ])) {
      const [sx, sy] = v.map((side) => side * magnified);
      const length = Math.hypot(sx, sy);
      const piece = still || length < 2 || !Number.isFinite(length) ? null : arrow(origin, [sx, sy], length);
      setAttributes(shaft, { d: piece && piece[0] });
      setAttributes(head, { d: piece && piece[1] });
    }
    if (still) magnified = outside ? -1 : 0;
  }

  /** The shaft and the head of an arrow. @param {number[]} from @param {number[]} along @param {number} length */
  function arrow(from, along, length) {
    const [ux, uy] = [along[0] / length, along[1] / length];
    const size = Math.min(10, 0.5 * length);
    const tip = [from[0] + along[0], from[1] + along[1]];
    const neck = [tip[0] - size * ux, tip[1] - size * uy];
    const shaft = clipped(from, neck, reach());
    if (!shaft) return null;
    const wing = (/** @type {number} */ side) => [neck[0] - side * uy * size * 0.45, neck[1] + side * ux * size * 0.45];
    const whole = clipped(tip, tip, reach()) !== null;
    const head = whole ? `M${fixed(tip)}L${fixed(wing(1))}L${fixed(wing(-1))}z` : "";
    return [`M${fixed(shaft)}L${fixed(shaft.slice(2))}`, head];
  }

  /** Where the path leaves the map for the first time, and where a start stands that is outside. @param {State} now */
  function drawSurround({ path, fate }) {
    const box = [x.range[0], y.range[1], x.range[1], y.range[0]];
    const [before, after] = fate.exit > 0 ? [point(path, fate.exit - 1), point(path, fate.exit)] : [];
    const piece = before && after ? clipped(before, after, box) : null;
    if (!piece || !before || !after) return surround.replaceChildren();
    const [ex, ey] = piece.slice(2);
    const turn = (Math.atan2(after[1] - before[1], after[0] - before[0]) * 180) / Math.PI;
    const transform = `translate(${fixed([ex, ey])}) rotate(${turn})`;
    const [right, low] = [ex > (box[0] + box[2]) / 2, ey < box[1] + 24];
    const words = { x: ex + (right ? -12 : 12), y: low ? ey + 20 : ey - 8, "text-anchor": right ? "end" : "start" };
    return surround.replaceChildren(
      svg("path", { d: "M7,0L-6,-7V7z", class: "nn-gd-exit", transform }),
      svg("text", { ...words, class: "nn-gd-note" }, `leaves at step ${fate.exit}`),
    );
  }

  return {
    /** What the edge of the map cuts off. */
    inside: [runs, ahead, line, dots, velocity, heads, downhill, headsDown, ball],
    /** What stands above that. */
    surround,
    /** How many times as long as they are the arrows were drawn; 0 if they are too short, -1 if off the map. */
    get magnified() {
      return magnified;
    },
    /** @param {Scale} across @param {Scale} up */
    setScales(across, up) {
      [x, y] = [across, up];
    },
    /** @param {State} now @param {number} at */
    draw(now, at) {
      drawPath(now, at);
      drawArrows(now, at);
    },
    drawSurround,
  };
}

/** A place in pixels, as it stands in a path. @param {number[]} at */
export function fixed([a, b]) {
  return `${a.toFixed(1)},${b.toFixed(1)}`;
}
