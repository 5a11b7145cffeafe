// @ts-check
// Keys of the numbers that the stepper shows: "W1.0.1" is quantity, layer, row and column, counted from 0 but for the
// layer. Whatever shows a number carries its key, so one set of keys lights it up everywhere.
//
// Quantities: A Z b W D (Delta) S (the slope sigma'(Z)) Y J dW db, nW and nb (after the update), eta.

/** @typedef {{ name: string, ell: number, transposed?: boolean }} Term   a matrix as it stands in an equation */

/** @param {string} name @param {number} ell @param {number} [i] @param {number} [j] */
export function keyOf(name, ell, i = 0, j = 0) {
  return `${name}${ell}.${i}.${j}`;
}

/** The parts of a key. @param {string} key */
export function partsOf(key) {
  const [, name, ell, i, j] = /** @type {string[]} */ (/^([A-Za-z]+)(\d+)\.(\d+)\.(\d+)$/.exec(key));
  return { name, ell: Number(ell), i: Number(i), j: Number(j) };
}

/** Rows and columns. @param {number[]} d @param {Term} term */
export function shapeOf(d, { name, ell, transposed = false }) {
  if (name === "J" || name === "eta") return [1, 1];
  const shape = [d[ell], name.endsWith("W") ? d[ell - 1] : 1];
  return transposed ? shape.reverse() : shape;
}

/** The keys of a matrix as it is written down, row by row. @param {number[]} d @param {Term} term */
export function keysOf(d, term) {
  const [rows, columns] = shapeOf(d, term);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) =>
      term.transposed ? keyOf(term.name, term.ell, j, i) : keyOf(term.name, term.ell, i, j),
    ),
  );
}
