"""Nocedal and Wright: how many iterations Newton's method takes on Rosenbrock's valley."""

import numpy as np
import pytest
from published.register import assert_result, entries

from nnlib import numerical_gradient, surfaces

(ENTRY,) = (e for quantity, e in entries("nocedal2006").items() if "Newton" in quantity)
VALLEY = surfaces.get("rosenbrock")


def hessian(theta):
    x, y = theta
    return np.array([[2 - 400 * (y - 3 * x**2), -400 * x], [-400 * x, 200.0]])


def test_the_hessian_is_the_slope_of_the_gradient():
    for theta in np.array([[-1.2, 1.0], [0.3, 0.5]]):
        rows = [numerical_gradient(lambda t, i=i: VALLEY.gradient(t)[i], theta) for i in (0, 1)]
        np.testing.assert_allclose(hessian(theta), rows, rtol=1e-7)


@pytest.mark.parametrize("enough", [1e-4, 1e-3, 1e-2])
def test_newton_with_halved_steps_takes_the_published_number(enough):
    """Whatever share of the promised fall is enough, within what is usual."""
    theta, count = np.array([-1.2, 1.0]), 0
    while np.linalg.norm(g := VALLEY.gradient(theta)) > 1e-5:
        step, share = np.linalg.solve(hessian(theta), -g), 1.0
        fall = enough * float(g @ step)
        while VALLEY.value(theta + share * step) > VALLEY.value(theta) + share * fall:
            share /= 2
        theta, count = theta + share * step, count + 1
    np.testing.assert_allclose(theta, VALLEY.minima[0], atol=1e-6)
    assert_result(ENTRY, count)
