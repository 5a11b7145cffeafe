"""Parts of the Playground that need no browser: where things stand, what becomes of numbers."""

from __future__ import annotations

import numpy as np
import pytest
from widgets.playground.common import settings

from nnlib.widgets import Playground


def test_halves_of_the_drawing_take_turns(js):
    found = js("turns", [5, 5, 105, 5])
    assert [turn["next"] for turn in found] == [0, 1, 0, 1]
    assert [turn["budget"] for turn in found] == pytest.approx([8, 8, 8, 8])
    # The half that took 105 milliseconds leaves less, but always something.
    assert js("turns", [105, 5, 5])[2]["budget"] == 2


def test_the_parts_stand_side_by_side_where_there_is_room(js):
    wide = js("layout", 760, 420, [2, 4, 3, 1])
    assert wide["plane"] == {"width": 380, "height": 420}
    assert wide["network"] == {"width": 760 - 380 - 16, "height": 436}
    assert wide["chart"] == {"width": 570, "height": 130}
    phone = js("layout", 336, 336, [2, 4, 3, 1])
    assert phone["plane"]["width"] == 336
    assert phone["network"] == {"width": 336, "height": 46 + 44 * 4}
    assert phone["chart"]["width"] == 336
    for units, height in ((1, 180), (8, 330)):
        assert js("layout", 336, 336, [2, units, 1])["network"]["height"] == height


def test_scales_of_the_plane(js):
    inside, outside = {"x": 34, "y": 306}, {"x": 20, "y": 20}
    found = js("mapScales", 340, [1, -1, 2], [inside, outside], [0.25, 1])
    assert found["changes"] == [True, False]
    assert (found["side"], found["height"]) == (300, 340)
    assert found["places"][0] == {"has": True, "place": [-1, -3]}
    assert not found["places"][1]["has"]
    assert found["place"] == [0, 1]
    assert found["reach"] == pytest.approx(12 * 4 / 300)
    assert found["numbers"] == {"across": [-1, 0, 1, 2, 3], "up": [-3, -2, -1, 0, 1], "digits": 0}
    small = js("mapScales", 200, [0, 0, 0.3], [], [0, 0])
    assert small["numbers"]["across"] == pytest.approx([-0.2, 0, 0.2])
    assert small["numbers"]["digits"] == 1
    assert js("mapScales", 20, [0, 0, 1], [], [0, 0])["side"] == 80


def test_units_of_a_network(js):
    found = js("network", 360, 436, [2, 4, 3, 1])
    assert found["changes"] == [True, False]
    assert found["size"] == 46
    assert [(unit["ell"], unit["i"]) for unit in found["units"]] == [
        (ell, i) for ell, width in enumerate([2, 4, 3, 1]) for i in range(width)
    ]
    assert found["names"][0] == "unit 1 of layer 1"
    assert found["names"][-2:] == ["unit 3 of layer 2", "output unit"]
    assert found["has"] == [True, False, False, False]
    x, y, side = np.transpose(found["squares"])
    assert x[0] == 2
    assert x[-1] + side[-1] == 360 - 2
    # Every layer stands around the same height.
    for ell, width in enumerate([2, 4, 3, 1]):
        chosen = [k for k, unit in enumerate(found["units"]) if unit["ell"] == ell]
        assert len(chosen) == width
        assert np.mean(y[chosen]) + 23 == pytest.approx(44 + (436 - 44) / 2)


def test_units_are_large_enough_for_a_finger(js):
    found = js("network", 300, 230, [2, 8, 8, 8, 8, 1])
    assert found["size"] == 22
    x, y, side = np.transpose(found["targets"])
    assert (side == 24).all()
    assert x.min() >= 0
    assert (x + side).max() <= 300


def test_a_stroke_leaves_points_along_its_way(js):
    first, near, far = js("stroke", [{"x": 0, "y": 0}, {"x": 0, "y": 10}, {"x": 30, "y": 40}])
    assert first == [{"x": 0, "y": 0}]
    assert near == []
    assert np.array([[at["x"], at["y"]] for at in far]) == pytest.approx(
        np.array([[8.4, 11.2], [16.8, 22.4], [25.2, 33.6]])
    )


def test_brushes(js):
    two = settings(Playground(points=[[0, 1], [0, 0], [0, 1]]))
    more = js("painted", two, "1", [[0.5, 0.123], [2, 2]], 0.1, 3)
    assert more["points"] == pytest.approx([0, 0, 0, 1, 0, 1, 0.5, 0.12, 1])
    full = js("painted", two, "0", [[0.5, 0.5]], 0.1, 2)
    assert full == {"same": True, "points": [0, 0, 0, 1, 0, 1]}
    assert js("painted", two, "erase", [[0.05, 0]], 0.1, 9)["points"] == [1, 0, 1]
    assert js("painted", two, "erase", [[0.5, 0]], 0.1, 9)["same"]


def test_extent_of_the_chart(js):
    assert js("extent", [], []) == {"bottom": 0, "top": 1.25, "powers": False}
    assert js("extent", [0.68, 0.5, 0.3], [0.66, 0.5]) == {
        "bottom": 0, "top": 0.8, "powers": False,
    }  # fmt: skip
    one_wild_step = js("extent", [0.5] * 99 + [20], [])
    assert one_wild_step["top"] == pytest.approx(0.6)
    assert js("extent", [0.5, 900, 0.02], []) == {"bottom": -2, "top": 3, "powers": True}
    assert js("extent", [20, 2e4], [30, 1e5]) == {"bottom": 1, "top": 6, "powers": True}


def test_ramp_over_paper(js):
    paper, low, high = [255, 255, 255], [100, 0, 50], [0, 200, 0]
    ramp = [color.to_bytes(4, "little") for color in js("ramp", [paper, low, high], 0.5)]
    assert len(ramp) == 255
    assert ramp[127] == bytes([255, 255, 255, 255])
    assert ramp[0] == bytes([178, 128, 153, 255])
    assert ramp[-1] == bytes([128, 228, 128, 255])


def test_words_of_a_ramp(js):
    minus = "\N{MINUS SIGN}"
    assert js("rampTexts", {"low": 0, "high": 1, "classes": True}) == ["0", "0.5", "1"]
    assert js("rampTexts", {"low": -1, "high": 1, "classes": True}) == [f"{minus}1", "0", "1"]
    assert js("rampTexts", {"low": -3, "high": 3}) == [minus, "0", "+"]


def test_pixels_of_a_unit(js):
    grid = np.linspace(-2, 2, 61 * 61)  # row after row from below
    A = np.vstack([np.zeros(61 * 61), grid]).ravel(order="F").tolist()
    pixels = js("shade", A, 2, 1, {"low": -1, "high": 1}, list(range(255)))
    from_below = np.reshape(pixels, (61, 61))[::-1].ravel()
    expected = np.floor(np.clip((grid + 1) * 127 + 0.5, 0, 254))
    assert from_below.tolist() == expected.tolist()


def test_place_of_a_run(js):
    assert js("placeWords", 0, 0) == "step 0 · epoch 0.0"
    assert js("placeWords", 400, 21.3) == "step 400 · epoch 21"
