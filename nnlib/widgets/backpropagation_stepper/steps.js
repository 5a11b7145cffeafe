// @ts-check
// The steps of the stepper in their order: which equation each is, and how every number in it comes about.

import { hasSlope, keyOf, shapeOf } from "./model.js";

/**
 * @typedef {import("./model.js").Settings} Settings
 * @typedef {import("./model.js").Term} Term
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {{ out: Term, terms: (Term | string)[] }} Equation
 * @typedef {{
 *   kind: "Z" | "A" | "J" | "output" | "gradients" | "recursion" | "update", ell: number, title: string,
 *   code: "forward" | "cost" | "backward" | "update", equations: Equation[],
 * }} Step
 * @typedef {{ equation: number, i: number, j: number }} Entry   one number of what a step computes
 */

/** The steps of a pass, in their order. @param {Settings} settings @returns {Step[]} */
export function stepsOf({ d, loss, output, update_biases }) {
  const L = d.length - 1;
  const t = (/** @type {string} */ name, /** @type {number} */ ell, transposed = false) => ({ name, ell, transposed });
  const layer = (/** @type {number} */ ell) => (ell === L ? "the output layer" : `layer ${ell}`);
  /** @type {Step[]} */
  const steps = [];
  const add = (
    /** @type {Step["kind"]} */ kind,
    /** @type {number} */ ell,
    /** @type {Step["code"]} */ code,
    /** @type {string} */ title,
    /** @type {any[][]} */ ...equations
  ) => {
    const split = equations.map(([out, ...terms]) => ({ out, terms }));
    steps.push({ kind, ell, title, code, equations: split });
  };
  for (let ell = 1; ell <= L; ell += 1) {
    const sigma = ell === L && output === "softmax" ? "softmax" : "σ";
    const sum = [t("Z", ell), t("W", ell), t("A", ell - 1), "+", t("b", ell)];
    add("Z", ell, "forward", `Forward: pre-activations of ${layer(ell)}`, sum);
    add("A", ell, "forward", `Forward: activations of ${layer(ell)}`, [t("A", ell), `${sigma}(`, t("Z", ell), ")"]);
  }
  add("J", L, "cost", "Loss: how wrong the outputs are", [t("J", 0), "ℒ(", t("Y", L), ",", t("A", L), ")"]);
  /** @type {[Term, ...(Term | string)[]]} */
  const error = [t("D", L), "(", t("A", L), "−", t("Y", L), ")", "⊗", t("S", L)];
  if (loss === "huber") error[1] = "clip(";
  if (!hasSlope(loss)) error.splice(1, 7, t("A", L), "−", t("Y", L));
  add("output", L, "backward", "Backward: error of the output layer", error);
  for (let ell = L; ell >= 1; ell -= 1) {
    const weights = [t("dW", ell), t("D", ell), t("A", ell - 1, true)];
    add("gradients", ell, "backward", `Backward: gradients of ${layer(ell)}`, weights, [t("db", ell), t("D", ell)]);
    if (ell === 1) break;
    const back = [t("D", ell - 1), "(", t("W", ell, true), t("D", ell), ")", "⊗", t("S", ell - 1)];
    add("recursion", ell - 1, "backward", `Backward: error of ${layer(ell - 1)}`, back);
  }
  const updates = d.slice(1).flatMap((_, k) => {
    const weights = [t("nW", k + 1), t("W", k + 1), "−", "η", t("dW", k + 1)];
    const biases = [t("nb", k + 1), t("b", k + 1), "−", "η", t("db", k + 1)];
    return [weights, update_biases ? biases : biases.slice(0, 2)];
  });
  add("update", L, "update", `Update: ${update_biases ? "all parameters" : "all weights"} at once`, ...updates);
  return steps;
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

/** @param {Step} step @param {Entry} entry */
export function outKey(step, { equation, i, j }) {
  const { name, ell } = step.equations[equation].out;
  return keyOf(name, ell, i, j);
}

/**
 * How one number comes about: words and signs as text, numbers as { key }.
 * @param {Pass} pass @param {Step} step @param {Entry} entry @returns {(string | { key: string })[]}
 */
export function workOf({ d, L, settings }, step, { equation, i, j }) {
  const n = (/** @type {string} */ name, /** @type {number} */ ell, row = 0, column = 0) => ({
    key: keyOf(name, ell, row, column),
  });
  const sum = (/** @type {number} */ count, /** @type {(k: number) => any[]} */ part, plus = " + ") =>
    Array.from({ length: count }, (_, k) => (k ? [plus, ...part(k)] : part(k))).flat();
  const { ell } = step;
  switch (step.kind) {
    case "Z":
      return [...sum(d[ell - 1], (k) => [n("W", ell, i, k), " · ", n("A", ell - 1, k)]), " + ", n("b", ell, i)];
    case "A": {
      if (ell < L || settings.output !== "softmax") return ["σ(", n("Z", ell, i), ")"];
      return ["exp(", n("Z", L, i), ") / (", ...sum(d[L], (k) => ["exp(", n("Z", L, k), ")"]), ")"];
    }
    case "J":
      return lossWork(
        settings.loss,
        d[L],
        (k) => n("Y", L, k),
        (k) => n("A", L, k),
        sum,
      );
    case "output": {
      const difference = [n("A", L, i), " − ", n("Y", L, i)];
      if (!hasSlope(settings.loss)) return difference;
      return [settings.loss === "huber" ? "clip(" : "(", ...difference, ") · ", n("S", L, i)];
    }
    case "gradients":
      return equation === 0 ? [n("D", ell, i), " · ", n("A", ell - 1, j)] : [n("D", ell, i)];
    case "recursion":
      return [
        ...["(", ...sum(d[ell + 1], (k) => [n("W", ell + 1, k, i), " · ", n("D", ell + 1, k)]), ") · "],
        n("S", ell, i),
      ];
    default: {
      const at = Math.floor(equation / 2) + 1;
      const name = equation % 2 === 0 ? "W" : "b";
      const held = name === "b" && !settings.update_biases;
      return held ? [n("b", at, i)] : [n(name, at, i, j), " − ", n("eta", 0), " · ", n(`d${name}`, at, i, j)];
    }
  }
}

/**
 * @param {string} loss @param {number} d @param {(k: number) => any} y @param {(k: number) => any} a
 * @param {(count: number, part: (k: number) => any[], plus?: string) => any[]} sum
 */
function lossWork(loss, d, y, a, sum) {
  if (loss === "mse") return sum(d, (k) => ["½ (", y(k), " − ", a(k), ")²"]);
  if (loss === "huber") return sum(d, (k) => ["h(", y(k), " − ", a(k), ")"]);
  if (loss === "cross_entropy") return ["−", ...sum(d, (k) => [y(k), " · log ", a(k)], " − ")];
  const no = (/** @type {number} */ k) => [" − (1 − ", y(k), ") · log(1 − ", a(k), ")"];
  return ["−", ...sum(d, (k) => [y(k), " · log ", a(k), ...no(k)], " − ")];
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
