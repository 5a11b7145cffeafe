"""The still picture of `BackpropagationStepper`: a network with the numbers of one pass."""

from __future__ import annotations

import numpy as np

from nnlib.figures import Picture
from nnlib.figures.canvas import Canvas, Point
from nnlib.figures.style import SMALL, styled
from nnlib.network import Network

__all__ = ["pass_diagram"]

_RADIUS = 0.3
_ROW = 1.45


@styled
def pass_diagram(net: Network, X: np.ndarray, Y: np.ndarray) -> Picture:
    """Draw a small network with activations, errors, weights and gradients of one example.

    Parameters
    ----------
    net : Network
        A few neurons wide; its last pass is replaced.
    X : ndarray of shape (d_0, 1)
        The example.
    Y : ndarray of shape (d_L, 1)
        Its targets.

    Returns
    -------
    Picture
    """
    J, _ = net.cost_and_gradient(X, Y)
    rows = max(net.d)
    canvas = Canvas(7.2, 0.7 + rows * _ROW)
    step = 5.2 / net.L
    middle = 0.45 + rows * _ROW / 2
    places = [
        [(0.65 + ell * step, middle + _ROW * ((width - 1) / 2 - row)) for row in range(width)]
        for ell, width in enumerate(net.d)
    ]
    for ell in range(1, net.L + 1):
        _draw_edges(canvas, net, ell, places)
    for ell, layer in enumerate(places):
        for i, place in enumerate(layer):
            _draw_node(canvas, net, ell, i, place)
    for i, (x, y) in enumerate(places[net.L]):
        canvas.symbol(
            (x + 0.42, y), rf"y^*_{i + 1} {_printed(Y[i, 0], '.4g')}", size=SMALL, ha="left"
        )
    canvas.symbol((3.6, 0.2), f"J {_printed(J, '.9f')}")
    return Picture(canvas.figure, _words(net, X, Y, J))


def _draw_edges(canvas: Canvas, net: Network, ell: int, places: list[list[Point]]) -> None:
    # At these shares of the way the labels of all edges stand one below the other, equally far.
    near, far = 1 / (1 + net.d[ell]), 1 / (1 + net.d[ell - 1])
    for j, (x0, y0) in enumerate(places[ell - 1]):
        for i, (x1, y1) in enumerate(places[ell]):
            w, gradient = net.W[ell][i, j], net.dW[ell][i, j]
            color = "weight-pos" if w >= 0 else "weight-neg"
            (start, end) = (x0 + _RADIUS, x1 - _RADIUS)
            canvas.arrow((start, y0), (end, y1), color, 1.0, dashed=bool(w < 0), head=0.08)
            for share, value, shade in ((near, w, color), (1 - far, gradient, "error")):
                at = (start + share * (end - start), y0 + share * (y1 - y0))
                canvas.symbol(at, f"{value:.3g}", shade, size=9.5, ground="paper")


def _draw_node(canvas: Canvas, net: Network, ell: int, i: int, place: Point) -> None:
    x, y = place
    canvas.circle(place, _RADIUS, "activation")
    canvas.symbol(place, _inside(net.A[ell][i, 0]), "activation", size=SMALL)
    if ell:
        canvas.symbol(
            (x, y + 0.4), f"z {_printed(net.Z[ell][i, 0], '.3f')}", "preactivation", size=SMALL
        )
        canvas.symbol((x, y + 0.6), f"b {_printed(net.b[ell][i, 0], '.4g')}", "bias", size=SMALL)
        delta = rf"\delta {_printed(net.Delta[ell][i, 0], '.3g')}"
        canvas.symbol((x, y - 0.41), delta, "error", size=SMALL)
    else:
        canvas.symbol((x, y + 0.4), f"x_{i + 1}", size=SMALL)


def _printed(value: float, form: str) -> str:
    """A number behind its sign: equal, or rounded."""
    text = f"{value:{form}}"
    # In braces a minus is no difference of two numbers.
    return f"= {{{text}}}" if abs(float(text) - value) < 1e-12 else rf"\approx {{{text}}}"


def _inside(value: float) -> str:
    """A number that fits into a neuron."""
    return (
        f"{value:.3f}" if 0 <= value < 10 else f"{value:.2f}" if abs(value) < 10 else f"{value:.2g}"
    )


def _words(net: Network, X: np.ndarray, Y: np.ndarray, J: float) -> str:
    def listed(values: np.ndarray) -> str:
        return ", ".join(f"{value:.6g}" for value in values[:, 0])

    layers = " ".join(
        f"Layer {ell}: biases {listed(net.b[ell])}; activations {listed(net.A[ell])}; "
        f"errors delta {listed(net.Delta[ell])}."
        for ell in range(1, net.L + 1)
    )
    return (
        f"One example in a network of widths {', '.join(map(str, net.d))}, forward and back. "
        f"Inputs {listed(X)}; targets {listed(Y)}. {layers} The cost is {J:.9f}. "
        f"Each edge carries its weight, and near its end the gradient of the cost in red."
    )
