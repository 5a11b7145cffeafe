"""The post's worked example of the chain rule, along its paths and numerically."""

import numpy as np
import pytest
from published.register import entries

import nnlib

(FORMULA,) = entries("thill2025").values()


def z_of(t: float) -> float:
    return np.sin(np.exp(t) ** 2 + (t**2) ** 2)


def along_the_paths(t: float) -> float:
    x, y = np.exp(t), t**2
    through_x = 2 * x * np.cos(x**2 + y**2) * np.exp(t)
    through_y = 2 * y * np.cos(x**2 + y**2) * 2 * t
    return through_x + through_y


def the_formula(t: float) -> float:
    return 2 * np.cos(np.exp(2 * t) + t**4) * (np.exp(2 * t) + 2 * t**3)


@pytest.mark.parametrize("t", FORMULA.at)
def test_the_printed_formula_at_a_point(t):
    numerical = nnlib.numerical_gradient(lambda t: z_of(t[0]), np.array([t]))[0]
    for ours in (along_the_paths(t), numerical):
        assert ours == pytest.approx(the_formula(t), abs=FORMULA.within)


def test_a_wrong_formula_would_be_found():
    """Without the factor 2 in front of t^3, the formula fails at every point but 0."""
    t = np.array([point for point in FORMULA.at if point])
    wrong = 2 * np.cos(np.exp(2 * t) + t**4) * (np.exp(2 * t) + t**3)
    assert np.all(np.abs(wrong - along_the_paths(t)) > FORMULA.within)


def test_the_two_ways_agree_everywhere():
    t = np.linspace(-2, 2, 401)
    assert np.allclose(along_the_paths(t), the_formula(t), rtol=1e-13, atol=1e-13)
