"""What a replay computes in the browser, and where it draws it, held to nnlib."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.v8 import harness
from widgets.replay.pages import NET, RUN, pixels, plane

import nnlib
from nnlib.figures.surface import CLASSES, grid_around
from nnlib.widgets import Replay

HARNESS = """
import { bordersOf, leadOf, shadesOf } from "widgets/replay/answers.js";
import { namesOf } from "widgets/replay/classes.js";
import { costAxis, nearest } from "widgets/replay/cost_axis.js";
import { evaluate, fits, gridOf, runOf } from "widgets/replay/model.js";
import { firstLayer } from "widgets/replay/pixels.js";
import { sentenceOf } from "widgets/replay/words.js";

// Arrays travel as bytes, parameters of a plane in single precision.
const bytes = ({ shape, values, halves }) =>
  halves
    ? { shape, dtype: "float16", data: new DataView(Uint16Array.from(halves).buffer) }
    : { shape, dtype: "float32", data: new DataView(Float32Array.from(values).buffer) };

function modelOf(settings) {
  const exact = ({ shape, values }) => {
    return { shape, data: new DataView(Float64Array.from(values).buffer) };
  };
  const get = (name) => {
    const value = settings[name];
    if (!value?.shape) return value;
    return ["snapshots", "answers"].includes(name) ? bytes(value) : exact(value);
  };
  return { get };
}

function runAt(settings, k) {
  const run = runOf(modelOf(settings));
  run.load(k);
  return run;
}

export default {
  fits: (settings) => fits(modelOf(settings)),
  evaluate(settings, k) {
    const run = runAt(settings, k);
    const { answers, ...now } = evaluate(run, k);
    const classes = { labels: Array.from(run.labels), colours: run.colours, names: namesOf(run) };
    return { ...now, ...classes, answers: Array.from(answers) };
  },
  grid(settings, k) {
    const run = runAt(settings, k);
    const { sides, batch } = gridOf(run);
    run.network.forwardPass(batch);
    const A = batch.A[run.network.L];
    const inks = run.colours.map((_, i) => [10 * i, 0, 0]);
    return {
      sides,
      X: Array.from(batch.A[0]),
      pixels: Array.from(shadesOf(run, A, inks)),
      borders: bordersOf(run, A, (column, row) => [column, row]),
    };
  },
  lead: (run, A, k, n) => leadOf(run, Float64Array.from(A), k, n),
  rows(settings, k, ofChange) {
    const run = runAt(settings, k);
    const layer = firstLayer(run);
    const reach = Array.from(layer.reachOf(ofChange));
    run.load(k);
    return { rows: layer.rows(ofChange).map((row) => Array.from(row)), reach };
  },
  sentence: (settings, epoch) => sentenceOf(runAt(settings, 0), epoch, (x) => x.toFixed(3)),
  axis(costs, wanted) {
    const { place, ...axis } = costAxis(costs);
    return { ...axis, places: wanted.map(place) };
  },
  nearest,
};
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(HARNESS, tmp_path_factory.mktemp("replay")) as call:
        yield call


def settings_of(figure):
    settings = {name: getattr(figure, name) for name in figure.settings()}
    for name, value in settings.items():
        if isinstance(value, np.ndarray):
            values = value.ravel(order="F").tolist()
            settings[name] = {"shape": list(value.shape), "values": values}
    sent = figure.get_state()["snapshots"]
    if sent["dtype"] == "float16":
        settings["snapshots"]["halves"] = np.frombuffer(sent["data"], "<u2").tolist()
    return settings | {"_facts": figure.facts()}


@pytest.mark.parametrize("make", [plane, pixels])
def test_every_snapshot_is_that_of_nnlib(js, make):
    """But for the precision in which the parameters travel; answers that are read are exact."""
    figure = make()
    for k in (0, 1, len(figure.epochs) - 1):
        figure.at = k
        network, found = figure.network(), js("evaluate", settings_of(figure), k)
        X, Y = np.array(figure.X), np.array(figure.Y)
        if make is plane:  # of pixels, J comes from the history
            assert found["J"] == pytest.approx(network.cost(X, Y), rel=1e-6)
        answers = network.forward(X).ravel(order="F")
        np.testing.assert_allclose(found["answers"], answers, rtol=1e-5, atol=1e-6)
        labels = Y.argmax(axis=0) if len(Y) > 1 else Y[0]
        assert found["labels"] == labels.tolist()
        assert found["share"] == np.mean(network.predict(X) == labels)


def test_colours_and_names_of_the_classes(js):
    found = js("evaluate", settings_of(plane()), 0)
    assert found["colours"] == list(CLASSES)
    assert found["names"] == ["class 0", "class 1"]
    assert js("evaluate", settings_of(pixels()), 0)["names"][9] == "class 9"
    points = np.random.default_rng(0).normal(0, 1, (2, 9))
    net = nnlib.Network([2, 1])
    history = nnlib.train(net, points, points[:1], epochs=1, snapshot_every=1, progress=False)
    figure = Replay(net, history, points, points[:1])
    names = js("evaluate", settings_of(figure), 0)["names"]
    assert names == ["smaller target", "larger target"]


def test_traits_of_one_run_fit_each_other(js):
    settings = settings_of(plane())
    assert js("fits", settings)
    for change in (
        {"epochs": [0.0, 1.0]},
        {"d": [2, 5, 1]},
        {"output": "softmax"},
        {"X": {"shape": [2, 3], "values": [0.0] * 6}},
        {"Y": {"shape": [2, 60], "values": [0.0] * 120}},
    ):
        assert not js("fits", settings | change), change


def test_the_map_has_the_colours_of_the_answers(js):
    figure = plane()
    found = js("grid", settings_of(figure), figure.at)
    x, y, grid = grid_around(np.array(figure.X), 61)
    np.testing.assert_allclose(found["sides"], [[x[0], x[-1]], [y[0], y[-1]]], rtol=1e-12)
    np.testing.assert_allclose(np.reshape(found["X"], (-1, 2)).T, grid, atol=1e-12)
    answers = NET.forward(grid)[0].reshape(61, 61)
    image = np.reshape(found["pixels"], (61, 61, 4))[::-1]
    np.testing.assert_array_equal(image[..., 0] // 10, answers > 0.5)
    sure = np.abs(answers - 0.5) / 0.5
    np.testing.assert_allclose(image[..., 3], 255 * (0.05 + 0.35 * sure), atol=0.51)
    column, row = np.array(found["borders"][1:].split("L")[0].split(","), dtype=float)
    places = np.array([[np.interp(column, range(61), x)], [np.interp(row, range(61), y)]])
    assert NET.forward(places) == pytest.approx(0.5, abs=0.02), "there it is undecided"


def test_how_far_a_class_leads(js):
    one = {"d_L": 1, "middle": 0.5, "spread": 0.5}
    assert js("lead", one, [0.5, 0.75], 1, 1) == 0.5
    assert js("lead", one, [0.5, 0.75], 0, 1) == -0.5
    three = {"d_L": 3, "middle": 0, "spread": 1}
    assert js("lead", three, [0, 0, 0, 0.2, 0.7, 0.1], 1, 1) == pytest.approx(0.5)
    assert js("lead", three, [0, 0, 0, 0.2, 0.7, 0.1], 2, 1) == pytest.approx(-0.6)


@pytest.mark.parametrize("of_change", [False, True])
def test_weights_into_the_first_layer(js, of_change):
    figure = pixels()
    found = js("rows", settings_of(figure), 3, of_change)
    thetas = np.array(figure.snapshots).astype(np.float16).astype(float).T
    W = thetas[:, : 9 * 65].reshape(-1, 9, 65)[..., 1:]
    if of_change:
        W = W - W[0]
    np.testing.assert_allclose(found["rows"], W[3], atol=1e-15)
    np.testing.assert_allclose(found["reach"], np.abs(W).max(axis=(0, 2)), atol=1e-15)


def test_a_snapshot_in_a_sentence(js):
    settings = settings_of(plane())
    assert js("sentence", settings, 0) == "Epoch 0."
    assert js("sentence", settings, 4) == f"Epoch 4: J is {RUN.cost[3]:.3f}."
    figure = pixels()
    J, held = figure.cost[1], figure.validation_cost[1]
    sentence = f"Epoch 2: J is {J:.3f}, on the validation examples {held:.3f}."
    assert js("sentence", settings_of(figure), 2) == sentence


def test_the_axis_of_the_cost(js):
    axis = js("axis", [1.0, 0.1, 0.01, 0.001], [0.1])
    assert [mark["text"] for mark in axis["marks"]] == ["0.001", "0.01", "0.1", "1"]
    np.testing.assert_allclose(axis["domain"], [-3.15, 0.15])
    np.testing.assert_allclose(axis["places"], [-1])
    close = js("axis", [2.0, 0.5], [])
    assert [mark["text"] for mark in close["marks"]] == ["0.5", "0.6", "0.8", "1", "1.5", "2"]
    zero = js("axis", [2.0, 0.0], [1.0])
    assert zero["places"] == [1], "no logarithm of 0"
    assert [mark["text"] for mark in zero["marks"]] == ["0", "1", "2"]


def test_the_snapshot_next_to_a_place(js):
    assert js("nearest", [0, 2, 4, 20], 2.9) == 1
    assert js("nearest", [0, 2, 4, 20], 3) == 1
    assert js("nearest", [0, 2, 4, 20], 99) == 3
