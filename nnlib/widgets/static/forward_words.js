// @ts-check
// What the forward pass says in words and formulas: names of matrices and entries, and how an entry comes about.

import { displayName } from "./names.js";
import { number, spoken } from "./numbers.js";
import { html, symbol } from "./ui.js";

/** @typedef {import("./forward_model.js").Entry} Entry @typedef {import("./forward_model.js").Pass} Pass */

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

/** How the entry comes about, or what it is for. @param {Pass} pass @param {Entry} entry @param {boolean} isKnown */
export function reading(pass, entry, isKnown) {
  const { kind, ell, i, j } = entry;
  const own = pass.value(kind, ell, i, j);
  const name = entrySymbol(entry);
  if (!isKnown) return [name, " is not computed yet."];
  const shown = ` = ${number(own, digitsOf(kind))}`;
  if (kind === "W") {
    const from = ell === 1 ? `input ${j + 1}` : `neuron ${j + 1} of layer ${ell - 1}`;
    return [name, `${shown}: the edge to neuron ${i + 1} of layer ${ell}, from ${from}. Row ${i + 1}, column ${j + 1}.`];
  }
  if (kind === "b") return [name, `${shown}: the bias of neuron ${i + 1}, the same for every example.`];
  if (kind === "A" && ell === 0) return [name, `${shown}: component ${i + 1} of example ${j + 1}.`];
  if (kind === "A") {
    const sigma = displayName(ell < pass.L ? pass.hidden : pass.output);
    if (sigma === "softmax") return [name, `${shown}: softmax of column ${j + 1}, entry ${i + 1}.`];
    return [name, ` = σ(${number(pass.value("Z", ell, i, j))})${shown}, where σ is ${sigma}.`];
  }
  const signed = (/** @type {number} */ value, /** @type {number} */ digits) =>
    value < 0 ? `(${number(value, digits)})` : number(value, digits);
  const terms = Array.from({ length: pass.d[ell - 1] }, (_, k) => {
    const [w, a] = [pass.value("W", ell, i, k), pass.value("A", ell - 1, k, j)];
    return `${signed(w, 1)} · ${signed(a, 2)}`;
  });
  return [name, ` = ${[...terms, signed(pass.value("b", ell, i, 0), 1)].join(" + ")}${shown}`];
}
