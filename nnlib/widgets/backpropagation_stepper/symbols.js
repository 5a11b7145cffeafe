// @ts-check
// What the stepper calls its numbers: as symbols of the book, and in plain words for a screen reader.

import { number, raised, spoken } from "../kit/numbers.js";
import { html, symbol } from "../kit/ui.js";
import { partsOf, shapeOf } from "./keys.js";

/** @typedef {import("./keys.js").Term} Term */

const LETTERS = /** @type {Record<string, string>} */ ({ A: "a", Z: "z", W: "w", b: "b", D: "δ", Y: "y", J: "J" });
const MATRICES = /** @type {Record<string, string>} */ ({ A: "A", Z: "Z", W: "W", b: "b", D: "Δ", Y: "Y" });
const WORDS = /** @type {Record<string, string>} */ ({
  A: "activation a",
  Z: "pre-activation z",
  W: "weight w",
  b: "bias b",
  D: "error delta",
  S: "slope of neuron",
  Y: "target y",
  dW: "gradient of weight w",
  db: "gradient of bias b",
  nW: "new weight w",
  nb: "new bias b",
});

/** The palette's name for a quantity; weights go by their sign. @param {string} name */
export function colourOf(name) {
  if (name === "A" || name === "Y") return "activation";
  if (name === "Z") return "preactivation";
  if (name === "W" || name === "nW") return "weight";
  if (name === "b" || name === "nb") return "bias";
  return name === "D" || name.startsWith("d") ? "error" : "ink";
}

/** The symbol of one number: w with its indices, delta of a neuron. @param {string} key */
export function symbolOf(key) {
  const { name, ell, i, j } = partsOf(key);
  const colour = `nn-backprop-of-${colourOf(name)}`;
  if (name === "eta") return symbol("η");
  if (name === "J") return symbol("J");
  const sub = name.endsWith("W") ? `${i + 1},${j + 1}` : `${i + 1}`;
  const sup = name === "Y" ? "*" : `(${ell})`;
  if (name === "S") {
    return html("span", { class: "nn-symbol" }, "σ′(", symbol("z", { sub, sup }), ")");
  }
  const base = LETTERS[name[name.length - 1]];
  if (name.startsWith("d")) {
    return html("span", { class: `nn-symbol ${colour}` }, "∂J/∂", symbol(base, { sub, sup }));
  }
  return symbol(base, { sub, sup, class: colour });
}

/** The symbol of a matrix. @param {Term} term */
export function captionOf({ name, ell, transposed = false }) {
  if (name === "J") return symbol("J");
  const colour = `nn-backprop-of-${colourOf(name)}`;
  const sup = name === "Y" ? "*" : `(${ell})`;
  if (name === "S") return html("span", { class: "nn-symbol" }, "σ′(", symbol("Z", { sup, bold: true }), ")");
  const letter = symbol(MATRICES[name[name.length - 1]], { sup: transposed ? `${sup}⊤` : sup, bold: true });
  return html("span", { class: `nn-symbol ${colour}` }, name.startsWith("d") ? "∂J/∂" : null, letter);
}

/** One number in words: "weight w 1 2 of layer 2". @param {string} key */
export function wordsOf(key) {
  const { name, ell, i, j } = partsOf(key);
  if (name === "J") return "cost J";
  if (name === "eta") return "learning rate eta";
  if (name === "A" && ell === 0) return `input x ${i + 1}`;
  const place = name.endsWith("W") ? `${i + 1} ${j + 1}` : `${i + 1}`;
  return name === "Y" ? `target y ${place}` : `${WORDS[name]} ${place} of layer ${ell}`;
}

/** A matrix with its numbers in words. @param {number[]} d @param {Term} term @param {number[][]} rows */
export function matrixWords(d, term, rows) {
  const [, columns] = shapeOf(d, term);
  const first = wordsOf(`${term.name}${term.ell}.0.0`).replace(/ 1( 1)?(?= of|$)/, "");
  const listed = rows.map((row) => row.map((value) => spoken(value, 4)).join(", ")).join("; ");
  return `${first}${term.transposed ? ", transposed" : ""}${columns > 1 ? ", row by row" : ""}: ${listed}`;
}

const isPrintedExactly = (/** @type {number} */ value, /** @type {number} */ digits) =>
  Math.abs(value - Number(value.toFixed(digits))) < 1e-12;

/**
 * A number: short if it is one that a reader would write, such as 0.15, else with `digits`.
 * @param {number} value @param {number} digits
 */
export function asWritten(value, digits) {
  if (value === 0) return "0";
  const few = [2, 3, 4].find((count) => count <= digits && isPrintedExactly(value, count));
  // With so few digits there is no room for more of a power.
  if (digits <= 4 && Math.abs(value) < 0.5 * 10 ** -digits) return inPowers(value);
  return number(value, few ?? digits);
}

/** Whether `asWritten` gives all of a number. @param {number} value @param {number} digits */
export function isWrittenExactly(value, digits) {
  return isPrintedExactly(value, digits);
}

/**
 * As many digits as count, where there is room, and no idle zeros: 0.15, 0.0822, 4·10⁻⁵.
 * @param {number} value @param {number} digits @param {number} [room] for so many signs
 */
export function significant(value, digits, room = 7) {
  if (!Number.isFinite(value)) return number(value);
  if (value === 0) return "0";
  const size = Math.abs(value);
  const most = room - (value < 0 ? 1 : 0);
  if (size < Math.max(1e-4, 10 ** (2 - most)) || size >= Math.min(1e6, 10 ** most) - 0.5) return inPowers(value);
  // Rounding may need one place more: 9.9999 is 10.0.
  const whole = Math.floor(Math.log10(Number(size.toPrecision(digits)))) + 1;
  const fits = Math.max(0, most - Math.max(1, whole) - 1);
  const wanted = Math.max(0, digits - whole);
  const few = [0, 1, 2].find((count) => isPrintedExactly(value, count));
  return number(value, Math.min(fits, few === undefined ? wanted : Math.max(few, Math.min(2, wanted))));
}

/** One digit and a power of ten. @param {number} value */
function inPowers(value) {
  const [head, power] = Math.abs(value).toExponential(0).split("e");
  return `${value < 0 ? "−" : ""}${head}·10${raised(Number(power))}`;
}
