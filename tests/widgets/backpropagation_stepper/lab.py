"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

from typing import Any

from helpers.lab_figures import Case, step
from helpers.live_common import number

WEIGHT = "weight w 1 2 of layer 2"


def shown(figure: Any) -> list[float]:
    weight = figure.get_by_role("spinbutton", name=WEIGHT).input_value()
    cost = figure.get_by_role("button", name="cost J").text_content()
    return [step(figure) - 1, number(weight), number(cost)]


def act(figure: Any) -> None:
    figure.get_by_role("spinbutton", name=WEIGHT).click()
    figure.page.keyboard.press("Control+A")
    figure.page.keyboard.type("-1.25")


CASE = Case(
    make='figure = widgets.BackpropagationStepper(key="backprop", step=4)',
    read="[figure.step, figure.network().W[2][0, 1], figure.network().cost(*figure.example())]",
    change="figure.theta = [0.1 * k for k in range(12)]",
    shown=shown,
    act=act,
    places=6,
)
