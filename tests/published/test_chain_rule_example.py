"""The post's worked example of the chain rule, along its paths and numerically."""

from fractions import Fraction

import numpy as np
import pytest
from published.register import assert_result, entries

import nnlib

PUBLISHED = entries("thill2025")


def z_of(t: float) -> float:
    return np.sin(np.exp(t) ** 2 + (t**2) ** 2)


def along_the_paths(t: float) -> float:
    x, y = np.exp(t), t**2
    through_x = 2 * x * np.cos(x**2 + y**2) * np.exp(t)
    through_y = 2 * y * np.cos(x**2 + y**2) * 2 * t
    return through_x + through_y


def the_formula(t: float) -> float:
    return 2 * np.cos(np.exp(2 * t) + t**4) * (np.exp(2 * t) + 2 * t**3)


@pytest.mark.parametrize("quantity", PUBLISHED)
def test_at_a_point(quantity):
    t = float(Fraction(quantity.removeprefix("dz/dt at t = ")))
    numerical = nnlib.numerical_gradient(lambda t: z_of(t[0]), np.array([t]))[0]
    for ours in (the_formula(t), along_the_paths(t), numerical):
        assert_result(PUBLISHED[quantity], ours)


def test_the_two_ways_agree_everywhere():
    t = np.linspace(-2, 2, 401)
    assert np.allclose(along_the_paths(t), the_formula(t), rtol=1e-13, atol=1e-13)
