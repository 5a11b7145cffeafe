"""Dropout: its masks, its gradient under a fixed mask, and who draws masks."""

import json

import numpy as np
import pytest
from cases import ENTRYWISE, example, generator

import nnlib
from nnlib.dropout import Masked, draw_masks
from nnlib.optimizers import GradientDescent

X, LABELS = nnlib.datasets.moons(40, seed=2)
Y = LABELS[None, :].astype(float)


def dropping(d=(2, 6, 5, 1), rate=0.5, **settings):
    return nnlib.Network(
        list(d), output="sigmoid", loss="binary_cross_entropy", dropout=rate, **settings
    )


def under(net, masks):
    """A copy of the network with the masks held fast."""
    twin = net.copy()
    for ell, mask in enumerate(masks, start=1):
        twin.sigma[ell] = Masked(twin.sigma[ell], mask)
    return twin


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.8])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_mask_is_1_on_average(rate, dtype):
    net = dropping((2, 300, 200, 1), rate, dtype=dtype)
    masks = draw_masks(net, 100)
    assert [mask.shape for mask in masks] == [(300, 100), (200, 100)]
    for mask in masks:
        assert mask.dtype == dtype
        np.testing.assert_allclose(np.unique(mask), [0, 1 / (1 - rate)], rtol=1e-6)
        # Five standard deviations of the mean of so many entries.
        assert abs(mask.mean() - 1) < 5 * np.sqrt(rate / (1 - rate) / mask.size)
        assert np.ptp(mask, axis=1).all(), "each example has a mask of its own"


def test_what_the_next_layer_gets_has_the_mean_that_it_has_without_dropout():
    """The expectation that the chapter derives, over many masks."""
    net = dropping(rate=0.3)
    few = X[:, :3]
    Z = net.copy()
    Z.forward(few)
    draws = []
    rng = np.random.default_rng(0)
    for _ in range(4000):
        twin = under(net, draw_masks(net, 3, rng))
        twin.forward(few)
        draws.append(twin.W[2] @ twin.A[1])
    mean, spread = np.mean(draws, axis=0), np.std(draws, axis=0)
    np.testing.assert_array_less(abs(mean - net.W[2] @ Z.A[1]), 5 * spread / np.sqrt(4000))


@pytest.mark.parametrize("hidden", ENTRYWISE)
def test_the_gradient_under_a_fixed_mask_is_right(hidden):
    rng = generator("dropout", hidden)
    net, X, Y = example(hidden, "softmax", "cross_entropy", [3, 6, 5, 4], 4, rng, dropout=0.4)
    fixed = under(net, draw_masks(net, 4, rng))
    check = nnlib.check_gradient(fixed, X, Y, progress=False)
    assert check.ok, str(check)
    dropped = fixed.A[1] == 0
    assert dropped.any()
    np.testing.assert_array_equal(fixed.Delta[1][dropped], 0)


def test_training_steps_by_the_masks_that_its_seed_draws():
    net, by_hand = dropping(), dropping()
    nnlib.train(net, X, Y, optimizer=GradientDescent(0.3), epochs=2, batch_size=15, seed=4,
                progress=False)  # fmt: skip
    rng = np.random.default_rng(4)
    for _ in range(2):
        order = rng.permutation(40)
        for start in range(0, 40, 15):
            batch = order[start : start + 15]
            twin = under(by_hand, draw_masks(by_hand, len(batch), rng))
            by_hand.theta -= 0.3 * twin.cost_and_gradient(X[:, batch], Y[:, batch])[1]
    np.testing.assert_allclose(net.theta, by_hand.theta, rtol=1e-10)


def test_nothing_but_training_drops():
    net, plain = dropping(), dropping(rate=0)
    plain.theta = net.theta
    np.testing.assert_array_equal(net.forward(X), plain.forward(X))
    np.testing.assert_array_equal(net.predict(X), plain.predict(X))
    assert net.cost(X, Y) == plain.cost(X, Y)
    np.testing.assert_array_equal(net.cost_and_gradient(X, Y)[1], plain.cost_and_gradient(X, Y)[1])
    assert nnlib.check_gradient(net, X[:, :4], Y[:, :4], progress=False).ok
    history = nnlib.train(net, X, Y, epochs=2, validation=(X, Y), progress=False)
    assert history.cost[-1] == pytest.approx(net.cost(X, Y), rel=1e-12)
    assert history.validation_cost == history.cost


def test_a_rate_of_0_draws_nothing():
    nets = [dropping(rate=0) for _ in range(2)]
    nets[1].dropout = 0.5
    nets[1].dropout = 0
    runs = [nnlib.train(net, X, Y, epochs=3, batch_size=8, progress=False).cost for net in nets]
    assert runs[0] == runs[1]
    nets[1].dropout = 0.5
    assert nnlib.train(nets[1], X, Y, epochs=3, batch_size=8, progress=False).cost != runs[0]


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (1, "dropout is 1, but must be below 1: no neuron would be left"),
        (-0.1, r"dropout is -0\.1, but must be a number of at least 0"),
        ("half", "dropout is 'half'"),
        (True, "dropout is True"),
    ],
)
def test_a_rate_is_a_share(rate, words):
    with pytest.raises(ValueError, match=words):
        dropping(rate=rate)
    net = dropping(rate=0.2)
    with pytest.raises(ValueError, match=words):
        net.dropout = rate
    assert net.dropout == 0.2


def test_without_a_hidden_layer_there_is_nothing_to_drop():
    words = r"dropout is 0\.5, but d = \[2, 1\] has no hidden layer"
    with pytest.raises(ValueError, match=words):
        dropping([2, 1])
    net = dropping([2, 1], rate=0)
    with pytest.raises(ValueError, match=words):
        net.dropout = 0.5
    assert net.dropout == 0


def test_a_mask_of_another_batch_is_refused():
    net = dropping()
    fixed = under(net, draw_masks(net, 7))
    with pytest.raises(ValueError, match=r"Z has shape \(6, 40\), but the mask has shape \(6, 7\)"):
        fixed.cost(X, Y)


def test_an_activation_of_the_readers_own_under_a_mask():
    class Natural(nnlib.activations.Activation):
        def value(self, Z):
            return np.tanh(Z)

        def derivative(self, Z, A):
            return 1 - A * A

    net, M = dropping(), draw_masks(dropping(), 40)
    own, known = net.copy(), net.copy()
    own.sigma[1], known.sigma[1] = Masked(Natural(), M[1]), Masked(known.sigma[1], M[1])
    np.testing.assert_allclose(
        own.cost_and_gradient(X, Y)[1], known.cost_and_gradient(X, Y)[1], rtol=1e-12
    )


def test_the_rate_is_saved_and_files_from_before_are_read(tmp_path):
    path = tmp_path / "net.npz"
    net = dropping(rate=0.25)
    net.save(path)
    assert nnlib.Network.load(path).dropout == net.copy().dropout == 0.25
    settings = nnlib.saving.settings_of(net)
    del settings["dropout"]
    np.savez(path, theta=net.theta, settings=json.dumps({"version": 1, **settings}))
    loaded = nnlib.Network.load(path)
    assert loaded.dropout == 0
    np.testing.assert_array_equal(loaded.theta, net.theta)
    fixed = under(net, draw_masks(net, 3))
    with pytest.raises(ValueError, match=r"sigma\[1\] is Masked\(Tanh\(\), mask of shape \(6, 3\)"):
        fixed.save(path)
