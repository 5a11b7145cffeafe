"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

import re
from typing import Any

from helpers.lab_figures import Case, drag
from helpers.live_common import number
from widgets.draw_digit.strokes_of_digits import written


def shown(figure: Any) -> list[float]:
    """The pixels, and the probability at the end of the line of each class."""
    words = figure.get_by_role("img", name="8 by 8 pixels.").get_attribute("aria-label")
    pixels = re.findall(r"\d+", words.split(":")[1])
    bars = figure.get_by_role("list", name="Probability of each class")
    lines = bars.get_by_role("listitem").all_text_contents()
    return [number(text) for text in (*pixels, *(line[-5:] for line in lines))]


def act(figure: Any) -> None:
    for stroke in written(4, seed=2):
        drag(figure.get_by_role("application", name="Field to draw on"), *stroke)


CASE = Case(
    make="""\
net = nnlib.Network([64, 12, 10], output="softmax", loss="cross_entropy", seed=4)
figure = widgets.DrawDigit(net, key="digit")""",
    read="[*(16 * figure.pixels[:, 0]).round(), *figure.probabilities]",
    change="figure.strokes = [[(0.5, 0.1), (0.45, 0.9)]]",
    shown=shown,
    act=act,
    places=3,
)
