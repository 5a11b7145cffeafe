"""A page with a gradient descent figure: its parts as a reader finds them, and its numbers."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from helpers.live_common import number, state

from nnlib.widgets import GradientDescentFigure

SETTINGS = ("start", "eta", "mu", "steps")
START = "start of the descent, theta 1 and theta 2"
GRIP = f'role=slider[name="{START}"]'
MAP = 'role=group[name="Map of J with the path"]'
CHART = "role=img[name=/^J against the step/]"


def figure(surface: Any = "ravine", **settings: Any) -> GradientDescentFigure:
    return GradientDescentFigure(surface, **{"key": "gd"} | settings)


def twin(page: Any) -> GradientDescentFigure:
    """The figure that Python would have made of the settings of the page."""
    settings = state(page)
    return GradientDescentFigure(settings["surface"], **{name: settings[name] for name in SETTINGS})


def whole(page: Any) -> Any:
    return page.get_by_role("group", name="Gradient descent on a surface")


def readings(page: Any) -> list[float]:
    return [number(text) for text in whole(page).get_by_role("definition").all_text_contents()]


def place(page: Any) -> str:
    """What the bar of the player says, as in "step 7 of 40"."""
    bar = page.get_by_role("group", name="Controls of the descent")
    return bar.get_by_role("status").text_content()


def legend(page: Any) -> str:
    return whole(page).get_by_role("list").text_content()


def drawn_path(page: Any, selector: str) -> np.ndarray:
    """Pixels of the corners of a line."""
    d = page.locator(selector).first.get_attribute("d")
    return np.array(re.findall(r"(-?[\d.]+),(-?[\d.]+)", d), dtype=float)


def scale(page: Any) -> float:
    """Pixels of the map to one unit."""
    (x0, x1), (y0, y1) = twin(page).landscape().domain
    width = float(page.locator(f"{MAP} >> .nn-map-field").get_attribute("width"))
    return width / (4 / 3 * max((x1 - x0) * 3 / 4, y1 - y0))


def numbers_agree(page: Any, t: int | None = None) -> bool:
    """Whether the numbers of a step, of the last if none is named, are those of nnlib."""
    widget = twin(page)
    path, surface = widget.path(), widget.landscape()
    t = len(path) - 1 if t is None else t
    step, x, y, J, slope = readings(page)
    assert step == t
    assert [x, y] == pytest.approx(path[t], abs=5.1e-5)
    assert surface.value(path[t]) == pytest.approx(J, rel=1e-2, abs=5.1e-5)
    assert np.hypot(*surface.gradient(path[t])) == pytest.approx(slope, rel=1e-2, abs=5.1e-5)
    return True


def agrees(page: Any, t: int | None = None) -> bool:
    """Whether the numbers and the drawn path, which stays on the map, are those of nnlib."""
    assert numbers_agree(page, t)
    path = twin(page).path()
    t = len(path) - 1 if t is None else t
    points = drawn_path(page, f"{MAP} >> .nn-gd-line")
    assert len(points) <= t + 1
    if t:
        # The map has one scale in both directions: pixels against numbers are one line.
        (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
        wide, tall = np.ptp(path[: t + 1], axis=0)
        assert right - left == pytest.approx(wide * scale(page), abs=0.3)
        assert top - bottom == pytest.approx(tall * scale(page), abs=0.3)
    return True
