// @ts-check
// Where the neurons and edges of the network of the forward pass lie, in pixels. No drawing here.

import { clamp } from "../kit/numbers.js";

/**
 * @typedef {{ ell: number, i: number, j: number, ends: number[] }} Edge   to neuron i of layer ell from neuron j below
 * @typedef {ReturnType<typeof layoutOf>} Layout
 */

// Half the width of a neuron, and half its height where there is room for a circle.
const RADIUS = 22;
// From the middle of a neuron to the next of its layer, where there is room.
const PITCH = 48;
// What the widths d_0, ..., d_L need below the neurons.
const BELOW = 26;
// The network stays in sight while the matrices pass below it, so it is flat: the height of the widest layer.
const TALL = { wide: 176, narrow: 132 };
const NARROW = 400;
// How far from an edge a pointer still points at it.
const NEAR = 12;

/** @param {number[]} d the widths of the layers @param {number} width of the drawing */
export function layoutOf(d, width) {
  const L = d.length - 1;
  const pitch = Math.min(PITCH, (width < NARROW ? TALL.narrow : TALL.wide) / Math.max(...d));
  const half = Math.min(RADIUS, 0.46 * pitch);
  const height = pitch * Math.max(...d) + BELOW + 4;
  const margin = RADIUS + 8;
  const x = d.map((_, ell) => margin + ((width - 2 * margin) * ell) / L);
  const y = d.map((n) => Array.from({ length: n }, (_, i) => (height - BELOW) / 2 + pitch * (i - (n - 1) / 2)));
  /** @type {Edge[]} */
  const edges = [];
  for (let ell = 1; ell <= L; ell += 1) {
    for (let i = 0; i < d[ell]; i += 1) {
      for (let j = 0; j < d[ell - 1]; j += 1) {
        const ends = endsOf([x[ell - 1], y[ell - 1][j]], [x[ell], y[ell][i]], half);
        edges.push({ ell, i, j, ends });
      }
    }
  }
  return { width, height, radius: RADIUS, half, x, y, edges };
}

/**
 * An edge from middle to middle, without what lies in the neurons.
 * @param {number[]} from @param {number[]} to @param {number} half
 */
function endsOf([x0, y0], [x1, y1], half) {
  const gap = 1 / Math.hypot((x1 - x0) / RADIUS, (y1 - y0) / half);
  const [across, down] = [gap * (x1 - x0), gap * (y1 - y0)];
  return [x0 + across, y0 + down, x1 - across, y1 - down];
}

/**
 * The edge that a pointer is at: the nearest, for edges cross, and none that is far.
 * @param {Edge[]} edges @param {number} x @param {number} y
 */
export function edgeAt(edges, x, y) {
  let nearest = null;
  let least = NEAR;
  for (const edge of edges) {
    const away = distance(x, y, edge.ends);
    if (away < least) [nearest, least] = [edge, away];
  }
  return nearest;
}

/** From a point to the line between two. @param {number} x @param {number} y @param {number[]} ends */
function distance(x, y, [x0, y0, x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const share = clamp(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1);
  return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
}
