"""The still picture of a `ForwardPass`: one example in a network, and its matrices in numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nnlib.figures import Picture
from nnlib.figures.canvas import Canvas, Point
from nnlib.figures.style import SMALL, styled
from nnlib.network import Network

__all__ = ["COMPLETE", "forward_still", "weights_still"]

#: The step of a pass of which every number is there.
COMPLETE = -1

_RADIUS = 0.26
_PITCH = 0.72
_CELL = 0.42
_ROW = 0.26
_LEFT = 0.25
# What a matrix needs above its middle beside its rows, for its symbol, and below, for its shape.
_ABOVE, _BELOW = 0.3, 0.44


@styled
def forward_still(net: Network, example: int, batch: bool = False, step: int = COMPLETE) -> Picture:
    """Draw the network with the activations of one example, and the equation of every layer.

    Parameters
    ----------
    net : Network
        After a forward pass.
    example : int
        Which column of the pass the network shows, counted from 1.
    batch : bool
        Whether the equations hold all columns, or only that one.
    step : int
        What has come last, as in `ForwardPass`: numbers that come later are left out.

    Returns
    -------
    Picture
    """
    n, N = example - 1, net.A[0].shape[1]
    Z, A = _computed(net, n, batch, step)
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
    shown = _Shown(net, Z, A)
    _draw_network(canvas, shown, n, upper)
    top = canvas.height - upper
    for ell, height in enumerate(lines, start=1):
        _draw_layer(canvas, shown, ell, columns, n if batch else None, top)
        top -= height
    return Picture(canvas.figure, _words(shown, n, batch) + _stage(n, batch, step))


@styled
def weights_still(net: Network) -> Picture:
    """Draw the network, its neurons numbered, and the weights and biases of every layer.

    Parameters
    ----------
    net : Network
        Its parameters are shown.

    Returns
    -------
    Picture
    """
    upper = _PITCH * max(net.d) + 0.35
    tall = max(net.d[1:])
    across = sum((d_in + 1) * _CELL + 0.75 for d_in in net.d[:-1])
    canvas = Canvas(max(6.4, across + _LEFT), upper + _ROW * tall + _ABOVE + _BELOW + 0.1)
    places = _places(canvas, net, upper)
    _draw_edges(canvas, net, places)
    for layer in places:
        for i, place in enumerate(layer, start=1):
            canvas.circle(place, _RADIUS, "ink")
            canvas.symbol(place, str(i), size=SMALL)
    middle = canvas.height - upper - _ABOVE - _ROW * tall / 2
    x = _LEFT
    for ell in range(1, net.L + 1):
        shape = rf"d_{ell} \times d_{ell - 1}"
        formula = rf"\mathbf{{W}}^{{({ell})}}"
        x = _draw_matrix(canvas, (x, middle), net.W[ell], formula, "weight-pos", shape, 1) + 0.1
        formula, shape = rf"\mathbf{{b}}^{{({ell})}}", rf"d_{ell} \times 1"
        x = _draw_matrix(canvas, (x, middle), net.b[ell], formula, "bias", shape, 1) + 0.65
    shapes = [
        f"W of layer {ell} is {net.d[ell]} by {net.d[ell - 1]}" for ell in range(1, net.L + 1)
    ]
    widths = ", ".join(map(str, net.d))
    return Picture(
        canvas.figure,
        f"A network of widths {widths}, the neurons of each layer numbered from 1. Below it the "
        f"weights and biases of every layer: {'; '.join(shapes)}.",
    )


class _Shown(NamedTuple):
    """A network, and the Z and A of each layer; NaN is what is not computed yet."""

    net: Network
    Z: list[np.ndarray]
    A: list[np.ndarray]


def _computed(net: Network, n: int, batch: bool, step: int) -> tuple[list[np.ndarray], ...]:
    """Copies of Z and A; NaN stands for what comes after column n of the step."""
    # Z has no layer 0.
    Z, A = [net.A[0]], [net.A[0]]
    for ell in range(1, net.L + 1):
        for shown, values, own in ((Z, net.Z[ell], 2 * ell - 1), (A, net.A[ell], 2 * ell)):
            shown.append(values.copy())
            if COMPLETE < step < own:
                shown[ell][:] = np.nan
            elif own == step and batch:
                shown[ell][:, n + 1 :] = np.nan
    return Z, A


def _number(value: float, digits: int = 2) -> str:
    """A number as it stands in a cell or a neuron; a dot for one that is not computed yet."""
    return r"\cdot" if np.isnan(value) else f"{value:.{digits}f}"


def _equals(*matrices: np.ndarray) -> str:
    """The sign beside matrices whose numbers may be rounded where they are printed."""
    exact = all(np.allclose(M, np.round(M, 2), rtol=0, atol=1e-9, equal_nan=True) for M in matrices)
    return "=" if exact else r"\approx"


def _stage(n: int, batch: bool, step: int) -> str:
    if step == COMPLETE:
        return ""
    matrix = f"{'Z' if step % 2 else 'A'} of layer {(step + 1) // 2}" if step else "the inputs"
    column = f", column {n + 1}" if batch and step else ""
    return f" The pass has come to {matrix}{column}; later numbers are not there yet."


def _words(shown: _Shown, n: int, batch: bool) -> str:
    net, A = shown.net, shown.A

    def column(A: np.ndarray, k: int) -> str:
        if np.isnan(A[:, k]).any():
            return "not computed yet"
        return ", ".join(f"{value:.2f}" for value in A[:, k])

    N = net.A[0].shape[1]
    of_one = f"inputs {column(A[0], n)}, outputs {column(A[net.L], n)}"
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
    there = [k for k in range(N) if not np.isnan(A[net.L][:, k]).any()]
    outputs = "; ".join(column(A[net.L], k) for k in there) or "not computed yet"
    return (
        f"A network of widths {widths} and a batch, N = {N}, one example per column. In the "
        f"network stands example {n + 1}: {of_one}. Below it the equation of every layer in "
        f"numbers, with all columns: X is {net.d[0]} by {N}; {'; '.join(shapes)}. The outputs, "
        f"column by column: {outputs}."
    )


def _places(canvas: Canvas, net: Network, height: float) -> list[list[Point]]:
    """Where the neurons of each layer are, in the upper part of the sheet."""
    middle = canvas.height - height / 2
    step = (canvas.width - 1.4) / net.L
    return [
        [(0.7 + ell * step, middle + _PITCH * ((width - 1) / 2 - i)) for i in range(width)]
        for ell, width in enumerate(net.d)
    ]


def _draw_edges(canvas: Canvas, net: Network, places: list[list[Point]]) -> None:
    for ell in range(1, net.L + 1):
        for i, end in enumerate(places[ell]):
            for j, start in enumerate(places[ell - 1]):
                w = net.W[ell][i, j]
                color = "weight-pos" if w >= 0 else "weight-neg"
                canvas.arrow(
                    start, end, color, 0.7 + abs(w), bool(w < 0), 0, (_RADIUS, _RADIUS), head=0.07
                )


def _draw_network(canvas: Canvas, shown: _Shown, n: int, height: float) -> None:
    net, Z, A = shown
    places = _places(canvas, net, height)
    _draw_edges(canvas, net, places)
    for ell, layer in enumerate(places):
        for i, place in enumerate(layer):
            z, a = Z[ell][i, n], A[ell][i, n]
            color = "activation" if not np.isnan(a) else "muted" if np.isnan(z) else "preactivation"
            canvas.circle(place, _RADIUS, color)
            canvas.symbol(place, _number(z if np.isnan(a) else a), color, size=SMALL)


def _draw_layer(
    canvas: Canvas, shown: _Shown, ell: int, columns: list[int], marked: int | None, top: float
) -> None:
    """Draw the equation of a layer; of a batch, A comes on a line of its own, `marked` shaded."""
    net, Z, A = shown
    batch = marked is not None
    x = _LEFT
    middle = top - _ABOVE - _ROW * max(net.d[ell - 1 : ell + 1]) / 2

    def matrix(values: np.ndarray, formula: str, color: str, shape: str, digits: int = 2) -> None:
        nonlocal x
        if marked is not None and color in ("preactivation", "activation"):
            at = (x + marked * _CELL, middle - len(values) * _ROW / 2)
            canvas.box(at, _CELL, len(values) * _ROW, color, fill=color, alpha=0.16, line=0)
        x = _draw_matrix(canvas, (x, middle), values, formula, color, shape, digits) + 0.1

    def sign(text: str) -> None:
        nonlocal x
        canvas.symbol((x + 0.06, middle), text)
        x += 0.2

    def name(letter: str, layer: int) -> str:
        if layer == 0:
            return r"\mathbf{X}" if batch else r"\mathbf{x}"
        return rf"\mathbf{{{letter if batch else letter.lower()}}}^{{({layer})}}"

    N = "N" if batch else "1"
    of_layer = rf"d_{ell} \times {N}"
    matrix(Z[ell][:, columns], name("Z", ell), "preactivation", of_layer)
    sign(_equals(Z[ell][:, columns], A[ell - 1][:, columns]))
    weights = rf"\mathbf{{W}}^{{({ell})}}"
    matrix(net.W[ell], weights, "weight-pos", rf"d_{ell} \times d_{ell - 1}", 1)
    below = rf"d_{ell - 1} \times {N}"
    matrix(A[ell - 1][:, columns], name("A", ell - 1), "activation", below)
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
    matrix(A[ell][:, columns], own, "activation", of_layer)
    canvas.symbol(
        (x, middle),
        rf"{_equals(A[ell][:, columns])} \sigma({name('Z', ell)})",
        size=SMALL,
        ha="left",
    )


def _draw_matrix(
    canvas: Canvas,
    at: Point,
    values: np.ndarray,
    formula: str,
    color: str,
    shape: str,
    digits: int,
) -> float:
    """Draw a matrix with its symbol above and its shape below; return where it ends."""
    x, middle = at
    rows, width = values.shape
    bottom = middle - rows * _ROW / 2
    canvas.box((x, bottom), width * _CELL, rows * _ROW, color, fill=None, line=1.0)
    for (i, j), value in np.ndenumerate(values):
        place = (x + (j + 0.5) * _CELL, middle + ((rows - 1) / 2 - i) * _ROW)
        canvas.symbol(place, _number(value, digits), size=9)
    across = x + width * _CELL / 2
    canvas.symbol((across, middle + rows * _ROW / 2 + 0.12), formula, color, size=SMALL)
    canvas.symbol((across, bottom - 0.1), shape, "muted", size=8)
    canvas.symbol((across, bottom - 0.24), rf"{rows} \times {width}", "muted", size=8)
    return x + width * _CELL
