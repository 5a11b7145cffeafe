// @ts-check
// The network of the forward pass: edges to point at, neurons with the activations of one example.

import { number } from "../kit/numbers.js";
import { html, pointIn, setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { classesOf, edgeMarks, neuronMarks } from "./marks.js";
import { entryOfNeuron, isKnown, keyOf } from "./model.js";
import { edgeAt, layoutOf } from "./network_layout.js";
import { spokenEntry } from "./words.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("./matrices.js").Pointing} Pointing
 * @typedef {import("./model.js").Entry} Entry
 * @typedef {import("./model.js").State} State
 * @typedef {import("./network_layout.js").Edge} Edge
 * @typedef {import("./network_layout.js").Layout} Layout
 * @typedef {{ node: any, entry: Entry, shown: string }} Line   an edge; shown: what the node has been given
 * @typedef {{ node: any, text: any, ell: number, i: number, shown: string }} Neuron
 */

/** How many edges further a key leads. @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** @param {Life} life @param {Pointing} pointing */
export function networkPart(life, pointing) {
  const edges = svg("g", { role: "listbox", "aria-label": "Edges" });
  const nodes = svg("g");
  const drawing = svg("svg", { role: "group", "aria-label": "The network" }, edges, nodes);
  // An svg that listens to the focus is a stop of the Tab key in some browsers.
  const element = html("div", {}, drawing);
  let width = 0;
  let built = "";
  /** @type {Layout | null} */
  let layout = null;
  /** @type {Line[]} */
  let lines = [];
  /** @type {Neuron[]} */
  let neurons = [];

  listenToPointer(life, element, pointing, (event) => {
    const neuron = neurons.find(({ node }) => node.contains(event.target));
    if (neuron) return entryOfNeuron(pointing.settings(), neuron.ell, neuron.i);
    const { x, y } = pointIn(drawing, event);
    const edge = edgeAt(layout?.edges ?? [], x, y);
    return edge && weightOf(edge);
  });
  listenToKeys(life, element, pointing, () => lines);

  /** @param {State} state */
  function draw(state) {
    if (width === 0) return;
    const { d } = state.pass;
    const signature = `${d} ${width}`;
    if (signature !== built) {
      layout = layoutOf(d, width);
      setAttributes(drawing, { width, height: layout.height });
      lines = layout.edges.map(lineOf);
      neurons = neuronsOf(layout);
      edges.replaceChildren(...lines.map(({ node }) => node));
      nodes.replaceChildren(...widthLabels(d, layout), ...neurons.map(({ node }) => node));
    }
    built = signature;
    showEdges(lines, state);
    for (const neuron of neurons) showNeuron(neuron, state);
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

/**
 * @param {Life} life @param {HTMLElement} element @param {Pointing} pointing
 * @param {(event: any) => Entry | null} entryAt
 */
function listenToPointer(life, element, { point, choose }, entryAt) {
  // A click comes with whole pixels only, which can be another edge than the one that was lit.
  let pressed = /** @type {Entry | null} */ (null);
  life.listen(element, "pointermove pointerdown", (event) => {
    const entry = entryAt(event);
    if (event.type === "pointerdown") pressed = entry;
    point(entry);
  });
  life.listen(element, "pointerleave", () => point(null));
  life.listen(element, "click", () => {
    if (pressed) choose(pressed);
  });
}

/**
 * All edges are one stop of the Tab key; the arrows go from edge to edge.
 * @param {Life} life @param {HTMLElement} element @param {Pointing} pointing @param {() => Line[]} lines
 */
function listenToKeys(life, element, { choose }, lines) {
  life.listen(element, "focusin", (event) => {
    const line = lines().find(({ node }) => node === event.target);
    // A press with the mouse focuses what is painted on top, which need not be the nearest edge.
    if (line?.node.matches(":focus-visible")) choose(line.entry);
  });
  life.listen(element, "keydown", (event) => {
    const all = lines();
    const at = all.findIndex(({ node }) => node === event.target);
    const ends = /** @type {Record<string, number>} */ ({ Home: 0, End: all.length - 1 });
    const to = ends[event.key] ?? at + STEPS[event.key];
    if (at < 0 || Number.isNaN(to) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    all[(to + all.length) % all.length].node.focus();
  });
}

/** @param {Edge} edge @returns {Entry} */
function weightOf({ ell, i, j }) {
  return { kind: "W", ell, i, j };
}

/** @param {Edge} edge @returns {Line} */
function lineOf(edge) {
  const [x0, y0, x1, y1] = edge.ends.map((place) => place.toFixed(2));
  const d = `M${x0},${y0}L${x1},${y1}`;
  const { ell, i, j } = edge;
  const node = svg(
    "g",
    { role: "option", tabindex: -1, class: "nn-forward-edge", "data-place": `${ell} ${i} ${j}` },
    svg("path", { d, class: "nn-forward-halo" }),
    svg("path", { d, class: "nn-forward-line" }),
  );
  return { node, entry: weightOf(edge), shown: "" };
}

/**
 * What stands in them is in the matrices too, where a screen reader finds it.
 * @param {Layout} layout @returns {Neuron[]}
 */
function neuronsOf({ x, y, radius, half }) {
  return y.flatMap((layer, ell) =>
    layer.map((middle, i) => {
      const text = svg("text", { x: x[ell], y: middle + 4.5, "text-anchor": "middle" });
      const box = { x: x[ell] - radius, y: middle - half, width: 2 * radius, height: 2 * half, rx: half };
      const attributes = { class: "nn-forward-neuron", "data-place": `${ell} ${i}`, "aria-hidden": "true" };
      return { node: svg("g", attributes, svg("rect", box), text), text, ell, i, shown: "" };
    }),
  );
}

/** The widths below their layers: "d_1 = 4". @param {number[]} d @param {Layout} layout */
function widthLabels(d, { width, height, x }) {
  const L = d.length - 1;
  return d.map((n, ell) => {
    const anchor = ell === 0 ? "start" : ell === L ? "end" : "middle";
    const at = { x: ell === 0 ? 2 : ell === L ? width - 2 : x[ell], y: height - 6, anchor };
    const label = svgSymbol("d", { sub: `${ell}`, ...at, class: "nn-forward-width" });
    label.append(svg("tspan", { dy: "-0.22em" }, ` = ${n}`));
    return label;
  });
}

/** @param {Line[]} lines @param {State} state */
function showEdges(lines, state) {
  const { pass, entry } = state;
  const explained = lines.findIndex((line) => keyOf(line.entry) === keyOf(entry));
  const stop = Math.max(0, explained);
  for (const [index, line] of lines.entries()) {
    const { node, entry: own } = line;
    const w = pass.value("W", own.ell, own.i, own.j);
    const marks = edgeMarks(state, own);
    const classes = classesOf("edge", marks);
    const shown = `${w} ${classes} ${index === stop}`;
    if (shown === line.shown) continue;
    line.shown = shown;
    setAttributes(node, {
      class: classes,
      "data-sign": w < 0 ? "minus" : "plus",
      "aria-label": spokenEntry(pass, own, true),
      "aria-selected": `${marks.lit}`,
      tabindex: index === stop ? 0 : -1,
    });
    node.style.setProperty("--w", `${0.8 + 2 * Math.abs(w)}px`);
  }
}

/**
 * The number in a neuron and what it is; of the weights alone, which neuron it is.
 * @param {State} state @param {number} ell @param {number} i
 */
function shownIn({ settings, pass }, ell, i) {
  if (settings.content === "weights") return [`${i + 1}`, "index"];
  const entry = entryOfNeuron(settings, ell, i);
  if (!entry || !isKnown(settings, entry)) return ["?", "nothing"];
  const value = pass.value(entry.kind, ell, i, entry.j);
  return [number(value, Math.abs(value) < 9.995 ? 2 : 1), entry.kind.toLowerCase()];
}

/** @param {Neuron} neuron @param {State} state */
function showNeuron(neuron, state) {
  const { node, text, ell, i } = neuron;
  const [words, kind] = shownIn(state, ell, i);
  const classes = classesOf("neuron", neuronMarks(state, ell, i));
  const shown = `${words} ${kind} ${classes}`;
  if (shown === neuron.shown) return;
  neuron.shown = shown;
  text.textContent = words;
  node.dataset.shows = kind;
  node.setAttribute("class", classes);
}
