// @ts-check
// The weights of the playground's network, or the gradients of the cost for them, as lines between the units.

/** @typedef {{ d: number[], bW: Float64Array[] }} Numbers  one for each bias and each weight, as a network has them */
/** @typedef {{ ell: number, i: number, j: number }} Edge  from unit j of layer ell - 1 to unit i of layer ell */
/** @typedef {(ell: number, i: number) => number[]} Centre */

const WIDEST = 5;
const [THINNEST, DASH] = [0.4, [6, 4]];
// How much wider a line is that is pointed at, and the paper on both of its sides.
const [LIFT, GROUND] = [2, 5];
// How near to a line, in pixels, counts as pointing at it; and the straight pieces in which it is followed.
const NEAR = 7;
const PIECES = 16;

/** @param {Numbers} numbers @param {Edge} edge */
export function weightOf({ d, bW }, { ell, i, j }) {
  return bW[ell][i * (1 + d[ell - 1]) + 1 + j];
}

/** @param {Numbers} numbers @param {{ ell: number, i: number }} unit */
export function biasOf({ d, bW }, { ell, i }) {
  return bW[ell][i * (1 + d[ell - 1])];
}

/** @param {number[]} d @param {(edge: Edge) => void} visit */
function each(d, visit) {
  for (let ell = 1; ell < d.length; ell++) {
    for (let i = 0; i < d[ell]; i++) for (let j = 0; j < d[ell - 1]; j++) visit({ ell, i, j });
  }
}

/** The largest weight, but for the biases. @param {Numbers} numbers */
function largest(numbers) {
  let most = 0;
  each(numbers.d, (edge) => {
    most = Math.max(most, Math.abs(weightOf(numbers, edge)));
  });
  return most;
}

/**
 * @param {Numbers} numbers @param {CanvasRenderingContext2D} ink @param {Centre} centre
 * @param {Record<string, string>} colours @param {Edge | null} chosen  drawn wider, on a ground that sets it off
 * @param {number} [least] what the widest line stands for, at least
 */
export function drawEdges(numbers, ink, centre, colours, chosen, least = 1) {
  const most = Math.max(least, largest(numbers)) || 1;
  const draw = (/** @type {Edge} */ { ell, i, j }, /** @type {number} */ width) => {
    const [[x0, y0], [x1, y1]] = [centre(ell - 1, j), centre(ell, i)];
    const bend = (x1 - x0) / 2;
    ink.lineWidth = width;
    ink.beginPath();
    ink.moveTo(x0, y0);
    ink.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1, y1);
    ink.stroke();
  };
  /** A line in the colour and the dashes of its sign. */
  const drawSigned = (/** @type {Edge} */ edge, /** @type {number} */ extra) => {
    const w = weightOf(numbers, edge);
    if (!Number.isFinite(w) || w === 0) return;
    ink.strokeStyle = colours[w > 0 ? "weight-pos" : "weight-neg"];
    ink.setLineDash(w > 0 ? [] : DASH);
    draw(edge, THINNEST + (WIDEST * Math.abs(w)) / most + extra);
  };
  each(numbers.d, (edge) => drawSigned(edge, 0));
  ink.setLineDash([]);
  if (!chosen) return;
  ink.strokeStyle = colours.paper;
  draw(chosen, THINNEST + (WIDEST * Math.abs(weightOf(numbers, chosen))) / most + LIFT + GROUND);
  drawSigned(chosen, LIFT);
  ink.setLineDash([]);
}

/** The line that a place is near, if any. @param {number[]} d @param {Centre} centre @param {number[]} at */
export function edgeAt(d, centre, [x, y]) {
  /** @type {Edge | null} */
  let nearest = null;
  let least = NEAR;
  each(d, (edge) => {
    const [[x0, y0], [x1, y1]] = [centre(edge.ell - 1, edge.j), centre(edge.ell, edge.i)];
    if (x < x0 - NEAR || x > x1 + NEAR) return;
    let [px, py] = [x0, y0];
    for (let k = 1; k <= PIECES; k++) {
      // The curve that is drawn: three parts of the way at its ends are level.
      const t = k / PIECES;
      const qx = x0 + (x1 - x0) * (1.5 * t * (1 - t) + t ** 3);
      const qy = y0 + (y1 - y0) * t * t * (3 - 2 * t);
      const gone = ((x - px) * (qx - px) + (y - py) * (qy - py)) / ((qx - px) ** 2 + (qy - py) ** 2 || 1);
      const share = Math.min(1, Math.max(0, gone));
      const distance = Math.hypot(x - px - share * (qx - px), y - py - share * (qy - py));
      if (distance < least) [nearest, least] = [edge, distance];
      [px, py] = [qx, qy];
    }
  });
  return /** @type {Edge | null} */ (nearest);
}
