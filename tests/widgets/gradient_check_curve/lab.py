"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

from typing import Any

from helpers.lab_figures import Case, drag, slider
from helpers.live_common import number

HANDLE = "nudge ε, as a power of ten"


def shown(figure: Any) -> list[float]:
    """The power of the nudge, and both derivatives."""
    power = slider(figure, HANDLE).get_attribute("aria-valuenow")
    texts = figure.get_by_role("definition").all_text_contents()
    return [float(power), *(number(text) for text in texts[1:3])]


CASE = Case(
    make='figure = widgets.GradientCheckCurve(key="check")',
    read="[figure.power, figure.computed, figure.numerical]",
    change='figure.mistake, figure.precision = "slope", "float32"',
    shown=shown,
    act=lambda figure: drag(slider(figure, HANDLE), (0.5, 0.5), (1.5, 0.5), (2.5, 0.5)),
    places=14,
)
