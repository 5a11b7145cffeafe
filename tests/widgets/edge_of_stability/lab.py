"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

from typing import Any

from helpers.lab_figures import Case, slider
from helpers.live_common import decimals


def shown(figure: Any) -> list[float]:
    """Cost, largest eigenvalue and edge."""
    words = figure.get_by_role("paragraph").filter(has_text="largest eigenvalue is")
    return decimals(words.text_content())


CASE = Case(
    make='figure = widgets.EdgeOfStability(key="edge", step=24)',
    read="[figure.run().J[-1], figure.run().eigenvalues[-1], 2 * (1 + figure.mu) / figure.eta]",
    change="figure.eta, figure.mu = 0.4, 0.5",
    shown=shown,
    act=lambda figure: slider(figure, "learning rate eta").press("PageUp"),
    places=2,
)
