// @ts-check
// What Python says of a figure and its settings: bounds, choices and the words for them, suggested values. They come
// with the model, so that nothing is typed twice.

/** @typedef {import("./ui.js").Model} Model */

/**
 * A setting, as the trait of that name checks it. A bound is null where there is none.
 * @typedef {{
 *   kind: string, low: number, high: number, above: boolean, shortest: number, longest: number,
 *   choices: string[], labels: string[], shape: (number | null)[] | null, most: number,
 * }} TraitFacts   most: points of a drawing
 */

/** Everything that Python says of a figure. @param {Model} model */
export function factsOf(model) {
  return /** @type {{ traits: Record<string, TraitFacts>, [name: string]: any }} */ (model.get("_facts"));
}

/** The options of a choice: names, each with the words for it. @param {TraitFacts} facts */
export function optionsOf({ choices, labels }) {
  return choices.map((name, k) => /** @type {[string, string]} */ ([name, labels[k]]));
}

/** The words for a name. @param {TraitFacts} facts @param {string} name */
export function labelOf({ choices, labels }, name) {
  return labels[choices.indexOf(name)] ?? name;
}
