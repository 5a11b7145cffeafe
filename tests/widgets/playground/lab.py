"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

import re
from typing import Any

from helpers.lab_figures import Case, press, step
from helpers.live_common import number


def shown(figure: Any) -> list[float]:
    costs = figure.get_by_role("group", name="The costs").inner_text()
    return [step(figure), *(number(text) for text in re.findall(r"cost\s+(\S+)", costs))]


CASE = Case(
    make='figure = widgets.Playground(key="playground", N=40, batch_size=8, d=[2, 3, 1])',
    read="""\
[figure.steps, *(
figure.network().cost(figure.X[:, part], figure.Y[:, part])
for part in (~figure.is_held_out, figure.is_held_out)
)]""",
    change="figure.steps, figure.theta = 77, 0.1 * np.arange(figure.network().P)",
    shown=shown,
    act=lambda figure: press(figure, "One epoch"),
    places=4,
)
