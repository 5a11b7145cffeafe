"""The pieces of training that chapters print: batches, measuring, and the wish to stop."""

import numpy as np
import pytest

import nnlib
from nnlib.training import Batches, Measure

X, LABELS = nnlib.datasets.moons(N=50, seed=3)
Y = LABELS[None, :].astype(float)


def moons_net(**settings):
    return nnlib.Network([2, 4, 1], output="sigmoid", loss="binary_cross_entropy", **settings)


@pytest.mark.parametrize("batch_size", [1, 7, 25, 50])
def test_batches_hold_every_example_once_in_the_order_that_was_asked_for(batch_size):
    batches = Batches(moons_net(), X, Y, batch_size)
    order = np.random.default_rng(0).permutation(50)
    inputs, targets, sizes = [], [], []
    for batch, Y_batch in batches.in_order(order):
        np.testing.assert_array_equal(batch.A1[0][0], 1)
        inputs.append(batch.A[0].copy())
        targets.append(Y_batch)
        sizes.append(batch.N)
    np.testing.assert_array_equal(np.hstack(inputs), X[:, order])
    np.testing.assert_array_equal(np.hstack(targets), Y[:, order])
    assert sizes[:-1] == [batch_size] * (len(sizes) - 1)
    assert sum(sizes) == 50


def test_measure_follows_the_network():
    net = moons_net(l2=0.01)
    measure = Measure(net, X, Y)
    for _ in range(2):
        J, accuracy = measure()
        assert pytest.approx(net.cost(X, Y), rel=1e-14) == J
        assert accuracy == np.mean(net.predict(X) == LABELS)
        net.theta = net.theta + 1


def test_measure_counts_no_classes_where_there_are_none():
    assert Measure(moons_net(), X, Y / 2)()[1] is None
    assert Measure(moons_net(), X, Y, classes=False)()[1] is None


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (True, r"callbacks[1] asked to stop"),
        (np.True_, "callbacks[1] asked to stop"),
        ("enough", "enough"),
    ],
)
def test_a_callback_ends_the_run_and_the_history_says_why(wish, reason):
    heard = []

    def listen(network, history):
        heard.append(history.epochs)

    def stop(network, history):
        return wish if history.epochs == 3 else None

    net, whole = moons_net(), moons_net()
    history = nnlib.train(net, X, Y, epochs=9, callbacks=[listen, stop, listen], progress=False)
    assert (history.epochs, history.stopped, history.interrupted) == (3, reason, False)
    assert heard == [1, 1, 2, 2, 3, 3], "all callbacks hear of the last epoch"
    assert history.cost == nnlib.train(whole, X, Y, epochs=3, progress=False).cost
    np.testing.assert_array_equal(net.theta, whole.theta)


def test_a_run_that_nobody_stops_gives_no_reason():
    for wish in (None, False, ""):
        history = nnlib.train(
            moons_net(), X, Y, epochs=2, callbacks=[lambda n, h, w=wish: w], progress=False
        )
        assert (history.epochs, history.stopped) == (2, "")


def test_a_callback_that_returns_something_else_is_told_so():
    with pytest.raises(ValueError, match=r"callbacks\[0\] returned 0.5.*True or the reason") as e:
        nnlib.train(moons_net(), X, Y, callbacks=[lambda net, history: 0.5], progress=False)
    assert e.value.history.epochs == 1


@pytest.mark.parametrize("name", ["cost", "validation_cost", "accuracy", "snapshots"])
def test_ctrl_c_between_two_figures_of_an_epoch_leaves_no_list_ahead(name):
    class Interrupted(list):
        def append(self, entry):
            if len(self) == 2:
                raise KeyboardInterrupt
            super().append(entry)

    history = nnlib.History(**{name: Interrupted()})
    for _ in range(2):
        history.append(0.5, 0.6, 0.7, 0.8, np.ones(3))
    with pytest.raises(KeyboardInterrupt):
        history.append(0.4, 0.5, 0.6, 0.7, np.ones(3))
    lists = [history.cost, history.validation_cost, history.accuracy, history.validation_accuracy]
    assert [len(figures) for figures in lists] == [2] * 4
    assert [epoch for epoch, _ in history.snapshots] == [1, 2]
