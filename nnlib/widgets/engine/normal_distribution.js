// @ts-check
// Phi, the distribution function of the standard normal distribution, which GELU multiplies by.
// JavaScript's Math has no error function, so here is a rational approximation for each of three
// ranges, to full double precision. Source: Cody, "Rational Chebyshev approximations for the error
// function" (1969), in the form of his Algorithm 715 (1993).

// Coefficients of numerator and denominator, the highest power first.
// Near 0, in s = z^2.
const P_CENTRE = [
  0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249,
];
const Q_CENTRE = [1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];
// From there to 5.66, in |z|.
const P_SIDE = [
  1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226,
  2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
];
const Q_SIDE = [
  1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091,
  34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
];
// Beyond, in s = 1/z^2.
const P_TAIL = [
  0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807, 0.001421619193227893466,
  2.9112874951168792e-5,
];
const Q_TAIL = [
  1, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244, 7.29751555083966205e-5,
];
const ONE_OVER_SQRT_2_PI = 0.398942280401432678;

/**
 * A polynomial by Horner's rule.
 * @param {number[]} coefficients the highest power first
 * @param {number} x
 */
function polynomial(coefficients, x) {
  let sum = 0;
  for (let k = 0; k < coefficients.length; k++) sum = sum * x + coefficients[k];
  return sum;
}

/**
 * exp(-z^2/2). The square of z is rounded, and the exponential would magnify that error in the
 * tails: so z is cut to a multiple of 1/16, whose square is exact, and the rest is made good.
 * @param {number} z at least 0
 */
function bellCurve(z) {
  const cut = Math.trunc(z * 16) / 16;
  return Math.exp((-cut * cut) / 2) * Math.exp((-(z - cut) * (z + cut)) / 2);
}

/**
 * Phi(z): the probability that a standard normal variable is at most z.
 * @param {number} z
 */
export function normalDistribution(z) {
  const distance = Math.abs(z);
  if (distance <= 0.67448975) {
    const s = z * z;
    return 0.5 + (z * polynomial(P_CENTRE, s)) / polynomial(Q_CENTRE, s);
  }
  if (distance > 40) return z > 0 ? 1 : 0;
  let tail;
  if (distance <= 5.656854) {
    tail = polynomial(P_SIDE, distance) / polynomial(Q_SIDE, distance);
  } else {
    const s = 1 / (z * z);
    const correction = (s * polynomial(P_TAIL, s)) / polynomial(Q_TAIL, s);
    tail = (ONE_OVER_SQRT_2_PI - correction) / distance;
  }
  tail *= bellCurve(distance);
  return z > 0 ? 1 - tail : tail;
}

/**
 * phi(z): the density of the standard normal distribution.
 * @param {number} z
 */
export function normalDensity(z) {
  // Beyond 40 the density is zero in double precision; the bound keeps z^2 from overflowing.
  const bounded = Math.min(Math.abs(z), 40);
  return ONE_OVER_SQRT_2_PI * Math.exp((-bounded * bounded) / 2);
}
