// @ts-check
// Random numbers from a seed: the same on every machine and in every browser, so that a reader who
// shares an address shares the picture. They are not NumPy's numbers for that seed.
//
// The generator is xoshiro128**, started from the seed by splitmix32, which spreads similar seeds
// far apart. Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators" (2021);
// both in the public domain.

export class Random {
  /** @param {number} seed a whole number; its lowest 32 bits count */
  constructor(seed) {
    this.state = new Uint32Array(4);
    for (let k = 0; k < 4; k++) this.state[k] = splitmix32(seed + (k + 1) * 0x9e3779b9);
    /** @type {number | null} */
    this.spare = null;
  }

  /** 32 random bits, as a whole number from 0 to 2^32 - 1. */
  bits() {
    const s = this.state;
    const result = Math.imul(rotate(Math.imul(s[1], 5), 7), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 11);
    return result;
  }

  /**
   * A number from `low` to below `high`, all equally likely; 53 bits of it are random.
   * @param {number} low
   * @param {number} high
   */
  uniform(low = 0, high = 1) {
    const fraction = ((this.bits() >>> 5) * 2 ** 26 + (this.bits() >>> 6)) / 2 ** 53;
    return low + (high - low) * fraction;
  }

  /**
   * A normally distributed number.
   * @param {number} mean
   * @param {number} deviation standard deviation
   */
  normal(mean = 0, deviation = 1) {
    // Box and Muller (1958): two at a time, of which one is kept for the next call. The logarithm
    // gets 1 - u, which is never 0.
    let z = this.spare;
    this.spare = null;
    if (z === null) {
      const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
      const angle = this.uniform(0, 2 * Math.PI);
      z = radius * Math.cos(angle);
      this.spare = radius * Math.sin(angle);
    }
    return mean + deviation * z;
  }

  /**
   * A whole number from 0 to n - 1.
   * @param {number} n
   */
  below(n) {
    return Math.floor(this.uniform(0, n));
  }

  /**
   * Bring an array into random order, in place (Fisher and Yates, 1938).
   * @template {Int32Array | Float64Array | any[]} T
   * @param {T} array
   * @returns {T}
   */
  shuffle(array) {
    for (let last = array.length - 1; last > 0; last--) {
      const chosen = this.below(last + 1);
      const kept = array[last];
      array[last] = array[chosen];
      array[chosen] = kept;
    }
    return array;
  }
}

/** @param {number} x @param {number} k */
function rotate(x, k) {
  return (x << k) | (x >>> (32 - k));
}

/** @param {number} x */
function splitmix32(x) {
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
