"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

import re
from typing import Any

from helpers.lab_figures import Case, drag, slider
from helpers.live_common import number

POINT = "pre-activation z, moved by the bias"


def shown(figure: Any) -> list[float]:
    """Bias, z, activation and slope; the text of a reading lies above its halo."""
    found = [re.compile(rf"σ{prime}\(zi\) [=≈] ") for prime in ("", "′")]
    texts = [figure.get_by_text(words).last.text_content() for words in found]
    readings = [re.split(" [=≈] ", text)[-1] for text in texts]
    bias = slider(figure, "bias b i").input_value()
    z = slider(figure, POINT).get_attribute("aria-valuenow")
    return [number(text) for text in (bias, z, *readings)]


CASE = Case(
    make='figure = widgets.Neuron(key="neuron", a=[0.5, -1.0], w=[1.2, 0.4], b=0.3)',
    read="[figure.b, figure.z, figure.output, figure.slope]",
    change='figure.activation, figure.b = "tanh", -0.75',
    shown=shown,
    act=lambda figure: drag(slider(figure, POINT), (0.5, 0.5), (1.5, 0.5), (2.5, 1)),
    places=3,
)
