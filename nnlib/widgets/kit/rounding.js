// @ts-check
// The sign between a quantity and the numbers that are printed for it.

/** "=" if all numbers are printed to the full with so many digits, "≈" if one is rounded. @param {number} digits @param {...number} numbers */
export function equals(digits, ...numbers) {
  const isRounded = (/** @type {number} */ x) =>
    Math.abs(x - Number(x.toFixed(digits))) > 1e-12 * Math.max(1, Math.abs(x));
  return numbers.some(isRounded) ? "≈" : "=";
}
