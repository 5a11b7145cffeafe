"""Optimizers move parameters in place, and never the gradient."""

import numpy as np
import pytest

from nnlib.optimizers import GradientDescent


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_gradient_descent(dtype):
    theta = np.array([[1.0, 2.0], [3.0, 4.0]], dtype=dtype)
    gradient = np.array([[0.5, 0.0], [-1.0, 2.0]], dtype=dtype)
    optimizer = GradientDescent(eta=0.1)
    optimizer.step(theta, gradient)
    np.testing.assert_allclose(theta, [[0.95, 2.0], [3.1, 3.8]], rtol=1e-6)
    np.testing.assert_array_equal(gradient, [[0.5, 0.0], [-1.0, 2.0]])
    assert theta.dtype == dtype
    optimizer.step(other := np.ones(3), np.ones(3))
    np.testing.assert_allclose(other, 0.9)


@pytest.mark.parametrize("eta", [0.3, 0.9, 1.1])
def test_on_a_parabola(eta):
    """J = theta^2: every step multiplies theta by 1 - 2 eta."""
    theta = np.array([1.0])
    optimizer = GradientDescent(eta)
    for _ in range(10):
        optimizer.step(theta, 2 * theta)
    assert theta[0] == pytest.approx((1 - 2 * eta) ** 10)
