"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

import re
from typing import Any

from helpers.lab_figures import Case, drag, slider
from helpers.live_common import decimals, number

TABLE = "Where each rule stands"
START = "start of all descents, theta 1 and theta 2"


def shown(figure: Any) -> list[float]:
    """The start, and J of every rule at the end."""
    at = decimals(slider(figure, START).get_attribute("aria-valuetext"))[:2]
    return [*at, *costs(figure)]


def costs(figure: Any) -> list[float]:
    """J in the table, for those who have not diverged."""
    rows = figure.get_by_role("table", name=TABLE).get_by_role("row").all()[1:]
    cells = [row.get_by_role("cell").first.text_content() for row in rows]
    return [number(cell) for cell in cells if not re.search("diverged", cell)]


CASE = Case(
    make='figure = widgets.Race("bowl", key="race")',
    read=(
        "[*figure.start, *(figure.landscape().value(path[-1]) for path in figure.paths().values())]"
    ),
    change='figure.rules, figure.budget = ["Momentum", "Adam"], 12',
    shown=shown,
    act=lambda figure: drag(slider(figure, START), (0.5, 0.5), (1.9, 0.7), (2.7, 1.1)),
    places=3,
)
