"""Network: parameters as views, forward pass, predictions, copies and files."""

import copy
import json
import pickle
from math import sqrt

import numpy as np
import pytest

import nnlib
from nnlib import backpropagation
from nnlib.initializers import INITIALIZERS, glorot

RNG = np.random.default_rng(0)
X = RNG.normal(size=(3, 5))

# The right equations, for tests that put wrong ones in their place.
SUMMED_GRADIENTS = backpropagation.summed_gradients


def test_forward_is_the_equation():
    net = nnlib.Network([3, 4, 2], hidden="tanh", output="sigmoid", seed=1)
    net.b[1] = RNG.normal(size=(4, 1))
    Y_hat = net.forward(X)
    A1 = np.tanh(net.W[1] @ X + net.b[1])
    Z2 = net.W[2] @ A1 + net.b[2]
    np.testing.assert_allclose(net.A[1], A1, rtol=1e-13)
    np.testing.assert_allclose(net.Z[2], Z2, rtol=1e-12)
    np.testing.assert_allclose(Y_hat, 1 / (1 + np.exp(-Z2)), rtol=1e-12)
    np.testing.assert_array_equal(net.A[0], X)
    np.testing.assert_array_equal(net.A[2], Y_hat)


def test_a_batch_is_its_columns():
    net = nnlib.Network([3, 4, 2], output="softmax", loss="cross_entropy")
    one_by_one = np.hstack([net.forward(X[:, [n]]) for n in range(5)])
    np.testing.assert_allclose(net.forward(X), one_by_one, rtol=1e-13)


def test_an_earlier_result_stays():
    """A second pass must not write into what the first one returned."""
    net = nnlib.Network([3, 4, 2])
    first = net.forward(X)
    kept, A1 = first.copy(), net.A[1]
    kept_A1 = A1.copy()
    _, gradient = net.cost_and_gradient(X, np.zeros((2, 5)))
    kept_gradient = gradient.copy()
    net.cost_and_gradient(2 * X, np.ones((2, 5)))
    np.testing.assert_array_equal(first, kept)
    np.testing.assert_array_equal(A1, kept_A1)
    np.testing.assert_array_equal(gradient, kept_gradient)


def test_a_pass_within_another_does_not_touch_it(monkeypatch):
    """As a thread does that uses the network while this one is half way down."""
    net = nnlib.Network([3, 4, 2])
    Y = np.ones((2, 5))

    J, gradient = net.cost_and_gradient(X, Y)
    dW = net.dW[1].copy()
    calls = []

    def between(Delta, A1, out):
        calls.append(1)
        if len(calls) == 2:
            net.cost_and_gradient(2 * X[:, :3], Y[:, :3])
        SUMMED_GRADIENTS(Delta, A1, out)

    monkeypatch.setattr(backpropagation, "summed_gradients", between)
    again, gradient_again = net.cost_and_gradient(X, Y)
    assert len(calls) == 4
    assert again == J
    np.testing.assert_array_equal(gradient_again, gradient)
    np.testing.assert_array_equal(net.dW[1], dW)
    assert net.A[0].shape == (3, 5)


def test_an_interrupted_pass_leaves_the_one_before(monkeypatch):
    net = nnlib.Network([3, 4, 2])
    Y = np.ones((2, 5))
    net.cost_and_gradient(X, Y)
    dW, A = net.dW[1].copy(), net.A[1].copy()

    def stop(*arguments, **settings):
        raise KeyboardInterrupt

    monkeypatch.setattr(backpropagation, "propagate_error", stop)
    with pytest.raises(KeyboardInterrupt):
        net.cost_and_gradient(2 * X, Y)
    np.testing.assert_array_equal(net.dW[1], dW)
    np.testing.assert_array_equal(net.A[1], A)


def test_a_gradient_that_is_changed_leaves_dw():
    net = nnlib.Network([3, 4, 2])
    _, gradient = net.cost_and_gradient(X, np.ones((2, 5)))
    dW = net.dW[1].copy()
    gradient *= 0
    np.testing.assert_array_equal(net.dW[1], dW)


def test_an_example_is_contiguous():
    """It decides the speed of every product, and nothing else would show that it was lost."""
    net = nnlib.Network([3, 4, 2])
    net.cost_and_gradient(X, np.ones((2, 5)))
    for array in (net.Z[1], net.Delta[1], net.Z[2]):
        assert array.T.flags.c_contiguous


def test_inputs_are_left_alone():
    net = nnlib.Network([3, 4, 2], hidden="relu", output="relu")
    before, Y = X.copy(), np.ones((2, 5))
    net.cost_and_gradient(X, Y)
    np.testing.assert_array_equal(X, before)
    np.testing.assert_array_equal(Y, 1)


def test_which_parameters_are_weights():
    net = nnlib.Network([3, 4, 2])
    net.theta[net.is_weight] = 1
    net.theta[~net.is_weight] = -1
    assert all(np.all(net.W[ell] == 1) and np.all(net.b[ell] == -1) for ell in (1, 2))


def test_theta_and_its_views_move_together():
    net = nnlib.Network([3, 4, 2])
    assert net.theta.shape == (net.P,) == (4 * 4 + 2 * 5,)
    net.theta[:] = np.arange(net.P)
    np.testing.assert_array_equal(net.b[1].ravel(), [0, 4, 8, 12])
    np.testing.assert_array_equal(net.W[1][0], [1, 2, 3])
    net.W[2] = np.full((2, 4), -1.0)
    assert net.theta[-1] == -1
    net.theta = np.zeros(net.P)
    assert not net.W[2].any()


def test_parameters_accept_lists():
    net = nnlib.Network([2, 1])
    net.W[1] = [[0.15, 0.2]]
    net.b[1] = [[0.35]]
    np.testing.assert_array_equal(net.theta, [0.35, 0.15, 0.2])


def test_layers_are_gone_through_from_either_end():
    net = nnlib.Network([3, 4, 2])
    assert [W.shape for W in net.W] == [(4, 3), (2, 4)]
    assert [W.shape for W in reversed(net.W)] == [(2, 4), (4, 3)]
    assert len(net.W) == net.L


def test_seed_decides():
    one, same, other = (nnlib.Network([3, 4, 2], seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.theta, same.theta)
    assert not np.array_equal(one.theta, other.theta)
    assert not np.array_equal(
        nnlib.Network([3, 2], seed=None).theta, nnlib.Network([3, 2], seed=None).theta
    )


@pytest.mark.parametrize(
    ("init", "variance"),
    [("glorot", 2 / 500), ("he", 2 / 200), ("lecun", 1 / 200), ("normal", 1.0), ("zeros", 0.0)]
    + [("orthogonal", 1 / 300)],
)
def test_initial_weights(init, variance):
    net = nnlib.Network([200, 300], init=init, seed=4)
    assert net.W[1].var() == pytest.approx(variance, rel=0.05)
    assert abs(net.W[1].mean()) <= 0.03 * np.sqrt(variance)
    assert not net.b[1].any()


@pytest.mark.parametrize(("d_out", "d_in"), [(30, 20), (20, 30), (25, 25), (1, 4)])
def test_orthogonal_keeps_lengths(d_out, d_in):
    W = INITIALIZERS["orthogonal"](np.random.default_rng(0), d_out, d_in)
    assert W.shape == (d_out, d_in)
    kept = W.T @ W if d_out >= d_in else W @ W.T
    np.testing.assert_allclose(kept, np.eye(min(d_out, d_in)), atol=1e-14)


def test_every_orthogonal_matrix_is_equally_likely():
    """NumPy's factorization alone has no positive entry in the corner."""
    draws = [INITIALIZERS["orthogonal"](np.random.default_rng(seed), 2, 2) for seed in range(400)]
    corner = np.array([W[0, 0] for W in draws])
    assert abs(corner.mean()) < 0.1
    assert 0.4 < np.mean([np.linalg.det(W) > 0 for W in draws]) < 0.6


def test_glorot_is_bounded():
    W = glorot(np.random.default_rng(0), 30, 20)
    assert np.abs(W).max() <= np.sqrt(6 / 50)


def test_a_seeded_draw_is_the_same_in_every_version():
    """Seeds are printed in the book, and its numbers hang on what they draw, in which order."""
    net = nnlib.Network([3, 2], seed=1)
    drawn = sqrt(6 / 5) * (2 * np.random.default_rng(1).random((2, 3)) - 1)
    np.testing.assert_allclose(net.W[1], drawn, rtol=1e-12)
    assert net.W[1][0, 1] == pytest.approx(0.9869165112594871, rel=1e-12)


def test_init_by_a_function():
    net = nnlib.Network([3, 4, 2], init=lambda rng, n, m: np.full((n, m), 1 / m))
    np.testing.assert_allclose(net.W[2], 0.25)


def test_predictions():
    classes = nnlib.Network([3, 4], output="softmax", loss="cross_entropy")
    np.testing.assert_array_equal(classes.predict(X), classes.forward(X).argmax(axis=0))
    yes_or_no = nnlib.Network([3, 1], output="sigmoid", loss="binary_cross_entropy")
    np.testing.assert_array_equal(yes_or_no.predict(X), yes_or_no.forward(X)[0] >= 0.5)
    yes_or_no.theta = np.zeros(yes_or_no.P)  # then every probability is one half: a yes
    np.testing.assert_array_equal(yes_or_no.predict(X), np.ones(5))
    several = nnlib.Network([3, 2], output="sigmoid", loss="binary_cross_entropy")
    assert several.predict(X).shape == (2, 5)
    values = nnlib.Network([3, 2])
    np.testing.assert_array_equal(values.predict(X), values.forward(X))


DUPLICATES = {
    "copy": nnlib.Network.copy,
    "copy.copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda net: pickle.loads(pickle.dumps(net)),
}


@pytest.mark.parametrize("duplicate", DUPLICATES.values(), ids=DUPLICATES)
def test_copies_have_parameters_of_their_own(duplicate):
    net = nnlib.Network([3, 4, 2], hidden="elu", loss="huber", l2=0.1, dtype=np.float32)
    twin = duplicate(net)
    assert repr(twin) == repr(net)
    np.testing.assert_array_equal(twin.forward(X), net.forward(X))
    twin.W[1] = np.zeros((4, 3))
    assert not twin.theta[1:4].any()
    assert net.W[1].any()


@pytest.mark.parametrize("duplicate", DUPLICATES.values(), ids=DUPLICATES)
def test_a_network_that_is_not_finite_can_be_copied(duplicate):
    net = nnlib.Network([3, 4, 2])
    net.theta[3] = np.nan
    np.testing.assert_array_equal(duplicate(net).theta, net.theta)


def test_a_network_that_is_not_finite_does_not_replace_a_good_file(tmp_path):
    net = nnlib.Network([3, 4, 2])
    path = tmp_path / "net.npz"
    net.save(path)
    before = path.read_bytes()
    net.theta[3] = np.nan
    with pytest.raises(ValueError, match=r"theta holds 1 entry.*NaN.*\[3\]"):
        net.save(path)
    assert path.read_bytes() == before


class Swish(nnlib.activations.Activation):
    """Of a module, so that pickle finds it."""

    name = "swish"

    def value(self, Z, out=None):
        return np.divide(Z, 1 + np.exp(-Z), out=out)


@pytest.mark.parametrize("duplicate", DUPLICATES.values(), ids=DUPLICATES)
def test_copies_have_the_same_activations(duplicate):
    net = nnlib.Network([3, 4, 4, 2], output="leaky_relu")
    net.sigma[1] = Swish()
    net.sigma[3].slope = 0.2
    twin = duplicate(net)
    np.testing.assert_array_equal(twin.forward(X), net.forward(X))
    assert twin.loss.output.slope == twin.sigma[3].slope == 0.2
    twin.sigma[1] = nnlib.activations.get("relu")
    assert isinstance(net.sigma[1], Swish)
    assert [type(sigma).__name__ for sigma in net.sigma] == ["Swish", "Tanh", "LeakyRelu"]


def test_an_activation_without_a_name_is_not_saved(tmp_path):
    """The file would hold the name of another one."""
    net = nnlib.Network([3, 4, 2], hidden="leaky_relu")
    net.sigma[1] = Swish()
    with pytest.raises(ValueError, match=r"sigma\[1\] is Swish\(\), but a file holds.*by name"):
        net.save(tmp_path / "net.npz")
    net.sigma[1] = nnlib.activations.LeakyRelu()
    net.sigma[1].slope = 0.3
    with pytest.raises(ValueError, match=r"sigma\[1\] is LeakyRelu"):
        net.save(tmp_path / "net.npz")
    assert not list(tmp_path.iterdir())


def test_save_and_load(tmp_path):
    net = nnlib.Network([3, 4, 2], hidden="gelu", output="softmax", loss="cross_entropy", l1=0.5)
    path = tmp_path / "digits.npz"
    net.save(path)
    loaded = nnlib.Network.load(path)
    assert repr(loaded) == repr(net)
    np.testing.assert_array_equal(loaded.theta, net.theta)
    assert [file.name for file in tmp_path.iterdir()] == ["digits.npz"]


def test_a_failed_save_keeps_the_old_file(tmp_path, monkeypatch):
    net = nnlib.Network([3, 2])
    path = tmp_path / "net.npz"
    net.save(path)

    def full_disk(file, **arrays):
        file.write(b"half")
        raise OSError("no space left")

    monkeypatch.setattr(np, "savez", full_disk)
    with pytest.raises(OSError, match="no space"):
        nnlib.Network([3, 2], seed=9).save(path)
    monkeypatch.undo()
    np.testing.assert_array_equal(nnlib.Network.load(path).theta, net.theta)
    assert [file.name for file in tmp_path.iterdir()] == ["net.npz"]


@pytest.mark.parametrize("content", [b"", b"not a network", b"PK\x03\x04 broken"])
def test_load_something_else(tmp_path, content):
    path = tmp_path / "other.npz"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"other\.npz', which holds no saved network"):
        nnlib.Network.load(path)


def settings(**changed):
    known = {"d": [3, 2], "hidden": "tanh", "output": "identity", "loss": "mse", "dtype": "float64"}
    return json.dumps({**known, **changed})


@pytest.mark.parametrize(
    "stored",
    [
        settings(d=[3, 10**30]),
        settings(l2=10**400),
        settings(dtype="f16"),
        settings(colour="blue"),
        settings(seed=3),
        "[" * 100_000,
        "null",
        "[1, 2]",
    ],
    ids=lambda stored: stored[:12] + stored[-24:],
)
def test_load_settings_of_something_else(tmp_path, stored):
    path = tmp_path / "other.npz"
    np.savez(path, theta=np.zeros(8), settings=stored)
    with pytest.raises(ValueError, match="holds no saved network"):
        nnlib.Network.load(path)


def test_load_a_damaged_file(tmp_path):
    """A byte here or there: no error but one, and never another network."""
    net = nnlib.Network([2, 1])
    path = tmp_path / "net.npz"
    net.save(path)
    whole = path.read_bytes()
    for k in range(0, len(whole), 4):
        path.write_bytes(whole[:k] + bytes([whole[k] ^ 0x20]) + whole[k + 1 :])
        try:
            loaded = nnlib.Network.load(path)
        except ValueError as error:
            assert "holds no saved network" in str(error)
        else:
            np.testing.assert_array_equal(loaded.theta, net.theta)


def test_load_another_archive(tmp_path):
    path = tmp_path / "other.npz"
    np.savez(path, weights=np.zeros(3))
    with pytest.raises(ValueError, match="holds no saved network"):
        nnlib.Network.load(path)
    with pytest.raises(FileNotFoundError):
        nnlib.Network.load(tmp_path / "missing.npz")


@pytest.mark.parametrize("value", [np.nan, np.inf, 0.5])
def test_a_change_in_place_is_obeyed_whatever_it_is(value):
    """It was refused, after it had been made. What is assigned is checked before it is taken."""
    net = nnlib.Network([3, 4, 2])
    expected = net.W[1] + value
    net.W[1] += value
    net.b[2] -= value
    net.theta *= 1.0
    np.testing.assert_array_equal(net.W[1], expected)
    np.testing.assert_array_equal(net.b[2], np.full((2, 1), -value))
    before = net.theta.copy()
    with pytest.raises(ValueError, match=r"W\[1\] holds 12 entries"):
        net.W[1] = net.W[1] + np.nan
    with pytest.raises(ValueError, match="theta holds"):
        net.theta = net.theta + np.nan
    np.testing.assert_array_equal(net.theta, before)


def test_a_network_that_fits_into_no_memory_says_what_it_takes():
    with pytest.raises(ValueError, match=r"d is \[10000000, 10000000\]: theta would .* GiB"):
        nnlib.Network([10**7, 10**7])
