"""A run of the Playground as the browser computes it, in an embedded V8, against nnlib."""

from __future__ import annotations

import numpy as np
import pytest
from widgets.playground.common import settings, twin

from nnlib.figures import Picture
from nnlib.initializers import INITIALIZERS
from nnlib.widgets import Playground
from nnlib.widgets.kit.random_numbers import Random
from nnlib.widgets.playground.choices import ENDS
from nnlib.widgets.playground.data import NOISE


def random_settings(rng):
    layers = rng.integers(0, 5)
    output, loss = list(ENDS)[rng.integers(len(ENDS))]
    choose = lambda name: str(rng.choice(Playground.class_traits()[name].choices))  # noqa: E731
    return Playground(
        data=str(rng.choice(list(NOISE))), N=int(rng.integers(10, 80)), noise=rng.uniform(0, 3),
        held_out=rng.uniform(0, 0.5), d=[2, *rng.integers(1, 9, layers).tolist(), 1],
        hidden=choose("hidden"), output=output, loss=loss, init=str(rng.choice(["glorot", "he"])),
        optimizer=choose("optimizer"), eta=rng.uniform(0.01, 0.1), mu=rng.uniform(0, 0.9),
        batch_size=int(rng.integers(1, 30)), l2=rng.uniform(0, 0.1), seed=int(rng.integers(9999)),
    )  # fmt: skip


def test_random_numbers_are_those_of_the_figures(js):
    for seed in (0, 1, 4711):
        rng, found = Random(seed), js("numbers", seed, 50)
        assert [rng.uniform(-1, 3) for _ in range(50)] == found["uniform"]
        assert [rng.normal(1, 2) for _ in range(50)] == pytest.approx(found["normal"], abs=1e-13)
        assert rng.shuffle(list(range(50))) == found["order"]


@pytest.mark.parametrize("data", NOISE)
def test_python_knows_the_points_of_the_browser(engine, data):
    playground = Playground(data=data, N=101, noise=0.7, seed=3, held_out=0.3)
    found = engine("examples", settings(playground))
    np.testing.assert_allclose(found["X"], playground.X.ravel(order="F"), rtol=0, atol=1e-13)
    assert found["labels"] == playground.labels.tolist()
    assert found["held"] == playground.is_held_out.tolist()
    x, y, half = found["view"]
    assert np.abs(playground.X - [[x], [y]]).max() < half


@pytest.mark.parametrize("case", range(8))
def test_steps_are_those_of_nnlib(engine, case):
    playground = random_settings(np.random.default_rng(case))
    before, after_one, after_all = engine("run", settings(playground), [1, 40])
    for found, steps in ((before, 0), (after_one, 1), (after_all, 41)):
        net = twin(playground, steps)
        held = playground.is_held_out
        scale = np.abs(net.theta).max()
        np.testing.assert_allclose(found["theta"], net.theta, rtol=0, atol=1e-12 * scale)
        kept_cost = net.cost(playground.X[:, ~held], playground.Y[:, ~held])
        assert found["cost"] == pytest.approx(kept_cost, rel=1e-11)
        if held.any():
            held_cost = net.cost(playground.X[:, held], playground.Y[:, held])
            assert found["heldCost"] == pytest.approx(held_cost, rel=1e-11)
        answers = net.forward(playground.X)[0] >= (0 if playground.output == "tanh" else 0.5)
        right = answers == playground.labels
        assert found["right"] == pytest.approx(right[~held].mean())
        assert found["steps"] == steps


@pytest.mark.parametrize("init", INITIALIZERS)
def test_first_weights(engine, js, init):
    playground = Playground(init=init, d=[2, 5, 3, 1], seed=8)
    found = engine("run", settings(playground), [])[0]
    np.testing.assert_allclose(found["theta"], playground.network().theta, rtol=0, atol=1e-14)
    assert js("count", playground.d) == playground.network().P


def test_surface_is_the_forward_pass(engine):
    playground = Playground(data="blobs", d=[2, 3, 2, 1], seed=1)
    found = engine("surface", settings(playground))
    net = playground.network()
    grid = np.reshape(found["A"][0], (2, -1), order="F")
    assert grid.shape == (2, 61 * 61)
    net.forward(grid)
    for ell in (1, 2, 3):
        expected = net.A[ell].ravel(order="F")
        np.testing.assert_allclose(found["A"][ell], expected, rtol=0, atol=1e-13)
    assert found["answer"] == pytest.approx(
        net.forward(np.array([[0.25], [-0.5]])).item(), abs=1e-14
    )


def test_what_begins_another_run_and_what_does_not(engine):
    first = settings(Playground())
    same = {
        "eta": 0.01, "optimizer": "Momentum", "mu": 0.5, "batch_size": 5, "l2": 0.01, "data": "own",
    }  # fmt: skip
    other = {
        "N": 50, "noise": 2, "held_out": 0.5, "seed": 1, "d": [2, 3, 1], "hidden": "relu",
        "loss": "mse", "init": "he", "data": "xor",
    }  # fmt: skip
    for name, value in [*same.items(), *other.items()]:
        painted = {"points": [0, 0, 0, 1, 1, 1]} if value == "own" else {}
        found = engine("follow", [first, first | {name: value} | painted], 7)
        assert found[1]["fresh"] == (name in other and value != "own"), name
        assert found[1]["steps"] == (7 if found[1]["fresh"] else 14), name


def test_painting_taken_back_goes_on_with_the_run(engine):
    first = settings(Playground())
    painted = first | {"data": "own", "points": [0, 0, 0, 1, 1, 1]}
    found = engine("follow", [first, painted, first, painted, first | {"data": "xor"}], 3)
    assert [run["steps"] for run in found] == [3, 6, 9, 12, 3]


def test_trouble_is_told_before_numbers_run_out(engine):
    settled = Playground(output="identity", loss="mse", hidden="relu", eta=10)
    told = []
    for found in engine("run", settings(settled), [1] * 400):
        kind = found["trouble"] and found["trouble"]["kind"]
        told.append(kind)
        if not found["diverged"]:
            growth = found["cost"] / found["curve"]["cost"][0]
            assert (kind == "diverging") == (growth > 1000)
    assert told[0] is None
    assert "diverging" in told
    assert "diverged" in told
    assert engine("run", settings(Playground()), [50])[-1]["trouble"] is None
    saturated = Playground(eta=10, batch_size=1)
    assert engine("run", settings(saturated), [300])[-1]["trouble"]["kind"] == "larger"


def test_divergence_keeps_the_last_numbers(engine):
    playground = Playground(output="identity", loss="mse", hidden="identity", eta=10, d=[2, 8, 1])
    for found in engine("run", settings(playground), [1] * 60):
        assert np.isfinite(found["theta"]).all()
    assert found["diverged"]
    assert found["steps"] < 60


def test_no_points_and_one_point(engine):
    for points in (np.zeros((3, 0)), np.array([[0.5], [0.25], [1]])):
        playground = Playground(data="own", points=points)
        found = engine("run", settings(playground), [5])[1]
        assert np.isfinite(found["theta"]).all()
        assert found["steps"] == (5 if points.size else 0)
        assert isinstance(playground.still(), Picture)


def test_a_long_run_has_a_short_curve(engine):
    found = engine("run", settings(Playground(N=10, d=[2, 1])), [1] * 2000)[-1]
    epochs = found["curve"]["epochs"]
    assert 250 < len(epochs) < 600
    assert epochs == sorted(epochs)
    assert epochs[0] == 0
    assert epochs[-1] == pytest.approx(found["epochs"], rel=0.01)
