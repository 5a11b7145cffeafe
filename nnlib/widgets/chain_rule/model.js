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
