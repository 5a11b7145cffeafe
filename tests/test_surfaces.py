"""Surfaces: gradients against differences, minima, many points at once."""

import numpy as np
import pytest

import nnlib
from nnlib import surfaces


@pytest.mark.parametrize("name", surfaces.SURFACES)
def test_gradient_and_minima(name):
    J = surfaces.get(name)
    assert J.name == name
    rng = np.random.default_rng(0)
    (low1, high1), (low2, high2) = J.domain
    points = rng.uniform([[low1], [low2]], [[high1], [high2]], (2, 20))
    one_by_one = [nnlib.numerical_gradient(lambda v: float(J.value(v)), p) for p in points.T]
    np.testing.assert_allclose(J.gradient(points), np.array(one_by_one).T, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(J.value(points), [J.value(p) for p in points.T])
    for minimum in J.minima:
        at = np.array(minimum)
        np.testing.assert_allclose(J.gradient(at), 0, atol=1e-10)
        assert J.value(at) == pytest.approx(-0.25 if name == "saddle" else 0, abs=1e-20)
        assert np.all(J.value(at) <= J.value(points))
    for edge, (low, high) in zip(J.start, J.domain, strict=True):
        assert low < edge < high


def test_descent_reaches_the_minimum():
    J = surfaces.get("ravine")
    theta = np.array(J.start)
    optimizer = nnlib.optimizers.Momentum(eta=0.02, mu=0.9)
    for _ in range(300):
        optimizer.step(theta, J.gradient(theta))
    np.testing.assert_allclose(theta, 0, atol=1e-4)


def test_unknown_name():
    with pytest.raises(ValueError, match="did you mean 'rosenbrock'"):
        surfaces.get("rosenbrok")
