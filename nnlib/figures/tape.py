"""A network as a program sees it: the pieces of its calculation, there and back."""

from __future__ import annotations

from nnlib.figures.canvas import Canvas, Point
from nnlib.figures.picture import Picture
from nnlib.figures.style import SMALL, THIN, styled

_WIDTH, _HEIGHT, _STEP = 0.66, 1.06, 0.98


@styled
def computation_graph(*, alt: str | None = None) -> Picture:
    """Draw a network of two layers piece by piece, with the values and their adjoints.

    Parameters
    ----------
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture
    """
    canvas = Canvas(6.72, 3.1)
    row = 0.95
    values = [
        (r"\mathbf{X}", "activation", "", ""),
        (r"\mathbf{V}^{(1)}", "ink", "product", r"\mathbf{W}^{(1)}"),
        (r"\mathbf{Z}^{(1)}", "preactivation", "sum", r"\mathbf{b}^{(1)}"),
        (r"\mathbf{A}^{(1)}", "activation", "tanh", ""),
        (r"\mathbf{V}^{(2)}", "ink", "product", r"\mathbf{W}^{(2)}"),
        (r"\mathbf{Z}^{(2)}", "preactivation", "sum", r"\mathbf{b}^{(2)}"),
        ("J", "ink", "loss", ""),
    ]
    for place, (value, color, piece, parameter) in enumerate(values):
        at = (0.42 + place * _STEP, row)
        _value(canvas, at, value, color, adjoint=place > 0)
        if place:
            before = at[0] - _STEP + _WIDTH / 2
            after = at[0] - _WIDTH / 2
            canvas.arrow((before, row + 0.26), (after, row + 0.26), "activation", 1.6)
            if place > 1:  # nobody asks for a derivative by the inputs
                canvas.arrow((after, row - 0.26), (before, row - 0.26), "error", 1.6, dashed=True)
            canvas.text((at[0], row - _HEIGHT / 2 - 0.17), piece, "muted", SMALL)
        if parameter:
            kind = "weight-pos" if "W" in parameter else "bias"
            _value(canvas, (at[0], row + 1.57), parameter, kind)
            top, bottom = row + 1.57 - _HEIGHT / 2, row + _HEIGHT / 2
            canvas.arrow((at[0] - 0.14, top), (at[0] - 0.14, bottom), kind, 1.6)
            canvas.arrow((at[0] + 0.14, bottom), (at[0] + 0.14, top), "error", 1.6, dashed=True)
    words = (
        "A network of two layers as a chain of pieces. Solid arrows to the right, the values: X "
        "and W1 go into a product, V1; with b1 a sum, Z1; tanh gives A1; with W2 a product, V2; "
        "with b2 a sum, Z2; the loss gives J. Below each value stands the derivative of J by it, "
        "and dashed red arrows lead from one to the next in the opposite direction, from J to "
        "V1, and up to each weight matrix and bias."
    )
    return Picture(canvas.figure, alt or words)


def _value(canvas: Canvas, at: Point, value: str, color: str, adjoint: bool = True) -> None:
    """A box with a value above, and the derivative of J by it below."""
    x, y = at
    canvas.box((x - _WIDTH / 2, y - _HEIGHT / 2), _WIDTH, _HEIGHT, color, rounding=0.1)
    canvas.symbol((x, y + _HEIGHT / 4), value, color)
    if adjoint:
        canvas.line([(x - _WIDTH / 2, y), (x + _WIDTH / 2, y)], "faint", THIN, z=4)
        formula = "1" if value == "J" else rf"\frac{{\partial J}}{{\partial {value}}}"
        canvas.symbol((x, y - _HEIGHT / 4), formula, "error", size=15 if value != "J" else 13)
