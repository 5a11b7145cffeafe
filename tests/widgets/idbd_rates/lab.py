"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

from typing import Any

from helpers.lab_figures import Case, slider
from helpers.live_common import decimals


def shown(figure: Any) -> list[float]:
    """The bounds of the rates of each kind of inputs, both errors, and the best single rate."""
    words = figure.get_by_role("paragraph").filter(
        has_text="examples the rates of the relevant inputs"
    )
    return decimals(words.text_content())


CASE = Case(
    make='figure = widgets.IDBDRates(key="idbd", step=12)',
    read="[errors[-1] for errors in figure.run().recent()]",
    change="figure.meta, figure.relevant = 0.01, 3",
    shown=lambda figure: shown(figure)[-3:-1],
    act=lambda figure: slider(figure, "relevant inputs").press("ArrowUp"),
    places=2,
)
