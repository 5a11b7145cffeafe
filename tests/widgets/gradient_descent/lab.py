"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

from typing import Any

from helpers.lab_figures import Case, drag, slider, texts
from helpers.live_common import decimals, number

START = "start of the descent, theta 1 and theta 2"


def shown(figure: Any) -> list[float]:
    steps, x, y, *_ = texts(figure, "role=definition")
    at = decimals(slider(figure, START).get_attribute("aria-valuetext"))[:2]
    return [*at, number(steps), number(x), number(y)]


CASE = Case(
    make='figure = widgets.GradientDescentFigure("ravine", key="gd")',
    read="[*figure.start, len(figure.path()) - 1, *figure.path()[-1]]",
    change="figure.mu, figure.steps = 0.5, 25",
    shown=shown,
    act=lambda figure: drag(slider(figure, START), (0.5, 0.5), (1.9, 0.7), (2.7, 1.1)),
    places=3,
)
