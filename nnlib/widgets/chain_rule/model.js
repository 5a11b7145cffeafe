// @ts-check
// The example of the chapter on the chain rule, in numbers: z = sin(x² + y²), x = e^t, y = t².

/** @typedef {ReturnType<typeof compute>} State */

/** @param {number} t */
export function zOf(t) {
  return Math.sin(Math.exp(t) ** 2 + (t * t) ** 2);
}

/** The same derivative without paths, after x and y are inserted. @param {number} t */
export function closedForm(t) {
  const inner = Math.exp(2 * t) + t ** 4;
  return 2 * Math.cos(inner) * (Math.exp(2 * t) + 2 * t ** 3);
}

/**
 * The point that a nudge of t leads to, and the slope of the secant to it. The nudge goes to the left where `last`, the
 * largest t, is in its way.
 * @param {number} t @param {number} size of the nudge @param {number} last
 */
export function secant(t, size, last) {
  const dt = t + size <= last ? size : -size;
  const z = zOf(t + dt);
  return { dt, t: t + dt, z, quotient: (z - zOf(t)) / dt };
}

/** Values, the derivatives on the four edges, and what each path contributes to dz/dt. @param {number} t */
export function compute(t) {
  const x = Math.exp(t);
  const y = t * t;
  const inner = x * x + y * y;
  const z = Math.sin(inner);
  const cosine = Math.cos(inner);
  const [dxdt, dydt] = [x, 2 * t];
  const [dzdx, dzdy] = [2 * x * cosine, 2 * y * cosine];
  const [throughX, throughY] = [dzdx * dxdt, dzdy * dydt];
  return { t, x, y, z, dxdt, dydt, dzdx, dzdy, throughX, throughY, dzdt: throughX + throughY, closed: closedForm(t) };
}
