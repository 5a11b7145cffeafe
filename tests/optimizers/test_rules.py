"""Optimizers move parameters in place, and never the gradient."""

import numpy as np
import pytest

from nnlib.optimizers import GradientDescent, Momentum


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


def test_momentum():
    """Three steps by hand on J = theta^2 / 2, eta = 0.1, mu = 0.5."""
    theta, optimizer = np.array([1.0]), Momentum(eta=0.1, mu=0.5)
    path = []
    for _ in range(3):
        optimizer.step(theta, theta.copy())
        path.append(theta[0])
    # v: -0.1, then -0.05 - 0.09 = -0.14, then -0.07 - 0.076 = -0.146
    np.testing.assert_allclose(path, [0.9, 0.76, 0.614], rtol=1e-14)


@pytest.mark.parametrize("optimizer", [GradientDescent(0.1), Momentum(0.1)])
def test_buffers_have_the_type_of_theta(optimizer):
    """In double precision they would be right, and take twice the memory and time."""
    if isinstance(optimizer, GradientDescent):  # which may go from one array to another
        optimizer.step(np.ones(3), np.ones(3))
    optimizer.step(np.ones(3, np.float32), np.ones(3, np.float32))
    buffers = [value for value in vars(optimizer).values() if isinstance(value, np.ndarray)]
    assert {buffer.dtype for buffer in buffers} == {np.dtype(np.float32)}


def test_momentum_of_zero_is_gradient_descent():
    rng = np.random.default_rng(0)
    plain, heavy = np.ones((2, 3)), np.ones((2, 3))
    descent, momentum = GradientDescent(0.3), Momentum(0.3, mu=0)
    for _ in range(5):
        gradient = rng.normal(size=(2, 3))
        descent.step(plain, gradient)
        momentum.step(heavy, gradient)
    np.testing.assert_allclose(heavy, plain, rtol=1e-14)


@pytest.mark.parametrize(("eta", "mu"), [(0, 0.9), (0.1, 1), (0.1, -0.1), (0.1, np.nan)])
def test_momentum_out_of_range(eta, mu):
    with pytest.raises(ValueError, match="(eta|mu) is"):
        Momentum(eta=eta, mu=mu)


def test_momentum_belongs_to_one_run():
    optimizer = Momentum(0.1)
    theta = np.ones(3)
    optimizer.step(theta, np.ones(3))
    optimizer.step(theta, np.ones(3))
    for other in (np.ones(2), np.ones(3)):
        with pytest.raises(ValueError, match="a new Momentum for each run"):
            optimizer.step(other, np.ones_like(other))
        np.testing.assert_array_equal(other, 1)
