"""How each live figure is made, moved and read in a notebook, by the name of its class."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from live_common import decimals, number
from strokes_of_digits import written


@dataclass(frozen=True)
class Case:
    """A figure in a notebook.

    `make` is Python that gives `figure`, and `change` Python that sets its traits. `read` is a list
    in Python of traits and of what nnlib computes from them; `shown` finds the same numbers in the
    drawing, where they have at least `places` decimal places. `act` is what the reader does.
    """

    make: str
    read: str
    change: str
    shown: Callable[[Any], list[float]]
    act: Callable[[Any], None]
    places: int

    def agree(self, one: list[float], other: list[float]) -> bool:
        """Whether two lists of numbers are the same, one of them being rounded."""
        if len(one) != len(other):
            return False
        bound = 0.51 * 10.0**-self.places
        return all(abs(a - b) <= bound for a, b in zip(one, other, strict=True))


def texts(figure: Any, selector: str) -> list[str]:
    return figure.locator(selector).all_text_contents()


def step(figure: Any) -> int:
    """The step that a player names."""
    return int(re.findall(r"\d+", figure.locator(".nn-place").text_content())[0])


def slider(figure: Any, name: str) -> Any:
    return figure.get_by_role("slider", name=name, exact=True)


def press(figure: Any, name: str) -> None:
    figure.get_by_role("button", name=name, exact=True).click()


def drag(element: Any, *way: tuple[float, float]) -> None:
    """Press the mouse at the first place of `way`, and move it through the others.

    A place is a share of the width and of the height of the element.
    """
    mouse = element.page.mouse
    element.hover()  # waits until the page has come to rest, and nothing lies above
    box = element.bounding_box()
    for k, (x, y) in enumerate(way):
        mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=4 if k else 1)
        if not k:
            mouse.down()
    mouse.up()


def neuron_shown(figure: Any) -> list[float]:
    point = slider(figure, "pre-activation z, moved by the bias")
    readings = [
        found[1]
        for text in texts(figure, "svg text:not(.nn-neuron-halo)")
        if (found := re.search(r"\) = (−?[\d.]+)$", text))
    ]
    bias = slider(figure, "bias b i").input_value()
    return [number(text) for text in (bias, point.get_attribute("aria-valuenow"), *readings)]


def chain_shown(figure: Any) -> list[float]:
    t = slider(figure, "point on the curve, at t").get_attribute("aria-valuenow")
    return [number(t), *(decimals(words)[-1] for words in texts(figure, ".nn-chain-words"))]


def forward_shown(figure: Any) -> list[float]:
    N = figure.get_by_role("combobox", name="number of examples N").input_value()
    cells = texts(figure, ".nn-forward-grid[aria-label^='A of layer 2'] .nn-forward-cell")
    return [number(text) for text in (N, *cells)]


WEIGHT = "weight w 1 2 of layer 2"


def backprop_shown(figure: Any) -> list[float]:
    weight = figure.get_by_role("spinbutton", name=WEIGHT).input_value()
    (cost,) = texts(figure, ".nn-backprop-equations button")
    return [step(figure) - 1, number(weight), number(cost)]


def backprop_act(figure: Any) -> None:
    figure.get_by_role("spinbutton", name=WEIGHT).click()
    figure.page.keyboard.press("Control+A")
    figure.page.keyboard.type("-1.25")


def descent_shown(figure: Any) -> list[float]:
    start = slider(figure, "start of the descent, theta 1 and theta 2")
    steps, x, y, *_ = texts(figure, ".nn-gd-readings dd")
    at = decimals(start.get_attribute("aria-valuetext"))[:2]
    return [*at, number(steps), number(x), number(y)]


def playground_shown(figure: Any) -> list[float]:
    return [step(figure), *(number(text) for text in texts(figure, ".nn-playground-reading b"))]


def replay_shown(figure: Any) -> list[float]:
    epoch, share, J = texts(figure, ".nn-replay-readings > span")
    return [number(epoch.split()[1]), number(J.split("=")[1]), number(share.split()[0]) / 100]


def digit_shown(figure: Any) -> list[float]:
    words = figure.locator(".nn-digit-picture").get_attribute("aria-label")
    pixels = re.findall(r"\d+", words.split(":")[1])
    return [number(text) for text in (*pixels, *texts(figure, ".nn-digit-number"))]


def digit_act(figure: Any) -> None:
    for stroke in written(4, seed=2):
        drag(figure.locator(".nn-digit-pad"), *stroke)


CASES = {
    "BackpropagationStepper": Case(
        make='figure = widgets.BackpropagationStepper(key="backprop", step=4)',
        read="[figure.step, figure.network().W[2][0, 1], figure.network().cost(*figure.example())]",
        change="figure.theta = [0.1 * k for k in range(12)]",
        shown=backprop_shown,
        act=backprop_act,
        places=6,
    ),
    "ChainRule": Case(
        make='figure = widgets.ChainRule(key="chain")',
        read="[figure.t, figure.through_x, figure.through_y, figure.dz_dt]",
        change="figure.t = 0.333",
        shown=chain_shown,
        act=lambda figure: slider(figure, "point on the curve, at t").press("ArrowRight"),
        places=4,
    ),
    "DrawDigit": Case(
        make="""\
net = nnlib.Network([64, 12, 10], output="softmax", loss="cross_entropy", seed=4)
figure = widgets.DrawDigit(net, key="digit")""",
        read="[*(16 * figure.pixels[:, 0]).round(), *figure.probabilities]",
        change="figure.strokes = [[(0.5, 0.1), (0.45, 0.9)]]",
        shown=digit_shown,
        act=digit_act,
        places=3,
    ),
    "ForwardPass": Case(
        make='figure = widgets.ForwardPass(key="forward", batch=True)',
        read="[figure.N, *figure.network().A[2].flat]",
        change='figure.hidden = "relu"',
        shown=forward_shown,
        act=lambda figure: figure.get_by_role("combobox", name="examples N").select_option("6"),
        places=2,
    ),
    "GradientDescentFigure": Case(
        make='figure = widgets.GradientDescentFigure("ravine", key="gd")',
        read="[*figure.start, len(figure.path()) - 1, *figure.path()[-1]]",
        change="figure.mu, figure.steps = 0.5, 25",
        shown=descent_shown,
        act=lambda figure: drag(figure.locator(".nn-gd-start"), (0.5, 0.5), (4, 1), (6, 2)),
        places=3,
    ),
    "Neuron": Case(
        make='figure = widgets.Neuron(key="neuron", a=[0.5, -1.0], w=[1.2, 0.4], b=0.3)',
        read="[figure.b, figure.z, figure.output, figure.slope]",
        change='figure.activation, figure.b = "tanh", -0.75',
        shown=neuron_shown,
        act=lambda figure: drag(figure.locator(".nn-handle"), (0.5, 0.5), (1.5, 0.5), (2.5, 1)),
        places=3,
    ),
    "Playground": Case(
        make='figure = widgets.Playground(key="playground", N=40, batch_size=8, d=[2, 3, 1])',
        read="""\
[figure.steps, *(
    figure.network().cost(figure.X[:, part], figure.Y[:, part])
    for part in (~figure.is_held_out, figure.is_held_out)
)]""",
        change="figure.steps, figure.theta = 77, 0.1 * np.arange(figure.network().P)",
        shown=playground_shown,
        act=lambda figure: press(figure, "One epoch"),
        places=4,
    ),
    "Replay": Case(
        make="""\
X, labels = nnlib.datasets.moons(60)
Y = labels.astype(float).reshape(1, -1)
net = nnlib.Network([2, 6, 1], output="sigmoid", loss="binary_cross_entropy", seed=1)
history = nnlib.train(net, X, Y, epochs=20, snapshot_every=2, progress=False)
figure = widgets.Replay(net, history, X, Y, key="replay")""",
        read="""\
[figure.epoch, figure.network().cost(X, Y), np.mean(figure.network().predict(X) == labels)]""",
        change="figure.at = 5",
        shown=replay_shown,
        act=lambda figure: slider(figure, "Step of the training").press("ArrowLeft"),
        places=3,
    ),
}

HEAD = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# Every live figure
"""
IMPORTS = """\
import json

import numpy as np

import nnlib
from nnlib import widgets"""


def figures_notebook() -> str:
    """A notebook, in Markdown, with the cells `make`, `read` and `change` of every figure."""
    cells = [IMPORTS]
    for case in CASES.values():
        read = f"print(json.dumps([float(value) for value in {case.read}]))"
        cells += [f"{case.make}\nfigure", read, case.change]
    return HEAD + "".join(f"\n```{{code-cell}} python\n{cell}\n```\n" for cell in cells)


def cells_of(name: str) -> tuple[int, int, int]:
    """Numbers of the cells `make`, `read` and `change` of a figure; cell 0 imports."""
    first = 1 + 3 * list(CASES).index(name)
    return first, first + 1, first + 2
