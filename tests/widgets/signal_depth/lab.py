"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

import re
from typing import Any

from helpers.lab_figures import Case

POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
FACTOR = re.compile(r"by (\d+(?:\.\d+)?)(?: · 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?")


def shown(figure: Any) -> list[float]:
    """The factors of both signals, to two digits."""
    words = figure.get_by_role("paragraph").filter(has_text="are multiplied by").text_content()
    return [
        float(f"{head}e{power.translate(POWERS) or 0}") for head, power in FACTOR.findall(words)
    ]


CASE = Case(
    make='figure = widgets.SignalDepth(key="depth")',
    read="[float(f'{r[-1] / r[0]:.2g}') for r in "
    "(lambda a, delta: (a, delta[::-1]))(*figure.sizes())]",
    change="figure.s = 1.4",
    shown=shown,
    act=lambda figure: figure.get_by_role("button", name="Draw new weights").click(),
    places=6,
)
