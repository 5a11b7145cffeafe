"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

from typing import Any

from helpers.lab_figures import Case, texts
from helpers.live_common import number


def shown(figure: Any) -> list[float]:
    N = figure.get_by_role("combobox", name="number of examples N").input_value()
    cells = texts(figure, ".nn-forward-grid[aria-label^='A of layer 2'] .nn-forward-cell")
    return [number(text) for text in (N, *cells)]


CASE = Case(
    make='figure = widgets.ForwardPass(key="forward", batch=True)',
    read="[figure.N, *figure.network().A[2].flat]",
    change='figure.hidden = "relu"',
    shown=shown,
    act=lambda figure: figure.get_by_role("combobox", name="examples N").select_option("6"),
    places=2,
)
