// @ts-check
// The matrices of the forward pass in their equations: cells to point at, to choose and to walk through with the keys.

import { number } from "../kit/numbers.js";
import { html, setAttributes } from "../kit/ui.js";
import { equationsOf } from "./equations.js";
import { placeAfter } from "./grid_keys.js";
import { cellMarks, classesOf } from "./marks.js";
import { entryOfCell, isKnown } from "./model.js";
import { digitsOf, isPrintedExactly, spokenEntry } from "./words.js";

/**
 * @typedef {import("../kit/ui.js").Life} Life
 * @typedef {import("./equations.js").Cell} Cell
 * @typedef {import("./model.js").Entry} Entry
 * @typedef {import("./model.js").State} State
 * @typedef {{
 *   settings(): import("./model.js").Settings, point(entry: Entry | null): void, choose(entry: Entry): void,
 * }} Pointing   the settings that hold, drawn or not yet; and what is called when the reader points or chooses
 */

/** @param {Life} life @param {Pointing} pointing */
export function matricesPart(life, { settings, point, choose }) {
  const element = html("div", { class: "nn-forward-layers" });
  /** The cells of every matrix, row by row. @type {Cell[][][]} */
  let grids = [];
  /** @type {import("./equations.js").Equals[]} */
  let signs = [];
  let built = "";

  const entryAt = (/** @type {any} */ target) => {
    const found = findCell(grids, target.closest?.("[data-place]"));
    return found && entryOfCell(settings(), found.cell);
  };
  life.listen(element, "pointerover", (event) => point(entryAt(event.target)));
  life.listen(element, "pointerleave", () => point(null));
  life.listen(element, "click focusin", (event) => {
    const entry = entryAt(event.target);
    if (entry) choose(entry);
  });
  listenToKeys(life, element, () => grids);

  /** @param {State} state */
  function draw(state) {
    const { batch, N, content } = state.settings;
    const signature = `${state.pass.d} ${batch} ${N} ${content}`;
    if (signature !== built) {
      const equations = equationsOf(state.pass, state.settings);
      ({ grids, signs } = equations);
      element.replaceChildren(...equations.layers);
    }
    built = signature;
    element.classList.toggle("nn-forward-batch", batch);
    element.classList.toggle("nn-forward-dense", batch && N > 4);
    const cells = grids.flat(2);
    for (const cell of cells) showCell(cell, state);
    for (const { node, of } of signs) {
      const beside = cells.filter(({ kind, ell }) => of.includes(`${kind}${ell}`));
      node.textContent = beside.every((cell) => isExact(cell, state)) ? "=" : "≈";
    }
  }

  return {
    element,
    draw,
    /** Let the Tab key stop at the first cells again. */
    reset() {
      for (const grid of grids) stopAt(grid, grid[0][0]);
    },
  };
}

/** The cell that a node belongs to, and the number of its matrix. @param {Cell[][][]} grids @param {unknown} node */
function findCell(grids, node) {
  for (const [grid, rows] of grids.entries()) {
    const cell = rows.flat().find((each) => each.node === node);
    if (cell) return { grid, cell };
  }
  return null;
}

/** Let the Tab key stop at one cell of a matrix. @param {Cell[][]} grid @param {Cell} stop */
function stopAt(grid, stop) {
  for (const cell of grid.flat()) cell.node.tabIndex = cell === stop ? 0 : -1;
}

/**
 * The Tab key stops once in every matrix, at the cell that had the focus last; other keys go from cell to cell.
 * @param {Life} life @param {HTMLElement} element @param {() => Cell[][][]} grids
 */
function listenToKeys(life, element, grids) {
  life.listen(element, "focusin", (event) => {
    const found = findCell(grids(), event.target);
    if (found) stopAt(grids()[found.grid], found.cell);
  });
  life.listen(element, "keydown", (event) => {
    const found = findCell(grids(), event.target);
    if (!found || event.altKey || event.metaKey) return;
    const shapes = grids().map((rows) => [rows.length, rows[0].length]);
    const { i, j } = found.cell;
    const layers = element.childElementCount;
    const to = placeAfter(shapes, { grid: found.grid, i, j }, event.key, event.ctrlKey, shapes.length / layers);
    if (!to) return;
    event.preventDefault();
    grids()[to.grid][to.i][to.j].node.focus();
  });
}

/** Whether nothing of a number is left out where it is printed. @param {Cell} cell @param {State} state */
function isExact(cell, { pass, settings }) {
  const entry = entryOfCell(settings, cell);
  return !isKnown(settings, entry) || isPrintedExactly(pass.value(entry.kind, entry.ell, entry.i, entry.j));
}

/** @param {Cell} cell @param {State} state */
function showCell(cell, state) {
  const { pass, settings } = state;
  const { node, shown } = cell;
  const entry = entryOfCell(settings, cell);
  const { kind, ell, i, j } = entry;
  const marks = cellMarks(state, entry);
  const text = marks.unknown ? "·" : number(pass.value(kind, ell, i, j), digitsOf(kind));
  const label = spokenEntry(pass, entry, !marks.unknown);
  const classes = classesOf("cell", marks);
  if (shown[0] !== text) node.textContent = text;
  if (shown[1] !== label) node.setAttribute("aria-label", label);
  if (shown[2] !== classes) {
    node.className = classes;
    // For whoever does not see the frame: what is lit, and the column that has come last.
    setAttributes(node, { "aria-selected": marks.lit && "true", "aria-current": marks.into && "step" });
  }
  shown.splice(0, 3, text, label, classes);
}
