"""Ctrl-C at every line of a run: a History that is whole comes out, or nothing has been trained."""

import sys
from pathlib import Path

import numpy as np
import pytest

import nnlib

X, LABELS = nnlib.datasets.moons(12)
Y = LABELS[None].astype(float)
PARTS = ("training", "optimizers", "_prog", "minimize", "objective")
PLACES = [str(Path(nnlib.__file__).parent / part) for part in PARTS]


def trained(net, **settings):
    return nnlib.train(net, X, Y, epochs=3, batch_size=6, snapshot_every=1, **settings)


def minimized(net, **settings):
    return nnlib.minimize(net, X, Y, max_iterations=3, **settings)


def run_interrupted_at(k, run):
    """Train with Ctrl-C at line k: the network, its history if there is one, and the place."""
    passed, place = 0, ""

    def trace(frame, event, arg):
        nonlocal passed, place
        if not frame.f_code.co_filename.startswith(tuple(PLACES)):
            return None
        passed += 1
        if passed == k:
            place = f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}"
            raise KeyboardInterrupt
        return trace

    net, before = nnlib.Network([2, 3, 1]), sys.gettrace()
    settings = {"validation": (X, Y), "callbacks": [lambda net, history: None], "progress": False}
    sys.settrace(trace)
    try:
        history = run(net, **settings)
    except KeyboardInterrupt:
        history = None
    finally:
        sys.settrace(before)
    return net, history, place


@pytest.mark.parametrize("run", [trained, minimized])
def test_a_history_is_whole_wherever_ctrl_c_falls(run):
    start, k, ended = nnlib.Network([2, 3, 1]).theta, 0, False
    while not ended:
        k += 1
        net, history, place = run_interrupted_at(k, run)
        ended = not place
        assert np.isfinite(net.theta).all()
        if history is None:
            # The last lines of all cannot watch over themselves.
            last = place in ("stopping.__exit__", "loop.train", "minimize.minimize") and k > 100
            assert last or np.array_equal(net.theta, start), f"Ctrl-C in {place} came out"
            continue
        assert history.interrupted is not ended
        lists = [history.cost, history.validation_cost, history.accuracy]
        lists += [history.validation_accuracy, history.gradients]
        lists += [history.snapshots[1:]] if run is trained else []
        assert {len(figures) for figures in lists} == {history.epochs}
    assert k > 300
