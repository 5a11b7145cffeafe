// @ts-check
// Numbers as people write them. What is typed, or stands in an address, is read as it was meant, or refused with the
// reason in words; it never becomes another number in silence.

/** @typedef {{ value: number, wrong?: undefined } | { value?: undefined, wrong: string }} Reading */

/** What a number must be; a bound that is absent or null is none. @typedef {{ low?: number | null, high?: number | null, above?: boolean, whole?: boolean }} Bounds */

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const GAP = "[\\s'’_]"; // between groups of three digits; \s has the thin and the unbreakable spaces, too
const DIGITS = /^(?:\d+\.?\d*|\.\d+)$/;

/** @param {string} text @returns {Reading} */
export function readNumber(text) {
  const shown = text.trim();
  if (!shown) return { wrong: "A number is wanted." };
  const refused = { wrong: `“${short(shown)}” is no number.` };
  if (/^[+-]?(?:∞|inf(?:inity)?)$/i.test(plainSigns(shown))) return { wrong: "The number must be finite." };
  const [above, below, ...rest] = plainSigns(shown).split("/");
  if (rest.length) return refused;
  const numerator = product(above);
  if (below === undefined || "wrong" in numerator) return checked(numerator, shown, refused);
  const denominator = product(below);
  if (!denominator.value) return "wrong" in denominator ? checked(denominator, shown, refused) : refused;
  return checked({ value: numerator.value / denominator.value, zero: numerator.zero }, shown, refused);
}

/**
 * A number within bounds.
 * @param {string} text @param {Bounds} bounds @returns {Reading}
 */
export function readWithin(text, { low, high, above = false, whole = false }) {
  const reading = readNumber(text);
  const { value } = reading;
  if (value === undefined) return reading;
  const [min, max] = [low ?? -Infinity, high ?? Infinity];
  if (whole && !Number.isInteger(value)) return { wrong: `${written(value)} is no whole number.` };
  if (above ? value <= min : value < min) {
    return {
      wrong: `${written(value)} is too small: ${above ? "above " : ""}${written(min)}${above ? "" : " at least"}.`,
    };
  }
  if (value > max) return { wrong: `${written(value)} is too large: ${written(max)} at most.` };
  return { value };
}

/** @typedef {{ value: number, zero?: boolean } | { wrong: string, value?: undefined }} Part   zero: it is written as zero */

/** @param {Part} part @param {string} shown @param {Reading} refused @returns {Reading} */
function checked(part, shown, refused) {
  if (part.value === undefined) return part.wrong ? { wrong: part.wrong } : refused;
  if (!Number.isFinite(part.value)) return { wrong: `${short(shown)} is too large for a computer’s number.` };
  if (part.value === 0 && !part.zero) return { wrong: `${short(shown)} is too small for a computer’s number.` };
  return { value: part.value === 0 ? 0 : part.value };
}

/** One sign for each meaning: minus, times, powers. @param {string} text */
function plainSigns(text) {
  const powers = text.replace(/[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) =>
    `^${raised}`
      .replace(/⁻/g, "-")
      .replace(/⁺/g, "")
      .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (sign) => `${SUPERSCRIPTS.indexOf(sign)}`),
  );
  return powers
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\*\*/g, "^")
    .replace(/[·×*]/g, "*")
    .trim();
}

/** A decimal number, a power of ten, or the first times the second. @param {string} text @returns {Part} */
function product(text) {
  const found = /^([+-]?)\s*(.*?)\s*(?:\*?\s*10\s*\^\s*([+-]?\s*\d+)|e([+-]?\d+))?$/is.exec(text.trim());
  if (!found) return { wrong: "" };
  const [, sign, digits, raised, power = raised] = found;
  const exponent = power === undefined ? "" : `e${power.replace(/\s/g, "")}`;
  // "2 10^-3" without a sign between might be 210^-3: only "2 * 10^-3" and "10^-3" are powers.
  if (raised !== undefined && digits && !/\*\s*10\s*\^/.test(text)) return { wrong: "" };
  const head = digits || raised === undefined ? decimal(digits) : "1";
  if (typeof head !== "string") return head;
  return { value: Number(`${sign}${head}${exponent}`), zero: !/[1-9]/.test(head) };
}

/** Digits with one point, out of digits with points, commas and gaps. @param {string} text @returns {string | { wrong: string }} */
function decimal(text) {
  const joined = withoutGaps(text);
  const commas = joined.split(",").length - 1;
  const points = joined.split(".").length - 1;
  if (commas === 0) return points > 1 ? grouped(joined, ".", "") : number(joined);
  if (points === 0 && commas === 1) return ofOneComma(joined);
  if (points === 0) return grouped(joined, ",", "");
  // The last of the two signs is the decimal one, and stands once.
  const [group, mark] = joined.lastIndexOf(",") < joined.lastIndexOf(".") ? [",", "."] : [".", ","];
  const parts = joined.split(mark);
  return parts.length === 2 ? grouped(parts[0], group, `.${parts[1]}`) : { wrong: "" };
}

/** @param {string} text */
function ofOneComma(text) {
  const [whole, rest] = text.split(",");
  // In "1,001" the comma may be a decimal one or stand between thousands; "0,001" and "1234,5" leave no doubt.
  if (/^[1-9]\d{0,2}$/.test(whole) && /^\d{3}$/.test(rest)) {
    return { wrong: `“${text}” may be ${whole}.${rest} or ${whole}${rest}: write one of them.` };
  }
  return number(`${whole}.${rest}`);
}

/** Thousands between marks. @param {string} text @param {string} mark @param {string} rest */
function grouped(text, mark, rest) {
  const [first, ...groups] = text.split(mark);
  const fits = /^\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
  return fits ? number([first, ...groups, rest].join("")) : { wrong: "" };
}

/** @param {string} text */
function withoutGaps(text) {
  return new RegExp(`^\\d{1,3}(?:${GAP}\\d{3})+(?:[.,]\\d*)?$`).test(text)
    ? text.replace(new RegExp(GAP, "g"), "")
    : text;
}

/** @param {string} text @returns {string | { wrong: string }} */
function number(text) {
  return DIGITS.test(text) ? text : { wrong: "" };
}

/** @param {number} x */
function written(x) {
  return `${Number(x.toPrecision(12))}`.replace("-", "−");
}

/** @param {string} text */
function short(text) {
  return text.length > 20 ? `${text.slice(0, 19)}…` : text;
}
