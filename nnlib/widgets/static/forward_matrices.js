// @ts-check
// The matrices of the forward pass: one equation for each layer, every matrix with its numbers and its shape.

import { keyOf, known, shapeOf } from "./forward_model.js";
import { digitsOf, matrixSymbol, spokenEntry } from "./forward_words.js";
import { number } from "./numbers.js";
import { html, setAttributes, symbol } from "./ui.js";

/**
 * @typedef {import("./forward_model.js").Entry} Entry
 * @typedef {import("./forward_model.js").Pass} Pass
 * @typedef {import("./forward_model.js").Settings} Settings
 * @typedef {{
 *   settings: Settings, pass: Pass, at: number, place: ReturnType<typeof import("./forward_model.js").placeOf>,
 *   done: boolean, entry: Entry | null, lit: Set<string>, part: Set<string>,
 * }} State
 * @typedef {{
 *   point(entry: Entry | null): void, choose(entry: Entry): void,
 *   resolve(place: { kind: string, ell: number, i: number, j: number }): Entry | null,
 * }} Pointing   resolve: the entry for a place, "N" being a neuron and a column of a single example the example
 */

/** @param {import("./ui.js").Life} life @param {Pointing} pointing */
export function matricesPart(life, pointing) {
  const element = html("div", { class: "nn-forward-layers" });
  /** @type {{ node: any, kind: Entry["kind"], ell: number, i: number, j: number }[]} */
  let cells = [];
  let built = "";

  const placeAt = (/** @type {any} */ target) => {
    const node = target.closest?.("[data-place]");
    if (!node) return null;
    const [ell, i, j] = node.dataset.place.split(" ").map(Number);
    return pointing.resolve({ kind: node.dataset.kind, ell, i, j });
  };
  life.listen(element, "pointerover", (event) => pointing.point(placeAt(event.target)));
  life.listen(element, "pointerleave", () => pointing.point(null));
  life.listen(element, "click focusin", (event) => {
    const entry = placeAt(event.target);
    if (entry) pointing.choose(entry);
  });
  life.listen(element, "keydown", (event) => {
    const grid = event.target.closest("[role=grid]");
    /** @type {Record<string, number[]>} */
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    if (!grid || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const [ell, i, j] = event.target.dataset.place.split(" ").map(Number);
    const next = grid.querySelector(`[data-place="${ell} ${i + step[0]} ${j + step[1]}"]`);
    if (!next) return;
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  /** @param {State} state */
  function build({ settings, pass }) {
    cells = [];
    const { batch, N } = settings;
    const sign = (/** @type {any} */ text) => html("span", { class: "nn-forward-sign", "aria-hidden": "true" }, text);
    // What stays together when a line is too long.
    const held = (/** @type {any[]} */ ...parts) => html("span", { class: "nn-forward-held" }, parts);
    const layers = Array.from({ length: pass.L }, (_, k) => {
      const ell = k + 1;
      const ones = html("span", { class: "nn-symbol" }, html("b", {}, "1"), html("sup", {}, "⊤"));
      const repeat = html("div", { class: "nn-forward-term", "aria-hidden": "true" }, ones, shape(["1", "N"], [1, N]));
      const sum = html(
        "div",
        { class: "nn-forward-equation" },
        matrix(pass, "Z", ell, batch, N),
        held(sign("="), matrix(pass, "W", ell, batch, N)),
        matrix(pass, "A", ell - 1, batch, N),
        held(sign("+"), matrix(pass, "b", ell, batch, N), batch ? repeat : null),
      );
      const inner = matrixSymbol(pass, "Z", ell, batch);
      const sigma = html("span", { class: "nn-forward-sign", "aria-hidden": "true" }, "= σ(", inner, ")");
      const out = html("div", { class: "nn-forward-equation" }, matrix(pass, "A", ell, batch, N), sigma);
      const name = `Layer ${ell}`;
      const head = html("span", { class: "nn-forward-head", "aria-hidden": "true" }, name);
      return html("div", { class: "nn-forward-layer", role: "group", "aria-label": name }, head, sum, out);
    });
    element.replaceChildren(...layers);
  }

  /** @param {Pass} pass @param {Entry["kind"]} kind @param {number} ell @param {boolean} batch @param {number} N */
  function matrix(pass, kind, ell, batch, N) {
    const [rows, columns] = shapeOf(pass, kind, ell, batch ? N : 1);
    const lines = Array.from({ length: rows }, (_, i) => {
      const row = Array.from({ length: columns }, (_, j) => {
        const first = i === 0 && j === 0;
        const at = { "data-kind": kind, "data-place": `${ell} ${i} ${j}`, tabindex: first ? 0 : -1 };
        const node = html("span", { role: "gridcell", class: "nn-forward-cell", ...at });
        cells.push({ node, kind, ell, i, j });
        return node;
      });
      return html("span", { role: "row", class: "nn-forward-row" }, row);
    });
    const letters = kind === "W" ? [ell, ell - 1] : kind === "b" || !batch ? [ell, "1"] : [ell, "N"];
    const words = ell === 0 && kind === "A" ? "X" : `${kind} of layer ${ell}`;
    const grid = html(
      "span",
      {
        role: "grid",
        class: `nn-forward-grid nn-forward-of-${kind}`,
        style: `grid-template-columns: repeat(${columns}, auto)`,
        "aria-label": `${words}, ${rows} by ${columns}`,
      },
      lines,
    );
    return html("div", { class: "nn-forward-term" }, matrixSymbol(pass, kind, ell, batch), grid, shape(letters, [rows, columns]));
  }

  /** @param {(number | string)[]} letters a number ell stands for d_ell @param {number[]} sizes */
  function shape(letters, sizes) {
    const names = letters.map((letter) => {
      if (typeof letter === "number") return symbol("d", { sub: `${letter}` });
      return letter === "N" ? symbol("N") : letter;
    });
    return html(
      "span",
      { class: "nn-forward-shape", "aria-hidden": "true" },
      html("span", {}, names[0], " × ", names[1]),
      html("span", { class: "nn-forward-size" }, `${sizes[0]} × ${sizes[1]}`),
    );
  }

  /** @param {State} state */
  function draw(state) {
    const { settings, pass, at, place, done, lit, part } = state;
    const { batch, N, example } = settings;
    const signature = `${pass.d} ${batch} ${N}`;
    if (signature !== built) build(state);
    built = signature;
    for (const { node, kind, ell, i, j } of cells) {
      const moving = kind === "Z" || kind === "A";
      const column = moving && !batch ? example - 1 : j;
      const entry = { kind, ell, i, j: column };
      const there = known(settings, at, entry);
      const key = keyOf(entry);
      const text = there ? number(pass.value(kind, ell, i, column), digitsOf(kind)) : "·";
      if (node.textContent !== text) node.textContent = text;
      setAttributes(node, { "aria-label": spokenEntry(pass, entry, there) });
      // Where the column on display comes from, and where it goes.
      const now = !done && moving && column === place.column;
      const into = now && kind === place.kind && ell === place.ell && place.stage > 0;
      const source = place.kind === "Z" ? kind === "A" && ell === place.ell - 1 : kind === "Z" && ell === place.ell;
      const marks = {
        lit: lit.has(key),
        part: part.has(key),
        column: batch && moving && column === example - 1,
        into,
        from: now && place.stage > 0 && source,
        minus: kind === "W" && pass.value(kind, ell, i, column) < 0,
        unknown: !there,
      };
      for (const [name, on] of Object.entries(marks)) node.classList.toggle(`nn-forward-${name}`, on);
    }
  }

  return { element, draw };
}
