// @ts-check
// The network of the stepper: numbers on its neurons and edges, those that a step is about lit up.

import { number } from "../kit/numbers.js";
import { setAttributes, svg, svgSymbol } from "../kit/ui.js";
import { keyOf } from "./model.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./steps.js").Step} Step
 * @typedef {{ pass: Pass, step: Step, known: Set<string>, play: Set<string> }} State
 */

const WIDE = 560;

/**
 * Where everything is. Labels of edges stand at such a share of the way that those between two layers lie one below the
 * other, equally far apart.
 * @param {number[]} d @param {number} width
 */
export function layoutOf(d, width) {
  const wide = width >= WIDE;
  const radius = wide ? 26 : 22;
  const pitch = 2 * radius + 74;
  const rows = Math.max(...d);
  const height = rows * pitch + (wide ? 8 : 20);
  const left = radius + 6;
  const right = wide ? radius + 152 : radius + 8;
  const x = d.map((_, ell) => left + ((width - left - right) * ell) / (d.length - 1));
  const y = d.map((n) => Array.from({ length: n }, (_, i) => (rows * pitch) / 2 + pitch * (i - (n - 1) / 2) + 12));
  return { wide, radius, pitch, height, x, y };
}

/**
 * So many digits that count, and no idle zeros: 0.15, 0.0822, 0.000439.
 * @param {number} value @param {number} digits
 */
function brief(value, digits) {
  const size = Math.abs(value);
  if (size > 0 && size < 1e-4) return number(value, 3);
  const whole = size > 0 ? Math.floor(Math.log10(size)) + 1 : 0;
  const most = Math.max(0, Math.min(6, digits - whole));
  const needed = [0, 1, 2].find((few) => Math.abs(value - Number(value.toFixed(few))) < 1e-12);
  return number(value, needed === undefined ? most : Math.max(needed, Math.min(2, most)));
}

/**
 * @param {Life} life
 * @param {{ point: (keys: string[] | null) => void, choose: (keys: string[]) => void }} callbacks
 *   with the keys of the edge or neuron at the pointer
 */
export function networkPart(life, { point, choose }) {
  const edges = svg("g");
  const nodes = svg("g");
  const outside = svg("g");
  const element = svg("svg", { role: "img", class: "nn-backprop-network" }, edges, nodes, outside);
  let width = 0;
  let built = "";
  /** @type {{ node: any, key: string, update: (state: State) => void }[]} */
  let parts = [];

  const keysAt = (/** @type {any} */ target) => target.closest?.("[data-keys]")?.dataset.keys.split(" ") ?? null;
  life.listen(element, "pointerover", (event) => point(keysAt(event.target)));
  life.listen(element, "pointerleave", () => point(null));
  life.listen(element, "click", (event) => {
    const keys = keysAt(event.target);
    if (keys) choose(keys);
  });

  /**
   * A number with its symbol, shown once it is known.
   * @param {any} group @param {{ x: number, y: number, key: string, colour: string, anchor?: string,
   *   write: (state: State) => string | null, lit?: (state: State) => boolean }} options
   */
  function label(group, { x, y, key, colour, anchor = "middle", write, lit = (state) => state.play.has(key) }) {
    const node = svg("text", { x, y, "text-anchor": anchor, class: `nn-backprop-label nn-backprop-of-${colour}` });
    group.append(node);
    parts.push({
      node,
      key,
      update: (state) => {
        const text = write(state);
        node.textContent = text ?? "";
        node.classList.toggle("nn-backprop-lit", text !== null && lit(state));
        node.classList.toggle("nn-backprop-below", text !== null && text.includes("−"));
      },
    });
    return node;
  }

  /** @param {Pass} pass */
  function build({ d, L }) {
    const layout = layoutOf(d, width);
    const { wide, radius: r, x, y } = layout;
    const digits = wide ? 4 : 3;
    parts = [];
    edges.replaceChildren();
    nodes.replaceChildren();
    outside.replaceChildren();
    setAttributes(element, { width, height: layout.height });
    const labels = svg("g");
    for (let ell = 1; ell <= L; ell += 1) {
      y[ell - 1].forEach((y0, j) => y[ell].forEach((y1, i) => edge(labels, layout, d, ell, i, j, y0, y1)));
    }
    edges.append(labels);
    y.forEach((column, ell) =>
      column.forEach((at, i) => {
        const keys = ["A", "Z", "b", "D", "S", "db", "nb", "Y"].map((name) => keyOf(name, ell, i));
        const circle = svg("circle", { cx: x[ell], cy: at, r, class: "nn-backprop-node" });
        const group = svg("g", { "data-keys": keys.join(" ") }, circle);
        const [a, z, b, delta, slope] = keys;
        const value = (/** @type {State} */ { pass }, /** @type {string} */ key) =>
          /** @type {number} */ (pass.numbers.get(key));
        const has = (/** @type {State} */ { known }, /** @type {string} */ name) => known.has(`${name}${ell}`);
        const name = ell === 0 ? "x" : ell === L ? "ŷ" : "a";
        group.append(svgSymbol(name, { sub: `${i + 1}`, x: x[ell], y: at - 6, class: "nn-backprop-name" }));
        const active = (/** @type {State} */ { play }) => keys.some((key) => play.has(key));
        parts.push({ node: circle, key: a, update: (s) => circle.classList.toggle("nn-backprop-on", active(s)) });
        const inside = (/** @type {State} */ s) => (ell === 0 || has(s, "A") ? brief(value(s, a), digits) : "?");
        label(group, { x: x[ell], y: at + 13, key: a, colour: "activation", write: inside });
        if (ell > 0) {
          const above = at - r;
          const bias = (/** @type {State} */ s) => {
            const key = s.step.kind === "update" ? keyOf("nb", ell, i) : b;
            return `b ${brief(value(s, key), digits)}`;
          };
          const biases = [b, keyOf("nb", ell, i), keyOf("db", ell, i)];
          const lit = (/** @type {State} */ { play }) => biases.some((key) => play.has(key));
          label(group, { x: x[ell], y: above - 22, key: b, colour: "bias", write: bias, lit });
          const z_text = (/** @type {State} */ s) => (has(s, "Z") ? `z ${brief(value(s, z), digits)}` : null);
          const z_lit = (/** @type {State} */ { play }) => play.has(z) || play.has(slope);
          label(group, { x: x[ell], y: above - 7, key: z, colour: "preactivation", write: z_text, lit: z_lit });
          const error = (/** @type {State} */ s) => (has(s, "D") ? `δ ${brief(value(s, delta), digits - 1)}` : null);
          label(group, { x: x[ell], y: at + r + 16, key: delta, colour: "error", write: error });
        }
        nodes.append(group);
        if (ell === L) target(layout, i, at, L);
      }),
    );
    cost(layout, L);
  }

  /**
   * @param {any} labels @param {ReturnType<typeof layoutOf>} layout @param {number[]} d
   * @param {number} ell @param {number} i @param {number} j @param {number} y0 @param {number} y1
   */
  function edge(labels, { wide, radius: r, x }, d, ell, i, j, y0, y1) {
    const [x0, x1] = [x[ell - 1] + r, x[ell] - r];
    const keys = ["W", "dW", "nW"].map((name) => keyOf(name, ell, i, j));
    const [w, gradient, next] = keys;
    const line = svg("path", { d: `M${x0},${y0}L${x1},${y1}`, class: "nn-backprop-edge" });
    const touch = svg("path", { d: `M${x0},${y0}L${x1},${y1}`, class: "nn-backprop-touch" });
    edges.append(svg("g", { "data-keys": keys.join(" ") }, line, touch));
    parts.push({
      node: line,
      key: w,
      update: ({ pass, step, play }) => {
        const value = /** @type {number} */ (pass.numbers.get(w));
        const back = step.kind === "recursion" && play.has(w);
        setAttributes(line, { "data-sign": value < 0 ? "minus" : "plus", "data-back": back });
        line.style.setProperty("--w", `${Math.min(3, 1 + Math.abs(value))}`);
        line.classList.toggle(
          "nn-backprop-on",
          keys.some((key) => play.has(key)),
        );
      },
    });
    const place = (/** @type {number} */ share) => ({ x: x0 + share * (x1 - x0), y: y0 + share * (y1 - y0) + 4 });
    const group = svg("g", { "data-keys": keys.join(" ") });
    labels.append(group);
    const lit = (/** @type {State} */ { play }) => play.has(w) || play.has(next);
    const swap = (/** @type {State} */ { step }) => !wide && step.kind === "gradients" && step.ell === ell;
    const weight = (/** @type {State} */ state) => {
      if (swap(state)) return null;
      const key = state.step.kind === "update" ? next : w;
      return brief(/** @type {number} */ (state.pass.numbers.get(key)), wide ? 4 : 2);
    };
    const near = Math.min(0.3, 1 / (1 + d[ell]));
    label(group, { ...place(near), key: w, colour: "weight", write: weight, lit });
    const slope = (/** @type {State} */ state) => {
      if (!state.known.has(`dW${ell}`) || (!wide && !swap(state))) return null;
      return `${wide ? "∂ " : ""}${brief(/** @type {number} */ (state.pass.numbers.get(gradient)), 2)}`;
    };
    const at = place(wide ? 1 - Math.min(0.3, 1 / (1 + d[ell - 1])) : near);
    label(group, { ...at, key: gradient, colour: "error", write: slope });
  }

  /** @param {ReturnType<typeof layoutOf>} layout @param {number} i @param {number} at @param {number} L */
  function target({ wide, radius: r, x }, i, at, L) {
    const key = keyOf("Y", L, i);
    const group = svg("g", { "data-keys": key });
    outside.append(group);
    const write = (/** @type {State} */ { pass }) => {
      const value = /** @type {number} */ (pass.numbers.get(key));
      return `y* ${number(value, 2)}`;
    };
    const place = wide ? { x: x[L] + r + 10, y: at + 5, anchor: "start" } : { x: x[L], y: at + r + 32 };
    label(group, { ...place, key, colour: "activation", write });
  }

  /** @param {ReturnType<typeof layoutOf>} layout @param {number} L */
  function cost({ wide, height, y }, L) {
    const key = keyOf("J", 0);
    const write = (/** @type {State} */ { known, pass }) => (known.has("J0") ? `J ${number(pass.J, 4)}` : "J ?");
    const group = svg("g", { "data-keys": key });
    if (wide) {
      const at = (y[L][0] + y[L][y[L].length - 1]) / 2;
      for (const from of y[L]) {
        outside.append(svg("path", { d: `M${width - 92},${from}L${width - 76},${at}`, class: "nn-backprop-join" }));
      }
      group.append(svg("rect", { x: width - 76, y: at - 17, width: 75, height: 34, rx: 4, class: "nn-backprop-box" }));
      label(group, { x: width - 38.5, y: at + 5, key, colour: "ink", write });
    } else {
      label(group, { x: 4, y: height + 2, key, colour: "ink", anchor: "start", write });
    }
    outside.append(group);
  }

  return {
    element,
    /** @param {number} pixels */
    resize(pixels) {
      width = pixels;
    },
    /** @param {State} state @param {string} words */
    draw(state, words) {
      if (width === 0) return;
      const signature = `${state.pass.d} ${width}`;
      if (signature !== built) build(state.pass);
      built = signature;
      for (const part of parts) part.update(state);
      setAttributes(element, { "aria-label": words });
    },
  };
}
