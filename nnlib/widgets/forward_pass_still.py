"""The still picture of a `ForwardPass`: one example in a network, and as columns of numbers."""

from __future__ import annotations

import numpy as np

from nnlib.figures import Picture
from nnlib.figures.canvas import Canvas, Point
from nnlib.figures.style import SMALL, styled
from nnlib.network import Network

__all__ = ["forward_still"]

_RADIUS = 0.26
_PITCH = 0.72
_CELL = 0.42
_ROW = 0.26


@styled
def forward_still(net: Network, example: int) -> Picture:
    """Draw the network with the activations of one example, and the equation of every layer.

    Parameters
    ----------
    net : Network
        After a forward pass.
    example : int
        Which column of the pass, counted from 1.

    Returns
    -------
    Picture
    """
    n = example - 1
    heights = [_ROW * max(net.d[ell - 1 : ell + 1]) + 0.55 for ell in range(1, net.L + 1)]
    upper = _PITCH * max(net.d) + 0.35
    canvas = Canvas(6.4, upper + sum(heights))
    _draw_network(canvas, net, n, upper)
    top = canvas.height - upper
    for ell, height in enumerate(heights, start=1):
        _draw_layer(canvas, net, ell, n, top - height / 2)
        top -= height
    outputs = ", ".join(f"{value:.2f}" for value in net.A[net.L][:, n])
    inputs = ", ".join(f"{value:.2f}" for value in net.A[0][:, n])
    shapes = "; ".join(
        f"W of layer {ell} is {net.d[ell]} by {net.d[ell - 1]}" for ell in range(1, net.L + 1)
    )
    words = (
        f"A network of widths {', '.join(map(str, net.d))} with example {example} of "
        f"{net.A[0].shape[1]}: inputs {inputs}, outputs {outputs}. Below it the equation of every "
        f"layer in numbers: {shapes}."
    )
    return Picture(canvas.figure, words)


def _draw_network(canvas: Canvas, net: Network, n: int, height: float) -> None:
    middle = canvas.height - height / 2
    step = (canvas.width - 1.4) / net.L
    places: list[list[Point]] = [
        [(0.7 + ell * step, middle + _PITCH * ((width - 1) / 2 - i)) for i in range(width)]
        for ell, width in enumerate(net.d)
    ]
    for ell in range(1, net.L + 1):
        for i, end in enumerate(places[ell]):
            for j, start in enumerate(places[ell - 1]):
                w = net.W[ell][i, j]
                color = "weight-pos" if w >= 0 else "weight-neg"
                canvas.arrow(
                    start, end, color, 0.7 + abs(w), bool(w < 0), 0, (_RADIUS, _RADIUS), head=0.07
                )
    for ell, layer in enumerate(places):
        for i, place in enumerate(layer):
            canvas.circle(place, _RADIUS, "activation")
            canvas.symbol(place, f"{net.A[ell][i, n]:.2f}", "activation", size=SMALL)


def _draw_layer(canvas: Canvas, net: Network, ell: int, n: int, middle: float) -> None:
    x = 0.25

    def matrix(values: np.ndarray, formula: str, color: str, digits: int = 2) -> None:
        nonlocal x
        rows, columns = values.shape
        corner = (x, middle - rows * _ROW / 2)
        canvas.box(corner, columns * _CELL, rows * _ROW, color, line=1.0)
        for (i, j), value in np.ndenumerate(values):
            at = (x + (j + 0.5) * _CELL, middle + ((rows - 1) / 2 - i) * _ROW)
            canvas.symbol(at, f"{value:.{digits}f}", size=9)
        above = middle + rows * _ROW / 2 + 0.12
        canvas.symbol((x + columns * _CELL / 2, above), formula, color, size=SMALL)
        x += columns * _CELL + 0.1

    def sign(text: str) -> None:
        nonlocal x
        canvas.text((x + 0.06, middle), text)
        x += 0.2

    below = r"\mathbf{x}" if ell == 1 else rf"\mathbf{{a}}^{{({ell - 1})}}"
    matrix(net.Z[ell][:, [n]], rf"\mathbf{{z}}^{{({ell})}}", "preactivation")
    sign("=")
    matrix(net.W[ell], rf"\mathbf{{W}}^{{({ell})}}", "weight-pos", 1)
    matrix(net.A[ell - 1][:, [n]], below, "activation")
    sign("+")
    matrix(net.b[ell], rf"\mathbf{{b}}^{{({ell})}}", "bias", 1)
    x = max(x + 0.2, 4.9)
    matrix(net.A[ell][:, [n]], rf"\sigma(\mathbf{{z}}^{{({ell})}})", "activation")
