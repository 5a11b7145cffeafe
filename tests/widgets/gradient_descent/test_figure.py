"""The gradient descent figure in Python: its settings, its path, functions and runs from Python."""

import numpy as np
import pytest
from traitlets import TraitError

import nnlib
from nnlib import surfaces
from nnlib.optimizers import OPTIMIZERS
from nnlib.widgets import GradientDescentFigure
from nnlib.widgets.gradient_descent import figure as figure_module
from nnlib.widgets.gradient_descent.grid_surface import GridSurface, grid_coefficients, sampled
from nnlib.widgets.kit.traits import Choice
from nnlib.widgets.surface_map.suggestions import SUGGESTED


def waves(theta):
    return np.sin(theta[0]) * np.cos(theta[1]) + 0.1 * theta[0] ** 2


DOMAIN = ((-3.0, 3.0), (-2.0, 2.5))


def descent(gradient, start, optimizer, steps):
    theta, path = np.array(start, dtype=float), []
    for _ in range(steps):
        path.append(theta.copy())
        optimizer.step(theta, gradient(theta))
    return np.array([*path, theta])


SQUARE = ((-1.0, 1.0), (-1.0, 1.0))


def test_defaults_suit_the_surface():
    for name in surfaces.SURFACES:
        figure = GradientDescentFigure(name)
        assert figure.start == list(surfaces.get(name).start)
        path = figure.path()
        J = surfaces.get(name).value(path.T)
        assert path.shape == (figure.steps + 1, 2)
        assert J[-1] < J[0]


def test_a_surface_without_suggestions_has_some(monkeypatch):
    monkeypatch.delitem(SUGGESTED, "ravine")
    figure = GradientDescentFigure("ravine")
    first, second = figure.path()[:2]
    assert np.abs((second - first) / np.ptp(figure.landscape().domain, axis=1)).max() < 0.1
    assert figure.steps == 60


@pytest.mark.parametrize("mu", [0.0, 0.6])
def test_path_is_that_of_the_optimizer(mu):
    figure = GradientDescentFigure("beale", eta=0.01, mu=mu, steps=25, start=(0.5, 1.0))
    rule = nnlib.optimizers.Momentum(0.01, mu) if mu else nnlib.optimizers.GradientDescent(0.01)
    expected = descent(surfaces.get("beale").gradient, (0.5, 1.0), rule, 25)
    np.testing.assert_array_equal(figure.path(), expected)


def test_gradient_descent_is_momentum_without_mu():
    assert set(GradientDescentFigure.facts()["sliders"]) == set(OPTIMIZERS) - {"GradientDescent"}
    with pytest.raises(TraitError, match="optimizer is 'GradientDescent'"):
        GradientDescentFigure(optimizer="GradientDescent")


def test_a_rule_takes_what_its_constructor_takes(monkeypatch):
    """A rule without momentum, as gradient descent would be if the figure listed it."""
    monkeypatch.setattr(figure_module, "RULES", OPTIMIZERS)

    class Figure(GradientDescentFigure):
        optimizer = Choice("Momentum", OPTIMIZERS.titles)

    sliders = Figure.facts()["sliders"]
    assert sliders["Momentum"] == ["eta", "mu"]
    assert sliders["GradientDescent"] == ["eta"]
    figure = Figure("ravine", optimizer="GradientDescent", mu=0.5)
    plain = GradientDescentFigure("ravine", mu=0)
    np.testing.assert_array_equal(figure.path(), plain.path())
    assert figure.still().alt == plain.still().alt


def test_a_lost_path_ends_with_its_first_far_point():
    path = GradientDescentFigure("ravine", eta=0.2, steps=100).path()
    assert len(path) < 100
    assert np.isfinite(path).all()
    assert abs(path[-1, 1]) > 3000 >= abs(path[-2, 1])


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"surface": "bowls"}, "did you mean 'bowl'"),
        ({"surface": "given"}, "pass it as the surface"),
        ({"eta": 0}, "eta is 0, but must be"),
        ({"mu": 1}, "mu is 1, but must be a number from 0 to 0.999"),
        ({"steps": 0}, "steps is 0, but must be a whole number from 1 to 1000"),
        ({"start": [1.0]}, "start has length 1"),
        ({"start": [1.0, np.nan]}, r"start\[1\] is nan"),
        ({"runs": [[0, 0]]}, "runs is .* but must be a dict"),
        ({"runs": {"mine": [0.0, 1.0]}}, r"runs\['mine'\] has shape \(2,\)"),
        ({"runs": {"mine": [[np.nan, 1.0]]}}, "starts at"),
        ({"runs": {"": [[0.0, 1.0]]}}, "must have words for names"),
        ({"runs": {str(k): [[0.0, 1.0]] for k in range(6)}}, "at most 5"),
        ({"domain": DOMAIN}, "domain is for a function"),
        ({"surface": waves}, "domain must be"),
        ({"surface": waves, "domain": ((1, 1), (0, 2))}, "domain must be"),
    ],
)
def test_bad_settings(settings, message):
    with pytest.raises(TraitError, match=message):
        GradientDescentFigure(**settings)


def test_unknown_setting():
    with pytest.raises(TypeError, match="no setting 'rate'"):
        GradientDescentFigure(rate=1)


def test_spline_of_a_function():
    spline = GridSurface(grid_coefficients(sampled(waves, DOMAIN)), DOMAIN, (0.0, 0.0))
    theta = np.random.default_rng(0).uniform(*np.array(DOMAIN).T, size=(300, 2)).T
    x, y = theta
    slope = [np.cos(x) * np.cos(y) + 0.2 * x, -np.sin(x) * np.sin(y)]
    np.testing.assert_allclose(spline.value(theta), waves(theta), atol=1e-6)
    np.testing.assert_allclose(spline.gradient(theta), slope, atol=1e-4)
    assert np.isnan(spline.value(np.array([3.1, 0.0])))
    assert np.isnan(spline.gradient(np.array([0.0, -2.1]))).all()


def test_spline_of_a_cubic_is_exact():
    def cubic(theta):
        x, y = theta
        return x**3 - 2 * x * y**2 + y**3 - x + 4

    spline = GridSurface(grid_coefficients(sampled(cubic, DOMAIN, 9)), DOMAIN, (0.0, 0.0))
    theta = np.random.default_rng(1).uniform(*np.array(DOMAIN).T, size=(50, 2)).T
    np.testing.assert_allclose(spline.value(theta), cubic(theta), atol=1e-11)


def test_a_function_for_single_points():
    """As a cost that takes one vector, and cannot be called for many at once."""
    figure = GradientDescentFigure(lambda theta: float(waves(theta)), domain=DOMAIN)
    np.testing.assert_array_equal(figure.grid, GradientDescentFigure(waves, domain=DOMAIN).grid)
    assert figure.surface == "given"
    assert figure.function == "your function"


def test_a_surface_of_ones_own():
    figure = GradientDescentFigure(surfaces.get("saddle"), eta=0.1, steps=20)
    expected = GradientDescentFigure("saddle", eta=0.1, steps=20)
    assert figure.function == "saddle"
    np.testing.assert_allclose(figure.path(), expected.path(), atol=1e-4)


def test_a_path_ends_where_the_function_is_unknown():
    path = GradientDescentFigure(lambda t: -t[0], domain=DOMAIN, eta=0.4, start=(0, 0)).path()
    np.testing.assert_allclose(path[:, 0], 0.4 * np.arange(9), atol=1e-12)


def test_a_function_that_is_not_finite():
    with (
        np.errstate(divide="ignore"),
        pytest.raises(ValueError, match="must be finite over the domain"),
    ):
        GradientDescentFigure(lambda theta: 1 / theta[0] ** 2, domain=((-1, 1), (-1, 1)))


def test_runs_belong_to_their_surface():
    figure = GradientDescentFigure("ravine", runs={"mine": np.zeros((3, 2))})
    assert figure.runs_on == "ravine"
    figure.surface = "bowl"
    assert figure.runs_on == "ravine"
    figure.runs = {"other": [[1.0, 1.0], [np.inf, 0.0]]}
    assert figure.runs_on == "bowl"
    figure.runs = {}
    assert figure.runs_on == ""


def test_still_tells_what_it_shows():
    mine = descent(surfaces.get("ravine").gradient, (2, 1), nnlib.optimizers.Momentum(0.02), 40)
    figure = GradientDescentFigure("ravine", mu=0.3, runs={"mine": mine})
    alt = figure.still().alt
    assert "momentum 0.3" in alt
    assert "mine" in alt
    assert "After 40 steps" in alt
    figure.eta = 0.3
    assert "leaves the map" in figure.still().alt
    assert figure.still().svg.startswith("<svg")


def test_the_start_is_on_the_map():
    figure = GradientDescentFigure("several_minima", start=(-5, 3))
    with pytest.raises(TraitError, match=r"start is \(1e\+06, 1\), but must be on the map"):
        figure.start = (1e6, 1)
    figure.surface = "ravine"
    assert figure.start == list(surfaces.get("ravine").start), "that one does not reach so far"
    with pytest.raises(TraitError, match="from -1 to 1"):
        GradientDescentFigure(lambda t: (t**2).sum(axis=0), domain=((-1, 1),) * 2, start=(5, 5))


def test_a_flat_function_has_a_picture():
    figure = GradientDescentFigure(lambda theta: 3.0, domain=((-1, 1), (-1, 1)))
    assert "J is 3" in figure.still().alt


@pytest.mark.parametrize("surface", [np.array([1]), None, ["bowl"]])
def test_no_surface(surface):
    with pytest.raises(TraitError, match="surface is"):
        GradientDescentFigure(surface)


def test_a_flat_start_gets_a_rate_that_suits_the_function():
    """It may be dragged away from there."""
    figures = [
        GradientDescentFigure(lambda t: t[0] ** 2 + t[1] ** 2, domain=SQUARE, start=start)
        for start in ((0.0, 0.0), (0.5, 0.5))
    ]
    assert figures[0].eta == pytest.approx(figures[1].eta, rel=0.5)
    figures[0].start = (0.5, 0.5)
    assert np.abs(figures[0].path()).max() == 0.5


def test_one_step_in_words():
    assert "After 1 step it is" in GradientDescentFigure("bowl", steps=1).still().alt
