"""A network as traits, and back."""

import numpy as np
import pytest

import nnlib
from nnlib import widgets
from nnlib.widgets.kit.network_traits import network_of, traits_of


def test_there_and_back():
    net = nnlib.Network(
        [3, 4, 2], hidden="relu", output="softmax", loss="cross_entropy", l2=0.1, l1=0.02, seed=5
    )
    twin = network_of(traits_of(net))
    assert repr(twin) == repr(net)
    assert (twin.l2, twin.l1) == (0.1, 0.02)
    np.testing.assert_array_equal(twin.theta, net.theta)


def test_nothing_is_shared():
    net = nnlib.Network([2, 2, 1], seed=1)
    before = net.theta.copy()
    traits = traits_of(net)
    twin = network_of(traits)
    traits["theta"][:] = 0
    traits["d"][1] = 7
    assert twin.theta.any()
    twin.theta[:] = 3
    np.testing.assert_array_equal(net.theta, before)
    assert net.d == [2, 2, 1]


def test_single_precision_travels_as_double():
    traits = traits_of(nnlib.Network([2, 1], dtype=np.float32))
    assert traits["theta"].dtype == np.float64


def test_what_is_left_out_is_nothing():
    net = network_of({"d": [2.0, 1.0], "hidden": "tanh", "output": "tanh", "loss": "mse"})
    assert (net.l2, net.l1, net.theta.any()) == (0, 0, False)


def test_a_figure_refuses_an_activation_that_no_name_tells():
    """It would compute with the one that the network was built with: J .314 in place of .214."""
    X, labels = nnlib.datasets.moons(20)
    Y = labels[None, :].astype(float)
    net = nnlib.Network([2, 3, 1], output="sigmoid", loss="binary_cross_entropy")
    history = nnlib.train(net, X, Y, epochs=1, snapshot_every=1, progress=False)
    digits = nnlib.Network([64, 3, 10], output="softmax", loss="cross_entropy")
    for network in (net, digits):
        network.sigma[1] = nnlib.activations.get("relu")
    for show in (
        lambda: widgets.Playground(network=net),
        lambda: widgets.Replay(net, history, X, Y),
        lambda: widgets.DrawDigit(digits),
    ):
        with pytest.raises(ValueError, match=r"sigma\[1\] is Relu\(\), but a figure holds"):
            show()
