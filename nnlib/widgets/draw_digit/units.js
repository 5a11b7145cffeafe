// @ts-check
// The neurons of layer 1: the weights of each as a picture, and how strongly it fires. One of them is shown larger.

import { number, spoken } from "../kit/numbers.js";
import { largest, prepared, weightPicture } from "../kit/pixel_pictures.js";
import { html, setAttributes, symbol } from "../kit/ui.js";

/** @typedef {import("../kit/ui.js").Life} Life */
/** @typedef {import("../engine/network.js").Network} Network */

// More would be a wall of pictures.
const MOST = 64;
const [TILE, LARGE] = [40, 144];

/**
 * @param {Life} life @param {Network} network
 * @param {{ choose: (unit: number) => void }} options  choose: called with the unit pressed, counted from 1
 */
export function units(life, network, { choose }) {
  const count = network.d[1];
  const shown = Math.min(count, MOST);
  const hasHidden = network.L > 1;
  const weights = Array.from({ length: count }, (_, i) => network.bW[1].subarray(i * 65 + 1, (i + 1) * 65));
  const tiles = Array.from({ length: shown }, (_, i) => {
    const canvas = html("canvas", { "aria-hidden": "true" });
    const bar = html("span", { class: "nn-digit-level" });
    const value = html("span", { class: "nn-digit-value" });
    const level = html("span", { class: "nn-digit-axis" }, bar);
    const button = html("button", { type: "button", class: "nn-digit-unit", tabindex: -1 }, canvas, level, value);
    return { canvas, bar, value, button, i };
  });
  const large = html("canvas", { role: "img", "aria-label": "Weights" });
  const words = html("div", { class: "nn-digit-words" });
  const kind = hasHidden ? "neuron" : "class";
  const rest = count > shown ? ` The first ${shown} of ${count} are shown.` : "";
  const label = hasHidden ? `Neurons of layer 1.${rest}` : "Classes";
  const toolbar = { class: "nn-digit-grid", role: "toolbar", "aria-label": label };
  const grid = html(
    "div",
    toolbar,
    tiles.map((tile) => tile.button),
  );
  const element = html(
    "div",
    { class: "nn-digit-units" },
    html(
      "p",
      { class: "nn-digit-title" },
      hasHidden ? "Layer 1: the weights into each neuron, and its activation" : "The weights into each class",
      html("span", { class: "nn-digit-key" }, html("i", { class: "nn-digit-plus" }), "positive"),
      html("span", { class: "nn-digit-key" }, html("i", { class: "nn-digit-minus" }), "negative"),
    ),
    html("div", { class: "nn-digit-layer" }, grid, html("div", { class: "nn-digit-one" }, large, words)),
    rest && html("p", { class: "nn-digit-note" }, rest.trim()),
  );
  let chosen = 0;
  let focus = 0;
  let single = -1;
  tiles.forEach(({ button, i }) => {
    life.listen(button, "click", () => {
      focus = i;
      choose(i + 1);
    });
  });
  life.listen(grid, "keydown", (event) => {
    const row = Math.max(1, Math.round(grid.clientWidth / (tiles[0].button.offsetWidth + 4)));
    /** @type {Record<string, number>} */
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row };
    const to = event.key === "Home" ? 0 : event.key === "End" ? shown - 1 : focus + (steps[event.key] ?? NaN);
    if (Number.isNaN(to)) return;
    event.preventDefault();
    if (to < 0 || to >= shown) return;
    focus = to;
    tiles[to].button.focus();
    reachable();
  });

  function reachable() {
    tiles.forEach(({ button, i }) => setAttributes(button, { tabindex: i === focus ? 0 : -1 }));
  }
  reachable();

  /** What a neuron does to the classes, where they come next. @param {number} i @param {number} a */
  function votes(i, a) {
    if (network.L !== 2) return null;
    const parts = Array.from({ length: network.d[2] }, (_, k) => a * network.theta[network.weightIndex(2, k, i)]);
    const [up, down] = [parts.indexOf(Math.max(...parts)), parts.indexOf(Math.min(...parts))];
    const vote = (/** @type {number} */ k) =>
      html("span", {}, `${number(parts[k])} to `, symbol("z", { sup: "(2)" }), ` of class ${k}`);
    return html("span", { class: "nn-digit-votes" }, "It adds ", vote(up), " and ", vote(down), ".");
  }

  /** The neuron shown larger: the one chosen, or the one with the largest activation. @param {Float64Array} A */
  function current(A) {
    if (chosen > 0) return chosen - 1;
    let best = 0;
    for (let i = 1; i < A.length; i++) if (Math.abs(A[i]) > Math.abs(A[best])) best = i;
    return best;
  }

  /** @param {Record<string, string>} colours */
  function paintLarge(colours) {
    const pen = prepared(large, LARGE);
    weightPicture(pen, weights[single], colours, { size: LARGE, reach: largest(weights[single]) });
  }

  return {
    element,
    /** Draw the weights again, for other colours. @param {Record<string, string>} colours */
    paint(colours) {
      for (const { canvas, i } of tiles) {
        weightPicture(prepared(canvas, TILE), weights[i], colours, { size: TILE, reach: largest(weights[i]) });
      }
      if (single >= 0) paintLarge(colours);
    },
    /**
     * @param {Float64Array} Z  of layer 1 @param {Float64Array} A @param {number} unit
     * @param {Record<string, string>} colours
     */
    show(Z, A, unit, colours) {
      chosen = unit;
      const reach = hasHidden ? Math.max(1, largest(A)) : largest(Z) || 1;
      const values = hasHidden ? A : Z;
      const now = current(A);
      tiles.forEach(({ bar, value, button, i }) => {
        const share = values[i] / reach;
        bar.style.left = `${50 + 50 * Math.min(0, share)}%`;
        bar.style.width = `${50 * Math.abs(share)}%`;
        value.textContent = number(values[i]);
        button.classList.toggle("nn-digit-fires", hasHidden && Math.abs(share) >= 0.5);
        setAttributes(button, {
          "aria-label": `${kind} ${hasHidden ? i + 1 : i}: ${spoken(values[i])}`,
          "aria-pressed": `${chosen === i + 1}`,
        });
        button.classList.toggle("nn-digit-current", i === now);
      });
      if (now !== single) {
        single = now;
        paintLarge(colours);
        large.setAttribute("aria-label", `Weights into ${kind} ${hasHidden ? now + 1 : now}, 8 by 8`);
      }
      const sub = `${hasHidden ? now + 1 : now}`;
      const bias = network.bW[1][now * 65];
      const sign = bias < 0 ? "−" : "+";
      words.replaceChildren(
        html("strong", {}, `${hasHidden ? "Neuron" : "Class"} ${sub}`, chosen ? "" : ", the most active now"),
        html("span", { class: "nn-digit-note" }, "weights × pixels + bias:"),
        html(
          "span",
          {},
          symbol("z", { sub }),
          ` = ${number(Z[now] - bias)} ${sign} ${number(Math.abs(bias))} = ${number(Z[now])}`,
        ),
      );
      if (!hasHidden) return;
      const activation = [symbol("a", { sub }), " = σ(", symbol("z", { sub }), `) = ${number(A[now])}`];
      words.append(html("span", {}, activation), votes(now, A[now]) ?? "");
    },
  };
}
