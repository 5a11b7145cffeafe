"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

from typing import Any

from helpers.lab_figures import Case, slider
from helpers.live_common import decimals


def shown(figure: Any) -> list[float]:
    """When half of each mode is learned, and the largest gap."""
    words = figure.get_by_role("paragraph").filter(has_text="Half of each strength")
    return decimals(words.text_content())


CASE = Case(
    make='figure = widgets.LinearModes(key="modes")',
    read="[*figure.half_times(), figure.gap()]",
    change='figure.u0, figure.start = 0.05, "random"',
    shown=shown,
    act=lambda figure: slider(figure, "strength of mode 2").press("PageUp"),
    places=2,
)
