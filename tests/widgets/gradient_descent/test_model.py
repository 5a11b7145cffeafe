"""What the gradient descent figure computes in the browser is what it computes in Python."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.v8 import harness

from nnlib import surfaces
from nnlib.widgets import GradientDescentFigure
from nnlib.widgets.gradient_descent.figure import RULES
from nnlib.widgets.kit.rules import SETTINGS, settings_of
from nnlib.widgets.surface_map.suggestions import SUGGESTED

HARNESS = """
import { contour, samples } from "widgets/kit/contours.js";
import { clipped } from "widgets/surface_map/plane.js";
import { stateOf } from "widgets/gradient_descent/state.js";
import { report } from "widgets/gradient_descent/words.js";

export default {
  path(settings, facts) {
    const grid = Float64Array.from(settings.grid.values);
    const { shape } = settings.grid;
    const traits = { ...settings, grid: { shape, data: new DataView(grid.buffer) } };
    const state = stateOf({ get: (name) => (name === "_facts" ? facts : traits[name]) }, null);
    const { path, outcome } = state;
    const upTo = (list) => Array.from(list.slice(0, path.last + 1));
    return { x: upTo(path.x), y: upTo(path.y), outcome, words: report(state) };
  },
  contour: (level) => contour(samples((x, y) => x * x + y * y, [-2, 2], [-2, 2], 80, 80), level),
  clipped: (a, b) => clipped(a, b, [0, 0, 10, 10]),
};
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(HARNESS, tmp_path_factory.mktemp("static")) as call:
        yield call


def run(js, figure):
    plain = ("surface", "start", "optimizer", *SETTINGS, "steps", "domain", "runs_on")
    settings = {name: getattr(figure, name) for name in plain}
    grid = {"shape": list(figure.grid.shape), "values": figure.grid.ravel(order="F").tolist()}
    return js("path", settings | {"grid": grid, "runs": []}, figure.facts())


def path_of(found):
    return np.column_stack([found["x"], found["y"]])


def test_the_suggestions_travel():
    found = GradientDescentFigure.facts()["suggested"]
    assert {name: (s["eta"], s["steps"]) for name, s in found.items()} == SUGGESTED
    starts = {name: list(surfaces.get(name).start) for name in SUGGESTED}
    assert {name: s["start"] for name, s in found.items()} == starts


@pytest.mark.parametrize("mu", [0.0, 0.7])
@pytest.mark.parametrize("surface", SUGGESTED)
def test_the_same_path(js, surface, mu):
    eta = SUGGESTED[surface][0] * (0.3 if mu else 1)
    figure = GradientDescentFigure(surface, mu=mu, eta=eta)
    np.testing.assert_allclose(path_of(run(js, figure)), figure.path(), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("surface", ["bowl", "several_minima"])
def test_the_same_path_of_every_rule(js, surface, rule):
    """With the settings that come with the rule."""
    figure = GradientDescentFigure(surface, optimizer=rule, steps=25)
    path = figure.path()
    found = path_of(run(js, figure))
    np.testing.assert_allclose(found, path, rtol=1e-12, atol=1e-12)
    J = figure.landscape().value(path.T)
    assert J.min() < J[0]


def test_every_setting_reaches_the_rule(js):
    for name in SETTINGS:
        rule = next((r for r in RULES if name in settings_of(RULES[r])), None)
        assert rule, f"no rule has a slider for {name}"
        low, high = SETTINGS[name].shown
        default = getattr(GradientDescentFigure("beale", optimizer=rule), name)
        other = 3 if SETTINGS[name].whole else 0.6 * default + 0.4 * low or 0.5
        figure = GradientDescentFigure("beale", optimizer=rule, **{name: other})
        np.testing.assert_allclose(path_of(run(js, figure)), figure.path(), rtol=1e-9)
        usual = GradientDescentFigure("beale", optimizer=rule).path()
        assert not np.array_equal(usual, figure.path()), name


@pytest.mark.parametrize("mu", [0.0, 0.5])
def test_the_same_path_on_a_function(js, mu):
    figure = GradientDescentFigure(
        lambda t: np.sin(t[0]) * np.cos(t[1]) + 0.1 * t[0] ** 2,
        domain=((-3, 3), (-2, 2.5)),
        eta=0.2,
        mu=mu,
    )
    np.testing.assert_allclose(path_of(run(js, figure)), figure.path(), rtol=1e-12, atol=1e-12)


def test_a_rule_without_momentum_has_none(js):
    one, other = (GradientDescentFigure("ravine", optimizer="AdaGrad", mu=mu) for mu in (0, 0.5))
    np.testing.assert_array_equal(path_of(run(js, one)), path_of(run(js, other)))


def test_lost_paths_end_alike(js):
    for figure in (
        GradientDescentFigure("ravine", eta=0.2, steps=200),
        GradientDescentFigure("rosenbrock", eta=0.5, steps=200),
        GradientDescentFigure(lambda t: -t[0], domain=((-1, 1), (-1, 1)), eta=0.3),
    ):
        np.testing.assert_allclose(path_of(run(js, figure)), figure.path(), rtol=1e-10)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"surface": "ravine", "eta": 0.2}, "It diverges: the path leaves the map at step 1."),
        ({"surface": "ravine", "eta": 0.2}, "is above 0.080, the limit for this surface."),
        ({"surface": "ravine", "eta": 0.085}, "leaves the map at step 9. After 40 steps, J is"),
        ({"surface": "bowl", "eta": 0.5, "steps": 300}, "it stands still at (0.000, 0.000)"),
        ({"surface": "ravine", "start": (0, 2.24), "mu": 0.9}, "leaves the map at step 2 and"),
        ({"surface": "bowl", "eta": 1}, "It swings between (0.000, −1.500) and (0.000, 1.500)"),
        ({"surface": "bowl", "steps": 1}, "After 1 step it is at (−1.875, 0.750)"),
    ],
)
def test_the_outcome_in_words(js, settings, words):
    assert words in run(js, GradientDescentFigure(**settings))["words"]


@pytest.mark.parametrize("mu", [0.0, 0.9])
@pytest.mark.parametrize(
    ("surface", "start"),
    [
        *((name, at) for name in surfaces.SURFACES for at in surfaces.get(name).minima),
        ("saddle", (0.0, 0.0)),
    ],
)
def test_a_start_where_the_gradient_is_zero(js, surface, start, mu):
    figure = GradientDescentFigure(surface, start=start, mu=mu)
    words = run(js, figure)["words"]
    assert words.startswith("The gradient is 0 at the start, so no step leads away from (")
    J = float(figure.landscape().value(np.array(start)))
    assert words.endswith("where J is −0.2500." if J < -0.2 else "where J is 0.")
    assert f"where J is {'-0.25' if J < -0.2 else '0'}. " in figure.still().alt


def test_contour_of_a_circle(js):
    pieces = np.array(js("contour", 1.0)).reshape(-1, 2) / 20 - 2
    assert len(pieces) > 200
    np.testing.assert_allclose(np.hypot(*pieces.T), 1, atol=1e-3)


def test_clipping(js):
    assert js("clipped", [5, 5], [1e12, 5]) == [5, 5, 10, 5]
    assert js("clipped", [-5, -5], [15, 15]) == [0, 0, 10, 10]
    assert js("clipped", [-5, 20], [15, 20]) is None
