"""The LinearModes in Python, held to its differential equation, and its numbers in the script."""

import numpy as np
import pytest
from helpers.v8 import harness
from scipy.integrate import solve_ivp
from traitlets import TraitError

from nnlib.figures import Picture
from nnlib.widgets import LinearModes
from nnlib.widgets.linear_modes.modes import INPUTS, LEFT, RIGHT

NAMES = ("strengths", "u0", "eta", "start")
SOURCE = """
import { spread } from "widgets/linear_modes/handles.js";
import { exact, stateOf } from "widgets/linear_modes/model.js";

export default { exact, spread, stateOf };
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("modes")) as call:
        yield call


def test_the_formula_solves_its_equation():
    """u' = 2 u (s - u), equation 10 of the paper; and half is reached when it says."""
    figure = LinearModes(strengths=[5, 3, 2, 0.8], u0=0.01)
    s = np.array(figure.strengths)
    t = np.linspace(0, 8, 9)
    solved = solve_ivp(
        lambda _, u: 2 * u * (s - u), (0, 8), 4 * [0.01], t_eval=t, rtol=1e-9, atol=1e-12
    )
    np.testing.assert_allclose(figure.exact(t), solved.y, rtol=1e-6)
    at_half = [figure.exact([time])[k, 0] for k, time in enumerate(figure.half_times())]
    np.testing.assert_allclose(at_half, s / 2)


def test_inputs_are_white_and_modes_are_orthonormal():
    np.testing.assert_allclose(INPUTS @ INPUTS.T / INPUTS.shape[1], np.eye(4))
    np.testing.assert_allclose(INPUTS.mean(axis=1), 0)
    for directions in (LEFT, RIGHT):
        np.testing.assert_allclose(directions.T @ directions, np.eye(4))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"strengths": [5, 0.8, 2.3, 2.3], "u0": 0.0001},
        {"start": "random"},
        {"eta": 0.1, "u0": 0.3},
    ],
)
def test_the_browser_computes_the_same(js, given):
    figure = LinearModes(**given)
    found = js("stateOf", LinearModes.facts(), {name: getattr(figure, name) for name in NAMES})
    course = figure.descend()
    np.testing.assert_allclose(found["t"], course.t, rtol=1e-12)
    np.testing.assert_allclose(found["u"], course.u, atol=1e-12)
    np.testing.assert_allclose(found["J"], course.J, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found["halves"], figure.half_times(), rtol=1e-12)
    assert found["gap"] == pytest.approx(figure.gap(), rel=1e-9)
    assert js("exact", 4, 0.001, 1.3) == pytest.approx(LinearModes().exact([1.3])[0, 0])


def test_the_gap_closes_with_the_learning_rate():
    """The formula is the limit; at 0.001, the published rate, the gap was .012."""
    gaps = [LinearModes(eta=eta).gap() for eta in (0.1, 0.02, 0.01, 0.005)]
    assert gaps[2] == pytest.approx(0.12, abs=0.01)
    assert gaps[3] / gaps[2] == pytest.approx(0.5, rel=0.05)
    assert sorted(gaps, reverse=True) == gaps


def test_a_small_start_makes_stages_and_a_large_one_does_not():
    """How much of the others is learned when the strongest mode has 95 %."""
    small, large = (LinearModes(u0=u0) for u0 in (0.0001, 0.3))
    for figure, least, most in ((small, 0, 0.15), (large, 0.55, 1)):
        course = figure.descend()
        first = np.argmax(course.u[0] > 0.95 * 4)
        shares = course.u[2:, first] / [2, 1]
        assert (shares > least).all()
        assert (shares < most).all()
    course = small.descend()
    # A plateau: before the weakest mode is learned the cost stays at half of its square.
    between = (course.t > 3) & (course.t < 3.4)
    np.testing.assert_allclose(course.J[between], 0.5, rtol=0.15)


@pytest.mark.parametrize("u0", [0.001, 0.0001])
def test_random_weights_follow_the_curves_that_their_start_gives(u0):
    figure = LinearModes(start="random", u0=u0)
    course, halves = figure.descend(), figure.half_times()
    times = [course.t[np.argmax(u > s / 2)] for u, s in zip(course.u, (4, 3, 2, 1), strict=True)]
    # They come late, the weakest most: their directions are not perpendicular.
    np.testing.assert_allclose(times, halves, rtol=0.35, atol=0.1)
    assert np.all(times > 0.9 * halves)
    np.testing.assert_allclose(course.u[:, -1], [4, 3, 2, 1], rtol=0.02)
    balanced = np.abs(course.u - LinearModes(u0=u0).exact(course.t)).max()
    assert figure.gap() < 0.7 < balanced, "not those of another start"


def test_on_average_a_random_start_is_the_one_that_is_set():
    rng = np.random.default_rng(0)
    both = rng.normal(0, np.sqrt(0.3 / 2), (2, 10000, 4)).sum(axis=0)
    assert np.mean(np.sum(both**2, axis=1) / 4) == pytest.approx(0.3, rel=0.02)
    assert LinearModes(u0=0.3).exact([0])[:, 0] == pytest.approx(0.3)
    assert LinearModes(u0=0.3, start="random").exact([0])[:, 0].mean() == pytest.approx(
        0.3, rel=0.5
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ([10, 50, 90], [10, 50, 90]),
        ([50, 50], [40, 60]),
        ([60, 50], [65, 45]),
        ([0, 50, 55, 60], [0, 35, 55, 75]),
        ([0, 15, 30], [-5, 15, 35]),
    ],
)
def test_names_keep_apart(js, wanted, found):
    assert js("spread", wanted, 20) == found


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"u0": 0}, "u0 is 0, but must be a number from 0.0001 to 0.3"),
        ({"strengths": [1, 2, 3]}, "strengths has length 3, but must have 4 numbers"),
        ({"strengths": [1, 2, 3, 6]}, r"strengths\[3\] is 6"),
        ({"start": "zero"}, "start is 'zero'"),
        ({"eta": 0.2}, "eta is 0.2"),
    ],
)
def test_bad_settings_are_refused(setting, words):
    with pytest.raises(TraitError, match=words):
        LinearModes(**setting)


@pytest.mark.parametrize("start", ["aligned", "random"])
def test_still_picture_tells_the_state(start):
    figure = LinearModes(strengths=[3, 2.5, 2, 1.5], u0=0.02, start=start)
    still = figure.still()
    assert isinstance(still, Picture)
    values = [0.02, *figure.strengths, *figure.half_times().round(2), round(figure.gap(), 2)]
    for value in values:
        assert f"{value:g}" in still.alt


@pytest.mark.parametrize("eta", [None, [], 0, -1, "nonsense"])
def test_a_rate_that_never_arrives_is_refused(js, eta):
    settings = {"strengths": [4, 3, 2, 1], "u0": 0.001, "eta": eta, "start": "aligned"}
    with pytest.raises(Exception, match="must be at least 0.005"):
        js("stateOf", LinearModes.facts(), settings)
