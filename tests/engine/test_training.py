"""Training in the engine: mini-batches, and the share of right answers."""

from __future__ import annotations

import numpy as np
import pytest
from cases import example
from engine.common import RATES, TOLERANCE, assert_close, columns, settings_of

import nnlib
from nnlib.optimizers import OPTIMIZERS


@pytest.mark.parametrize("name", RATES)
def test_mini_batches(engine, name):
    """The last batch of an epoch is smaller; every epoch has an order of its own."""
    rng = np.random.default_rng(7)
    net, X, _ = example("relu", "softmax", "cross_entropy", [2, 5, 3], 10, rng)
    labels = rng.integers(3, size=10)
    Y = nnlib.one_hot(labels, 3)
    choices = {"batchSize": 4, "seed": 8, "epochs": 5}
    js = engine.train(settings_of(net), columns(X), columns(Y), name, RATES[name], choices)
    repeated = engine.train(settings_of(net), columns(X), columns(Y), name, RATES[name], choices)
    assert js == repeated
    assert js["steps"] == 15
    assert len({tuple(order) for order in js["orders"]}) == 5
    optimizer = OPTIMIZERS[name](**RATES[name])
    for order in js["orders"]:
        assert sorted(order) == list(range(10))
        for chosen in (order[:4], order[4:8], order[8:]):
            _, gradient = net.cost_and_gradient(X[:, chosen], Y[:, chosen])
            optimizer.step(net.theta, gradient)
            if optimizer.looks_again:
                _, gradient = net.cost_and_gradient(X[:, chosen], Y[:, chosen])
                optimizer.look_again(net.theta, gradient)
    assert_close(js["theta"], net.theta)
    assert js["cost"] == pytest.approx(net.cost(X, Y), rel=TOLERANCE)
    assert js["accuracy"] == np.mean(net.predict(X) == labels)


@pytest.mark.parametrize(
    ("Y", "Y_hat"),
    [
        ([[1, 0, 1, 0]], [[0.5, 0.2, 0.1, 0.4]]),
        ([[1, 0], [0, 1], [0, 0]], [[0.2, 0.3], [0.3, 0.4], [0.5, 0.3]]),
        ([[0.5, 1]], [[0.5, 1]]),
        ([[1, 1], [0, 1]], [[1, 1], [0, 1]]),
    ],
)
def test_accuracy(engine, Y, Y_hat):
    expected = nnlib.accuracy(np.array(Y, float), np.array(Y_hat, float))
    assert engine.accuracy(columns(Y), columns(Y_hat), len(Y)) == expected
