"""The MomentumPlane in Python, held to the rules themselves, and its numbers in the script."""

import numpy as np
import pytest
from helpers.v8 import harness
from traitlets import TraitError

from nnlib.figures import Picture
from nnlib.optimizers import OPTIMIZERS
from nnlib.widgets import MomentumPlane
from nnlib.widgets.momentum_plane.plane import METHODS, best_pair, step_factor, worst_factor

NAMES = ("rate", "mu", "kappa", "method", "best")
SOURCE = """
import { courseOf, edgeOf, stateOf, stepFactor, windowOf } from "widgets/momentum_plane/model.js";
import { sentence } from "widgets/momentum_plane/words.js";

export default {
  courseOf, edgeOf, stateOf,
  factors: (method, xs, mu) => xs.map((x) => stepFactor(method, x, mu)),
  windowOf: (...given) => windowOf(...given).map((end) => Math.min(1e9, Math.max(-1e9, end))),
  sentence: (facts, settings) =>
    sentence(stateOf(facts, settings), (x, digits) => x.toFixed(digits)),
};
"""

methods = pytest.mark.parametrize("method", list(METHODS))


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("plane")) as call:
        yield call


def settings(**given):
    return {"rate": 1.5, "mu": 0, "kappa": 25, "method": "Momentum", "best": False} | given


def matrix(method, x, mu):
    """A step along one direction, as the rule itself takes it from two states."""
    columns = []
    for v, u in np.eye(2):
        rule, theta = OPTIMIZERS[method](eta=x, mu=mu), np.array([u])
        rule.step(theta, np.zeros(1))
        rule.v[:] = v
        rule.step(theta, theta.copy())
        columns.append([rule.v[0], theta[0]])
    return np.array(columns).T


@methods
@pytest.mark.parametrize("mu", [0, 0.25, 0.81, 0.99])
def test_the_factor_is_that_of_the_rule(js, method, mu):
    x = np.linspace(0.02, 4.2, 40)
    expected = [np.abs(np.linalg.eigvals(matrix(method, one, mu))).max() for one in x]
    np.testing.assert_allclose(step_factor(method, x, mu), expected, rtol=1e-6)
    np.testing.assert_allclose(js("factors", method, x.tolist(), mu), step_factor(method, x, mu))


@methods
@pytest.mark.parametrize("mu", [0, 0.4, 0.95])
def test_the_edge_is_where_the_factor_is_one(js, method, mu):
    edge = js("edgeOf", method, mu)
    assert step_factor(method, 0.9999 * edge, mu) < 1 <= step_factor(method, 1.0001 * edge, mu)


@methods
@pytest.mark.parametrize("kappa", [2, 25, 400])
def test_no_pair_beats_the_best(method, kappa):
    rates, mus = np.linspace(0.02, 4.2, 300), np.linspace(0, 0.99, 200)[:, None]
    least = worst_factor(method, *best_pair(method, kappa), kappa)
    assert least <= worst_factor(method, rates, mus, kappa).min() + 1e-12
    nearby = worst_factor(method, *best_pair(method, kappa * 1.0001), kappa)
    assert nearby == pytest.approx(float(least), abs=1e-3), "a grid may miss it, but not by much"


def test_the_printed_factors():
    """Goh's for a condition number of 100, and those of Lessard, Recht and Packard."""
    plain = MomentumPlane(rate=2 / 1.01, kappa=100)
    assert plain.factor() == pytest.approx(99 / 101)
    rate, mu = plain.best_pair()
    assert MomentumPlane(rate=rate, mu=mu, kappa=100).factor() == pytest.approx(9 / 11, abs=1e-6)
    rate, mu = MomentumPlane(kappa=100, method="Nesterov").best_pair()
    looking = MomentumPlane(rate=rate, mu=mu, kappa=100, method="Nesterov")
    assert looking.factor() == pytest.approx(1 - 2 / np.sqrt(301), abs=1e-6)


@methods
@pytest.mark.parametrize(("rate", "mu"), [(1.5, 0), (0.5, 0.3), (1.1, 0.6)])
def test_the_path_shrinks_by_the_factor(method, rate, mu):
    figure = MomentumPlane(rate=rate, mu=mu, method=method)
    sizes = np.abs(figure.path()).max(axis=1)
    # Where it swings a single error says nothing, so the largest of ten.
    early, late = sizes[20:30].max(), sizes[50:60].max()
    assert (late / early) ** (1 / 30) == pytest.approx(figure.factor(), abs=0.012)


@methods
@pytest.mark.parametrize("given", [{}, {"mu": 0.9, "kappa": 400}, {"rate": 4.2, "mu": 0.99}])
def test_the_browser_computes_the_same(js, method, given):
    figure = MomentumPlane(**given, method=method)
    found = js("stateOf", MomentumPlane.facts(), {name: getattr(figure, name) for name in NAMES})
    path = np.array(found["path"], dtype=float)  # JSON has large numbers as whole ones
    np.testing.assert_allclose(path, figure.path(), rtol=1e-12, atol=1e-12)
    assert found["factor"] == pytest.approx(figure.factor(), rel=1e-12)
    rate, mu = figure.best_pair()
    assert found["optimum"]["rate"] == pytest.approx(rate, rel=1e-12)
    assert found["optimum"]["mu"] == pytest.approx(mu, rel=1e-12)


@methods
@pytest.mark.parametrize("r", [0.3, 0.7, 0.95])
@pytest.mark.parametrize("mu", [0, 0.2, 0.6, 0.9])
def test_contours_run_where_the_factor_is_theirs(js, method, r, mu):
    low, high = js("windowOf", method, r, mu)
    x = np.linspace(-0.5, 4.2, 2001)
    inside = (step_factor(method, x, mu) <= r) & (x > 0)
    away = (np.abs(x - low) > 0.003) & (np.abs(x - high) > 0.003)
    assert np.array_equal(inside[away], ((low < x) & (x < high) & (x > 0))[away])


@pytest.mark.parametrize(
    ("given", "course"),
    [
        (("Momentum", 1, 0), "arrives"),
        (("Momentum", 0.5, 0), "creeps"),
        (("Momentum", 1.5, 0), "jumps"),
        (("Momentum", 1.5, 0.5), "swings"),
        (("Momentum", 3.1, 0.5), "diverges"),
        (("Nesterov", 1, 0.5), "arrives"),
        (("Nesterov", 1.2, 0.5), "jumps"),
        (("Nesterov", 0.5, 0.5), "swings"),
        (("Nesterov", 1.51, 0.5), "diverges"),
    ],
)
def test_what_becomes_of_a_direction(js, given, course):
    assert js("courseOf", *given) == course


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "in each step 0.940 of the error is left, so a digit takes 37.2 steps. The flat"),
        ({}, "The flat direction creeps to the minimum, the steep one jumps from side to side."),
        ({"mu": 0.8}, "The flat direction and the steep one swing through the minimum."),
        ({"rate": 2.2}, "the error is multiplied by 1.200, and there is no end. The flat"),
        ({"best": True}, "The best point is 2.778, 0.444: 0.667 is left, a digit takes 5.7"),
    ],
)
def test_the_sentence(js, given, words):
    assert words in js("sentence", MomentumPlane.facts(), settings(**given))


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"rate": 0}, "rate is 0, but must be a number from 0.02 to 4.2"),
        ({"mu": 1}, "mu is 1"),
        ({"kappa": 1}, "kappa is 1"),
        ({"method": "Adam"}, "method is 'Adam'"),
        ({"best": 1}, "best is 1, but must be True or False"),
    ],
)
def test_bad_settings_are_refused(setting, words):
    with pytest.raises(TraitError, match=words):
        MomentumPlane(**setting)


@pytest.mark.parametrize("given", [{}, {"best": True, "method": "Nesterov"}, {"rate": 3}])
def test_still_picture_tells_the_state(given):
    figure = MomentumPlane(**given)
    still = figure.still()
    assert isinstance(still, Picture)
    assert f"At the point {figure.rate:g}, {figure.mu:g}" in still.alt
    end = "diverges" if figure.factor() >= 1 else f"{figure.factor():.3f}"
    assert end in still.alt
    assert ("is marked" in still.alt) is figure.best
