"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

import re
from typing import Any

from helpers.lab_figures import Case
from helpers.live_common import number


def shown(figure: Any) -> list[float]:
    N = figure.get_by_role("combobox", name="number of examples N").input_value()
    outputs = figure.get_by_role("grid", name=re.compile("^A of layer 2"))
    cells = outputs.get_by_role("gridcell").all_text_contents()
    return [number(text) for text in (N, *cells)]


CASE = Case(
    make='figure = widgets.ForwardPass(key="forward", batch=True)',
    read="[figure.N, *figure.network().A[2].flat]",
    change='figure.hidden = "relu"',
    shown=shown,
    act=lambda figure: figure.get_by_role("combobox", name="examples N").select_option("6"),
    places=2,
)
