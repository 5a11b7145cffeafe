// @ts-check
// What is written beside the unit that is shown larger.

import { number } from "../kit/numbers.js";
import { html, symbol } from "../kit/ui.js";

/** @typedef {import("../engine/network.js").Network} Network */

/**
 * The weighted sum and, in a hidden layer, the activation.
 * @param {Network} network @param {number} i @param {boolean} isChosen
 */
export function unitInNumbers(network, i, isChosen) {
  const hasHidden = network.L > 1;
  const sub = `${hasHidden ? i + 1 : i}`;
  const [z, a] = [network.Z[1][i], network.A[1][i]];
  const bias = network.theta[network.biasIndex(1, i)];
  const sum = `${number(z - bias)} ${bias < 0 ? "−" : "+"} ${number(Math.abs(bias))}`;
  const words = [
    html("strong", {}, `${hasHidden ? "Neuron" : "Class"} ${sub}`, isChosen ? "" : ", the most active now"),
    html("span", { class: "nn-digit-note" }, "weights × pixels + bias:"),
    html("span", {}, symbol("z", { sub }), ` ≈ ${sum} ≈ ${number(z)}`),
  ];
  if (!hasHidden) return words;
  const activation = [symbol("a", { sub }), " = σ(", symbol("z", { sub }), `) ≈ ${number(a)}`];
  return [...words, html("span", {}, activation), ...votes(network, i, a)];
}

/**
 * What a neuron does to the classes, where they come next.
 * @param {Network} network @param {number} i @param {number} a
 */
function votes(network, i, a) {
  if (network.L !== 2) return [];
  const parts = Array.from({ length: network.d[2] }, (_, k) => a * network.theta[network.weightIndex(2, k, i)]);
  const [up, down] = [parts.indexOf(Math.max(...parts)), parts.indexOf(Math.min(...parts))];
  const vote = (/** @type {number} */ k) =>
    html("span", {}, `${number(parts[k])} to `, symbol("z", { sup: "(2)" }), ` of class ${k}`);
  return [html("span", { class: "nn-digit-votes" }, "It adds ", vote(up), " and ", vote(down), ".")];
}
