"""What holds for every optimizer, whatever its equation."""

import numpy as np
import pytest
from cases import generator, optimizer

from nnlib.optimizers import OPTIMIZERS


def gradients(rule, count=5, shape=(2, 3)):
    rng = generator(rule)
    return [rng.normal(size=shape) for _ in range(count)]


@pytest.mark.parametrize("rule", OPTIMIZERS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_theta_moves_in_place_and_in_its_own_precision(rule, dtype):
    """Signs stay, sizes change: after a change of sign, some rules stand still for a step."""
    theta, mover = np.ones((2, 3), dtype), optimizer(rule)
    first, *others = gradients(rule)
    for gradient in [first, *(np.copysign(other, first) for other in others)]:
        gradient, before = gradient.astype(dtype), theta.copy()
        given = gradient.copy()
        assert mover.step(theta, gradient) is None
        np.testing.assert_array_equal(gradient, given)
        assert np.isfinite(theta).all()
        assert np.all(theta != before)
    kept = [value for value in vars(mover).values() if isinstance(value, np.ndarray)]
    assert {array.dtype for array in [theta, *kept]} == {np.dtype(dtype)}


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_single_precision_follows_double(rule):
    theta, single = np.ones((2, 3)), np.ones((2, 3), np.float32)
    mover, follower = optimizer(rule), optimizer(rule)
    for gradient in gradients(rule):
        mover.step(theta, gradient)
        follower.step(single, gradient.astype(np.float32))
    np.testing.assert_allclose(single, theta, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_the_shape_of_theta_does_not_matter(rule):
    theta, flat = np.ones((2, 3)), np.ones(6)
    mover, other = optimizer(rule), optimizer(rule)
    for gradient in gradients(rule):
        mover.step(theta, gradient)
        other.step(flat, gradient.ravel())
    np.testing.assert_array_equal(flat, theta.ravel())


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_a_parabola_is_descended(rule):
    """J = |theta|^2 / 2, whose gradient is theta."""
    theta, mover = np.array([1.0, -2.0, 0.5]), optimizer(rule)
    before = theta @ theta
    for _ in range(100):
        mover.step(theta, theta.copy())
    assert theta @ theta < before


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_after_a_reset_it_is_as_new(rule):
    used, theta = optimizer(rule), np.ones((2, 3))
    for gradient in gradients(rule):
        used.step(theta, gradient)
    used.reset()
    one, other, new = theta.copy(), theta.copy(), optimizer(rule)
    for gradient in gradients(rule):
        used.step(one, gradient)
        new.step(other, gradient)
    np.testing.assert_array_equal(one, other)
