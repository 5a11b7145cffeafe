// @ts-check
// The network of the forward pass: edges to point at, neurons with the activations of one example.

import { clamp, number } from "../kit/numbers.js";
import { html, setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { keyOf, known, neuronKey } from "./model.js";
import { spokenEntry } from "./words.js";

/**
 * @typedef {import("./matrices.js").State} State
 * @typedef {import("./matrices.js").Pointing} Pointing
 * @typedef {import("./model.js").Entry} Entry
 */

// Half the width of a neuron, and half its height where there is room for a circle.
const RADIUS = 21;
const PITCH = 48;
const BELOW = 26;
// The network stays in sight while the matrices pass below it, so it is flat: the height of the widest layer.
const TALL = { wide: 176, narrow: 132 };
const NARROW = 400;
// How far from an edge, in pixels, a pointer still points at it.
const NEAR = 12;
/** From edge to edge. @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** From a point to the line between two. @param {number} x @param {number} y @param {number[]} ends */
function distance(x, y, [x0, y0, x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const share = clamp(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1);
  return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
}

/** @param {import("../kit/ui.js").Life} life @param {Pointing} pointing */
export function networkPart(life, pointing) {
  const edges = svg("g", { role: "listbox", "aria-label": "Edges" });
  const nodes = svg("g");
  const drawing = svg("svg", { role: "group", "aria-label": "The network" }, edges, nodes);
  // An svg that listens to the focus is a stop of the Tab key in some browsers.
  const element = html("div", {}, drawing);
  let width = 0;
  let built = "";
  // `shown` is what they have been given, so that nothing is written twice.
  /** @type {{ node: any, entry: Entry, ends: number[], shown: string }[]} */
  let lines = [];
  /** @type {{ node: any, text: any, ell: number, i: number, shown: string }[]} */
  let neurons = [];

  /** Edges cross, so the nearest one counts, and not the one that is painted last. @param {any} event */
  function entryAt(event) {
    const neuron = event.target.closest?.(".nn-forward-neuron");
    if (neuron) {
      const [ell, i] = neuron.dataset.place.split(" ").map(Number);
      return pointing.resolve({ kind: "N", ell, i, j: 0 });
    }
    const box = drawing.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let [found, least] = [/** @type {Entry | null} */ (null), NEAR];
    for (const { entry, ends } of lines) {
      const away = distance(x, y, ends);
      if (away < least) [found, least] = [entry, away];
    }
    return found;
  }
  // A click comes with whole pixels only, which can be another edge than the one that was lit.
  let pressed = /** @type {Entry | null} */ (null);
  life.listen(element, "pointermove pointerdown", (event) => {
    const entry = entryAt(event);
    if (event.type === "pointerdown") pressed = entry;
    pointing.point(entry);
  });
  life.listen(element, "pointerleave", () => pointing.point(null));
  life.listen(element, "click", () => {
    if (pressed) pointing.choose(pressed);
  });
  life.listen(element, "focusin", (event) => {
    const line = lines.find(({ node }) => node === event.target);
    // A press with the mouse focuses what is painted on top, which need not be the nearest edge.
    if (line && line.node.matches(":focus-visible")) pointing.choose(line.entry);
  });
  // All edges are one stop of the Tab key; the arrows go from edge to edge.
  life.listen(element, "keydown", (event) => {
    const at = lines.findIndex(({ node }) => node === event.target);
    const ends = /** @type {Record<string, number>} */ ({ Home: 0, End: lines.length - 1 });
    const to = ends[event.key] ?? at + STEPS[event.key];
    if (at < 0 || Number.isNaN(to) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    lines[(to + lines.length) % lines.length].node.focus();
  });

  /** @param {State} state */
  function build({ pass: { d, L } }) {
    const pitch = Math.min(PITCH, (width < NARROW ? TALL.narrow : TALL.wide) / Math.max(...d));
    const half = Math.min(RADIUS, 0.46 * pitch);
    const height = pitch * Math.max(...d) + BELOW + 4;
    const margin = RADIUS + 8;
    const x = d.map((_, ell) => margin + ((width - 2 * margin) * ell) / L);
    const y = d.map((n) => Array.from({ length: n }, (_, i) => (height - BELOW) / 2 + pitch * (i - (n - 1) / 2)));
    setAttributes(drawing, { width, height });
    lines = [];
    neurons = [];
    for (let ell = 1; ell <= L; ell += 1) {
      for (let i = 0; i < d[ell]; i += 1) {
        for (let j = 0; j < d[ell - 1]; j += 1) {
          const [x0, y0, x1, y1] = [x[ell - 1], y[ell - 1][j], x[ell], y[ell][i]];
          const gap = 1 / Math.hypot((x1 - x0) / RADIUS, (y1 - y0) / half);
          const ends = [x0 + gap * (x1 - x0), y0 + gap * (y1 - y0), x1 - gap * (x1 - x0), y1 - gap * (y1 - y0)];
          const [a, b, c, e] = ends.map((place) => place.toFixed(2));
          const line = `M${a},${b}L${c},${e}`;
          const node = svg(
            "g",
            { role: "option", tabindex: -1, class: "nn-forward-edge", "data-place": `${ell} ${i} ${j}` },
            svg("path", { d: line, class: "nn-forward-halo" }),
            svg("path", { d: line, class: "nn-forward-line" }),
          );
          lines.push({ node, entry: { kind: "W", ell, i, j }, ends, shown: "" });
        }
      }
    }
    edges.replaceChildren(...lines.map(({ node }) => node));
    const names = d.map((n, ell) => {
      const anchor = ell === 0 ? "start" : ell === L ? "end" : "middle";
      const at = { x: ell === 0 ? 2 : ell === L ? width - 2 : x[ell], y: height - 6, anchor };
      const name = svgSymbol("d", { sub: `${ell}`, ...at, class: "nn-forward-width" });
      name.append(svg("tspan", { dy: "-0.22em" }, ` = ${n}`));
      return name;
    });
    nodes.replaceChildren(...names);
    d.forEach((n, ell) => {
      for (let i = 0; i < n; i += 1) {
        const text = svg("text", { x: x[ell], y: y[ell][i] + 4.5, "text-anchor": "middle" });
        const box = { x: x[ell] - RADIUS, y: y[ell][i] - half, width: 2 * RADIUS, height: 2 * half, rx: half };
        const at = { class: "nn-forward-neuron", "data-place": `${ell} ${i}`, "aria-hidden": "true" };
        const node = svg("g", at, svg("rect", box), text);
        neurons.push({ node, text, ell, i, shown: "" });
        nodes.append(node);
      }
    });
  }

  /** @param {State} state */
  function draw(state) {
    if (width === 0) return;
    const { pass, settings, latest, lit, part, entry } = state;
    const signature = `${pass.d} ${width}`;
    if (signature !== built) build(state);
    built = signature;
    const n = settings.example - 1;
    const marksOf = (/** @type {string} */ key, /** @type {boolean} */ now) =>
      `${lit.has(key) ? " nn-forward-lit" : ""}${part.has(key) ? " nn-forward-part" : ""}${now ? " nn-forward-now" : ""}`;
    const current = Math.max(
      0,
      lines.findIndex((line) => keyOf(line.entry) === keyOf(entry)),
    );
    lines.forEach((line, index) => {
      const { node, entry: own } = line;
      const w = pass.value("W", own.ell, own.i, own.j);
      const marks = marksOf(keyOf(own), latest?.kind === "Z" && latest.ell === own.ell);
      const shown = `${w}${marks}${index === current}`;
      if (shown === line.shown) return;
      line.shown = shown;
      setAttributes(node, {
        class: `nn-forward-edge${marks}`,
        "data-sign": w < 0 ? "minus" : "plus",
        "aria-label": spokenEntry(pass, own, true),
        "aria-selected": `${lit.has(keyOf(own))}`,
        tabindex: index === current ? 0 : -1,
      });
      node.style.setProperty("--w", `${0.8 + 2 * Math.abs(w)}px`);
    });
    for (const neuron of neurons) {
      const { node, text, ell, i } = neuron;
      const a = known(settings, { kind: "A", ell, i, j: n });
      const z = ell > 0 && known(settings, { kind: "Z", ell, i, j: n });
      const words = a || z ? number(pass.value(a ? "A" : "Z", ell, i, n)) : "?";
      const marks = marksOf(neuronKey(ell, i), latest?.ell === ell);
      const shown = `${words}${a}${z}${marks}`;
      if (shown === neuron.shown) continue;
      neuron.shown = shown;
      text.textContent = words;
      node.dataset.shows = a ? "a" : z ? "z" : "nothing";
      node.setAttribute("class", `nn-forward-neuron${marks}`);
    }
  }

  return {
    element,
    draw,
    /** @param {number} pixels */
    resize(pixels) {
      width = pixels;
    },
  };
}
