// @ts-check
// The neurons in the network of the stepper, with all their numbers; beside them the targets and the cost.

import { svg, svgSymbol } from "../kit/ui.js";
import { keyOf } from "./keys.js";
import { isInPlay, label, numberAt } from "./labels.js";
import { roomInside } from "./layout.js";
import { significant } from "./symbols.js";

/**
 * @typedef {import("./labels.js").State} State
 * @typedef {import("./labels.js").Update} Update
 * @typedef {import("./layout.js").Layout} Layout
 */

// The line of the activation in a neuron.
const BELOW_MIDDLE = 12;

/** @param {Layout} layout */
export function drawnNeurons(layout) {
  const neurons = layout.y.flatMap((column, ell) => column.map((_, i) => neuronOf(layout, ell, i)));
  return { nodes: neurons.map(({ node }) => node), updates: neurons.flatMap(({ updates }) => updates) };
}

/** @param {Layout} layout @param {number} ell @param {number} i */
function neuronOf(layout, ell, i) {
  const { d, radius, x, y } = layout;
  const keys = ["A", "Z", "b", "D", "S", "db", "nb", "Y"].map((name) => keyOf(name, ell, i));
  const circle = svg("circle", { cx: x[ell], cy: y[ell][i], r: radius, class: "nn-backprop-node" });
  const name = ell === 0 ? "x" : ell === d.length - 1 ? "ŷ" : "a";
  const symbol = svgSymbol(name, { sub: `${i + 1}`, x: x[ell], y: y[ell][i] - 6, class: "nn-backprop-name" });
  const labels = ell === 0 ? [activationLabel(layout, ell, i)] : labelsOf(layout, ell, i);
  const light = (/** @type {State} */ state) => circle.classList.toggle("nn-backprop-on", isInPlay(state, keys));
  return {
    node: svg(
      "g",
      { "data-keys": keys.join(" "), "data-number": ell === 0 ? keys[0] : null },
      circle,
      symbol,
      labels.map(({ node }) => node),
    ),
    updates: [light, ...labels.map(({ update }) => update)],
  };
}

/** Inside the neuron. @param {Layout} layout @param {number} ell @param {number} i */
function activationLabel(layout, ell, i) {
  const { wide, x, y } = layout;
  const key = keyOf("A", ell, i);
  const room = roomInside(layout, BELOW_MIDDLE);
  return label({
    ...{ x: x[ell], y: y[ell][i] + BELOW_MIDDLE, colour: "activation", keys: [key], size: 12, room },
    write(state) {
      const isKnown = ell === 0 || state.known.has(`A${ell}`);
      return isKnown ? significant(numberAt(state, key), wide ? 4 : 3, wide ? 6 : 5) : "?";
    },
  });
}

/**
 * Those of a neuron that is no input: above it bias and z, below it the error.
 * @param {Layout} layout @param {number} ell @param {number} i
 */
function labelsOf(layout, ell, i) {
  const { wide, tight, radius, x, y } = layout;
  const [top, bottom] = [y[ell][i] - radius, y[ell][i] + radius];
  const [z, b, delta, slope, gradient, next] = ["Z", "b", "D", "S", "db", "nb"].map((name) => keyOf(name, ell, i));
  const digits = wide ? 4 : 3;
  const [room, size] = tight ? [6, 11] : [7, 13];
  const bias = label({
    ...{ x: x[ell], y: top - 22, colour: "bias", size, keys: [b, next, gradient] },
    number: b,
    write: (state) => `b ${significant(numberAt(state, state.step.kind === "update" ? next : b), digits, room)}`,
  });
  const sum = label({
    ...{ x: x[ell], y: top - 7, colour: "preactivation", size, keys: [z, slope] },
    write: (state) => (state.known.has(`Z${ell}`) ? `z ${significant(numberAt(state, z), digits, room)}` : null),
  });
  const error = label({
    ...{ x: x[ell], y: bottom + 14, colour: "error", size, keys: [delta] },
    write: (state) =>
      state.known.has(`D${ell}`) ? `δ ${significant(numberAt(state, delta), digits - 1, room)}` : null,
  });
  return [activationLabel(layout, ell, i), bias, sum, error];
}

/** What stands outside the network: the targets, and the cost. @param {Layout} layout */
export function drawnOutside(layout) {
  const L = layout.d.length - 1;
  const targets = layout.y[L].map((_, i) => targetOf(layout, i));
  const cost = costOf(layout);
  const parts = [...targets, cost];
  return {
    nodes: [...targets.map(({ node }) => node), ...(layout.wide ? joins(layout) : []), cost.node],
    updates: parts.map(({ update }) => update),
  };
}

/** @param {Layout} layout @param {number} i */
function targetOf({ d, wide, radius, x, y }, i) {
  const L = d.length - 1;
  const key = keyOf("Y", L, i);
  const at = y[L][i];
  const place = wide ? { x: x[L] + radius + 10, y: at + 5, anchor: "start" } : { x: x[L], y: at + radius + 30 };
  const { node, update } = label({
    ...{ ...place, colour: "activation", keys: [key] },
    write: (state) => `y* ${significant(numberAt(state, key), 3)}`,
  });
  return { node: svg("g", { "data-keys": key, "data-number": key }, node), update };
}

/** @param {Layout} layout */
function costOf(layout) {
  const { wide, width, height } = layout;
  const key = keyOf("J", 0);
  const middle = costHeight(layout);
  const box = svg("rect", { x: width - 76, y: middle - 17, width: 75, height: 34, rx: 4, class: "nn-backprop-box" });
  const place = wide ? { x: width - 38.5, y: middle + 5 } : { x: 4, y: height + 2, anchor: "start" };
  const { node, update } = label({
    ...{ ...place, colour: "ink", keys: [key] },
    write: ({ known, pass }) => (known.has("J0") ? `J ${significant(pass.J, 4)}` : "J ?"),
  });
  return { node: svg("g", { "data-keys": key }, wide && box, node), update };
}

/** Lines from the targets to the cost. @param {Layout} layout */
function joins(layout) {
  const { d, width, y } = layout;
  const to = costHeight(layout);
  return y[d.length - 1].map((from) =>
    svg("path", { d: `M${width - 98},${from}L${width - 76},${to}`, class: "nn-backprop-join" }),
  );
}

/** In the middle beside the outputs. @param {Layout} layout */
function costHeight({ d, y }) {
  const outputs = y[d.length - 1];
  return (outputs[0] + outputs[outputs.length - 1]) / 2;
}
