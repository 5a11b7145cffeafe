"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

import re
from typing import Any

from helpers.lab_figures import Case, slider
from helpers.live_common import decimals, number

POINT = "point on the curve, at t"


def shown(figure: Any) -> list[float]:
    """The point, both contributions and their sum."""
    t = slider(figure, POINT).get_attribute("aria-valuenow")
    bars = figure.get_by_role("img", name="Contributions end to end")
    sums = bars.get_by_text(re.compile("[=≈] .* [=≈] ")).all_text_contents()
    return [number(t), *(decimals(words)[-1] for words in sums)]


CASE = Case(
    make='figure = widgets.ChainRule(key="chain")',
    read="[figure.t, figure.through_x, figure.through_y, figure.dz_dt]",
    change="figure.t = 0.333",
    shown=shown,
    act=lambda figure: slider(figure, POINT).press("ArrowRight"),
    places=4,
)
