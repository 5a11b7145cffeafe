// @ts-check
// Numbers as the book prints and speaks them, scales between numbers and pixels, and arrays that came from Python.

/** A number as the book prints it: a real minus sign, no minus zero. @param {number} x @param {number} [digits] */
export function number(x, digits = 2) {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "undefined" : x > 0 ? "∞" : "−∞";
  const size = Math.abs(x);
  if (size >= 1e6 || (size > 0 && size < 0.5 * 10 ** -digits && digits >= 3)) {
    return `${x < 0 ? "−" : ""}${scientific(size, 2)}`;
  }
  const text = size.toFixed(digits);
  return x < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A number from 0 on as a head and a power of ten. @param {number} x @param {number} digits  after the point of the head */
export function scientific(x, digits) {
  const [head, power] = x.toExponential(digits).split("e");
  return `${head} · 10${raised(Number(power))}`;
}

/** The same for speech. @param {number} x @param {number} digits */
export function spokenScientific(x, digits) {
  const [head, power] = x.toExponential(digits).split("e");
  return `${head} times ten to the ${spoken(Number(power), 0)}`;
}

/** An exponent: ten to the −3 is 10⁻³. @param {number} power */
export function raised(power) {
  return `${power}`.replace(/./g, (sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)]));
}

/** The same for speech: screen readers skip the typographic minus. @param {number} x @param {number} [digits] */
export function spoken(x, digits = 2) {
  return number(x, digits).replaceAll("−", "minus ");
}

/** @param {number} x @param {number} low @param {number} high */
export function clamp(x, low, high) {
  return Math.min(high, Math.max(low, x));
}

/** To the nearest multiple of `step` from `origin`, without the dust of binary fractions. */
export function snap(/** @type {number} */ x, /** @type {number} */ step, origin = 0) {
  return step > 0 ? Number((origin + Math.round((x - origin) / step) * step).toFixed(10)) : x;
}

/**
 * A binary array trait (Array in traits.py): its shape, and its entries column after column.
 * @param {{ shape: number[], dtype?: string, data: DataView } | null | undefined} value
 */
export function array(value) {
  if (!value?.data) return { shape: value?.shape ?? [0], values: new Float64Array(0) };
  const { buffer, byteOffset, byteLength } = value.data;
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
  return { shape: value.shape, values: numbersOf(bytes, value.dtype ?? "float64") };
}

/** @param {ArrayBuffer | SharedArrayBuffer} bytes @param {string} dtype @returns {Float64Array} */
function numbersOf(bytes, dtype) {
  if (dtype === "float16") return Float64Array.from(new Uint16Array(bytes), half);
  return dtype === "float32" ? Float64Array.from(new Float32Array(bytes)) : new Float64Array(bytes);
}

/** A finite number in half precision: a sign, 5 bits of the exponent, 10 of the fraction. @param {number} bits */
function half(bits) {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size = exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : fraction / 2 ** 24;
  return bits >> 15 ? -size : size;
}

/** The other way: what to `change` an array trait to. @param {number[]} shape @param {Float64Array} values */
export function packed(shape, values) {
  const own = values.slice();
  return { shape, data: new DataView(own.buffer) };
}

/**
 * A linear map of [d0, d1] to [r0, r1]; `.invert` goes back.
 * @param {number[]} domain @param {number[]} range
 */
export function linear([d0, d1], [r0, r1]) {
  const map = (/** @type {number} */ x) => r0 + ((x - d0) / (d1 - d0)) * (r1 - r0);
  map.invert = (/** @type {number} */ y) => d0 + ((y - r0) / (r1 - r0)) * (d1 - d0);
  map.domain = [d0, d1];
  map.range = [r0, r1];
  return map;
}

/** About `wanted` round numbers from `low` to `high`. @param {number} low @param {number} high */
export function ticks(low, high, wanted = 5) {
  if (!(high > low)) return [low].filter(Number.isFinite);
  const rough = (high - low) / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999) ?? rough;
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i += 1) found.push(snap(i * step, step));
  return found;
}

/** The next round number from `x` up, so that an axis that must hold x keeps still while x moves a little. */
export function roundUp(/** @type {number} */ x) {
  const power = 10 ** Math.floor(Math.log10(x));
  return snap(power * ([1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8].find((m) => m * power >= x * (1 - 1e-9)) ?? 10), 1e-9);
}

/** The `d` of a path through points; a NaN lifts the pen. @param {number[][]} points */
export function path(points) {
  let pen = "M";
  let d = "";
  for (const [x, y] of points) {
    if (Number.isNaN(x) || Number.isNaN(y)) {
      pen = "M";
    } else {
      d += `${pen}${x.toFixed(2)},${y.toFixed(2)}`;
      pen = "L";
    }
  }
  return d;
}
