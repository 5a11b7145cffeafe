"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

from typing import Any

from helpers.lab_figures import Case, drag, slider, texts
from helpers.live_common import decimals, number


def shown(figure: Any) -> list[float]:
    start = slider(figure, "start of the descent, theta 1 and theta 2")
    steps, x, y, *_ = texts(figure, ".nn-gd-readings dd")
    at = decimals(start.get_attribute("aria-valuetext"))[:2]
    return [*at, number(steps), number(x), number(y)]


CASE = Case(
    make='figure = widgets.GradientDescentFigure("ravine", key="gd")',
    read="[*figure.start, len(figure.path()) - 1, *figure.path()[-1]]",
    change="figure.mu, figure.steps = 0.5, 25",
    shown=shown,
    act=lambda figure: drag(figure.locator(".nn-gd-start"), (0.5, 0.5), (4, 1), (6, 2)),
    places=3,
)
