"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

from typing import Any

from helpers.lab_figures import Case, slider
from helpers.live_common import decimals


def shown(figure: Any) -> list[float]:
    """Rate, momentum and the factor of the worst direction."""
    words = figure.get_by_role("paragraph").filter(has_text="Rate times largest curvature")
    return decimals(words.text_content())[:3]


CASE = Case(
    make='figure = widgets.MomentumPlane(key="plane", mu=0.3)',
    read="[figure.rate, figure.mu, figure.factor()]",
    change='figure.mu, figure.kappa, figure.method = 0.6, 60, "Nesterov"',
    shown=shown,
    act=lambda figure: slider(figure, "rate times largest curvature, and momentum").press("PageUp"),
    places=2,
)
