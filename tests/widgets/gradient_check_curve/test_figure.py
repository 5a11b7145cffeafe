"""The GradientCheckCurve in Python, held to nnlib's own check, and its numbers in the script."""

import numpy as np
import pytest
from helpers.v8 import harness
from traitlets import TraitError

import nnlib
from nnlib.figures import Picture
from nnlib.widgets import GradientCheckCurve
from nnlib.widgets.gradient_check_curve.checked import L2, MISTAKES, PRECISIONS

SOURCE = """
import { compute, sideBySide } from "widgets/gradient_check_curve/model.js";

export default {
  compute: (facts, settings) => {
    const { truncation, rounding, ...rest } = compute(facts, settings);
    return { ...rest, lines: [truncation(-2), rounding(-8)] };
  },
  sideBySide,
};
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("check")) as call:
        yield call


@pytest.fixture(scope="module")
def network():
    """The network of the figure, with its examples, made anew."""
    X, labels = nnlib.datasets.digits()
    net = nnlib.Network([64, 4, 4, 10], output="softmax", loss="cross_entropy", l2=L2, seed=0)
    net.theta = net.theta.astype(np.float32)
    return net, X[:, :20], nnlib.one_hot(labels[:20], 10)


def test_both_numbers_are_those_of_nnlib(network):
    net, X, Y = network
    assert nnlib.check_gradient(net, X, Y).ok
    net.cost_and_gradient(X, Y)
    figure = GradientCheckCurve()
    at = np.unravel_index(np.abs(net.dW[1]).argmax(), net.dW[1].shape)
    assert figure.computed == pytest.approx(net.dW[1][at], rel=1e-13)
    trial = net.copy()

    def cost(w):
        trial.W[1][at] = w[0]
        return trial.cost(X, Y)

    for power in (-9.0, -5.0, -2.3, 0.0):
        figure.power = power
        found = nnlib.numerical_gradient(cost, net.W[1][at].reshape(1), figure.epsilon)
        assert figure.numerical == pytest.approx(found[0], rel=1e-12)


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("precision", PRECISIONS)
def test_the_browser_shows_the_same(js, mistake, precision):
    for power in (-12, -5, -0.1, 0):
        figure = GradientCheckCurve(mistake=mistake, precision=precision, power=power)
        settings = {"mistake": mistake, "precision": precision, "power": power}
        found = js("compute", GradientCheckCurve.facts(), settings)
        assert found["computed"] == figure.computed
        assert found["numerical"] == figure.numerical
        assert found["error"] == pytest.approx(figure.relative_error, rel=1e-12)
        np.testing.assert_allclose(found["errors"], figure.errors(), rtol=1e-12)


def test_the_lines_are_those_of_the_chapter(js):
    """Truncation is met, and rounding is no larger than its line says."""
    settings = {"mistake": "none", "precision": "float64", "power": -5}
    truncation, rounding = js("compute", GradientCheckCurve.facts(), settings)["lines"]
    errors = GradientCheckCurve().errors()
    assert errors[100] == pytest.approx(truncation, rel=0.02)
    assert rounding / 30 < np.median(errors[35:46]) < rounding


def test_the_slopes_of_the_v():
    errors = GradientCheckCurve().errors()
    powers = np.linspace(-12, 0, 121)
    right, left = slice(90, 111), slice(0, 61)
    assert np.polyfit(powers[right], np.log10(errors[right]), 1)[0] == pytest.approx(2, abs=0.02)
    assert np.polyfit(powers[left], np.log10(errors[left]), 1)[0] == pytest.approx(-1, abs=0.15)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_every_mistake_is_a_floor(precision):
    right = GradientCheckCurve(precision=precision)
    for mistake in set(MISTAKES) - {"none", "penalty"}:
        floor = GradientCheckCurve(precision=precision, mistake=mistake).errors()
        assert np.median(floor[80:101]) > 0.1 > 100 * right.errors().min()


def test_a_small_mistake_is_seen_with_64_bits_only():
    def bottom(**settings):
        return np.median(GradientCheckCurve(**settings).errors()[60:81])

    assert bottom(mistake="penalty") > 1e3 * bottom()
    short = {"precision": "float32"}
    quotient = (
        GradientCheckCurve(mistake="penalty", **short).errors()[95:106].min()
        / GradientCheckCurve(**short).errors()[95:106].min()
    )
    assert 0.5 < quotient < 2


def test_a_nudge_that_rounding_swallows_is_an_error_of_one():
    figure = GradientCheckCurve(precision="float32", power=-12)
    assert (figure.numerical, figure.relative_error) == (0, 1)


def test_digits_that_both_share(js):
    found = js("sideBySide", -0.125, -0.1249, 4)
    assert found == {"first": "−0.1250", "second": "−0.1249", "common": 5}
    assert js("sideBySide", 0.5, -0.5, 1)["common"] == 0
    assert js("sideBySide", 0.5, 0.5, 1)["common"] == 3


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"power": 0.1}, "power is 0.1, but must be a number from -12 to 0"),
        ({"mistake": "typo"}, "mistake is 'typo'"),
        ({"precision": "float16"}, "precision is 'float16'"),
    ],
)
def test_bad_settings_are_refused(setting, words):
    with pytest.raises(TraitError, match=words):
        GradientCheckCurve(**setting)


@pytest.mark.parametrize("power", [-12, -4.7])
def test_still_picture_tells_the_state(power):
    figure = GradientCheckCurve(mistake="penalty", power=power)
    still = figure.still()
    assert isinstance(still, Picture)
    assert "the penalty left out" in still.alt
    for text in (
        f"{figure.computed:.12g}",
        f"{figure.numerical:.12g}",
        f"{figure.relative_error:.1e}",
        f"{figure.epsilon:.1e}",
    ):
        assert text in still.alt
