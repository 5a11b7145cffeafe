"""Where the gradient descent figure draws what: its lines, arrows, names and axes."""

from __future__ import annotations

import re

import numpy as np
import pytest
from helpers.v8 import harness

HARNESS = """
import { linear } from "widgets/kit/numbers.js";
import { arrowOf, magnification } from "widgets/gradient_descent/arrows.js";
import { costAxis } from "widgets/surface_map/cost_axis.js";
import { costPlot } from "widgets/gradient_descent/cost_plot.js";
import { aspectOf, grain, viewOf } from "widgets/surface_map/plane.js";
import { freeLine, shortened } from "widgets/surface_map/run_marks.js";
import { dotsOf, glide, pointOf, trailOf } from "widgets/surface_map/trail.js";

// One unit is 10 pixels; the map shows 0 to 10 in both directions.
const scales = { x: linear([0, 10], [0, 100]), y: linear([0, 10], [100, 0]) };
const view = { x: [0, 10], y: [0, 10] };
const pathOf = (x, y, J = x) => {
  const [xs, ys, Js] = [x, y, J].map((list) => Float64Array.from(list));
  return { x: xs, y: ys, J: Js, last: x.length - 1 };
};
const costsOf = (J) => pathOf(J, J, J.map((value) => value ?? NaN));

export default {
  point: (x, y, at) => pointOf(scales, pathOf(x, y), at),
  trail: (x, y, from, to) => trailOf(scales, pathOf(x, y), from, to),
  dots: (x, y, until) => dotsOf(scales, pathOf(x, y), until, view),
  glide,
  magnification,
  arrow: (from, along) => arrowOf(from, along, [0, 0, 100, 100]),
  line: freeLine,
  shortened,
  view: (domain, bounded) => viewOf({ domain }, bounded, 4 / 3),
  aspect: (domain, bounded) => aspectOf({ domain }, bounded, 4 / 3),
  grain,
  axis(costs, ground) {
    const { y, ...axis } = costAxis(costs.map(costsOf), ground, [100, 0]);
    return { ...axis, pixels: costs[0].map(y) };
  },
  plot(own, others, ground) {
    const runs = others.map((J) => ({ path: costsOf(J) }));
    const last = Math.max(1, ...[own, ...others].map((J) => J.length - 1));
    const size = { width: 162, height: 156 };
    const plot = costPlot({ path: costsOf(own), runs, last, ...ground }, size);
    return { curve: plot.curve(costsOf(own), 0, own.length - 1), exits: plot.exits() };
  },
};
"""
BOUNDLESS = {"heights": {"high": 1e9}, "logarithmic": True}


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(HARNESS, tmp_path_factory.mktemp("drawing")) as call:
        yield call


def test_a_place_between_two_steps_is_on_their_line(js):
    assert js("point", [1, 3], [2, 6], 0) == [10, 80]
    assert js("point", [1, 3], [2, 6], 0.25) == [15, 70]
    assert js("point", [1, 3], [2, 6], 7) == [30, 40], "the path ends"


def test_a_trail_is_drawn_from_place_to_place(js):
    assert js("trail", [1, 3, 3], [2, 2, 6], 0, 2) == "M10.0,80.0L30.0,80.0L30.0,40.0"
    assert js("trail", [1, 3, 3], [2, 2, 6], 0, 1.5) == "M10.0,80.0L30.0,80.0L30.0,60.0"
    assert js("trail", [1, 3, 3], [2, 2, 6], 1.5, 2) == "M30.0,60.0L30.0,40.0"
    assert js("trail", [1, 3], [2, 2], 1, 1) == ""


def test_a_trail_stays_near_the_map(js):
    """A little beyond its edge, which cuts it off, even where the path is far away."""
    assert js("trail", [5, 1e9], [5, 5], 0, 1) == "M50.0,50.0L106.0,50.0"
    assert js("trail", [5, 1e9, 1e9, 5], [5, 5, 8, 8], 0, 3) == (
        "M50.0,50.0L106.0,50.0M106.0,20.0L50.0,20.0"
    )


def test_a_trail_leaves_out_what_nobody_could_see(js):
    x = [1, *np.linspace(2, 2.01, 50).tolist(), 3]
    assert js("trail", x, [5] * len(x), 0, len(x) - 1) == "M10.0,50.0L20.0,50.0L30.0,50.0"


def test_dots_stand_on_the_map_and_apart(js):
    assert js("dots", [1, 3, 30, 3.01, 4], [2, 2, 2, 2, 2], 4) == (
        "M10.0,80.0h0M30.0,80.0h0M40.0,80.0h0"
    )
    assert js("dots", [1, 3, 4], [2, 2, 2], 1.5) == "M10.0,80.0h0M30.0,80.0h0"


def test_the_ball_glides_over_a_few_steps(js):
    assert js("glide", 3, 4, 15) == pytest.approx(3 + 1 / 3)
    assert js("glide", 3, 4, 60) == 4
    assert js("glide", 3.99, 4, 1) == 4
    assert js("glide", 3, 9, 1) == 9, "that is too far"
    assert js("glide", 3, 0, 1) == 0, "nor does it glide back"


@pytest.mark.parametrize(
    ("length", "times"), [(30, 1), (14, 2), (6, 5), (3, 10), (0.3, 100), (1e-9, 0)]
)
def test_short_arrows_are_magnified(js, length, times):
    assert js("magnification", length) == times


def test_an_arrow_ends_in_its_tip(js):
    arrow = js("arrow", [10, 50], [40, 0])
    assert arrow["shaft"] == "M10.0,50.0L40.0,50.0"
    assert arrow["head"] == "M50.0,50.0L40.0,54.5L40.0,45.5z"
    assert js("arrow", [10, 50], [1, 0]) is None, "nobody could see it"
    assert js("arrow", [90, 50], [40, 0]) == {"shaft": "M90.0,50.0L100.0,50.0", "head": ""}


def test_names_at_one_place_stand_below_each_other(js):
    assert js("line", [], 50, 20) == 20
    assert js("line", [[50, 20], [60, 35]], 55, 22) == 52
    assert js("line", [[50, 20]], 300, 20) == 20
    assert js("shortened", "momentum, 0.9") == "momentum, 0.9"
    assert js("shortened", "momentum with a mu of 0.9") == "momentum with a m…"


def test_the_map_has_one_scale_unless_it_is_bounded(js):
    domain = [[-3, 3], [-1.5, 1.5]]
    assert js("view", domain, False) == {"x": [-3, 3], "y": [-2.25, 2.25]}
    assert js("view", domain, True) == {"x": [-3, 3], "y": [-1.5, 1.5]}
    assert js("aspect", domain, False) == pytest.approx(4 / 3)
    assert js("aspect", domain, True) == 2
    assert js("aspect", [[0, 9], [0, 1]], True) == 2.2


def test_a_start_is_set_in_round_steps(js):
    assert js("grain", [-3, 3]) == {"step": 0.01, "min": -3, "max": 3}
    assert js("grain", [-0.25, 100.5]) == {"step": 0.1, "min": pytest.approx(-0.2), "max": 100.5}


def marks(axis):
    return [mark.get("power", mark["text"]) for mark in axis["marks"]]


def test_the_axis_of_a_steady_factor_is_logarithmic(js):
    axis = js("axis", [[1e4, 1, 1e-4]], BOUNDLESS)
    assert marks(axis) == [-4, -2, 0, 2, 4]
    np.testing.assert_allclose(axis["pixels"], [0, 50, 100])
    assert axis["unit"] == 0


def test_a_short_logarithmic_axis_has_round_numbers(js):
    assert marks(js("axis", [[3, 2, 1]], BOUNDLESS)) == ["1.0", "2.0", "3.0"]
    axis = js("axis", [[3e6, 2e6, 1e6]], BOUNDLESS)
    assert (axis["unit"], marks(axis)) == (6, ["1.0", "2.0", "3.0"])


def test_what_diverges_is_cut_off(js):
    low = {"heights": {"high": 5}, "logarithmic": True}
    assert js("axis", [[1, 2], [7, 1e30]], low)["high"] == 7000
    flat = js("axis", [[1, -2], [3, 1e30]], low | {"logarithmic": False})
    assert flat["high"] == 5
    assert marks(flat) == ["−2.0", "0.0", "2.0", "4.0"]


def test_curves_and_where_they_leave_the_chart(js):
    ground = {"heights": {"high": 5}, "logarithmic": False}
    plot = js("plot", [0, 5, 2.5], [], ground)
    y = [float(at) for at in re.findall(r",([\d.]+)", plot["curve"])]
    assert [float(at) for at in re.findall(r"[ML]([\d.]+)", plot["curve"])] == [48, 98, 148]
    assert y[2] == pytest.approx((y[0] + y[1]) / 2)
    assert plot["exits"] == ""
    plot = js("plot", [0, 5, 2.5], [[0, 9, 1], [None, 2, 3]], ground)
    assert re.findall(r"M([\d.]+)", plot["exits"]) == ["98", "48"], "above, and not known"


@pytest.mark.parametrize("logarithmic", [True, False])
@pytest.mark.parametrize(
    "costs", [[0, 0, 0], [0, 0], [1e-31, 0], [5, 5, 5], [1e-3], [1e-9, 0], [1e300, 1e300]]
)
def test_the_axis_of_costs_that_hardly_differ(js, costs, logarithmic):
    """As of a start that is exactly a minimum: numbers beside it, and the line in sight."""
    axis = js("axis", [costs], {"heights": {"high": 1e301}, "logarithmic": logarithmic})
    assert len(axis["marks"]) >= 2
    assert all(re.fullmatch(r"−?\d+(\.\d+)?|", mark["text"]) for mark in axis["marks"])
    assert isinstance(axis["unit"], int)
    assert all(0 <= at <= 100 for at in axis["pixels"])
    assert len(set(marks(axis))) == len(axis["marks"]), "no number twice"


def test_without_a_cost_there_is_no_power_of_ten(js):
    axis = js("axis", [[0, 0]], BOUNDLESS)
    assert (axis["logarithmic"], axis["unit"]) == (False, 0)
    assert js("axis", [[1, 0]], BOUNDLESS)["logarithmic"]


def test_a_cost_below_zero_is_within_the_chart(js):
    ground = {"heights": {"high": 5}, "logarithmic": False}
    assert js("plot", [-0.005, -0.2], [], ground)["exits"] == ""
