// @ts-check
// The steps of the stepper in their order: which equation each is, and how every number in it comes about.

import { keyOf, shapeOf } from "./keys.js";
import { lossOf } from "./losses.js";

/**
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./keys.js").Term} Term
 * @typedef {import("./losses.js").Part} Part
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {{ out: Term, terms: (Term | string)[] }} Equation
 * @typedef {{
 *   kind: "Z" | "A" | "J" | "output" | "gradients" | "recursion" | "update", ell: number, title: string,
 *   code: "forward" | "cost" | "backward" | "update", equations: Equation[],
 * }} Step
 * @typedef {{ equation: number, i: number, j: number }} Entry   one number of what a step computes
 */

/** The steps of a pass, in their order. @param {Settings} settings @returns {Step[]} */
export function stepsOf(settings) {
  const layers = settings.d.slice(1).map((_, k) => k + 1);
  return [
    ...layers.flatMap((ell) => forwardSteps(settings, ell)),
    costStep(settings),
    outputStep(settings),
    ...layers.reverse().flatMap((ell) => backwardSteps(settings, ell)),
    updateStep(settings),
  ];
}

/** @param {string} name @param {number} ell @returns {Term} */
const term = (name, ell) => ({ name, ell, transposed: false });
/** @param {string} name @param {number} ell @returns {Term} */
const transposed = (name, ell) => ({ name, ell, transposed: true });
/** @param {Term} out @param {...(Term | string)} terms @returns {Equation} */
const equation = (out, ...terms) => ({ out, terms });

/** @param {Settings} settings @param {number} ell */
function layerName({ d }, ell) {
  return ell === d.length - 1 ? "the output layer" : `layer ${ell}`;
}

/** Z and A of a layer. @param {Settings} settings @param {number} ell @returns {Step[]} */
function forwardSteps(settings, ell) {
  const { d, output } = settings;
  const layer = layerName(settings, ell);
  const sigma = ell === d.length - 1 && output === "softmax" ? "softmax" : "σ";
  const sum = equation(term("Z", ell), term("W", ell), term("A", ell - 1), "+", term("b", ell));
  const activations = equation(term("A", ell), `${sigma}(`, term("Z", ell), ")");
  return [
    { kind: "Z", ell, code: "forward", title: `Forward: pre-activations of ${layer}`, equations: [sum] },
    { kind: "A", ell, code: "forward", title: `Forward: activations of ${layer}`, equations: [activations] },
  ];
}

/** @param {Settings} settings @returns {Step} */
function costStep({ d }) {
  const ell = d.length - 1;
  const cost = equation(term("J", 0), "ℒ(", term("Y", ell), ",", term("A", ell), ")");
  return { kind: "J", ell, code: "cost", title: "Loss: how wrong the outputs are", equations: [cost] };
}

/** Delta of the output layer. @param {Settings} settings @returns {Step} */
function outputStep({ d, loss }) {
  const ell = d.length - 1;
  const { delta, bracket } = lossOf(loss);
  const difference = [term("A", ell), "−", term("Y", ell)];
  const terms = {
    product: [bracket, ...difference, ")", "⊗", term("S", ell)],
    difference,
    derivative: ["∂ℒ/∂", term("Z", ell)],
  }[delta];
  const error = equation(term("D", ell), ...terms);
  return { kind: "output", ell, code: "backward", title: "Backward: error of the output layer", equations: [error] };
}

/**
 * The gradients of a layer, and Delta of the layer below.
 * @param {Settings} settings @param {number} ell @returns {Step[]}
 */
function backwardSteps(settings, ell) {
  const weights = equation(term("dW", ell), term("D", ell), transposed("A", ell - 1));
  const biases = equation(term("db", ell), term("D", ell));
  const title = `Backward: gradients of ${layerName(settings, ell)}`;
  /** @type {Step} */
  const gradients = { kind: "gradients", ell, code: "backward", title, equations: [weights, biases] };
  if (ell === 1) return [gradients];
  const error = equation(
    term("D", ell - 1),
    ...["(", transposed("W", ell), term("D", ell), ")", "⊗", term("S", ell - 1)],
  );
  const below = `Backward: error of ${layerName(settings, ell - 1)}`;
  return [gradients, { kind: "recursion", ell: ell - 1, code: "backward", title: below, equations: [error] }];
}

/** @param {Settings} settings @returns {Step} */
function updateStep({ d, update_biases }) {
  const equations = d.slice(1).flatMap((_, k) => {
    const ell = k + 1;
    const moved = (/** @type {string} */ name) =>
      equation(term(`n${name}`, ell), term(name, ell), "−", "η", term(`d${name}`, ell));
    return [moved("W"), update_biases ? moved("b") : equation(term("nb", ell), term("b", ell))];
  });
  const title = `Update: ${update_biases ? "all parameters" : "all weights"} at once`;
  return { kind: "update", ell: d.length - 1, code: "update", title, equations };
}

/** Every number that a step computes. @param {number[]} d @param {Step} step @returns {Entry[]} */
export function entriesOf(d, step) {
  return step.equations.flatMap(({ out }, equation) => {
    const [rows, columns] = shapeOf(d, out);
    return Array.from({ length: rows * columns }, (_, k) => ({
      ...{ equation, i: Math.floor(k / columns), j: k % columns },
    }));
  });
}

/** The key of a number that a step computes. @param {Step} step @param {Entry} entry */
export function outKey(step, { equation, i, j }) {
  const { name, ell } = step.equations[equation].out;
  return keyOf(name, ell, i, j);
}

/** A number by its key. @param {string} name @param {number} ell @param {number} [i] @param {number} [j] */
const number = (name, ell, i = 0, j = 0) => ({ key: keyOf(name, ell, i, j) });
/** A sum written out. @param {number} count @param {(k: number) => Part[]} part @returns {Part[]} */
const sum = (count, part) => Array.from({ length: count }, (_, k) => (k ? [" + ", ...part(k)] : part(k))).flat();

/**
 * How one number comes about: words and signs as text, numbers by their keys.
 * @param {Pass} pass @param {Step} step @param {Entry} entry @returns {Part[]}
 */
export function workOf(pass, step, entry) {
  const { d, settings } = pass;
  const { ell } = step;
  const { i, j } = entry;
  switch (step.kind) {
    case "Z": {
      const products = sum(d[ell - 1], (k) => [number("W", ell, i, k), " · ", number("A", ell - 1, k)]);
      return [...products, " + ", number("b", ell, i)];
    }
    case "A":
      return activationWork(pass, ell, i);
    case "J": {
      const each = (/** @type {string} */ name) => Array.from({ length: d[ell] }, (_, k) => number(name, ell, k));
      return lossOf(settings.loss).work(each("Y"), each("A"));
    }
    case "output":
      return outputWork(settings.loss, ell, i);
    case "gradients":
      return entry.equation === 0 ? [number("D", ell, i), " · ", number("A", ell - 1, j)] : [number("D", ell, i)];
    case "recursion": {
      const errors = sum(d[ell + 1], (k) => [number("W", ell + 1, k, i), " · ", number("D", ell + 1, k)]);
      return ["(", ...errors, ") · ", number("S", ell, i)];
    }
    default:
      return updateWork(settings, entry);
  }
}

/** @param {Pass} pass @param {number} ell @param {number} i @returns {Part[]} */
function activationWork({ d, L, settings }, ell, i) {
  if (ell < L || settings.output !== "softmax") return ["σ(", number("Z", ell, i), ")"];
  return ["exp(", number("Z", L, i), ") / (", ...sum(d[L], (k) => ["exp(", number("Z", L, k), ")"]), ")"];
}

/** @param {string} loss @param {number} L @param {number} i @returns {Part[]} */
function outputWork(loss, L, i) {
  const { delta, bracket } = lossOf(loss);
  const difference = [number("A", L, i), " − ", number("Y", L, i)];
  return {
    product: [bracket, ...difference, ") · ", number("S", L, i)],
    difference,
    derivative: ["∂ℒ/∂z at z = ", number("Z", L, i)],
  }[delta];
}

/**
 * There are two equations for each layer, of its weights and of its biases.
 * @param {Settings} settings @param {Entry} entry @returns {Part[]}
 */
function updateWork({ update_biases }, { equation, i, j }) {
  const ell = Math.floor(equation / 2) + 1;
  const name = equation % 2 === 0 ? "W" : "b";
  if (name === "b" && !update_biases) return [number("b", ell, i)];
  return [number(name, ell, i, j), " − ", number("eta", 0), " · ", number(`d${name}`, ell, i, j)];
}

/** The keys that one number is made of, itself included. @param {Pass} pass @param {Step} step @param {Entry} entry */
export function playOf(pass, step, entry) {
  const from = workOf(pass, step, entry).flatMap((part) => (typeof part === "string" ? [] : [part.key]));
  return new Set([outKey(step, entry), ...from]);
}

/**
 * The quantities, as "Z1", that are known once the steps up to `at` are done.
 * @param {Step[]} steps @param {number} at
 */
export function knownAt(steps, at) {
  const done = steps.slice(0, at + 1);
  return new Set(done.flatMap(({ equations }) => equations.map(({ out }) => `${out.name}${out.ell}`)));
}
