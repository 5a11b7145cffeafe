// @ts-check
// The cost, and below it the largest eigenvalue with the edge of stability, both against the step.

import { powerOfTen } from "../kit/log_axis.js";
import { clamp, linear, number, path, roundUp, ticks } from "../kit/numbers.js";
import { plotGround } from "../kit/plot.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";

/** @typedef {import("../kit/plot.js").Scale} Scale */
/**
 * @typedef {{
 *   step: number, J: number[], eigenvalues: number[], edges: { from: number, edge: number }[], every: number,
 *   momentum: boolean, words: string,
 * }} Picture   edges: from which step on the edge stands where, the last one being the present one
 */

const MARGIN = { left: 44, right: 14 };
const COST = { top: 26, bottom: 126 };
const CURVATURE = { top: 166, bottom: 340 };
const HEIGHT = CURVATURE.bottom + 40;
// Powers of ten of the cost that are always seen, and steps.
const [LOW, HIGH] = [-3, 0];
const SHORTEST = 200;
// An eigenvalue so many times above the highest edge is drawn at the upper end.
const CAP = 1.6;

/** @param {Picture} now @param {number} width */
function scales({ J, eigenvalues, edges, step }, width) {
  const powers = J.filter((cost) => cost > 0 && Number.isFinite(cost)).map(Math.log10);
  const low = Math.min(LOW, Math.floor(Math.min(...powers)));
  const high = Math.max(HIGH, Math.ceil(Math.max(...powers)));
  const edge = Math.max(...edges.map((one) => one.edge));
  const highest = Math.max(edge, Math.min(Math.max(...eigenvalues), CAP * edge));
  return {
    across: linear([0, Math.max(SHORTEST, roundUp(step))], [MARGIN.left, width - MARGIN.right]),
    cost: linear([low, high], [COST.bottom, COST.top]),
    curvature: linear([0, roundUp(1.15 * highest)], [CURVATURE.bottom, CURVATURE.top]),
  };
}

/** @param {ReturnType<typeof scales>} all @param {number} width */
function ground({ across, cost, curvature }, width) {
  const [low, high] = cost.domain;
  const apart = Math.ceil((high - low) / 4);
  const powers = Array.from({ length: high - low + 1 }, (_, k) => low + k).filter((k) => k % apart === 0);
  const top = curvature.domain[1];
  const steps = ticks(0, across.domain[1], width < 420 ? 3 : 5);
  return [
    ...plotGround({ across, up: cost, levels: powers.map((k) => ({ at: k, text: powerOfTen(k) })) }),
    ...plotGround({
      ...{ across, up: curvature, name: "step" },
      levels: ticks(0, top, 4).map((at) => ({ at, text: number(at, top < 2 ? 1 : 0) })),
      marks: steps.map((at) => ({ at, text: number(at, 0) })),
    }),
    svgSymbol("J", { x: MARGIN.left, y: COST.top - 10 }),
    svgSymbol("λ", { sub: "max", x: MARGIN.left, y: CURVATURE.top - 12, class: "nn-edge-name" }),
  ];
}

/** The edge as it stood, and how it is written. @param {Picture} now @param {ReturnType<typeof scales>} all */
function edgeLine({ edges, momentum }, { across, curvature }) {
  const right = across.range[1];
  const d = edges.map(
    ({ from, edge }, k) => `${k ? "L" : "M"}${across(from).toFixed(2)},${curvature(edge).toFixed(2)}`,
  );
  const ends = edges.map((_, k) => `H${(edges[k + 1] ? across(edges[k + 1].from) : right).toFixed(2)}`);
  const last = edges[edges.length - 1];
  // Below the line: there is more room where the eigenvalue stays at it.
  const y = curvature(last.edge) + (curvature(last.edge) > CURVATURE.bottom - 26 ? -7 : 19);
  const parts = momentum ? ["2(1 + ", italic("μ"), ")/", italic("η")] : ["2/", italic("η")];
  return [
    svg("path", { d: d.map((start, k) => start + ends[k]).join(""), class: "nn-edge-line" }),
    svg("text", { x: right, y, "text-anchor": "end", class: "nn-math nn-edge-word" }, parts),
  ];
}

/** @param {string} letter */
function italic(letter) {
  return svg("tspan", { "font-style": "italic" }, letter);
}

/** A curve and the place where it ends. @param {number[][]} points @param {string} kind */
function curve(points, kind) {
  const [cx, cy] = points[points.length - 1];
  return [
    svg("path", { d: path(points), class: `nn-edge-curve ${kind}` }),
    Number.isNaN(cy)
      ? null
      : svg("circle", { cx: cx.toFixed(2), cy: cy.toFixed(2), r: 4, class: `nn-edge-end ${kind}` }),
  ].filter(Boolean);
}

export function drawing() {
  const [scenery, edge, curves] = [0, 1, 2].map(() => svg("g", { "aria-hidden": "true" }));
  const element = svg("svg", { role: "img" }, scenery, edge, curves);
  let width = 0;
  let laidOut = "";

  /** @param {Picture} now */
  function draw(now) {
    const all = scales(now, width);
    const { across, cost, curvature } = all;
    const layout = [across, cost, curvature].map(({ domain }) => domain).join() + width;
    if (layout !== laidOut) scenery.replaceChildren(...ground(all, width));
    laidOut = layout;
    const highest = curvature.domain[1];
    edge.replaceChildren(...edgeLine(now, all));
    curves.replaceChildren(
      ...curve(
        now.J.map((J, t) => [across(t), cost(clamp(Math.log10(J), ...pair(cost.domain)))]),
        "nn-edge-cost",
      ),
      ...curve(
        now.eigenvalues.map((value, k) => [across(k * now.every), curvature(clamp(value, 0, highest))]),
        "nn-edge-value",
      ),
    );
    setAttributes(element, { "aria-label": now.words });
  }

  return {
    element,
    /** @param {number} pixels */
    resize(pixels) {
      width = pixels;
      setAttributes(element, { width, height: HEIGHT });
    },
    draw,
  };
}

/** @param {number[]} domain @returns {[number, number]} */
function pair([low, high]) {
  return [low, high];
}
