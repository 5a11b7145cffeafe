// @ts-check
// The points on the plane: circles of class 0 and triangles of class 1, hollow where they are held out.

/** @typedef {import("./data.js").Examples} Examples */
/** @typedef {import("./map_scales.js").MapScales} MapScales */

// So many points are drawn smaller.
const MANY = 300;

/** The points as paths, which are kept as long as they and the scales are the same. @param {MapScales} scales */
export function pointPaths(scales) {
  let drawnAt = "";
  /** @type {Examples | null} */
  let drawn = null;
  /** @type {Path2D[]} */
  let paths = [];
  /** Of class 0 trained on and held out, then of class 1. @param {Examples} examples */
  return (examples) => {
    const at = `${scales.x.domain} ${scales.y.domain} ${scales.side}`;
    if (drawnAt !== at || drawn !== examples) {
      paths = [0, 1].flatMap((label) => [false, true].map((held) => pathOf(examples, label, held, scales)));
      [drawnAt, drawn] = [at, examples];
    }
    return paths;
  };
}

/**
 * The points of one class, held out or not, in one path.
 * @param {Examples} examples @param {number} label @param {boolean} out @param {MapScales} scales
 */
function pathOf({ X, labels, held }, label, out, { x, y }) {
  const size = labels.length > MANY ? 3.2 : 4;
  const path = new Path2D();
  for (let n = 0; n < labels.length; n++) {
    if (labels[n] !== label || held[n] !== out) continue;
    const [cx, cy] = [x(X[2 * n]), y(X[2 * n + 1])];
    if (label === 0) {
      path.moveTo(cx + size, cy);
      path.arc(cx, cy, size, 0, 2 * Math.PI);
    } else {
      path.moveTo(cx, cy - 1.25 * size);
      path.lineTo(cx + 1.15 * size, cy + 0.85 * size);
      path.lineTo(cx - 1.15 * size, cy + 0.85 * size);
      path.closePath();
    }
  }
  return path;
}

/** @param {CanvasRenderingContext2D} context @param {Path2D[]} paths @param {Record<string, string>} colours */
export function drawPoints(context, paths, colours) {
  paths.forEach((path, k) => {
    const colour = colours[k < 2 ? "class-0" : "class-1"];
    const out = k % 2 === 1;
    context.lineWidth = out ? 1.6 : 2;
    context.strokeStyle = out ? colour : colours.paper;
    context.fillStyle = out ? colours.paper : colour;
    if (!out) context.stroke(path);
    context.fill(path);
    if (out) context.stroke(path);
  });
}
