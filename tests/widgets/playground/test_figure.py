"""The Playground in Python, and what its modules compute, in an embedded V8."""

from __future__ import annotations

import json

import numpy as np
import pytest
from helpers.v8 import harness
from traitlets import TraitError

import nnlib
from nnlib.figures import Picture
from nnlib.figures.surface import CLASSES
from nnlib.widgets import Playground
from nnlib.widgets.kit.joining import WIDGETS
from nnlib.widgets.kit.random_numbers import Random
from nnlib.widgets.playground.data import NOISE

HARNESS = """
import { examples, pack, pointsSetting } from "widgets/playground/data.js";
import { parameterCount, Session } from "widgets/playground/session.js";
import { trouble } from "widgets/playground/words.js";
import { Random } from "widgets/engine/random.js";

const floats = (values) => {
  const data = Float64Array.from(values);
  return new DataView(data.buffer);
};
const unpacked = (settings) => ({
  ...settings,
  points: { shape: [3, settings.points.length / 3], data: floats(settings.points) },
  start: { shape: [settings.start.length], data: floats(settings.start) },
});
const report = (session) => ({
  theta: Array.from(session.network.theta),
  steps: session.steps, epochs: session.epochs, cost: session.cost, heldCost: session.heldCost,
  right: session.right, heldRight: session.heldRight, diverged: session.diverged,
  curve: session.curve, trouble: trouble(session),
});

export default {
  numbers(seed, n) {
    const rng = new Random(seed);
    const uniform = Array.from({ length: n }, () => rng.uniform(-1, 3));
    const normal = Array.from({ length: n }, () => rng.normal(1, 2));
    return { uniform, normal, order: rng.shuffle(Array.from({ length: n }, (_, k) => k)) };
  },
  examples(settings) {
    const { X, labels, held, view } = examples(unpacked(settings));
    return { X: Array.from(X), labels: Array.from(labels), held, view };
  },
  run(settings, steps) {
    const session = new Session(unpacked(settings));
    const all = [report(session)];
    for (const count of steps) {
      session.run(count);
      all.push(report(session));
    }
    return all;
  },
  // One session that follows a list of settings, some steps after each.
  follow(list, steps) {
    let session = null;
    return list.map((settings) => {
      const given = { ...settings, points: points(settings.points), start: NONE };
      const fresh = session ? session.configure(given) : true;
      if (!session) session = new Session(given);
      session.run(steps);
      return { fresh, ...report(session) };
    });
  },
  surface(settings) {
    const session = new Session(unpacked(settings));
    const { A } = session.surface();
    return { A: A.map((a) => Array.from(a)), answer: session.answer(0.25, -0.5) };
  },
  address(settings) {
    const text = pointsSetting.write(unpacked(settings).points);
    const back = pointsSetting.read(text);
    return { text: text ?? null, back: back && Array.from(new Float64Array(back.data.buffer)) };
  },
  read: (text) => pointsSetting.read(text) === undefined,
  count: (d) => parameterCount(d),
};

const NONE = { shape: [0], data: floats([]) };
const known = new Map();
const points = (values) => {
  const name = `${values}`;
  if (!known.has(name)) known.set(name, { shape: [3, values.length / 3], data: floats(values) });
  return known.get(name);
};
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    with harness(HARNESS, tmp_path_factory.mktemp("static")) as call:
        yield call


def settings(playground):
    """The traits, as plain lists."""
    return {
        name: value.ravel(order="F").tolist() if isinstance(value, np.ndarray) else value
        for name in Playground.settings()
        for value in [getattr(playground, name)]
    }


def twin(playground, steps):
    """What nnlib makes of the same run: the theta after each step."""
    net, optimizer = playground.network(), playground.new_optimizer()
    kept = ~playground.is_held_out
    X, Y = playground.X[:, kept], playground.Y[:, kept]
    rng, order, used = Random(playground.seed), list(range(X.shape[1])), 0
    for _ in range(steps):
        if used == 0:
            rng.shuffle(order)
        batch = order[used : used + playground.batch_size]
        used = (used + len(batch)) % len(order)
        optimizer.step(net.theta, net.cost_and_gradient(X[:, batch], Y[:, batch])[1])
    return net


def random_settings(rng):
    layers = rng.integers(0, 5)
    output, loss = [
        ("sigmoid", "binary_cross_entropy"), ("sigmoid", "mse"), ("tanh", "mse"),
        ("identity", "mse"),
    ][rng.integers(4)]  # fmt: skip
    choose = lambda name: str(rng.choice(Playground.class_traits()[name].choices))  # noqa: E731
    return Playground(
        data=str(rng.choice(list(NOISE))), N=int(rng.integers(10, 80)), noise=rng.uniform(0, 3),
        held_out=rng.uniform(0, 0.5), d=[2, *rng.integers(1, 9, layers).tolist(), 1],
        hidden=choose("hidden"), output=output, loss=loss, init=str(rng.choice(["glorot", "he"])),
        optimizer=choose("optimizer"), eta=rng.uniform(0.01, 0.1), mu=rng.uniform(0, 0.9),
        batch_size=int(rng.integers(1, 30)), l2=rng.uniform(0, 0.1), seed=int(rng.integers(9999)),
    )  # fmt: skip


def test_random_numbers_are_those_of_the_figures(engine):
    for seed in (0, 1, 4711):
        rng, js = Random(seed), engine("numbers", seed, 50)
        assert [rng.uniform(-1, 3) for _ in range(50)] == js["uniform"]
        assert [rng.normal(1, 2) for _ in range(50)] == pytest.approx(js["normal"], abs=1e-13)
        assert rng.shuffle(list(range(50))) == js["order"]


@pytest.mark.parametrize("data", NOISE)
def test_python_knows_the_points_of_the_browser(engine, data):
    playground = Playground(data=data, N=101, noise=0.7, seed=3, held_out=0.3)
    js = engine("examples", settings(playground))
    np.testing.assert_allclose(js["X"], playground.X.ravel(order="F"), rtol=0, atol=1e-13)
    assert js["labels"] == playground.labels.tolist()
    assert js["held"] == playground.is_held_out.tolist()
    x, y, half = js["view"]
    assert np.abs(playground.X - [[x], [y]]).max() < half


@pytest.mark.parametrize("case", range(8))
def test_steps_are_those_of_nnlib(engine, case):
    playground = random_settings(np.random.default_rng(case))
    before, after_one, after_all = engine("run", settings(playground), [1, 40])
    for js, steps in ((before, 0), (after_one, 1), (after_all, 41)):
        net = twin(playground, steps)
        held = playground.is_held_out
        scale = np.abs(net.theta).max()
        np.testing.assert_allclose(js["theta"], net.theta, rtol=0, atol=1e-12 * scale)
        kept_cost = net.cost(playground.X[:, ~held], playground.Y[:, ~held])
        assert js["cost"] == pytest.approx(kept_cost, rel=1e-11)
        if held.any():
            held_cost = net.cost(playground.X[:, held], playground.Y[:, held])
            assert js["heldCost"] == pytest.approx(held_cost, rel=1e-11)
        answers = net.forward(playground.X)[0] >= (0 if playground.output == "tanh" else 0.5)
        right = answers == playground.labels
        assert js["right"] == pytest.approx(right[~held].mean())
        assert js["steps"] == steps


@pytest.mark.parametrize("init", ["glorot", "he", "lecun", "normal", "zeros"])
def test_first_weights(engine, init):
    playground = Playground(init=init, d=[2, 5, 3, 1], seed=8)
    js = engine("run", settings(playground), [])[0]
    np.testing.assert_allclose(js["theta"], playground.network().theta, rtol=0, atol=1e-14)
    assert engine("count", playground.d) == playground.network().P


def test_surface_is_the_forward_pass(engine):
    playground = Playground(data="blobs", d=[2, 3, 2, 1], seed=1)
    js = engine("surface", settings(playground))
    net = playground.network()
    grid = np.reshape(js["A"][0], (2, -1), order="F")
    assert grid.shape == (2, 61 * 61)
    net.forward(grid)
    for ell in (1, 2, 3):
        expected = net.A[ell].ravel(order="F")
        np.testing.assert_allclose(js["A"][ell], expected, rtol=0, atol=1e-13)
    assert js["answer"] == pytest.approx(net.forward(np.array([[0.25], [-0.5]])).item(), abs=1e-14)


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
        js = engine("follow", [first, first | {name: value} | painted], 7)
        assert js[1]["fresh"] == (name in other and value != "own"), name
        assert js[1]["steps"] == (7 if js[1]["fresh"] else 14), name


def test_painting_taken_back_goes_on_with_the_run(engine):
    first = settings(Playground())
    painted = first | {"data": "own", "points": [0, 0, 0, 1, 1, 1]}
    js = engine("follow", [first, painted, first, painted, first | {"data": "xor"}], 3)
    assert [run["steps"] for run in js] == [3, 6, 9, 12, 3]


def test_trouble_is_told_before_numbers_run_out(engine):
    settled = Playground(output="identity", loss="mse", hidden="relu", eta=10)
    told = []
    for js in engine("run", settings(settled), [1] * 400):
        kind = js["trouble"] and js["trouble"]["kind"]
        told.append(kind)
        if not js["diverged"]:
            growth = js["cost"] / js["curve"]["cost"][0]
            assert (kind == "diverging") == (growth > 1000)
    assert told[0] is None
    assert "diverging" in told
    assert "diverged" in told
    assert engine("run", settings(Playground()), [50])[-1]["trouble"] is None
    saturated = Playground(eta=10, batch_size=1)
    assert engine("run", settings(saturated), [300])[-1]["trouble"]["kind"] == "larger"


def test_divergence_keeps_the_last_numbers(engine):
    playground = Playground(output="identity", loss="mse", hidden="identity", eta=10, d=[2, 8, 1])
    for js in engine("run", settings(playground), [1] * 60):
        assert np.isfinite(js["theta"]).all()
    assert js["diverged"]
    assert js["steps"] < 60


def test_no_points_and_one_point(engine):
    for points in (np.zeros((3, 0)), np.array([[0.5], [0.25], [1]])):
        playground = Playground(data="own", points=points)
        js = engine("run", settings(playground), [5])[1]
        assert np.isfinite(js["theta"]).all()
        assert js["steps"] == (5 if points.size else 0)
        assert isinstance(playground.still(), Picture)


def test_a_long_run_has_a_short_curve(engine):
    js = engine("run", settings(Playground(N=10, d=[2, 1])), [1] * 2000)[-1]
    epochs = js["curve"]["epochs"]
    assert 250 < len(epochs) < 600
    assert epochs == sorted(epochs)
    assert epochs[0] == 0
    assert epochs[-1] == pytest.approx(js["epochs"], rel=0.01)


def test_painted_points_in_an_address(engine):
    points = np.array([[0.12, -3.4, 200], [1.5, 0, -233], [0, 1, 1]])
    js = engine("address", settings(Playground(points=points)))
    assert js["back"] == pytest.approx(points.ravel(order="F").tolist())
    assert len(js["text"]) == 21
    for nonsense in ("many", "abc", "0000000000002", "0" * 7 * 301, "00000A1"):
        assert engine("read", nonsense), nonsense
    far = Playground(points=np.array([[1e4], [0], [0]]))
    assert engine("address", settings(far))["text"] is None


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
        Playground.from_network(net, X, 2 * labels[None] - 1, eta=0.05),
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
    script = (WIDGETS / "replay/map.js").read_text(encoding="utf-8")
    assert f"const CLASSES = {json.dumps(CLASSES)};" in script


def test_state_travels_as_plain_json_and_bytes():
    state = Playground(points=np.zeros((3, 2))).get_state()
    assert bytes(state["points"]["data"]) == bytes(48)
    names = [name for name in Playground.settings() if name not in ("points", "start", "theta")]
    json.dumps({name: state[name] for name in names})
