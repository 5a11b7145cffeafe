// @ts-check
// The matrices of the forward pass: one equation for each layer, every matrix with its numbers and its shape.

import { clamp, number } from "../kit/numbers.js";
import { html, symbol } from "../kit/ui.js";
import { keyOf, known, shapeOf } from "./model.js";
import { digitsOf, matrixSymbol, spokenEntry } from "./words.js";

/**
 * @typedef {import("./model.js").Entry} Entry
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./model.js").Settings} Settings
 * @typedef {{
 *   settings: Settings, pass: Pass, latest: ReturnType<typeof import("./model.js").latest>,
 *   entry: Entry, lit: Set<string>, part: Set<string>,
 * }} State
 * @typedef {{
 *   point(entry: Entry | null): void, choose(entry: Entry): void,
 *   resolve(place: { kind: string, ell: number, i: number, j: number }): Entry | null,
 * }} Pointing   resolve: the entry for a place, "N" being a neuron and a column of a single example the example
 */

// From Z of a layer to Z of the next, in the order on the page: Z, W, A, b, A.
const OF_A_LAYER = 5;
/** @type {Record<string, number[]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @param {import("../kit/ui.js").Life} life @param {Pointing} pointing */
export function matricesPart(life, pointing) {
  const element = html("div", { class: "nn-forward-layers" });
  // `shown` is what the cell has been given, so that nothing is written twice.
  /** @type {{ node: any, kind: Entry["kind"], ell: number, i: number, j: number, shown: string[] }[]} */
  let cells = [];
  /** The cells of every matrix, row by row. @type {any[][][]} */
  let grids = [];
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
  // One cell of every matrix is a stop of the Tab key: the one that had the focus last.
  life.listen(element, "focusin", ({ target }) => {
    for (const cell of grids.find((grid) => grid.some((row) => row.includes(target)))?.flat() ?? []) {
      cell.tabIndex = cell === target ? 0 : -1;
    }
  });
  life.listen(element, "keydown", (event) => {
    const at = grids.findIndex((grid) => grid.some((row) => row.includes(event.target)));
    if (at < 0 || event.altKey || event.metaKey) return;
    const grid = grids[at];
    const i = grid.findIndex((row) => row.includes(event.target));
    const next = event.ctrlKey ? cornerOf(grid, event.key) : neighbour(at, i, grid[i].indexOf(event.target), event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  /** @param {any[][]} grid @param {string} key */
  function cornerOf(grid, key) {
    return key === "Home" ? grid[0][0] : key === "End" ? grid[grid.length - 1].slice(-1)[0] : null;
  }

  /**
   * Past the end of a row goes on in the next matrix, past the end of a column in the same matrix of the next layer.
   * @param {number} at @param {number} i @param {number} j @param {string} key
   */
  function neighbour(at, i, j, key) {
    const row = grids[at][i];
    if (key === "Home") return row[0];
    if (key === "End") return row[row.length - 1];
    if (!STEPS[key]) return null;
    const [down, right] = STEPS[key];
    const inside = grids[at][i + down]?.[j + right];
    if (inside) return inside;
    const grid = grids[at + right + OF_A_LAYER * down];
    if (!grid) return null;
    const [rows, columns] = [grid.length, grid[0].length];
    if (right) return grid[Math.min(i, rows - 1)][right > 0 ? 0 : columns - 1];
    return grid[down > 0 ? 0 : rows - 1][clamp(j, 0, columns - 1)];
  }

  /** @param {State} state */
  function build({ settings, pass }) {
    cells = [];
    grids = [];
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
      const out = html("div", { class: "nn-forward-equation" }, held(matrix(pass, "A", ell, batch, N), sigma));
      const name = `Layer ${ell}`;
      const head = html("span", { class: "nn-forward-head", "aria-hidden": "true" }, name);
      return html("div", { class: "nn-forward-layer", role: "group", "aria-label": name }, head, sum, out);
    });
    element.replaceChildren(...layers);
  }

  /** @param {Pass} pass @param {Entry["kind"]} kind @param {number} ell @param {boolean} batch @param {number} N */
  function matrix(pass, kind, ell, batch, N) {
    const [rows, columns] = shapeOf(pass, kind, ell, batch ? N : 1);
    /** @type {any[][]} */
    const grid = Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => {
        const at = { "data-kind": kind, "data-place": `${ell} ${i} ${j}`, tabindex: i + j === 0 ? 0 : -1 };
        const node = html("span", { role: "gridcell", class: "nn-forward-cell", ...at });
        cells.push({ node, kind, ell, i, j, shown: [] });
        return node;
      }),
    );
    grids.push(grid);
    const headed = batch && (kind === "Z" || kind === "A");
    const lines = [headed ? headings(columns) : [], ...grid].map((row) =>
      row.length ? html("span", { role: "row", class: "nn-forward-row" }, row) : null,
    );
    const letters = kind === "W" ? [ell, ell - 1] : kind === "b" || !batch ? [ell, "1"] : [ell, "N"];
    const words = ell === 0 && kind === "A" ? "X" : `${kind} of layer ${ell}`;
    const table = html(
      "span",
      {
        role: "grid",
        class: `nn-forward-grid nn-forward-of-${kind}`,
        style: `grid-template: ${headed ? "auto" : ""} repeat(${rows}, auto) / repeat(${columns}, auto)`,
        "data-headed": headed,
        "aria-label": `${words}, ${rows} by ${columns}`,
      },
      lines,
    );
    return html(
      "div",
      { class: "nn-forward-term" },
      matrixSymbol(pass, kind, ell, batch),
      table,
      shape(letters, [rows, columns]),
    );
  }

  /** Which example a column is. @param {number} columns */
  function headings(columns) {
    return Array.from({ length: columns }, (_, j) => {
      const words = j ? `${j + 1}` : [html("i", {}, "n"), " = 1"];
      return html(
        "span",
        { role: "columnheader", class: "nn-forward-heading", "aria-label": `example ${j + 1}` },
        words,
      );
    });
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
    const { settings, pass, latest, lit, part } = state;
    const { batch, N, example } = settings;
    const signature = `${pass.d} ${batch} ${N}`;
    if (signature !== built) build(state);
    built = signature;
    element.classList.toggle("nn-forward-batch", batch);
    element.classList.toggle("nn-forward-dense", batch && N > 4);
    for (const { node, kind, ell, i, j, shown } of cells) {
      const moving = kind === "Z" || kind === "A";
      const column = moving && !batch ? example - 1 : j;
      const entry = { kind, ell, i, j: column };
      const there = known(settings, entry);
      const key = keyOf(entry);
      // Where the column that came last comes from, and where it goes.
      const now = latest !== null && latest.ell > 0 && moving && column === latest.column;
      const source =
        latest?.kind === "Z" ? kind === "A" && ell === latest.ell - 1 : kind === "Z" && ell === latest?.ell;
      const marks = {
        lit: lit.has(key),
        part: part.has(key),
        column: batch && moving && column === example - 1,
        into: now && kind === latest.kind && ell === latest.ell,
        from: now && source,
        minus: kind === "W" && pass.value(kind, ell, i, column) < 0,
        unknown: !there,
      };
      const names = Object.entries(marks).map(([name, on]) => (on ? ` nn-forward-${name}` : ""));
      const words = there ? number(pass.value(kind, ell, i, column), digitsOf(kind)) : "·";
      const label = spokenEntry(pass, entry, there);
      const classes = `nn-forward-cell${names.join("")}`;
      if (shown[0] !== words) node.textContent = words;
      if (shown[1] !== label) node.setAttribute("aria-label", label);
      if (shown[2] !== classes) node.className = classes;
      shown.splice(0, 3, words, label, classes);
    }
  }

  return {
    element,
    draw,
    /** Let the Tab key stop at the first cells again. */
    reset() {
      for (const [first, ...rest] of grids.map((grid) => grid.flat())) {
        first.tabIndex = 0;
        for (const cell of rest) cell.tabIndex = -1;
      }
    },
  };
}
