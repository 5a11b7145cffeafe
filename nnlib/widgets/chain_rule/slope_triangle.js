// @ts-check
// The geometry at the point of the curve: the tangent, and the triangle whose run goes sideways from the point and whose
// rise is made of what both paths contribute. All in pixels.

/** @typedef {import("./model.js").State} State */
/** @typedef {{ (value: number): number, range: number[] }} Scale */
/** @typedef {ReturnType<typeof slopeTriangle>} SlopeTriangle */

// Half the length of the tangent.
const TANGENT = 74;
// Beside the foot, where the second arrow stands.
const BESIDE = 9;

/**
 * @param {State} state @param {Scale} across of t @param {Scale} up of z
 */
export function slopeTriangle(state, across, up) {
  const { throughX, throughY, dzdt } = state;
  const [x, y] = [across(state.t), up(state.z)];
  const [[left, right], [bottom, top]] = [across.range, up.range];
  // Pixels up for one to the right, for a slope of 1.
  const rise = (up(1) - up(0)) / (across(1) - across(0));

  /** How far to the side a line from the point may go, `slopes` being those of what must stay in the box. */
  const room = (/** @type {number} */ side, /** @type {number[]} */ slopes, spare = 0) =>
    Math.min(
      TANGENT / Math.hypot(1, dzdt * rise),
      (side < 0 ? x - left : right - x) - spare,
      ...slopes.map((slope) => {
        const climb = side * slope * rise;
        return climb ? (climb < 0 ? y - top : bottom - y) / Math.abs(climb) : Infinity;
      }),
    );

  const tangent = [-1, 1].map((side) => {
    const run = side * room(side, [dzdt]);
    return [x + run, y + dzdt * rise * run];
  });
  // The run goes from the point to the right; near the right edge, it leads to the point from the left.
  const [ahead, behind] = [room(1, [throughX, dzdt], 12), room(-1, [throughY, dzdt])];
  const leads = ahead < 30 && behind > ahead;
  const run = Math.max(0, leads ? behind : ahead);
  const [from, foot] = leads ? [x - run, x] : [x, x + run];
  const base = leads ? y - dzdt * rise * run : y;
  // The heights that the first arrow reaches, and the second from there.
  const [first, second] = [throughX, dzdt].map((slope) => base + slope * rise * run);
  return { x, y, tangent, from, foot, base, first, second, beside: foot + (leads ? -BESIDE : BESIDE) };
}
