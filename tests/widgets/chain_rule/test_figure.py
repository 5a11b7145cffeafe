"""The ChainRule figure in Python."""

import math

import numpy as np
import pytest
from helpers.v8 import harness
from traitlets import TraitError

import nnlib
from nnlib.figures import Picture
from nnlib.widgets import ChainRule

SOURCE = """
import { compute } from "widgets/chain_rule/model.js";
import { slopeTriangle } from "widgets/chain_rule/slope_triangle.js";
import { linear } from "widgets/kit/numbers.js";

export default {
  compute: (t) => compute(t),
  triangle(t, width, height, unit) {
    const reach = height / unit / 2;
    const [across, up] = [linear([-1.5, 1], [0, width]), linear([-reach, reach], [height, 0])];
    return slopeTriangle(compute(t), across, up);
  },
};
"""
POINTS = [-1.5, -1.32, -0.55, -0.5, 0.0, 0.25, 0.85, 1.0]


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("chain")) as call:
        yield call


def z_of(t):
    return math.sin(math.exp(t.item()) ** 2 + t.item() ** 4)


@pytest.mark.parametrize("t", POINTS)
def test_the_paths_add_up_to_the_derivative(t):
    figure = ChainRule(t=t)
    assert figure.dz_dt == figure.through_x + figure.through_y
    assert figure.z == pytest.approx(z_of(np.array(t)), abs=1e-15)
    numerical = nnlib.numerical_gradient(z_of, np.array(t)).item()
    assert figure.dz_dt == pytest.approx(numerical, rel=1e-6, abs=1e-8)
    closed = 2 * math.cos(math.exp(2 * t) + t**4) * (math.exp(2 * t) + 2 * t**3)
    assert figure.dz_dt == pytest.approx(closed, rel=1e-12, abs=1e-13)


@pytest.mark.parametrize("t", POINTS)
def test_each_edge_is_a_derivative(t):
    figure = ChainRule(t=t)
    x, y = figure.x, figure.y

    def gradient(function, at):
        return nnlib.numerical_gradient(lambda v: function(v.item()), np.array(at)).item()

    expected = {
        "dx_dt": gradient(math.exp, t),
        "dz_dx": gradient(lambda x: math.sin(x**2 + y**2), x),
        "dy_dt": gradient(lambda t: t**2, t),
        "dz_dy": gradient(lambda y: math.sin(x**2 + y**2), y),
    }
    assert figure.edges == pytest.approx(expected, rel=1e-6, abs=1e-8)


def test_the_worked_example_of_the_chapter():
    figure = ChainRule()
    assert figure.t == -0.5
    rounded = [round(v, 4) for v in (figure.through_x, figure.through_y, figure.dz_dt)]
    assert rounded == [0.6687, -0.4544, 0.2143]


def test_the_browser_computes_the_same(js):
    names = {"x": "x", "y": "y", "z": "z", "throughX": "through_x", "throughY": "through_y"}
    for t in np.linspace(ChainRule.t.low, ChainRule.t.high, 51):
        figure, found = ChainRule(t=t), js("compute", float(t))
        for name, ours in {**names, "dzdt": "dz_dt", "closed": "dz_dt"}.items():
            assert found[name] == pytest.approx(getattr(figure, ours), rel=1e-12, abs=1e-13)
        for name, value in figure.edges.items():
            assert found[name.replace("_", "")] == pytest.approx(value, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("width", [300, 700])
def test_the_triangle_has_the_slopes_of_the_paths_and_stays_in_the_plot(js, width):
    high, up = 250, 100  # pixels: the height, and one unit of z
    across = width / 2.5
    for t in np.linspace(ChainRule.t.low, ChainRule.t.high, 101):
        figure, found = ChainRule(t=t), js("triangle", float(t), width, high, up)
        run = (found["foot"] - found["from"]) / across
        assert run >= 0
        assert (found["base"] - found["first"]) / up == pytest.approx(figure.through_x * run)
        assert (found["first"] - found["second"]) / up == pytest.approx(figure.through_y * run)
        for x, y in (*found["tangent"], *((found["foot"], found[k]) for k in ("first", "second"))):
            assert -1e-9 <= x <= width + 1e-9
            assert -1e-9 <= y <= high + 1e-9
        # The run begins or ends at the point.
        point = [found["x"], found["y"]]
        ends = [[found["from"], found["base"]], [found["foot"], found["second"]]]
        assert min(np.abs(np.subtract(end, point)).max() for end in ends) < 1e-9


@pytest.mark.parametrize("t", [-1.51, 1.01, float("nan"), "0", None, True])
def test_bad_t_is_refused(t):
    with pytest.raises(TraitError, match=f"t is {t!r}, but must be a number from -1.5 to 1"):
        ChainRule(t=t)


@pytest.mark.parametrize("t", [-0.5, -1.5, 1.0, math.log(math.pi / 2) / 2])
def test_still_picture_tells_the_state(t):
    figure = ChainRule(t=t)
    still = figure.still()
    assert isinstance(still, Picture)
    for value in (figure.through_x, figure.through_y, figure.dz_dt, figure.z, figure.quotient):
        assert f"{value:.4f}" in still.alt


@pytest.mark.parametrize(("t", "dt"), [(-0.5, 0.4), (0.9, 0.2)])
def test_the_still_has_the_secant_over_the_nudge(t, dt):
    figure = ChainRule(t=t, dt=dt)
    lines = figure.still().figure.axes[1].get_lines()
    (x0, x1), (y0, y1) = lines[-3].get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(figure.quotient)
    end = lines[-1].get_data()
    other = ChainRule(t=t + figure.nudge)
    np.testing.assert_allclose(np.ravel(end), [other.t, other.z])
    assert min(x0, x1) < min(t, other.t) and max(x0, x1) > max(t, other.t)


def test_rounded_numbers_of_the_still_have_their_sign():
    still = ChainRule(t=0).still()
    bars = [text.get_text() for text in still.figure.axes[0].texts]
    # At 0, y does not move.
    assert [text[:1] for text in bars] == ["≈", "=", "≈"]
    assert "At t = 0.00" in still.alt
    assert "z ≈ 0.8415" in still.alt
    assert "At t ≈ 0.12" in ChainRule(t=0.1234).still().alt
