"""The ChainRule figure in Python."""

import json
import math

import numpy as np
import pytest
from py_mini_racer import MiniRacer
from traitlets import TraitError

import nnlib
from nnlib.figures import Picture
from nnlib.widgets import ChainRule
from nnlib.widgets.kit.joining import WIDGETS

POINTS = [-1.5, -1.32, -0.55, -0.5, 0.0, 0.25, 0.85, 1.0]


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


def test_the_browser_computes_the_same():
    source = (WIDGETS / "chain_rule/model.js").read_text(encoding="utf-8")
    js = MiniRacer()
    js.eval(source.replace("export ", ""))
    assert json.loads(js.eval("JSON.stringify(SPAN)")) == [ChainRule.t.low, ChainRule.t.high]
    names = {"x": "x", "y": "y", "z": "z", "throughX": "through_x", "throughY": "through_y"}
    for t in np.linspace(-1.5, 1, 51):
        figure, found = ChainRule(t=t), js.call("compute", float(t))
        for name, ours in {**names, "dzdt": "dz_dt", "closed": "dz_dt"}.items():
            assert found[name] == pytest.approx(getattr(figure, ours), rel=1e-12, abs=1e-13)
        for name, value in figure.edges.items():
            assert found[name.replace("_", "")] == pytest.approx(value, rel=1e-12, abs=1e-14)
    js.close()


@pytest.mark.parametrize("t", [-1.51, 1.01, float("nan"), "0", None, True])
def test_bad_t_is_refused(t):
    with pytest.raises(TraitError, match=f"t is {t!r}, but must be a number from -1.5 to 1"):
        ChainRule(t=t)


@pytest.mark.parametrize("t", [-0.5, -1.5, 1.0, math.log(math.pi / 2) / 2])
def test_still_picture_tells_the_state(t):
    figure = ChainRule(t=t)
    still = figure.still()
    assert isinstance(still, Picture)
    for value in (figure.through_x, figure.through_y, figure.dz_dt, figure.z):
        assert f"{value:.4f}" in still.alt
