"""Random numbers of the engine: the generator as published, and their distributions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats


def xoshiro128(seed, count):
    """The generator's published algorithm, in whole numbers of any size cut to 32 bits."""
    mask = 2**32 - 1
    s = []
    for k in range(1, 5):
        x = (seed + k * 0x9E3779B9) & mask
        x = ((x ^ (x >> 16)) * 0x21F0AAAD) & mask
        x = ((x ^ (x >> 15)) * 0x735A2D97) & mask
        s.append(x ^ (x >> 15))

    def rotate(x, k):
        return ((x << k) | (x >> (32 - k))) & mask

    for _ in range(count):
        yield (rotate((s[1] * 5) & mask, 7) * 9) & mask
        t = (s[1] << 9) & mask
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 11)


@pytest.mark.parametrize("seed", [0, 1, 12345, 2**32 - 1])
def test_the_generator(engine, seed):
    assert engine.bits(seed, 1000) == list(xoshiro128(seed, 1000))


@pytest.mark.parametrize("seed", [0, 1])
def test_distributions(engine, seed):
    uniform = engine.draw("uniform", seed, 5000, -2, 3)
    assert stats.kstest(uniform, stats.uniform(-2, 5).cdf).pvalue > 0.001
    normal = engine.draw("normal", seed, 5000, 1, 2)
    assert stats.kstest(normal, stats.norm(1, 2).cdf).pvalue > 0.001
    assert abs(np.corrcoef(normal[::2], normal[1::2])[0, 1]) < 0.07  # drawn in pairs
    counts = np.bincount(engine.draw("below", seed, 5000, 7), minlength=7)
    assert stats.chisquare(counts).pvalue > 0.001
    orders = engine.shuffles(seed, 4800, 4)
    assert stats.chisquare(np.unique(orders, axis=0, return_counts=True)[1]).pvalue > 0.001
