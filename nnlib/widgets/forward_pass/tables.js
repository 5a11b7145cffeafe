// @ts-check
// The numbers of the forward pass: tables in which each entry depends on its own place only, so that a layer that grows
// keeps the numbers it has. Python says what they are made of.

/**
 * @typedef {{ increment: number, rounds: [number, number][] }} Mixing   each round is a shift and a factor
 * @typedef {"X" | "W" | "b"} Table
 * @typedef {{ tables: Record<Table, { number: number, largest: number }>, mixing: Mixing }} TableFacts
 */

/** A few whole numbers as 32 bits that look random. @param {Mixing} mixing @param {number[]} numbers */
export function mixed({ increment, rounds }, numbers) {
  let bits = 0;
  for (const number of numbers) {
    bits = (bits + increment + number) >>> 0;
    for (const [shift, factor] of rounds) bits = Math.imul(bits ^ (bits >>> shift), factor) >>> 0;
  }
  return bits;
}

/**
 * An entry of a table, which is never 0.
 * @param {TableFacts} facts @param {Table} name @param {number} seed
 * @param {number} ell @param {number} i @param {number} [j]
 */
export function tableEntry({ tables, mixing }, name, seed, ell, i, j = 0) {
  const { number, largest } = tables[name];
  const tenths = (mixed(mixing, [seed, number, ell, i, j]) % (2 * largest)) - largest;
  return (tenths < 0 ? tenths : tenths + 1) / 10;
}
