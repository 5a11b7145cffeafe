"""The Playground in Python."""

from __future__ import annotations

import json

import numpy as np
import pytest
from traitlets import TraitError

import nnlib
from nnlib.figures.surface import CLASSES
from nnlib.widgets import Playground, Replay
from nnlib.widgets.playground.data import NOISE


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"data": "moon"}, "data is 'moon', but must be one of"),
        ({"N": 5}, "N is 5, but must be a whole number from 10 to 500"),
        ({"d": [2, 1.5, 1]}, "d is .*, but must be a list of whole numbers"),
        ({"d": [3, 1]}, "must begin with 2 and end with 1"),
        ({"d": [2, 9, 1]}, r"d\[1\] is 9, but must be a whole number from 1 to 8"),
        ({"d": [2, 1, 1, 1, 1, 1, 1]}, "d has length 7, but must have 2 to 6"),
        ({"output": "tanh"}, "loss is binary_cross_entropy, but output is 'tanh'"),
        ({"hidden": "softmax"}, "hidden is 'softmax'"),
        ({"eta": 0}, "eta is 0, but must be a number above 0"),
        ({"mu": 1}, "mu is 1, but must be a number from 0 to 0.999"),
        ({"held_out": 0.6}, "held_out is 0.6"),
        ({"init": "given"}, "start has 0 numbers, but a network with d = .* has 31 parameters"),
        ({"steps": 5}, "steps is 5, but theta is empty"),
        ({"points": [[1e7], [0], [1]]}, r"points\[:2\] must be from -1e\+06 to 1e\+06"),
        ({"theta": [1.0, 2.0]}, "theta has 2 numbers, but a network with .* has 31"),
        ({"points": [[0], [0], [2]]}, r"points\[2\] holds the classes, and must be 0 or 1"),
        ({"points": [[0], [0]]}, r"points has shape \(2, 1\), but must be 3 x any"),
        ({"points": np.zeros((3, 1001))}, "points has 1001 columns, but at most 1000"),
        ({"window": [0, 0, 0]}, r"window\[2\] must be above 0"),
    ],
)
def test_bad_settings_are_refused(bad, message):
    with pytest.raises(TraitError, match=message):
        Playground(**bad)


def test_start_from_a_network():
    X, labels = nnlib.datasets.moons(40, seed=3)
    net = nnlib.Network([2, 5, 1], hidden="relu", output="tanh", l2=0.01, seed=4)
    for playground in (
        Playground(net, X, 2 * labels - 1, eta=0.05),
        Playground(net, X, 2 * labels[None] - 1, eta=0.05),
    ):
        np.testing.assert_array_equal(playground.X, X)
        np.testing.assert_array_equal(playground.labels, labels)
        np.testing.assert_array_equal(playground.Y, 2 * labels[None] - 1)
        again = playground.network()
        assert repr(again) == repr(net)
        np.testing.assert_array_equal(again.theta, net.theta)
        assert playground.eta == 0.05
        again.theta[:] = 0
        assert playground.network().theta.any()
    alone = Playground(net, data="xor")
    assert (alone.data, alone.d) == ("xor", [2, 5, 1])
    assert Playground(X=X, Y=labels).data == "own"


def test_the_trained_network():
    playground = Playground(d=[2, 3, 1])
    P = playground.network().P
    playground.theta, playground.steps = np.arange(P), 12
    assert playground.network().theta.tolist() == list(range(P))
    assert "after 12 steps" in playground.still().alt.lower()
    playground.eta = 0.7
    playground.data = "own"
    assert playground.steps == 12
    with playground.hold_trait_notifications():
        playground.d, playground.theta = [2, 1], [1, 2, 3]
    assert playground.network().theta.tolist() == [1, 2, 3]
    playground.d = [2, 2, 1]
    assert (playground.theta.size, playground.steps) == (0, 0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((1,), "network is a int, but must be a Network"),
        ((nnlib.Network([2, 1], l1=0.1),), "network.l1 is 0.1"),
        ((None, np.zeros((3, 4)), np.zeros(4)), r"X has shape \(3, 4\), but must be \(2, N\)"),
        ((None, np.zeros((2, 4)), np.zeros(3)), r"Y has shape \(3,\), but must be \(1, 4\)"),
        ((None, np.zeros((2, 4)), -np.ones(4)), "Y must hold 0 and 1"),
        ((None, np.zeros((2, 4))), "X and Y belong together"),
        ((None, [[0, 1], [0, np.nan]], [0, 1]), r"X holds nan at \(1, 1\), but must hold a number"),
        (
            (None, [[1e7], [0]], [0]),
            r"X holds 1e\+07 at \(0, 0\), but must hold a number from -1e\+06 to 1e\+06",
        ),
        ((nnlib.Network([3, 1]),), "must begin with 2 and end with 1"),
        ((nnlib.Network([2, 1], output="softplus"),), "output is 'softplus'"),
        ((nnlib.Network([2, 1], loss="huber"),), "loss is 'huber'"),
    ],
)
def test_what_no_playground_can_be_made_of(arguments, message):
    with pytest.raises((ValueError, TraitError), match=message):
        Playground(*arguments)


def test_still_picture():
    alt = Playground(data="circles").still().alt
    assert "200 points of two classes" in alt
    assert "after 100 epochs, 9" in alt or "after 100 epochs, 100" in alt


def test_classes_have_colours_of_their_own():
    """Blue is a high activation, and amber a negative weight: neither may be a class."""
    svg = Playground().still().svg
    assert "--nn-class-0" in svg
    assert "--nn-class-1" in svg
    assert "--nn-activation" not in svg
    assert "--nn-weight" not in svg
    # The replay's script has them from Python, too.
    assert Replay.facts()["class_colours"] == list(CLASSES)


def test_state_travels_as_plain_json_and_bytes():
    state = Playground(points=np.zeros((3, 2))).get_state()
    points = state["points"]
    assert (points["shape"], points["dtype"], bytes(points["data"])) == (
        [3, 2],
        "float16",
        bytes(12),
    )
    names = [name for name in Playground.settings() if name not in ("points", "start", "theta")]
    json.dumps({name: state[name] for name in names})


def test_the_script_is_told_what_python_knows():
    facts = Playground.facts()
    names = set(Playground.settings()) - {"key", "theta", "steps"}
    assert set(facts["settings"]) == names
    assert set(facts["restarting"]) < names
    choices = {name: list(trait.get("choices", ())) for name, trait in facts["traits"].items()}
    assert [*facts["noise"], "own"] == choices["data"]
    assert list(facts["targets"]) == choices["output"]
    assert {end["loss"] for end in facts["ends"]} == set(choices["loss"])
    assert list(facts["rates"]) == choices["optimizer"] == list(nnlib.optimizers.OPTIMIZERS)
    assert facts["rates"]["Momentum"] == ["eta", "mu"]
    assert choices["init"] == [*nnlib.initializers.INITIALIZERS, "given"]
    json.dumps(facts)


def test_pairs_of_output_and_loss():
    offered = [
        ("sigmoid", "binary_cross_entropy", "sigmoid, cross-entropy"),
        ("sigmoid", "mse", "sigmoid, squared error"),
        ("tanh", "mse", "tanh, squared error"),
        ("identity", "mse", "identity, squared error"),
    ]
    ends = Playground.facts()["ends"]
    assert [(end["output"], end["loss"], end["words"]) for end in ends] == offered
    for output, loss, _ in offered:
        assert Playground(output=output, loss=loss).network().loss.name == loss


def test_every_data_set_of_the_plane_is_offered():
    makers = nnlib.datasets.DATASETS.items()
    assert list(NOISE) == [name for name, make in makers if len(make()[0]) == 2]


@pytest.mark.parametrize("optimizer", nnlib.optimizers.OPTIMIZERS)
def test_new_optimizer(optimizer):
    playground = Playground(optimizer=optimizer, eta=0.07, mu=0.6)
    rule = playground.new_optimizer()
    assert type(rule) is nnlib.optimizers.OPTIMIZERS[optimizer]
    for name in Playground.facts()["rates"][optimizer]:
        assert getattr(rule, name) == getattr(playground, name)
