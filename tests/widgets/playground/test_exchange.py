"""What passes between the model of a front end and the run that the browser computes."""

from __future__ import annotations

import numpy as np
import pytest
from widgets.playground.common import settings, twin

import nnlib
from nnlib.widgets import Playground

SMALL = {"N": 40, "batch_size": 8, "d": [2, 3, 1]}


@pytest.fixture
def happens(engine):
    """What holds after each of some things that happen to a small playground."""

    def follow(*happenings, **changed):
        playground = Playground(**(SMALL | changed))
        return engine("exchange", settings(playground), [[*each] for each in happenings])

    return follow


def close(theta, expected):
    return theta == pytest.approx(expected.theta.tolist(), rel=0, abs=1e-12)


def test_the_model_hears_of_a_run_now_and_then(happens):
    trained, waited, told, restarted = happens(
        ("train", 3), ("wait", 301), ("tell", None), ("restart", None)
    )
    assert (trained["told"], trained["saved"]) == ({"steps": 0, "theta": []}, 0)
    assert waited["isDue"]
    assert not told["isDue"]
    expected = twin(Playground(**SMALL), 3)
    assert told["told"]["steps"] == 3
    assert close(told["told"]["theta"], expected)
    assert restarted["told"] == {"steps": 0, "theta": []}
    assert close(restarted["session"]["theta"], twin(Playground(**SMALL), 0))


def test_parameters_of_python_are_taken_over(happens):
    theta = np.linspace(-1, 1, nnlib.Network([2, 3, 1]).P).tolist()
    given, own, taken_away = happens(
        ("python", {"theta": theta, "steps": 77}), ("adopt", None), ("python", {})
    )
    assert given["answer"]
    assert given["session"] == {"steps": 77, "theta": theta}
    assert not own["answer"], "the same is not taken over twice"
    assert taken_away["session"]["steps"] == 0
    assert close(taken_away["session"]["theta"], twin(Playground(**SMALL), 0))


def test_a_page_may_come_with_a_trained_network(happens):
    theta = np.linspace(-1, 1, nnlib.Network([2, 3, 1]).P)
    (at_once,) = happens(("adopt", None), theta=theta, steps=5)
    assert not at_once["answer"]
    assert at_once["session"] == {"steps": 5, "theta": theta.tolist()}


def test_another_run_forgets_what_was_told(happens):
    *_, other = happens(("train", 3), ("tell", None), ("set", {"seed": 4}))
    assert other["told"] == {"steps": 0, "theta": []}
    assert close(other["session"]["theta"], twin(Playground(**SMALL, seed=4), 0))


def test_the_same_run_keeps_what_was_told(happens):
    _, told, same = happens(("train", 3), ("tell", None), ("set", {"l2": 0.1}))
    assert same["told"] == told["told"]
    assert same["session"]["steps"] == 3


def test_to_begin_with_the_same_settings_is_another_run_all_the_same(happens):
    *_, begun = happens(("train", 3), ("tell", None), ("begin", {"hidden": "tanh"}))
    assert begun["session"]["steps"] == 0
    assert begun["told"] == {"steps": 0, "theta": []}


def test_reset_leads_back_to_what_the_page_came_with(happens):
    theta = np.linspace(-1, 1, nnlib.Network([2, 3, 1]).P)
    *_, back = happens(("train", 3), ("tell", None), ("reset", None), theta=theta, steps=5)
    assert back["session"] == {"steps": 5, "theta": theta.tolist()}
