"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

import re
from typing import Any

from helpers.lab_figures import Case
from helpers.live_common import number

NUMBER = r"\d[\d.]*(?: · 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
SENTENCE = re.compile(
    rf"Strength ({NUMBER}): cost ({NUMBER}) on the points, ({NUMBER}) held out. (\d+) of 20"
)


def shown(figure: Any) -> list[float]:
    """Strength, both costs, and how many weights are exactly 0."""
    words = figure.get_by_role("paragraph").filter(has_text="held out").last.text_content()
    found = SENTENCE.match(words)
    assert found, words
    return [number(text) for text in found.groups()]


CASE = Case(
    make='figure = widgets.RegularisationPath(key="reg", power=-2.4)',
    read="[float(f'{x:.2g}') for x in (figure.strength, "
    "*(costs[round(10 * (figure.power + 5))] for costs in figure.costs()), "
    "(figure.weights() == 0).sum())]",
    change='figure.penalty, figure.power = "l1", -2.0',
    shown=shown,
    act=lambda figure: figure.get_by_role("slider", name="strength of the penalty").press("PageUp"),
    places=4,
)
