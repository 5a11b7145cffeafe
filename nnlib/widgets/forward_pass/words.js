// @ts-check
// What the forward pass says in words and formulas: names of matrices and entries, how an entry comes about, and how
// far the pass has come.

import { number, spoken } from "../kit/numbers.js";
import { html, symbol } from "../kit/ui.js";
import { latestColumn } from "./model.js";

/**
 * @typedef {import("./model.js").Entry} Entry
 * @typedef {import("./model.js").Pass} Pass
 * @typedef {import("./model.js").Settings} Settings
 */

const WORDS = { W: "weight w", b: "bias b", Z: "pre-activation z", A: "activation a" };

/** @param {Entry["kind"]} kind */
export function digitsOf(kind) {
  return kind === "W" || kind === "b" ? 1 : 2;
}

/**
 * The symbol of a matrix, or of one example: W^(1), X or x.
 * @param {Pass} pass @param {Entry["kind"]} kind @param {number} ell @param {boolean} batch
 */
export function matrixSymbol({ L }, kind, ell, batch) {
  const name = `nn-forward-of-${kind}`;
  if (kind === "A" && ell === 0) return symbol(batch ? "X" : "x", { bold: true, class: name });
  const letter = batch || kind === "W" ? kind : kind.toLowerCase();
  const made = symbol(letter, { sup: `(${ell})`, bold: true, class: name });
  if (kind !== "A" || ell < L) return made;
  return html("span", { class: `nn-symbol ${name}` }, html("b", {}, batch ? "Ŷ" : "ŷ"), " = ", made);
}

/** @param {Entry} entry */
function entrySymbol({ kind, ell, i, j }) {
  const sub = kind === "b" ? `${i + 1}` : `${i + 1},${j + 1}`;
  const class_ = `nn-forward-of-${kind}`;
  if (kind === "A" && ell === 0) return symbol("x", { sub, class: class_ });
  return symbol(kind.toLowerCase(), { sub, sup: `(${ell})`, class: class_ });
}

/** "weight w 1 2 of layer 1: minus 0.4" @param {Pass} pass @param {Entry} entry @param {boolean} isKnown */
export function spokenEntry(pass, { kind, ell, i, j }, isKnown) {
  const value = isKnown ? spoken(pass.value(kind, ell, i, j), digitsOf(kind)) : "not computed yet";
  if (kind === "A" && ell === 0) return `input x ${i + 1}, example ${j + 1}: ${value}`;
  if (kind === "W") return `${WORDS.W} ${i + 1} ${j + 1} of layer ${ell}: ${value}`;
  const example = kind === "b" ? "" : `, example ${j + 1}`;
  return `${WORDS[kind]} ${i + 1} of layer ${ell}${example}: ${value}`;
}

/** Whether an entry is σ of the one below it in Z, and of nothing else. @param {Pass} pass @param {Entry} entry */
function isSigmaOfZ(pass, { kind, ell }) {
  return kind === "A" && ell > 0 && pass.sigma(ell).entrywise;
}

/**
 * What an entry is for, or where it comes from, in words; of z and a the formula tells.
 * @param {Pass} pass @param {Entry} entry
 */
function meaning(pass, entry) {
  const { kind, ell, i, j } = entry;
  if (kind === "W") {
    const from = ell === 1 ? `input ${j + 1}` : `neuron ${j + 1} of layer ${ell - 1}`;
    return `the edge to neuron ${i + 1} of layer ${ell}, from ${from}. Row ${i + 1}, column ${j + 1}`;
  }
  if (kind === "b") return `the bias of neuron ${i + 1}, the same for every example`;
  if (kind === "Z") return "";
  if (ell === 0) return `component ${i + 1} of example ${j + 1}`;
  const { label } = pass.sigma(ell);
  return isSigmaOfZ(pass, entry) ? `where σ is ${label}` : `${label} of column ${j + 1}, entry ${i + 1}`;
}

/** The terms of a pre-activation, weight and input by weight and input. @param {Pass} pass @param {Entry} entry */
function termsOf(pass, { ell, i, j }) {
  return Array.from({ length: pass.d[ell - 1] }, (_, k) => [
    pass.value("W", ell, i, k),
    pass.value("A", ell - 1, k, j),
  ]);
}

const printed = (/** @type {number} */ value, digits = 2) => Number(value.toFixed(digits));
const equals = (/** @type {boolean} */ exactly) => (exactly ? " = " : " ≈ ");
const close = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) < 1e-9;
export const isPrintedExactly = (/** @type {number} */ value) => close(value, printed(value));
const inBrackets = (/** @type {number} */ value, /** @type {number} */ digits) =>
  value < 0 ? `(${number(value, digits)})` : number(value, digits);

/**
 * How the entry comes about, or what it is for. The sign is ≈ where numbers as printed do not give the number that is
 * printed after them.
 * @param {Pass} pass @param {Entry} entry @param {boolean} isKnown
 */
export function reading(pass, entry, isKnown) {
  const { kind, ell, i, j } = entry;
  const name = entrySymbol(entry);
  if (!isKnown) return [name, " is not computed yet."];
  if (kind === "Z") return [name, sumInNumbers(pass, entry)];
  const own = pass.value(kind, ell, i, j);
  const value = number(own, digitsOf(kind));
  if (isSigmaOfZ(pass, entry)) {
    const z = pass.value("Z", ell, i, j);
    const work = `${equals(isPrintedExactly(z))}σ(${number(z)})${equals(isPrintedExactly(own))}${value}`;
    return [name, `${work}, ${meaning(pass, entry)}.`];
  }
  return [name, `${equals(kind !== "A" || isPrintedExactly(own))}${value}: ${meaning(pass, entry)}.`];
}

/**
 * Weights times activations, plus the bias: " ≈ 0.6 · 0.40 + (−0.3) · 0.12 + 0.2 ≈ 0.40".
 * @param {Pass} pass @param {Entry} entry
 */
function sumInNumbers(pass, entry) {
  const { ell, i, j } = entry;
  const terms = termsOf(pass, entry);
  const bias = pass.value("b", ell, i, 0);
  const z = pass.value("Z", ell, i, j);
  const products = terms.map(([w, a]) => `${inBrackets(w, 1)} · ${inBrackets(a, 2)}`);
  const sum = [...products, inBrackets(bias, 1)].join(" + ");
  const sumOfPrinted = terms.reduce((total, [w, a]) => total + w * printed(a), bias);
  const exact = terms.every(([, a]) => isPrintedExactly(a));
  return `${equals(exact)}${sum}${equals(close(sumOfPrinted, printed(z)))}${number(z)}`;
}

/** The same for the ear. @param {Pass} pass @param {Entry} entry @param {boolean} isKnown */
export function spokenReading(pass, entry, isKnown) {
  const { kind, ell, i, j } = entry;
  const result = spokenEntry(pass, entry, isKnown);
  if (!isKnown) return `${result}.`;
  if (kind === "Z") {
    const terms = termsOf(pass, entry).map(([w, a]) => `${spoken(w, 1)} times ${spoken(a)}`);
    return `${result}, from ${[...terms, spoken(pass.value("b", ell, i, 0), 1)].join(", plus ")}.`;
  }
  const words = meaning(pass, entry).replace("σ", "sigma");
  if (!isSigmaOfZ(pass, entry)) return `${result}, ${words}.`;
  return `${result}, sigma of ${spoken(pass.value("Z", ell, i, j))}, ${words}.`;
}

/** How far the pass has come, beside the bar. @param {Settings} settings */
export function stageInWords(settings) {
  const latest = latestColumn(settings);
  if (!latest) return "complete";
  if (latest.ell === 0) return "input";
  const column = settings.batch ? `, column ${latest.column + 1}` : "";
  return `${latest.kind} of layer ${latest.ell}${column}`;
}

/**
 * What is new, for the ear: the column that has come last, or at the end shapes and outputs.
 * @param {Pass} pass @param {Settings} settings
 */
export function newsInWords(pass, settings) {
  const latest = latestColumn(settings);
  const column = (/** @type {"Z" | "A"} */ kind, /** @type {number} */ ell, /** @type {number} */ n) =>
    Array.from({ length: pass.d[ell] }, (_, i) => spoken(pass.value(kind, ell, i, n))).join(", ");
  if (latest) {
    const { kind, ell, column: n } = latest;
    const name = ell === 0 ? "Input" : `${kind} of layer ${ell}`;
    return `${name}, example ${n + 1}: ${column(kind, ell, n)}.`;
  }
  const { d, example } = settings;
  const shapes = d.slice(1).map((rows, k) => `W of layer ${k + 1} is ${rows} by ${d[k]}`);
  if (settings.content === "weights") return `${shapes.join(", ")}.`;
  return `${shapes.join(", ")}. Output for example ${example}: ${column("A", pass.L, example - 1)}.`;
}
