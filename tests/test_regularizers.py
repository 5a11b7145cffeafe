"""Penalties as objects: their equations, and what a network does with them."""

import copy
import pickle

import numpy as np
import pytest
from cases import example

import nnlib
from nnlib.regularizers import L1, L2, ElasticNet, Regularizer

W = np.array([[0.5, -2.0, 0.0], [1.0, 0.25, -0.5]])
X, LABELS = nnlib.datasets.moons(40, seed=2)
Y = LABELS[None, :].astype(float)


class Capped(Regularizer):
    """A penalty of the reader's own: weights beyond 1 cost no more."""

    def value(self, W):
        return float(0.1 * np.minimum(W * W, 1).sum())

    def gradient(self, W):
        return 0.2 * W * (np.abs(W) < 1)


@pytest.mark.parametrize(
    ("regularizer", "value", "gradient"),
    [
        (L2(0.2), 0.1 * 5.5625, 0.2 * W),
        (L1(0.2), 0.2 * 4.25, 0.2 * np.array([[1, -1, 0], [1, 1, -1]])),
        (
            ElasticNet(0.2, 0.4),
            0.1 * 5.5625 + 0.4 * 4.25,
            0.2 * W + 0.4 * np.array([[1, -1, 0], [1, 1, -1]]),
        ),
    ],
    ids=repr,
)
def test_the_equations_on_numbers_that_are_done_by_hand(regularizer, value, gradient):
    assert regularizer.value(W) == pytest.approx(value, rel=1e-14)
    np.testing.assert_allclose(regularizer.gradient(W), gradient, rtol=1e-14)
    V = np.cos(np.arange(6.0)).reshape(2, 3)
    l2 = getattr(regularizer, "l2", 0.0)
    np.testing.assert_allclose(regularizer.gradient_along(W, V), l2 * V, rtol=1e-14)


@pytest.mark.parametrize("regularizer", [L2(0.3), L1(0.2), ElasticNet(0.3, 0.2), Capped()])
def test_a_network_adds_value_and_gradient_of_its_weights_alone(regularizer):
    rng = np.random.default_rng(3)
    net, X, Y = example("tanh", "identity", "mse", [3, 5, 2], 4, rng, regularizer=regularizer)
    plain = net.copy()
    plain.regularizer = None
    J, _ = net.cost_and_gradient(X, Y)
    J_plain, _ = plain.cost_and_gradient(X, Y)
    assert J - J_plain == pytest.approx(sum(regularizer.value(W) for W in net.W), rel=1e-12)
    for ell in (1, 2):
        added = net.dW[ell] - plain.dW[ell]
        np.testing.assert_allclose(added, regularizer.gradient(net.W[ell]), rtol=1e-9, atol=1e-15)
        np.testing.assert_array_equal(net.db[ell], plain.db[ell], "biases are free")
    assert nnlib.check_gradient(net, X, Y, progress=False).ok


@pytest.mark.parametrize(
    ("settings", "regularizer", "strengths"),
    [
        ({}, None, (0, 0)),
        ({"l2": 0.1}, L2(0.1), (0.1, 0)),
        ({"l1": 0.1}, L1(0.1), (0, 0.1)),
        ({"l2": 0.1, "l1": 0.2}, ElasticNet(0.1, 0.2), (0.1, 0.2)),
        ({"regularizer": L1(0.3)}, L1(0.3), (0, 0.3)),
        ({"regularizer": ElasticNet(0.3, 0.0)}, ElasticNet(0.3, 0.0), (0.3, 0)),
    ],
)
def test_strengths_and_objects_are_two_ways_to_say_one_thing(settings, regularizer, strengths):
    net = nnlib.Network([3, 2], **settings)
    assert repr(net.regularizer) == repr(regularizer)
    assert (net.l2, net.l1) == strengths


def test_a_strength_that_is_changed_changes_the_penalty():
    net = nnlib.Network([3, 2])
    net.l1 = 0.2
    net.l2 = 0.1
    assert repr(net.regularizer) == "ElasticNet(l2=0.1, l1=0.2)"
    net.l1 = 0
    assert repr(net.regularizer) == "L2(l2=0.1)"
    net.l2 = 0
    assert net.regularizer is None


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"regularizer": 0.1}, r"regularizer is 0\.1, but must be a Regularizer, like"),
        ({"regularizer": L2}, "regularizer is <class .*, but must be a Regularizer"),
        ({"regularizer": L2(0.1), "l1": 0.1}, r"is L2\(l2=0\.1\), and there is L1.*one of the two"),
    ],
)
def test_what_is_no_regularizer_is_refused(settings, words):
    with pytest.raises(ValueError, match=words):
        nnlib.Network([3, 2], **settings)


@pytest.mark.parametrize("make", [lambda: L2(-1), lambda: L1(np.nan), lambda: ElasticNet(0.1, "1")])
def test_a_strength_is_a_number_of_at_least_0(make):
    with pytest.raises(ValueError, match=r"l[12] is .*, but must be a number of at least 0"):
        make()


def test_a_penalty_of_the_readers_own_is_kept_by_copies_and_refused_by_files(tmp_path):
    net = nnlib.Network([2, 3, 1], regularizer=Capped())
    for twin in (net.copy(), copy.deepcopy(net), pickle.loads(pickle.dumps(net))):
        assert isinstance(twin.regularizer, Capped)
        assert twin.cost(X, Y) == net.cost(X, Y)
    assert "regularizer=Capped()" in repr(net)
    with pytest.raises(ValueError, match=r"regularizer is Capped\(\), but a file holds.*pickle"):
        net.save(tmp_path / "net.npz")
    with pytest.raises(ValueError, match=r"l2 would replace it; assign regularizer"):
        net.l2 = 0.1


def test_a_copy_has_a_penalty_of_its_own():
    net = nnlib.Network([2, 3, 1], l2=0.1)
    twin = net.copy()
    twin.regularizer.l2 = 0.5
    assert (net.l2, twin.l2) == (0.1, 0.5)


def test_a_gradient_that_would_broadcast_is_refused():
    class Wrong(L2):
        def gradient(self, W):
            return self.l2

    net = nnlib.Network([2, 3, 1], regularizer=Wrong(0.1))
    with pytest.raises(ValueError, match=r"regularizer\.gradient\(W\) has shape \(\), but W has"):
        net.cost_and_gradient(X, Y)
