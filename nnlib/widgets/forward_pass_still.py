"""The still picture of a `ForwardPass`: one example in a network, and its matrices in numbers."""

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
_LEFT = 0.25
# What a matrix needs above its middle beside its rows, for its symbol, and below, for its shape.
_ABOVE, _BELOW = 0.3, 0.44


@styled
def forward_still(net: Network, example: int, batch: bool = False) -> Picture:
    """Draw the network with the activations of one example, and the equation of every layer.

    Parameters
    ----------
    net : Network
        After a forward pass.
    example : int
        Which column of the pass the network shows, counted from 1.
    batch : bool
        Whether the equations hold all columns, or only that one.

    Returns
    -------
    Picture
    """
    n, N = example - 1, net.A[0].shape[1]
    columns = list(range(N)) if batch else [n]
    upper = _PITCH * max(net.d) + 0.35
    tall = [max(net.d[ell - 1 : ell + 1]) for ell in range(1, net.L + 1)]
    lines = [
        _ROW * rows + _ABOVE + _BELOW + (_ROW * net.d[ell] + _ABOVE + _BELOW if batch else 0)
        for ell, rows in enumerate(tall, start=1)
    ]
    # A batch of many examples needs a wider sheet for Z = W A + b 1^T.
    cells = max(2 * len(columns) + below for below in net.d[:-1]) + 1
    canvas = Canvas(max(6.4, cells * _CELL + 1.7 if batch else 0), upper + sum(lines))
    _draw_network(canvas, net, n, upper)
    top = canvas.height - upper
    for ell, height in enumerate(lines, start=1):
        _draw_layer(canvas, net, ell, columns, n if batch else None, top)
        top -= height
    return Picture(canvas.figure, _words(net, n, batch))


def _words(net: Network, n: int, batch: bool) -> str:
    def column(A: np.ndarray, k: int) -> str:
        return ", ".join(f"{value:.2f}" for value in A[:, k])

    N = net.A[0].shape[1]
    of_one = f"inputs {column(net.A[0], n)}, outputs {column(net.A[net.L], n)}"
    weights = [
        f"W of layer {ell} is {net.d[ell]} by {net.d[ell - 1]}" for ell in range(1, net.L + 1)
    ]
    widths = ", ".join(map(str, net.d))
    if not batch:
        return (
            f"A network of widths {widths} with example {n + 1} of {N}: {of_one}. Below it the "
            f"equation of every layer in numbers: {'; '.join(weights)}."
        )
    shapes = [f"{words}, Z and A are {net.d[ell]} by {N}" for ell, words in enumerate(weights, 1)]
    outputs = "; ".join(column(net.A[net.L], k) for k in range(N))
    return (
        f"A network of widths {widths} and a batch, N = {N}, one example per column. In the "
        f"network stands example {n + 1}: {of_one}. Below it the equation of every layer in "
        f"numbers, with all columns: X is {net.d[0]} by {N}; {'; '.join(shapes)}. The outputs, "
        f"column by column: {outputs}."
    )


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


def _draw_layer(
    canvas: Canvas, net: Network, ell: int, columns: list[int], marked: int | None, top: float
) -> None:
    """Draw the equation of a layer; of a batch, A comes on a line of its own, `marked` shaded."""
    batch = marked is not None
    x = _LEFT
    middle = top - _ABOVE - _ROW * max(net.d[ell - 1 : ell + 1]) / 2

    def matrix(values: np.ndarray, formula: str, color: str, shape: str, digits: int = 2) -> None:
        nonlocal x
        rows, width = values.shape
        bottom = middle - rows * _ROW / 2
        if marked is not None and color in ("preactivation", "activation"):
            at = (x + marked * _CELL, bottom)
            canvas.box(at, _CELL, rows * _ROW, color, fill=color, alpha=0.16, line=0)
        canvas.box((x, bottom), width * _CELL, rows * _ROW, color, fill=None, line=1.0)
        for (i, j), value in np.ndenumerate(values):
            at = (x + (j + 0.5) * _CELL, middle + ((rows - 1) / 2 - i) * _ROW)
            canvas.symbol(at, f"{value:.{digits}f}", size=9)
        across = x + width * _CELL / 2
        canvas.symbol((across, middle + rows * _ROW / 2 + 0.12), formula, color, size=SMALL)
        canvas.symbol((across, bottom - 0.1), shape, "muted", size=8)
        canvas.symbol((across, bottom - 0.24), rf"{rows} \times {width}", "muted", size=8)
        x += width * _CELL + 0.1

    def sign(text: str) -> None:
        nonlocal x
        canvas.text((x + 0.06, middle), text)
        x += 0.2

    def name(letter: str, layer: int) -> str:
        if layer == 0:
            return r"\mathbf{X}" if batch else r"\mathbf{x}"
        return rf"\mathbf{{{letter if batch else letter.lower()}}}^{{({layer})}}"

    N = "N" if batch else "1"
    of_layer = rf"d_{ell} \times {N}"
    matrix(net.Z[ell][:, columns], name("Z", ell), "preactivation", of_layer)
    sign("=")
    weights = rf"\mathbf{{W}}^{{({ell})}}"
    matrix(net.W[ell], weights, "weight-pos", rf"d_{ell} \times d_{ell - 1}", 1)
    below = rf"d_{ell - 1} \times {N}"
    matrix(net.A[ell - 1][:, columns], name("A", ell - 1), "activation", below)
    sign("+")
    bias = rf"\mathbf{{b}}^{{({ell})}}"
    matrix(net.b[ell], bias, "bias", rf"d_{ell} \times 1", 1)
    if batch:
        canvas.symbol((x + 0.06, middle), r"\mathbf{1}^\top", size=SMALL)
        x = _LEFT
        middle -= _ROW * (max(net.d[ell - 1 : ell + 1]) + net.d[ell]) / 2 + _ABOVE + _BELOW
    else:
        x = max(x + 0.2, 4.9)
    answer = r"\hat{\mathbf{Y}} = " if batch else r"\hat{\mathbf{y}} = "
    own = (answer if ell == net.L else "") + name("A", ell)
    matrix(net.A[ell][:, columns], own, "activation", of_layer)
    canvas.symbol((x, middle), rf"= \sigma({name('Z', ell)})", size=SMALL, ha="left")
