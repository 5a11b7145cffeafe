"""IDBD: every weight learns its own rate."""

import numpy as np
import pytest

from nnlib.optimizers import IDBD


def test_two_steps_of_a_linear_unit_by_hand():
    """Input 2, target 1, weight 0, rate 0.1, meta rate 0.5."""
    w, rule = np.zeros(1), IDBD(eta=0.1, meta=0.5)
    rule.curvature = np.array([4.0])
    rule.step(w, np.array([-2.0]))  # delta = 1, so g = -2; h was 0, so that beta stays
    np.testing.assert_allclose([w[0], rule.h[0], rule.rates[0]], [0.2, 0.2, 0.1], rtol=1e-14)
    # delta = 1 - 0.4 = 0.6, g = -1.2: beta rises by 0.5 * 1.2 * 0.2 = 0.12
    rule.step(w, np.array([-1.2]))
    rate = 0.1 * np.exp(0.12)
    expected = [rate, 0.2 + 1.2 * rate, 0.2 * (1 - 4 * rate) + 1.2 * rate]
    np.testing.assert_allclose([rule.rates[0], w[0], rule.h[0]], expected, rtol=1e-14)


def test_the_trace_is_the_derivative_by_the_log_rate():
    """With one weight there is nothing that the diagonal leaves out."""
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(2, 30))

    def weight_after(log_rate):
        w, rule = np.zeros(1), IDBD(np.exp(log_rate), meta=1e-300)
        for x, y in zip(X, Y, strict=True):
            rule.curvature = np.array([x * x])
            rule.step(w, -(y - w * x) * x)
        return w[0], rule.h[0]

    below, above = (weight_after(-3 + step)[0] for step in (-1e-5, 1e-5))
    assert weight_after(-3)[1] == pytest.approx((above - below) / 2e-5, rel=1e-8)


def test_a_product_with_the_hessian_leaves_nothing_out():
    """Two weights that share a Hessian: the sum of the derivatives by both log rates."""
    H = np.array([[2.0, 1.5], [1.5, 3.0]])

    def after(log_rate):
        theta = np.array([1.0, -2.0])
        rule = IDBD(np.exp(log_rate), meta=1e-300, curvature=lambda theta, h: H @ h)
        for _ in range(20):
            rule.step(theta, H @ theta)
        return theta, rule.h

    below, above = (after(-3 + step)[0] for step in (-1e-5, 1e-5))
    np.testing.assert_allclose(after(-3)[1], (above - below) / 2e-5, rtol=1e-7)


def test_without_a_curvature_it_is_the_squared_gradient():
    one, other = np.array([1.0, -2.0]), np.array([1.0, -2.0])
    plain, told = IDBD(0.2, 0.1), IDBD(0.2, 0.1)
    for _ in range(5):
        told.curvature = other**2
        plain.step(one, one.copy())
        told.step(other, other.copy())
    np.testing.assert_array_equal(one, other)


def test_log_rates_move_within_bounds():
    theta, rule = np.zeros(2), IDBD(0.1, meta=100.0, curvature=np.zeros(2))
    rule.step(theta, np.array([-1.0, -1.0]))
    rule.step(theta, np.array([-1.0, 1.0]))
    np.testing.assert_allclose(rule.beta, np.log(0.1) + np.array([2.0, -2.0]))
    for _ in range(20):
        rule.step(theta, -1e3 * np.sign(rule.h))
        rule.step(theta, 1e3 * np.sign(rule.h))
    assert rule.beta.min() >= -10
    rule = IDBD(eta=1e-6)
    rule.step(theta, np.ones(2))
    np.testing.assert_allclose(rule.rates, 1e-6)


@pytest.mark.parametrize("curvature", [np.ones(3), lambda theta, h: np.ones(3)])
def test_a_curvature_of_another_shape_is_refused_and_nothing_moves(curvature):
    theta, rule = np.ones(2), IDBD(curvature=curvature)
    with pytest.raises(ValueError, match=r"curvature.* has shape \(3,\), but theta has shape"):
        rule.step(theta, np.ones(2))
    np.testing.assert_array_equal(theta, 1)


@pytest.mark.parametrize(("name", "value"), [("eta", -1), ("meta", 0), ("meta", np.nan)])
def test_settings_are_checked_whenever_they_change(name, value):
    rule = IDBD()
    with pytest.raises(ValueError, match=f"{name} is {value}, but must be a number above 0"):
        setattr(rule, name, value)
