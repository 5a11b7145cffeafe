// @ts-check
// What the figure shows, from the derivatives that Python has computed.

/**
 * @typedef {{
 *   computed: Record<string, number>, numerical: number[], J: number, third: number, floor: number, unit: number,
 * }} Checked   in one precision; numerical: for every nudge, from the smallest up
 */
/** @typedef {{ checked: Record<string, Checked>, step: number, traits: Record<string, any> }} Facts */
/** @typedef {{ mistake: string, precision: string, power: number }} Settings */
/** @typedef {ReturnType<typeof compute>} State */

export const TRAITS = ["mistake", "precision", "power"];

/** The relative error of two derivatives. @param {number} one @param {number} other @param {number} floor */
function relativeError(one, other, floor) {
  return Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other), floor);
}

/** @param {Facts} facts @param {Settings} settings */
export function compute({ checked, step, traits }, { mistake, precision, power }) {
  const { numerical, floor, J, third, unit, computed: all } = checked[precision];
  const computed = all[mistake];
  const errors = numerical.map((found) => relativeError(computed, found, floor));
  const place = Math.round((power - traits.power.low) / step);
  const size = Math.max(Math.abs(all.none), floor);
  return {
    ...{ computed, errors, place, power },
    numerical: numerical[place],
    error: errors[place],
    /** What truncation and rounding come to, if the gradient is right; as functions of the power. */
    truncation: (/** @type {number} */ at) => (10 ** (2 * at) * third) / 6 / size,
    rounding: (/** @type {number} */ at) => (unit * J) / 10 ** at / size,
  };
}

/** Two numbers as text, with so many decimals, and how many signs they have in common. @param {number} one @param {number} other */
export function sideBySide(one, other, decimals = 14) {
  const [first, second] = [one, other].map((x) => x.toFixed(decimals).replace("-", "−"));
  let common = 0;
  while (common < first.length && first[common] === second[common]) common += 1;
  return { first, second, common };
}
