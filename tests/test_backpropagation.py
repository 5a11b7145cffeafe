"""Backpropagation against central differences, for every activation and loss."""

import numpy as np
import pytest
from cases import ENTRYWISE, PAIRS, example, generator, random_shape

import nnlib


@pytest.mark.parametrize("hidden", ENTRYWISE)
@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_every_combination(hidden, loss, output):
    rng = generator(hidden, output, loss)
    for _ in range(3):
        d, N = random_shape(rng)
        check = nnlib.check_gradient(*example(hidden, output, loss, d, N, rng))
        assert check.ok, f"d = {d}, N = {N}\n{check}"


@pytest.mark.parametrize(("loss", "output"), PAIRS)
@pytest.mark.parametrize(("d", "N"), [([3, 4, 2], 1), ([3, 2], 5), ([1, 1], 1)])
def test_one_example_and_one_layer(loss, output, d, N):
    rng = np.random.default_rng(7)
    check = nnlib.check_gradient(*example("tanh", output, loss, d, N, rng))
    assert check.ok, str(check)


@pytest.mark.parametrize(("l2", "l1"), [(0.3, 0.0), (0.0, 0.2), (0.3, 0.2)])
def test_penalties(l2, l1):
    rng = np.random.default_rng(3)
    net, X, Y = example("tanh", "identity", "mse", [3, 5, 2], 4, rng, l2=l2, l1=l1)
    assert nnlib.check_gradient(net, X, Y).ok
    weights = np.concatenate([W.ravel() for W in net.W])
    plain = nnlib.Network([3, 5, 2], hidden="tanh")
    plain.theta = net.theta
    expected = plain.cost(X, Y) + l2 / 2 * np.sum(weights**2) + l1 * np.sum(np.abs(weights))
    assert net.cost(X, Y) == pytest.approx(expected, rel=1e-14)


def test_cost_is_the_mean_and_delta_has_no_mean():
    """Twice the same batch changes neither the cost nor the gradient, nor any column of Delta."""
    rng = np.random.default_rng(5)
    net, X, Y = example("sigmoid", "softmax", "cross_entropy", [4, 3, 3], 6, rng)
    J, gradient = net.cost_and_gradient(X, Y)
    Delta = net.Delta[1].copy()
    J_twice, gradient_twice = net.cost_and_gradient(np.hstack([X, X]), np.hstack([Y, Y]))
    assert J_twice == pytest.approx(J, rel=1e-14)
    np.testing.assert_allclose(gradient_twice, gradient, rtol=1e-12)
    np.testing.assert_allclose(net.Delta[1], np.hstack([Delta, Delta]), rtol=1e-12)


def test_layers_agree_with_the_flat_gradient():
    rng = np.random.default_rng(6)
    net, X, Y = example("tanh", "identity", "mse", [3, 4, 2], 5, rng)
    _, gradient = net.cost_and_gradient(X, Y)
    for ell in (1, 2):
        np.testing.assert_allclose(net.dW[ell], net.Delta[ell] @ net.A[ell - 1].T / 5, rtol=1e-12)
        np.testing.assert_allclose(net.db[ell], net.Delta[ell].mean(axis=1, keepdims=True))
    flat = [np.hstack([net.db[ell], net.dW[ell]]).ravel() for ell in (1, 2)]
    np.testing.assert_array_equal(gradient, np.concatenate(flat))


@pytest.mark.parametrize(
    ("loss", "output"), [("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")]
)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_finite_at_a_thousand(loss, output, dtype):
    """A network sure of the wrong answer has a finite cost, and a gradient that corrects it."""
    net = nnlib.Network([2, 2], output=output, loss=loss, init="zeros", dtype=dtype)
    net.W[1] = [[1000.0, 0.0], [0.0, 1000.0]]
    X = np.array([[1.0], [-1.0]])
    J, gradient = net.cost_and_gradient(X, np.array([[0.0], [1.0]]))
    assert pytest.approx(2000) == J
    assert np.isfinite(gradient).all()
    np.testing.assert_allclose(net.Delta[1], [[1.0], [-1.0]], atol=1e-6)


def test_float32_follows_float64():
    rng = np.random.default_rng(8)
    net, X, Y = example("gelu", "softmax", "cross_entropy", [5, 8, 3], 9, rng)
    small = nnlib.Network(
        [5, 8, 3], hidden="gelu", output="softmax", loss="cross_entropy", dtype=np.float32
    )
    small.theta = net.theta
    J, gradient = net.cost_and_gradient(X, Y)
    J_small, gradient_small = small.cost_and_gradient(X, Y)
    assert gradient_small.dtype == np.float32
    assert J_small == pytest.approx(J, rel=1e-5)
    np.testing.assert_allclose(gradient_small, gradient, atol=1e-6)
