"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

from typing import Any

from helpers.lab_figures import Case, slider, texts
from helpers.live_common import decimals, number


def shown(figure: Any) -> list[float]:
    t = slider(figure, "point on the curve, at t").get_attribute("aria-valuenow")
    return [number(t), *(decimals(words)[-1] for words in texts(figure, ".nn-chain-words"))]


CASE = Case(
    make='figure = widgets.ChainRule(key="chain")',
    read="[figure.t, figure.through_x, figure.through_y, figure.dz_dt]",
    change="figure.t = 0.333",
    shown=shown,
    act=lambda figure: slider(figure, "point on the curve, at t").press("ArrowRight"),
    places=4,
)
