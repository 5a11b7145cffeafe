"""The network as a whole: neurons, layers, and the weight between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from nnlib._checks import count
from nnlib.figures.canvas import Canvas, Point
from nnlib.figures.picture import Picture
from nnlib.figures.style import BOLD, SMALL, THIN, styled

_RADIUS = 0.27
_ROW = 0.83
_DOTS = 0


@styled
def network_diagram(
    d: Sequence[int] = (3, 4, 4, 2),
    *,
    highlight: tuple[int, int, int] | Literal["auto"] | None = "auto",
    max_neurons: int = 6,
    alt: str | None = None,
) -> Picture:
    """Draw a fully connected network, layer by layer.

    Parameters
    ----------
    d : sequence of int
        The widths d_0, ..., d_L.
    highlight : tuple of int, "auto" or None
        ``(ell, i, j)``: the weight w_{i,j}^{(ell)} to point at, counted from 1.
    max_neurons : int
        Wider layers are abridged by an ellipsis.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are fewer than two layers, a width is not a positive integer, `max_neurons` is
        below 3, or the drawing does not show the weight to point at.
    """
    widths = _checked_widths(d)
    if max_neurons < 3:
        raise ValueError(f"max_neurons is {max_neurons}, but at least 3 are needed")
    last = len(widths) - 1
    shown = [_shown(width, max_neurons) for width in widths]
    rows = max(len(neurons) for neurons in shown)
    row_height = _ROW if rows < 6 else 0.92 * _ROW
    canvas = Canvas(max(4.4 if last == 1 else 6.0, 2.1 + 1.25 * last), 1.3 + rows * row_height)
    step = (canvas.width - 1.9) / last
    middle = 0.5 + rows * row_height / 2
    places = [
        {
            index: (0.95 + ell * step, middle + row_height * ((len(neurons) - 1) / 2 - row))
            for row, index in enumerate(neurons)
        }
        for ell, neurons in enumerate(shown)
    ]
    chosen = _chosen_weight(highlight, places)
    for ell in range(1, last + 1):
        _draw_edges(canvas, places[ell - 1], places[ell], chosen if chosen[0] == ell else (0, 0, 0))
    for ell, layer in enumerate(places):
        _draw_layer(canvas, ell, last, widths[ell], layer)
    _draw_headings(canvas, places, last)
    if chosen[0]:
        _draw_weight(canvas, places, chosen)
    return Picture(canvas.figure, alt or _description(widths, chosen))


def _checked_widths(d: Sequence[int]) -> list[int]:
    widths = list(d)
    if len(widths) < 2:
        raise ValueError(f"d is {widths}, but an input and at least one layer are needed")
    return [count(f"d_{ell}", width) for ell, width in enumerate(widths)]


def _shown(width: int, most: int) -> list[int]:
    """List the indices to draw, from the top; `_DOTS` stands for the ones left out."""
    if width <= most:
        return list(range(1, width + 1))
    return [*range(1, most - 1), _DOTS, width]


def _chosen_weight(
    highlight: tuple[int, int, int] | Literal["auto"] | None, places: list[dict[int, Point]]
) -> tuple[int, int, int]:
    if highlight is None:
        return (0, 0, 0)
    if highlight == "auto":
        ell = min(2, len(places) - 1)
        return ell, 1, [j for j in places[ell - 1] if j != _DOTS][:3][-1]
    ell, i, j = highlight
    if not 1 <= ell < len(places):
        raise ValueError(f"highlight is {highlight}, but ell goes from 1 to L = {len(places) - 1}")
    if min(i, j) < 1 or i not in places[ell] or j not in places[ell - 1]:
        raise ValueError(
            f"highlight is {highlight}, but no neuron {i} of layer {ell} or no neuron {j} of layer "
            f"{ell - 1} is shown"
        )
    return ell, i, j


def _draw_edges(
    canvas: Canvas,
    sources: dict[int, Point],
    targets: dict[int, Point],
    chosen: tuple[int, int, int],
) -> None:
    for j, start in sources.items():
        for i, end in targets.items():
            if j == _DOTS or i == _DOTS:
                continue
            if chosen[0] and chosen[1:] == (i, j):
                canvas.arrow(
                    start, end, "weight-pos", BOLD, gaps=(_RADIUS, _RADIUS), z=3.5, head=0.15
                )
            else:
                canvas.arrow(start, end, "muted", 0.6, gaps=(_RADIUS, _RADIUS), head=0.08)


def _draw_layer(canvas: Canvas, ell: int, last: int, width: int, layer: dict[int, Point]) -> None:
    for index, (x, y) in layer.items():
        if index == _DOTS:
            canvas.symbol((x, y), r"\vdots", size=16)
            continue
        if ell == 0:
            canvas.symbol((x - 0.62, y), rf"x_{{{index}}}", ha="right")
            canvas.arrow((x - 0.57, y), (x - _RADIUS, y), "activation")
        else:
            canvas.arrow((x, y + 0.47), (x, y + _RADIUS), "bias", THIN, head=0.08)
        if ell == last:
            canvas.arrow((x + _RADIUS, y), (x + 0.57, y), "activation")
            canvas.symbol((x + 0.62, y), rf"\hat{{y}}_{{{index}}}", ha="left")
        canvas.circle((x, y), _RADIUS, "activation")
        size = 12 if index < 10 else 10.5
        canvas.symbol((x, y - 0.005), rf"a_{{{index}}}^{{({ell})}}", size=size)
    x, top = next(iter(layer.values()))
    if ell:
        canvas.symbol((x + 0.05, top + 0.42), rf"b_1^{{({ell})}}", "bias", size=SMALL, ha="left")


def _draw_headings(canvas: Canvas, places: list[dict[int, Point]], last: int) -> None:
    for ell, layer in enumerate(places):
        x = next(iter(layer.values()))[0]
        name = rf"\ell = {ell}" if ell < last else rf"\ell = L = {ell}"
        canvas.symbol((x, 0.42), name, size=12)
        canvas.symbol((x, 0.17), rf"d_{{{ell}}} = {_width_of(layer)}", "muted", size=SMALL)
    top = canvas.height - 0.3
    first = next(iter(places[0].values()))[0]
    end = next(iter(places[last].values()))[0]
    canvas.text((first, top), "input", "muted", va="bottom")
    canvas.text((end, top), "output", "muted", va="bottom")
    if last > 1:
        left = next(iter(places[1].values()))[0]
        right = next(iter(places[last - 1].values()))[0]
        words = "hidden layer" if last == 2 else "hidden layers"
        canvas.brace(left - 0.36, right + 0.36, top - 0.13, words)


def _width_of(layer: dict[int, Point]) -> int:
    return max(layer)


def _draw_weight(
    canvas: Canvas, places: list[dict[int, Point]], chosen: tuple[int, int, int]
) -> None:
    ell, i, j = chosen
    (x0, y0), (x1, y1) = places[ell - 1][j], places[ell][i]
    at = (x0 + 0.5 * (x1 - x0), y0 + 0.5 * (y1 - y0))
    canvas.symbol(at, rf"w_{{{i},{j}}}^{{({ell})}}", "weight-pos", ground="highlight")


def _description(widths: list[int], chosen: tuple[int, int, int]) -> str:
    last = len(widths) - 1
    hidden = ", ".join(str(width) for width in widths[1:-1])
    text = f"A fully connected feed-forward network with {widths[0]} inputs"
    if hidden:
        text += f", {'hidden layers' if last > 2 else 'one hidden layer'} of {hidden} neurons"
    text += (
        f" and {widths[-1]} outputs. Layer 0 on the left receives x, the layers are numbered up to "
        f"L = {last} on the right, which gives y-hat. Arrows lead from every neuron of a layer to "
        "every neuron of the next, and a short arrow from above brings each neuron its bias."
    )
    if chosen[0]:
        ell, i, j = chosen
        text += (
            f" One arrow is marked: the weight w_{i},{j} of layer {ell}, from neuron {j} of layer "
            f"{ell - 1} to neuron {i} of layer {ell}."
        )
    return text
