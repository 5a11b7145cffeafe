"""What each rule does: its first steps by hand, and what it alone can do."""

import tracemalloc

import numpy as np
import pytest

import nnlib
from nnlib.optimizers import (
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    DeltaBarDelta,
    GradientDescent,
    Momentum,
    Nesterov,
    RMSProp,
    RProp,
)


def path_of(optimizer, gradients, start=0.0):
    """Where one number is after each step."""
    theta, path = np.array([start]), []
    for gradient in gradients:
        optimizer.step(theta, np.array([float(gradient)]))
        path.append(theta[0])
    return path


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


def test_momentum_belongs_to_one_run():
    optimizer = Momentum(0.1)
    theta = np.ones(3)
    optimizer.step(theta, np.ones(3))
    optimizer.step(theta, np.ones(3))
    for other in (np.ones(2), np.ones(3)):
        with pytest.raises(ValueError, match="a new Momentum for each run"):
            optimizer.step(other, np.ones_like(other))
        np.testing.assert_array_equal(other, 1)


def test_nesterov():
    """eta = 0.1, mu = 0.5, on the gradients 1, 2."""
    # v: -0.1, then -0.05 - 0.2 = -0.25; theta moves by 0.5 v - 0.1 g: -0.15, then -0.325
    np.testing.assert_allclose(path_of(Nesterov(0.1, mu=0.5), [1, 2]), [-0.15, -0.475], rtol=1e-14)


@pytest.mark.parametrize("eta", [0.1, lambda t: 0.3 / t])
def test_both_forms_of_nesterov_visit_the_same_points(eta):
    """theta is the point ahead of the first form, where that one takes its gradients."""
    rate = eta if callable(eta) else lambda t: eta
    curvature, mu = np.array([1.0, 5.0]), 0.8
    theta, rule = np.array([1.0, -2.0]), Nesterov(eta, mu)
    behind, v = theta.copy(), np.zeros(2)
    for t in range(1, 20):
        ahead = behind + mu * v
        np.testing.assert_allclose(theta, ahead, atol=1e-14)
        v = mu * v - rate(t) * curvature * ahead
        behind = behind + v
        rule.step(theta, curvature * theta)


def test_delta_bar_delta():
    """eta = 0.1, kappa = 0.02, phi = 0.5, rho = 0.5, on the gradients 1, 1, -2, 1, 0."""
    rule = DeltaBarDelta(0.1, kappa=0.02, phi=0.5, rho=0.5)
    rates, averages = [], []
    theta = np.array([0.0])
    for gradient in (1, 1, -2, 1, 0):
        rule.step(theta, np.array([float(gradient)]))
        rates.append(rule.rates[0])
        averages.append(rule.average[0])
    # average before each step: 0, 0.5, 0.75, -0.625, 0.1875
    np.testing.assert_allclose(rates, [0.1, 0.12, 0.06, 0.03, 0.03], rtol=1e-14)
    np.testing.assert_allclose(averages, [0.5, 0.75, -0.625, 0.1875, 0.09375], rtol=1e-14)
    np.testing.assert_allclose(theta, -0.1 - 0.12 + 2 * 0.06 - 0.03, rtol=1e-14)


@pytest.mark.parametrize(
    ("variant", "path"),
    [
        # steps: 1, 1.2, then 0.6 by the change of sign; what follows is the variants' own
        ("rprop+", [-1, -2.2, -1, -0.4, 0.32]),
        ("rprop-", [-1, -2.2, -1.6, -0.88, -0.016]),
        ("irprop-", [-1, -2.2, -2.2, -1.6, -0.88]),
    ],
)
def test_the_variants_of_rprop(variant, path):
    """The gradients 3, 0.1, -5, -1, -1: sizes do not matter. The third changes its sign."""
    rule = RProp(1.0, variant)
    np.testing.assert_allclose(path_of(rule, [3, 0.1, -5, -1, -1]), path, rtol=1e-14)


@pytest.mark.parametrize("variant", ["rprop+", "rprop-", "irprop-"])
def test_a_step_of_rprop_has_bounds(variant):
    rule = RProp(0.1, variant, smallest=0.05, largest=0.11)
    path_of(rule, [1, 1, 1])
    assert rule.steps[0] == 0.11
    path_of(other := RProp(0.1, variant, smallest=0.05), [1, -1, 1, -1, 1, -1])
    assert other.steps[0] == 0.05
    path_of(far := RProp(0.1, variant, largest=0.05), [1])
    assert far.steps[0] == 0.05


def test_small_gradients_have_signs_too():
    """The product of two of them is 0 in single precision, and in double."""
    for rule in (RProp(1.0), DeltaBarDelta(1.0, kappa=0.2)):
        path_of(rule, [1e-200, 1e-200])
        assert (rule.steps if isinstance(rule, RProp) else rule.rates) == 1.2


def test_adagrad():
    """eta = 0.1, on the gradients 3, 4: s is 9, then 25."""
    np.testing.assert_allclose(
        path_of(AdaGrad(0.1, epsilon=1), [3, 4]), [-0.3 / 4, -0.3 / 4 - 0.4 / 6], rtol=1e-14
    )


def test_rmsprop():
    """eta = 0.1, rho = 0.75, on the gradients 2, 2: r is 1, then 1.75."""
    path = path_of(RMSProp(0.1, rho=0.75, epsilon=1), [2, 2])
    np.testing.assert_allclose(path, [-0.1, -0.1 - 0.2 / (np.sqrt(1.75) + 1)], rtol=1e-14)


def test_adam():
    """eta = 0.1, beta1 = 0.5, beta2 = 0.75, on the gradients 2, -1."""
    # m: 1, 0; r: 1, 1; m_hat: 2, 0; r_hat: 4, 1 / (1 - 0.5625)
    rule = Adam(0.1, 0.5, 0.75, epsilon=2)
    np.testing.assert_allclose(path_of(rule, [2, -1]), [-0.2 / 4, -0.05], rtol=1e-14)
    np.testing.assert_allclose([rule.m[0], rule.r[0]], [0, 1], rtol=1e-14)


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6])
def test_the_first_step_of_adam_is_the_rate_whatever_the_gradient(size):
    assert path_of(Adam(0.1, epsilon=1e-15), [size])[0] == pytest.approx(-0.1, rel=1e-8)


def test_what_decays_in_adamw():
    """Without a gradient the decay is all there is: eta * lam = 0.05 a step."""
    theta, rule = np.array([1.0, 1.0]), AdamW(0.1, lam=0.5, decays=np.array([True, False]))
    for _ in range(2):
        rule.step(theta, np.zeros(2))
    np.testing.assert_allclose(theta, [0.95**2, 1], rtol=1e-14)
    rule.decays = None
    rule.step(theta, np.zeros(2))
    np.testing.assert_allclose(theta, [0.95**3, 0.95], rtol=1e-14)


def test_the_weights_of_a_network_decay_and_its_biases_do_not():
    net = nnlib.Network([2, 3, 1])
    net.theta = np.ones(net.P)
    AdamW(0.1, lam=0.5, decays=net.is_weight).step(net.theta, np.zeros(net.P))
    for ell in (1, 2):
        np.testing.assert_allclose(net.W[ell], 0.95)
        np.testing.assert_array_equal(net.b[ell], 1)


def test_without_decay_adamw_is_adam():
    gradients = np.random.default_rng(0).normal(size=9)
    assert path_of(AdamW(0.1, lam=0), gradients, 1.0) == path_of(Adam(0.1), gradients, 1.0)


def test_what_decays_has_the_shape_of_theta():
    theta, rule = np.ones(3), AdamW(decays=np.ones(2, bool))
    with pytest.raises(ValueError, match=r"decays has shape \(2,\), but theta has shape \(3,\)"):
        rule.step(theta, np.ones(3))
    np.testing.assert_array_equal(theta, 1)


def test_amsgrad():
    """eta = 0.1, beta1 = 0, beta2 = 0.75, on the gradients 4, 0, 1: r is 4, 3, 2.5, r_max 4."""
    rule = AMSGrad(0.1, 0, 0.75, epsilon=1e-15)
    path = path_of(rule, [4, 0, 1])
    assert (rule.r[0], rule.r_max[0]) == (2.5, 4)
    last = -0.1 * np.sqrt(1 - 0.75**3) / 2
    np.testing.assert_allclose(path, [-0.1, -0.1, -0.1 + last], rtol=1e-12)


@pytest.mark.parametrize(
    "rule", [GradientDescent, Momentum, Nesterov, AdaGrad, RMSProp, Adam, AdamW, AMSGrad]
)
def test_a_step_makes_no_new_array(rule):
    """Once it has its own: with 100,000 parameters, new ones take as long as all sums."""
    theta, mover = np.ones(10_000), rule()
    mover.step(theta, gradient := np.ones(10_000))
    tracemalloc.start()
    try:
        mover.step(theta, gradient)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 0.1 * theta.nbytes
