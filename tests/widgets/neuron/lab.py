"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

import re
from typing import Any

from helpers.lab_figures import Case, drag, slider, texts
from helpers.live_common import number


def shown(figure: Any) -> list[float]:
    point = slider(figure, "pre-activation z, moved by the bias")
    readings = [
        found[1]
        for text in texts(figure, "svg text:not(.nn-neuron-halo)")
        if (found := re.search(r"\) = (−?[\d.]+)$", text))
    ]
    bias = slider(figure, "bias b i").input_value()
    return [number(text) for text in (bias, point.get_attribute("aria-valuenow"), *readings)]


CASE = Case(
    make='figure = widgets.Neuron(key="neuron", a=[0.5, -1.0], w=[1.2, 0.4], b=0.3)',
    read="[figure.b, figure.z, figure.output, figure.slope]",
    change='figure.activation, figure.b = "tanh", -0.75',
    shown=shown,
    act=lambda figure: drag(figure.locator(".nn-handle"), (0.5, 0.5), (1.5, 0.5), (2.5, 1)),
    places=3,
)
