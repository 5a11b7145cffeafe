// @ts-check
// The neurons of layer 1: the weights of each as a picture, and how strongly it fires. One of them is shown larger.

import { isFine, largest, prepared, weightPicture } from "../kit/pixel_pictures.js";
import { html } from "../kit/ui.js";
import { tiles } from "./tiles.js";
import { unitInNumbers } from "./unit_words.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../engine/network.js").Network} Network */

// More would be a wall of pictures.
const MOST = 64;
// A whole number of pixels for each weight.
const [LARGE, FINE_LARGE] = [144, 140];

/** The words around the pictures. @param {Network} network */
function wordsFor({ d, L }) {
  const rest = d[1] > MOST ? ` The first ${MOST} of ${d[1]} are shown.` : "";
  if (L === 1) return { kind: "class", first: 0, label: "Classes", title: "The weights into each class", rest };
  const title = "Layer 1: the weights into each neuron, and its activation";
  return { kind: "neuron", first: 1, label: `Neurons of layer 1.${rest}`, title, rest };
}

/** The title, with what filled and hollow squares, or greys, mean. @param {string} title @param {boolean} inGreys */
function titleWithKey(title, inGreys) {
  const [plus, minus] = inGreys ? ["nn-digit-dark", "nn-digit-blank"] : ["nn-digit-plus", "nn-digit-minus"];
  return html(
    "p",
    { class: "nn-digit-title" },
    title,
    html("span", { class: "nn-digit-key" }, html("i", { class: plus }), "positive"),
    html("span", { class: "nn-digit-key" }, html("i", { class: minus }), "negative"),
  );
}

/** The unit with the largest activation. @param {Float64Array} A */
function mostActive(A) {
  let best = 0;
  for (let i = 1; i < A.length; i++) if (A[i] > A[best]) best = i;
  return best;
}

/**
 * @param {Life} life @param {Network} network
 * @param {{ choose: (unit: number) => void }} options  choose: called with the unit pressed, counted from 1
 */
export function units(life, network, { choose }) {
  const hasHidden = network.L > 1;
  const { kind, first, label, title, rest } = wordsFor(network);
  const nameOf = (/** @type {number} */ i) => `${kind} ${i + first}`;
  const weights = Array.from({ length: network.d[1] }, (_, i) => {
    const start = network.weightIndex(1, i, 0);
    return network.theta.subarray(start, start + network.d[0]);
  });
  const grid = tiles(life, weights.slice(0, MOST), { label, nameOf, choose });
  const side = Math.sqrt(network.d[0]);
  const size = isFine(weights[0]) ? FINE_LARGE : LARGE;
  const large = html("canvas", { role: "img", "aria-label": "Weights" });
  const words = html("div", { class: "nn-digit-words" });
  const element = html(
    "div",
    { class: "nn-digit-units" },
    titleWithKey(title, isFine(weights[0])),
    html("div", { class: "nn-digit-layer" }, grid.element, html("div", { class: "nn-digit-one" }, large, words)),
    rest && html("p", { class: "nn-digit-note" }, rest.trim()),
  );
  let enlarged = -1;

  /** @param {Record<string, string>} colours */
  function paintLarge(colours) {
    const own = weights[enlarged];
    weightPicture(prepared(large, size), own, colours, { size, reach: largest(own) });
  }

  return {
    element,
    /** Draw the weights again, for other colours. @param {Record<string, string>} colours */
    paint(colours) {
      grid.paint(colours);
      if (enlarged >= 0) paintLarge(colours);
    },
    /**
     * Show what came of the last forward pass.
     * @param {number} unit  the one chosen, from 1, or 0 @param {Record<string, string>} colours
     */
    show(unit, colours) {
      const [Z, A] = [network.Z[1], network.A[1]];
      const current = unit > 0 ? unit - 1 : mostActive(A);
      const reach = hasHidden ? Math.max(1, largest(A)) : largest(Z) || 1;
      grid.show(hasHidden ? A : Z, { reach, fires: hasHidden ? 0.5 : Infinity, pressed: unit - 1, current });
      if (current !== enlarged) {
        enlarged = current;
        paintLarge(colours);
        large.setAttribute("aria-label", `Weights into ${nameOf(current)}, ${side} by ${side}`);
      }
      words.replaceChildren(...unitInNumbers(network, current, unit > 0));
    },
  };
}
