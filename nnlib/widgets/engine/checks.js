// @ts-check
// Refusing bad input at once, in words that say which argument, what came and what was wanted.
// Python has checked the traits of a widget already: these catch a mistake in a front end.

/**
 * The choice of that name.
 * @template T
 * @param {string} argument what to call the name in the message
 * @param {string} name
 * @param {Record<string, T>} choices
 * @returns {T}
 */
export function choose(argument, name, choices) {
  if (Object.hasOwn(choices, name)) return choices[name];
  const names = Object.keys(choices).join(", ");
  throw new Error(`${argument} is ${JSON.stringify(name)}, but must be one of ${names}`);
}

/**
 * N, the number of columns of a (d, N) matrix.
 * @param {string} argument
 * @param {Float64Array} matrix
 * @param {number} d
 */
export function columns(argument, matrix, d) {
  const N = matrix.length / d;
  if (N >= 1 && Number.isInteger(N)) return N;
  throw new Error(`${argument} has ${matrix.length} numbers, but needs N times ${d}, N at least 1`);
}

/**
 * Refuse an array of another length than wanted.
 * @param {string} argument
 * @param {ArrayLike<number>} array
 * @param {number} wanted
 */
export function checkLength(argument, array, wanted) {
  if (array.length === wanted) return;
  throw new Error(`${argument} has ${array.length} numbers, but must have ${wanted}`);
}
