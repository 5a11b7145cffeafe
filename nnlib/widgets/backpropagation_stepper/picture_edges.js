// @ts-check
// The edges in the network of the stepper, each with its weight and its gradient.

import { setAttributes, svg } from "../kit/ui.js";
import { keyOf } from "./keys.js";
import { isInPlay, label, numberAt } from "./labels.js";
import { edgePlaces } from "./layout.js";
import { significant } from "./symbols.js";

/** @typedef {import("./labels.js").State} State @typedef {import("./labels.js").Update} Update */

/** All edges, their labels above all of them. @param {import("./layout.js").Layout} layout */
export function drawnEdges(layout) {
  const { d } = layout;
  /** @type {ReturnType<typeof edgeOf>[]} */
  const edges = [];
  for (let ell = 1; ell < d.length; ell += 1) {
    for (let j = 0; j < d[ell - 1]; j += 1) {
      for (let i = 0; i < d[ell]; i += 1) edges.push(edgeOf(layout, ell, i, j));
    }
  }
  const labels = svg(
    "g",
    {},
    edges.map((edge) => edge.labels),
  );
  return { nodes: [...edges.map(({ line }) => line), labels], updates: edges.flatMap(({ updates }) => updates) };
}

/** @param {import("./layout.js").Layout} layout @param {number} ell @param {number} i @param {number} j */
function edgeOf(layout, ell, i, j) {
  const { wide, tight, both } = layout;
  const room = tight ? 6 : 7;
  const size = tight ? 11 : 13;
  const keys = ["W", "dW", "nW"].map((name) => keyOf(name, ell, i, j));
  const [w, gradient, next] = keys;
  const places = edgePlaces(layout, ell, i, j);
  const line = svg("path", { d: places.path, class: "nn-backprop-edge" });
  const touch = svg("path", { d: places.path, class: "nn-backprop-touch" });
  const givesWay = (/** @type {State} */ { step }) => !both && step.kind === "gradients" && step.ell === ell;
  const weight = label({
    ...places.weight,
    ...{ colour: "weight", size },
    keys: [w, next],
    write: (state) => {
      if (givesWay(state)) return null;
      return significant(numberAt(state, state.step.kind === "update" ? next : w), wide ? 4 : 2, room);
    },
  });
  const slope = label({
    ...places.gradient,
    ...{ colour: "error", size },
    keys: [gradient],
    write: (state) => {
      if (!state.known.has(`dW${ell}`) || (!both && !givesWay(state))) return null;
      return `${both ? "∂ " : ""}${significant(numberAt(state, gradient), 2, room)}`;
    },
  });
  const attributes = { "data-keys": keys.join(" "), "data-number": w };
  return {
    line: svg("g", attributes, line, touch),
    labels: svg("g", attributes, weight.node, slope.node),
    updates: [(/** @type {State} */ state) => showLine(line, keys, state), weight.update, slope.update],
  };
}

/** @param {any} line @param {string[]} keys of its weight, the gradient and the new weight @param {State} state */
function showLine(line, keys, state) {
  const value = numberAt(state, keys[0]);
  const isWayBack = state.step.kind === "recursion" && state.play.has(keys[0]);
  setAttributes(line, { "data-sign": value < 0 ? "minus" : "plus", "data-back": isWayBack });
  line.style.setProperty("--w", `${Math.min(3, 1 + Math.abs(value))}`);
  line.classList.toggle("nn-backprop-on", isInPlay(state, keys));
}
