// @ts-check
// The equations of the forward pass, without their numbers: one for each layer, every matrix with its symbol and shape.

import { html, symbol } from "../kit/ui.js";
import { isPerExample, shapeOf } from "./model.js";
import { matrixSymbol } from "./words.js";

/**
 * @typedef {import("./model.js").Entry} Entry
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {{ node: any, kind: Entry["kind"], ell: number, i: number, j: number, shown: string[] }} Cell
 *   shown: what the node has been given, so that nothing is written twice
 * @typedef {{ element: HTMLElement, grid: Cell[][] }} Matrix
 * @typedef {{ node: HTMLElement, of: string[] }} Equals   of: matrices beside it whose numbers may be rounded, as "Z1"
 * @typedef {(kind: Entry["kind"], ell: number) => HTMLElement} Put   a matrix, made and put down in the list of all
 */

/**
 * The equations of all layers, or their parameters alone; the cells of every matrix row by row, in their order on the
 * page; and the signs of equality.
 * @param {Pass} pass @param {Pick<import("./model.js").Settings, "batch" | "N" | "content">} settings
 */
export function equationsOf(pass, { batch, N, content }) {
  /** @type {Cell[][][]} */
  const grids = [];
  /** @type {Put} */
  const put = (kind, ell) => {
    const { element, grid } = matrixOf(pass, kind, ell, batch, N);
    grids.push(grid);
    return element;
  };
  /** @type {Equals[]} */
  const signs = [];
  const layers = Array.from({ length: pass.L }, (_, k) => {
    const ell = k + 1;
    if (content === "weights") return framed(ell, html("div", { class: EQUATION }, put("W", ell), put("b", ell)));
    const equations = layerOf(pass, ell, batch, N, put);
    signs.push(...equations.signs);
    return framed(ell, ...equations.elements);
  });
  return { layers, grids, signs };
}

const EQUATION = "nn-forward-equation";

/** A layer under its name. @param {number} ell @param {...HTMLElement} elements */
function framed(ell, ...elements) {
  const name = `Layer ${ell}`;
  const head = html("span", { class: "nn-forward-head", "aria-hidden": "true" }, name);
  return html("div", { class: "nn-forward-layer", role: "group", "aria-label": name }, head, ...elements);
}

const sign = (/** @type {any[]} */ ...text) =>
  html("span", { class: "nn-forward-sign", "aria-hidden": "true" }, ...text);
// What stays together when a line is too long.
const held = (/** @type {any[]} */ ...parts) => html("span", { class: "nn-forward-held" }, parts);

/**
 * Z = W A + b, and A = σ(Z).
 * @param {Pass} pass @param {number} ell @param {boolean} batch @param {number} N @param {Put} put
 */
function layerOf(pass, ell, batch, N, put) {
  const [first, second] = [html("span", {}), html("span", {})];
  const sum = html(
    "div",
    { class: EQUATION },
    put("Z", ell),
    held(sign(first), put("W", ell)),
    put("A", ell - 1),
    held(sign("+"), put("b", ell), batch ? rowOfOnes(N) : null),
  );
  const sigma = sign(second, " σ(", matrixSymbol(pass, "Z", ell, batch), ")");
  const activations = html("div", { class: EQUATION }, held(put("A", ell), sigma));
  /** @type {Equals[]} */
  const signs = [
    { node: first, of: [`Z${ell}`, `A${ell - 1}`] },
    { node: second, of: [`A${ell}`] },
  ];
  return { elements: [sum, activations], signs };
}

/** What repeats the bias for each example. @param {number} N */
function rowOfOnes(N) {
  const ones = html("span", { class: "nn-symbol" }, html("b", {}, "1"), html("sup", {}, "⊤"));
  return html("div", { class: "nn-forward-term", "aria-hidden": "true" }, ones, shapeLabel(["1", "N"], [1, N]));
}

/**
 * A matrix with its symbol above and its shape below.
 * @param {Pass} pass @param {Entry["kind"]} kind @param {number} ell @param {boolean} batch @param {number} N
 * @returns {Matrix}
 */
function matrixOf(pass, kind, ell, batch, N) {
  const shape = shapeOf(pass, kind, ell, batch ? N : 1);
  const grid = cellsOf(kind, ell, shape);
  const letters = kind === "W" ? [ell, ell - 1] : kind === "b" || !batch ? [ell, "1"] : [ell, "N"];
  const words = ell === 0 && kind === "A" ? "X" : `${kind} of layer ${ell}`;
  const element = html(
    "div",
    { class: "nn-forward-term" },
    matrixSymbol(pass, kind, ell, batch),
    tableOf(grid, kind, `${words}, ${shape[0]} by ${shape[1]}`, batch && isPerExample(kind)),
    shapeLabel(letters, shape),
  );
  return { element, grid };
}

/** @param {Entry["kind"]} kind @param {number} ell @param {number[]} shape @returns {Cell[][]} */
function cellsOf(kind, ell, [rows, columns]) {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      const place = { "data-kind": kind, "data-place": `${ell} ${i} ${j}`, tabindex: i + j === 0 ? 0 : -1 };
      const node = html("span", { role: "gridcell", class: "nn-forward-cell", ...place });
      return { node, kind, ell, i, j, shown: [] };
    }),
  );
}

/**
 * @param {Cell[][]} grid @param {string} kind @param {string} words
 * @param {boolean} isHeaded whether each column is an example
 */
function tableOf(grid, kind, words, isHeaded) {
  const rows = grid.map((row) => row.map(({ node }) => node));
  const [height, width] = [grid.length, grid[0].length];
  const lines = isHeaded ? [headings(width), ...rows] : rows;
  return html(
    "span",
    {
      role: "grid",
      class: `nn-forward-grid nn-forward-of-${kind}`,
      style: `grid-template: ${isHeaded ? "auto" : ""} repeat(${height}, auto) / repeat(${width}, auto)`,
      "data-headed": isHeaded,
      "aria-label": words,
    },
    lines.map((line) => html("span", { role: "row", class: "nn-forward-row" }, line)),
  );
}

/** Which example a column is. @param {number} columns */
function headings(columns) {
  return Array.from({ length: columns }, (_, j) => {
    const text = j ? `${j + 1}` : [html("i", {}, "n"), " = 1"];
    const label = `example ${j + 1}`;
    return html("span", { role: "columnheader", class: "nn-forward-heading", "aria-label": label }, text);
  });
}

/** @param {(number | string)[]} letters a number ell stands for d_ell @param {number[]} sizes */
function shapeLabel(letters, sizes) {
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
