"""The random numbers of the figures: those of ``engine/random.js``, number for number.

So Python knows the points and the first weights that a figure has drawn in the reader's browser.
They are not NumPy's numbers for that seed.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

__all__ = ["Random", "RandomArrays"]

_32_BITS = 0xFFFFFFFF


class Random:
    """Random numbers from a seed, the same on every machine and in every browser.

    The generator is xoshiro128**, started from the seed by splitmix32. Source: Blackman and Vigna,
    *Scrambled linear pseudorandom number generators* (2021); both in the public domain.

    Parameters
    ----------
    seed : int
        Its lowest 32 bits count.
    """

    def __init__(self, seed: int) -> None:
        self._state = [_splitmix32(seed + (k + 1) * 0x9E3779B9) for k in range(4)]
        self._spare: float | None = None

    def bits(self) -> int:
        """Give 32 random bits, as a whole number."""
        s = self._state
        result = _rotate(s[1] * 5 & _32_BITS, 7) * 9 & _32_BITS
        shifted = s[1] << 9 & _32_BITS
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = _rotate(s[3], 11)
        return result

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        """Give a number from `low` to below `high`, all equally likely."""
        fraction = ((self.bits() >> 5) * 2**26 + (self.bits() >> 6)) / 2**53
        return low + (high - low) * fraction

    def normal(self, mean: float = 0.0, deviation: float = 1.0) -> float:
        """Give a normally distributed number."""
        # Box and Muller (1958): two at a time, of which one is kept for the next call.
        z, self._spare = self._spare, None
        if z is None:
            radius = math.sqrt(-2 * math.log(1 - self.uniform()))
            angle = self.uniform(0, 2 * math.pi)
            z = radius * math.cos(angle)
            self._spare = radius * math.sin(angle)
        return mean + deviation * z

    def below(self, n: int) -> int:
        """Give a whole number from 0 to n - 1."""
        return math.floor(self.uniform(0, n))

    def shuffle(self, items: list[Any]) -> list[Any]:
        """Bring a list into random order, in place (Fisher and Yates, 1938)."""
        for last in range(len(items) - 1, 0, -1):
            chosen = self.below(last + 1)
            items[last], items[chosen] = items[chosen], items[last]
        return items


class RandomArrays(np.random.Generator):
    """The same numbers for whatever asks NumPy for them: a seed of nnlib's data sets and weights.

    Arrays are filled row by row, one number after another, as the engine fills its own.

    Parameters
    ----------
    seed : int
        As for `Random`.
    """

    def __init__(self, seed: int) -> None:
        super().__init__(np.random.PCG64(0))  # never asked
        self._random = Random(seed)

    def uniform(self, low: Any = 0.0, high: Any = 1.0, size: Any = 1) -> Any:
        """Give an array of numbers from `low` to below `high`."""
        draws = [self._random.uniform(low, high) for _ in range(int(np.prod(size)))]
        return np.reshape(draws, size)

    def normal(self, loc: Any = 0.0, scale: Any = 1.0, size: Any = 1) -> Any:
        """Give an array of normally distributed numbers."""
        draws = [self._random.normal(loc, scale) for _ in range(int(np.prod(size)))]
        return np.reshape(draws, size)

    def shuffle(self, x: Any, axis: int = 0) -> None:
        """Bring the entries of a sequence into random order, in place."""
        self._random.shuffle(x)


def _rotate(x: int, k: int) -> int:
    return (x << k | x >> (32 - k)) & _32_BITS


def _splitmix32(x: int) -> int:
    x &= _32_BITS
    x = (x ^ x >> 16) * 0x21F0AAAD & _32_BITS
    x = (x ^ x >> 15) * 0x735A2D97 & _32_BITS
    return x ^ x >> 15
