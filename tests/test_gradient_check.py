"""The gradient check itself: it must find a fault, and say where."""

import numpy as np
import pytest

import nnlib
from nnlib import backpropagation, gradient_check

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(3, 4)), RNG.normal(size=(2, 4))

# The right equations, for tests that put wrong ones in their place.
SUMMED_GRADIENTS = backpropagation.summed_gradients
PROPAGATE_ERROR = backpropagation.propagate_error


def test_report():
    net = nnlib.Network([3, 4, 2])
    before = net.theta.copy()
    check = nnlib.check_gradient(net, X, Y)
    assert check.ok
    assert [row.ell for row in check.layers] == [1, 2]
    assert max(row.W for row in check.layers) < 1e-7
    assert str(check).endswith("ok: tolerance 1e-06")
    np.testing.assert_array_equal(net.theta, before)


def test_a_missing_derivative_is_found(monkeypatch):
    """sigma' left out of the recursion: layer 1 fails, layer 2 does not depend on it."""
    monkeypatch.setattr(
        backpropagation,
        "propagate_error",
        lambda W, Delta, slope, out=None: PROPAGATE_ERROR(W, Delta, np.ones_like(slope), out),
    )
    check = nnlib.check_gradient(nnlib.Network([3, 4, 2], seed=2), X, Y)
    assert not check.ok
    assert check.layers[0].W > 1e-2
    assert check.layers[1].W < 1e-7
    assert "fails:\n     d" in str(check)
    assert "by backpropagation" in check.layers[0].worst


def test_one_wrong_bias_is_named(monkeypatch):
    def wrong(Delta, A1, out):
        SUMMED_GRADIENTS(Delta, A1, out)
        if len(out) == 2:
            out[1, 0] += 0.01

    monkeypatch.setattr(backpropagation, "summed_gradients", wrong)
    check = nnlib.check_gradient(nnlib.Network([3, 4, 2]), X, Y)
    assert not check.ok
    assert check.layers[1].worst.startswith("db[2][1]")
    assert check.layers[1].b > 1e-6 > check.layers[1].W


class Swish(nnlib.activations.Activation):
    """``z / (1 + exp(-z))``: an activation of the reader's own, under a name that no table has."""

    name = "swish"

    def value(self, Z, out=None):
        return np.divide(Z, 1 + np.exp(-Z), out=out)

    def derivative(self, Z, A=None, out=None):
        s = 1 / (1 + np.exp(-Z))
        return np.add(s, Z * s * (1 - s), out=out)


def test_the_network_itself_is_checked():
    """A copy made from its settings would have tanh where the reader has put something else."""
    net = nnlib.Network([3, 4, 2])
    net.sigma[1] = Swish()
    check = nnlib.check_gradient(net, X, Y)
    assert check.ok, str(check)
    assert net.dW[1].shape == (4, 3)


def test_parameters_are_back_whatever_happens():
    class Fails(nnlib.activations.Tanh):
        passes = 0

        def value(self, Z, out=None):
            self.passes += 1
            if self.passes == 7:
                raise KeyboardInterrupt
            return super().value(Z, out)

    net = nnlib.Network([3, 4, 2])
    before = net.theta.copy()
    net.sigma[1] = Fails()
    with pytest.raises(KeyboardInterrupt):
        nnlib.check_gradient(net, X, Y)
    np.testing.assert_array_equal(net.theta, before)


@pytest.mark.parametrize("j", [0, 1])
def test_nan_is_no_gradient(monkeypatch, j):
    """A NaN is larger than nothing, so a comparison the wrong way round would let it pass."""

    def wrong(Delta, A1, out):
        SUMMED_GRADIENTS(Delta, A1, out)
        if len(out) == 2:
            out[1, j] = np.nan

    monkeypatch.setattr(backpropagation, "summed_gradients", wrong)
    check = nnlib.check_gradient(nnlib.Network([3, 4, 2]), X, Y)
    assert not check.ok
    assert f"fails:\n     {'dW[2][1, 0]' if j else 'db[2][1]'}: nan by" in str(check)
    assert str(check).endswith("FAILED: tolerance 1e-06")


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (np.ones(3), r"an array of shape \(3,\), but must return a number"),
        (np.ones(1), r"an array of shape \(1,\), but"),
        ("1", "returned '1', but"),
        (None, "returned None, but"),
        (1j, "returned 1j, but"),
        (np.nan, "returned nan, but must return a finite number"),
        (np.float64(np.inf), "returned inf, but"),
    ],
)
def test_a_function_that_returns_no_number(returned, words):
    with pytest.raises(ValueError, match=words):
        nnlib.numerical_gradient(lambda theta: returned, np.ones(3))


@pytest.mark.parametrize(("fault", "ok"), [(2e-10, False), (2e-11, True)])
def test_small_entries_are_measured_against_the_floor(monkeypatch, fault, ok):
    """The gradient is 0: an error of more than 1e-6 times 1e-4 is a fault, below it is rounding."""

    def wrong(Delta, A1, out):
        SUMMED_GRADIENTS(Delta, A1, out)
        out[0, 0] += fault

    net = nnlib.Network([1, 1], init="zeros")
    zero = np.zeros((1, 1))
    monkeypatch.setattr(backpropagation, "summed_gradients", wrong)
    assert nnlib.check_gradient(net, zero, zero).ok is ok


def test_numerical_gradient_of_a_quadratic():
    H = np.array([[2.0, 1.0], [1.0, 4.0]])
    theta = np.array([0.3, -0.7])
    gradient = nnlib.numerical_gradient(lambda v: v @ H @ v / 2, theta)
    np.testing.assert_allclose(gradient, H @ theta, rtol=1e-9)
    np.testing.assert_array_equal(theta, [0.3, -0.7])
    assert nnlib.numerical_gradient(np.sum, np.zeros((2, 3))).shape == (2, 3)
    assert nnlib.numerical_gradient(lambda t: float(t**2), 3.0) == pytest.approx(6)


@pytest.mark.parametrize(
    ("theta", "epsilon", "advice"),
    [(1e12, None, "6e+06"), (1e9, None, "6e+03"), (0.5, 1e-20, "6e-06"), (-1e8, None, "6e+02")],
)
def test_a_step_that_rounding_swallows_is_refused_with_a_better_one(theta, epsilon, advice):
    """They gave 0.0, 2.992 and 0.0 for a slope of 3."""
    settings = {} if epsilon is None else {"epsilon": epsilon}
    with pytest.raises(ValueError, match=r"swallows at theta\[0\]") as refused:
        nnlib.numerical_gradient(lambda v: 3 * v[0], np.array([theta]), **settings)
    assert f"about {advice}" in str(refused.value)
    slope = nnlib.numerical_gradient(lambda v: 3 * v[0], np.array([theta]), float(advice))
    assert slope[0] == pytest.approx(3, rel=1e-8)


def test_a_function_may_not_change_its_argument():
    def change(v):
        v *= 2
        return float(v @ v)

    theta = np.array([1.0, 2.0])
    with pytest.raises(ValueError, match="read-only"):
        nnlib.numerical_gradient(change, theta)
    np.testing.assert_array_equal(theta, [1, 2])


KINKED = {"relu", "leaky_relu", "elu"}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("hidden", nnlib.activations.ENTRYWISE)
def test_the_xor_set_is_on_kinks_and_its_gradients_are_right(hidden, seed):
    """Its first input is 0, and so is every bias at the start: every z of that example is 0."""
    points, labels = nnlib.datasets.xor()
    targets = labels[None, :].astype(float)
    net = nnlib.Network([2, 4, 3, 1], hidden=hidden, seed=seed)
    check = nnlib.check_gradient(net, points, targets)
    assert check.ok, str(check)
    found = sum(layer.kinks for layer in check.layers)
    assert (found > 0) == (hidden in KINKED) or hidden == "elu"
    assert ("at a kink, left out" in str(check)) == (found > 0)


@pytest.mark.parametrize("hidden", sorted(KINKED))
def test_a_wrong_gradient_is_found_beside_kinks(monkeypatch, hidden):
    def wrong(Delta, A1, out):
        SUMMED_GRADIENTS(Delta, A1, out)
        if out.shape == (4, 3):
            out[1, 0] *= 1.001

    monkeypatch.setattr(backpropagation, "summed_gradients", wrong)
    points, labels = nnlib.datasets.xor()
    net = nnlib.Network([2, 4, 1], hidden=hidden, seed=2)
    check = nnlib.check_gradient(net, points, labels[None, :].astype(float))
    assert not check.ok
    assert check.layers[0].worst.startswith("db[1][1]")


def test_a_long_check_shows_that_it_lives(monkeypatch):
    shown = []
    monkeypatch.setattr(
        gradient_check, "progress_bar", lambda calls, progress, **_: Bar(shown, calls)
    )
    nnlib.check_gradient(nnlib.Network([3, 4, 2]), X, Y)
    assert shown == [2 * 26] + [1] * 52


class Bar:
    """What a progress bar is told."""

    def __init__(self, shown, calls):
        self.shown = shown
        shown.append(calls)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def update(self):
        self.shown.append(1)
