// @ts-check
// Strokes in the address of the page, and the grid on which they are kept so that they fit in there.

/** @typedef {import("./strokes.js").Stroke} Stroke */

const FINEST = 1000;

/** To the grid on which strokes are kept. @param {number} x */
export function onGrid(x) {
  return Math.round(Math.min(1, Math.max(0, x)) * FINEST) / FINEST;
}

/** @param {number} x */
function written(x) {
  return Math.round(x * FINEST)
    .toString(36)
    .padStart(2, "0");
}

/** @param {string} signs */
function numberOf(signs) {
  return parseInt(signs, 36) / FINEST;
}

/**
 * Strokes as text: two signs of base 36 for each coordinate, a dot after each stroke but the last; "none" for no
 * stroke.
 * @param {number} most points of a drawing
 */
export function strokesSetting(most) {
  return {
    /** @param {Stroke[]} strokes */
    write: (strokes) =>
      strokes.map((stroke) => stroke.map(([x, y]) => written(x) + written(y)).join("")).join(".") || "none",

    /** @param {string} text */
    read: (text) => {
      if (text === "none") return [];
      // Four signs to a point, and at most a dot.
      if (text.length > 5 * most || !/^(?:[\da-z]{4})+(?:\.(?:[\da-z]{4})+)*$/.test(text)) return undefined;
      const strokes = text
        .split(".")
        .map((part) => (part.match(/.{4}/g) ?? []).map((point) => [point.slice(0, 2), point.slice(2)].map(numberOf)));
      const points = strokes.flat();
      return points.length <= most && points.flat().every((x) => x <= 1) ? strokes : undefined;
    },
  };
}
