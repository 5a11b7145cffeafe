// @ts-check
// What the forward pass says in words and formulas: names of matrices and entries, and how an entry comes about.

import { displayName } from "../kit/names.js";
import { number, spoken } from "../kit/numbers.js";
import { html, symbol } from "../kit/ui.js";

/** @typedef {import("./model.js").Entry} Entry @typedef {import("./model.js").Pass} Pass */

const WORDS = { W: "weight w", b: "bias b", Z: "pre-activation z", A: "activation a" };

/** @param {Entry["kind"]} kind */
export function digitsOf(kind) {
  return kind === "W" || kind === "b" ? 1 : 2;
}

/** The symbol of a matrix, or of one example: W^(1), X or x. @param {Pass} pass @param {Entry["kind"]} kind @param {number} ell @param {boolean} batch */
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

/** What an entry is for, or where it comes from, in words; of z and a the formula tells. @param {Pass} pass @param {Entry} entry */
function meaning({ L, hidden, output }, { kind, ell, i, j }) {
  if (kind === "W") {
    const from = ell === 1 ? `input ${j + 1}` : `neuron ${j + 1} of layer ${ell - 1}`;
    return `the edge to neuron ${i + 1} of layer ${ell}, from ${from}. Row ${i + 1}, column ${j + 1}`;
  }
  if (kind === "b") return `the bias of neuron ${i + 1}, the same for every example`;
  if (kind === "Z") return "";
  if (ell === 0) return `component ${i + 1} of example ${j + 1}`;
  const sigma = displayName(ell < L ? hidden : output);
  return sigma === "softmax" ? `softmax of column ${j + 1}, entry ${i + 1}` : `where σ is ${sigma}`;
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
const whole = (/** @type {number} */ value) => close(value, printed(value));

/**
 * How the entry comes about, or what it is for. The sign is ≈ where numbers as printed do not give the number that is
 * printed after them.
 * @param {Pass} pass @param {Entry} entry @param {boolean} isKnown
 */
export function reading(pass, entry, isKnown) {
  const { kind, ell, i, j } = entry;
  const own = pass.value(kind, ell, i, j);
  const name = entrySymbol(entry);
  if (!isKnown) return [name, " is not computed yet."];
  const value = number(own, digitsOf(kind));
  if (kind === "A" && ell > 0 && !meaning(pass, entry).startsWith("softmax")) {
    const z = pass.value("Z", ell, i, j);
    return [name, `${equals(whole(z))}σ(${number(z)})${equals(whole(own))}${value}, ${meaning(pass, entry)}.`];
  }
  if (kind !== "Z") return [name, `${equals(kind !== "A" || whole(own))}${value}: ${meaning(pass, entry)}.`];
  const signed = (/** @type {number} */ number_, /** @type {number} */ digits) =>
    number_ < 0 ? `(${number(number_, digits)})` : number(number_, digits);
  const terms = termsOf(pass, entry);
  const bias = pass.value("b", ell, i, 0);
  const sum = [...terms.map(([w, a]) => `${signed(w, 1)} · ${signed(a, 2)}`), signed(bias, 1)].join(" + ");
  const given = terms.reduce((total, [w, a]) => total + w * printed(a), bias);
  return [name, `${equals(terms.every(([, a]) => whole(a)))}${sum}${equals(close(given, printed(own)))}${value}`];
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
  const words = meaning(pass, entry);
  if (kind !== "A" || ell === 0 || words.startsWith("softmax")) return `${result}, ${words}.`;
  return `${result}, sigma of ${spoken(pass.value("Z", ell, i, j))}, ${words.replace("σ", "sigma")}.`;
}
