"""The replay of a training run, in Python."""

from __future__ import annotations

import numpy as np
import pytest
from traitlets import TraitError

import nnlib
from nnlib.figures import Picture
from nnlib.training import History
from nnlib.widgets import Replay

X, LABELS = nnlib.datasets.moons(40)
Y = LABELS.astype(float).reshape(1, -1)
PIXELS, DIGITS = nnlib.datasets.digits()
PIXELS, HOT = PIXELS[:, :200], nnlib.one_hot(DIGITS[:200], 10)


def plane(epochs=6, every=2, **settings):
    net = nnlib.Network([2, 4, 1], output="sigmoid", loss="binary_cross_entropy", l2=0.01)
    history = nnlib.train(net, X, Y, epochs=epochs, snapshot_every=every, progress=False)
    return Replay(net, history, X, Y, **settings), net, history


def pixels(**settings):
    net = nnlib.Network([64, 5, 10], output="softmax", loss="cross_entropy")
    history = nnlib.train(
        net, PIXELS, HOT, epochs=4, snapshot_every=1, progress=False, batch_size=20,
        validation=(PIXELS[:, :50], HOT[:, :50]),
    )  # fmt: skip
    return Replay(net, history, PIXELS, HOT, **settings), net, history


def test_every_snapshot_is_a_network():
    replay, net, history = plane()
    assert replay.epochs == [0, 2, 4, 6]
    assert (replay.at, replay.epoch) == (3, 6)
    np.testing.assert_array_equal(replay.network().theta, net.theta)
    for k, (epoch, theta) in enumerate(history.snapshots):
        replay.at = k
        assert replay.epoch == epoch
        np.testing.assert_array_equal(replay.network().theta, theta)
        if epoch:
            J = replay.network().cost(np.array(replay.X), np.array(replay.Y))
            assert pytest.approx(history.cost[epoch - 1], abs=1e-12) == J
    np.testing.assert_array_equal(replay.cost, history.cost)


def test_of_pixels_one_example_of_each_class_is_kept():
    replay, _, history = pixels()
    assert replay.X.shape == (64, 10)
    np.testing.assert_array_equal(replay.Y, np.eye(10))
    np.testing.assert_array_equal(replay.X[:, 3], PIXELS[:, np.flatnonzero(DIGITS == 3)[0]])
    np.testing.assert_array_equal(replay.validation_cost, history.validation_cost)


def test_of_many_points_some_are_kept():
    many = np.tile(X, 30)
    net = nnlib.Network([2, 1])
    history = nnlib.train(net, many, np.tile(Y, 30), epochs=1, snapshot_every=1, progress=False)
    assert Replay(net, history, many, np.tile(Y, 30)).X.shape == (2, 1000)


def test_bad_arguments_say_what_to_do():
    _, net, history = plane()
    other = nnlib.Network([2, 5, 1], output="sigmoid", loss="binary_cross_entropy")
    bare = nnlib.train(other, X, Y, epochs=1, progress=False)
    with pytest.raises(TraitError, match=r"holds no snapshots.*nnlib.train\(..., snapshot_every=1"):
        Replay(other, bare, X, Y)
    with pytest.raises(TraitError, match=r"snapshots\[0\] holds 17 parameters, but the network, d"):
        Replay(other, history, X, Y)
    with pytest.raises(TypeError, match="history is .*, but must be the History that nnlib.train"):
        Replay(net, [1.0], X, Y)
    with pytest.raises(TypeError, match="network is 'net', but must be a nnlib.Network"):
        Replay("net", history, X, Y)
    with pytest.raises(ValueError, match="X has 40 rows, but d_0 = 2"):
        Replay(net, history, X.T, Y)
    with pytest.raises(ValueError, match="Y has 3 columns, but X has N = 40"):
        Replay(net, history, X, Y[:, :3])
    three = nnlib.Network([3, 1])
    with pytest.raises(TraitError, match="network has d_0 = 3, but a replay shows networks with"):
        Replay(three, history, X, Y)
    with pytest.raises(TraitError, match="at is 4, but there are 4 snapshots, counted from 0"):
        Replay(net, history, X, Y, at=4)
    with pytest.raises(TraitError, match="show is 'wieghts', but must be .*did you mean 'weights'"):
        Replay(net, history, X, Y, show="wieghts")
    long = History(snapshots=[(k, net.theta) for k in range(1001)])
    with pytest.raises(TraitError, match="too many for a page: at most 1000"):
        Replay(net, long, X, Y)


def sent(replay):
    """Lists of the traits of each message that reaches the front end from now on."""
    messages = []

    def send_state(key=None):
        messages.append(sorted([key] if isinstance(key, str) else key or []))

    replay.send_state = send_state
    return messages


@pytest.mark.parametrize("other", [lambda: plane(epochs=3, every=1), pixels])
def test_another_run_in_the_place_of_this_one(other):
    replay, _, _ = plane()
    twin, net, history = other()
    examples = (X, Y) if len(twin.X) == 2 else (PIXELS, HOT)
    messages = sent(replay)
    replay.replace(net, history, *examples)
    (message,) = messages
    assert {"epochs", "snapshots", "cost"} <= set(message)
    for name in set(replay.settings()) - {"key", "show", "beside"}:
        np.testing.assert_array_equal(getattr(replay, name), getattr(twin, name))
    assert replay.still().alt == twin.still().alt
    replay.replace(net, history, *examples, at=1)
    assert replay.epoch == twin.epochs[1]


def test_the_script_knows_which_traits_make_up_a_run():
    facts = Replay.facts()
    assert {*facts["run"], "at", "beside", "show", "key"} == set(Replay.settings())
    assert facts["traits"]["show"]["labels"] == ["change so far", "weights"]


def test_a_run_that_does_not_fit_is_refused_as_a_whole():
    replay, net, history = plane()
    before = {name: getattr(replay, name) for name in replay.settings()}
    with pytest.raises(TraitError, match="at is 9, but there are 4 snapshots"):
        replay.replace(net, history, X, Y, at=9)
    other = nnlib.Network([2, 5, 1], output="sigmoid", loss="binary_cross_entropy")
    with pytest.raises(TraitError, match="snapshots.0. holds 17 parameters"):
        replay.replace(other, history, X, Y)
    for name, value in before.items():
        np.testing.assert_array_equal(getattr(replay, name), value)


def test_traits_of_a_run_fit_each_other():
    replay, net, _ = plane()
    then = r".*; to show another run, call replace\(network, history, X, Y\)"
    for name, value, message in (
        ("snapshots", np.zeros((17, 3)), r"snapshots has shape \(17, 3\), but d = .* \(17, 4\)"),
        ("epochs", [0, 2, 4], r"snapshots has shape \(17, 4\), but .* 3 epochs need \(17, 3\)"),
        ("d", [2, 5, 1], r"snapshots has shape \(17, 4\), but d = \[2, 5, 1\] .* need \(21, 4\)"),
        ("d", [3, 4, 1], r"d is \[3, 4, 1\], but a replay shows networks with d_0 = 2"),
        ("X", X[:, :9], "Y has 40 columns, but X has N = 9"),
        ("Y", 2 * Y, "Y ranges from 0 to 2"),
        ("output", "softmax", "loss='binary_cross_entropy' does not fit output='softmax'"),
    ):
        with pytest.raises(TraitError, match=message + then):
            setattr(replay, name, value)
    with (
        pytest.raises(TraitError, match="at is 3, but there are 2 snapshots" + then),
        replay.hold_trait_notifications(),
    ):
        replay.epochs, replay.snapshots = [0, 6], np.zeros((net.P, 2))
    assert (replay.epochs, replay.at) == ([0, 2, 4, 6], 3)
    with replay.hold_trait_notifications():
        replay.epochs, replay.snapshots, replay.at = [0, 6], np.zeros((net.P, 2)), 1
    assert replay.epoch == 6
    replay.cost = [1.0, 0.5]
    assert replay.still()


def test_still_tells_the_state():
    replay, _, history = plane(at=1)
    still = replay.still()
    assert isinstance(still, Picture)
    assert "after epoch 2 of a training run of 6" in still.alt
    assert f"J is {history.cost[1]:.3g} then" in still.alt
    assert "plane of the inputs" in still.alt
    for show, words in (("change", "training has made them larger"), ("weights", "where positive")):
        assert words in pixels(show=show)[0].still().alt


def test_weights_that_are_pictures_travel_in_half_the_bytes_and_answers_beside_them():
    replay, net, _ = pixels()
    state = replay.get_state()
    assert (state["snapshots"]["dtype"], len(state["snapshots"]["data"])) == (
        "float16",
        2 * net.P * 5,
    )
    assert state["answers"]["dtype"] == "float32"
    for k in range(5):
        replay.at = k
        answers = replay.network().forward(np.array(replay.X))
        np.testing.assert_array_equal(replay.answers[:, k], answers.ravel(order="F"))
    flat, _, _ = plane()
    assert flat.get_state()["snapshots"]["dtype"] == "float32"
    assert flat.answers.size == 0
    net.theta[0] = 1e6  # beyond half precision
    history = History(snapshots=[(0, net.theta.copy())], cost=[])
    assert Replay(net, history, PIXELS, HOT).get_state()["snapshots"]["dtype"] == "float32"
    with pytest.raises(
        TraitError, match=r"answers has shape \(3, 1\), but must have \(100, 5\), or"
    ):
        replay.answers = np.zeros((3, 1))
