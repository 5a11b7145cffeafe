// @ts-check
// Names of activations and losses as a reader knows them: "leaky ReLU" for leaky_relu.

/** @type {Record<string, string>} */
const NAMES = {
  relu: "ReLU",
  leaky_relu: "leaky ReLU",
  elu: "ELU",
  gelu: "GELU",
  mse: "half squared error",
  binary_cross_entropy: "binary cross-entropy",
  cross_entropy: "cross-entropy",
  huber: "Huber",
};

/** @param {string} name */
export function displayName(name) {
  return NAMES[name] ?? name.replaceAll("_", " ");
}

/** Options of a drop-down. @param {string[]} names @returns {[string, string][]} */
export function named(names) {
  return names.map((name) => [name, displayName(name)]);
}
