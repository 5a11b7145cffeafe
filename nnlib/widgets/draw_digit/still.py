"""The still picture of the figure to draw digits on."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.figure import Figure

from nnlib.figures import Picture, light
from nnlib.figures.cells import shade_cells
from nnlib.figures.style import SMALL, styled
from nnlib.network import Network
from nnlib.widgets.draw_digit.strokes import Stroke

__all__ = ["draw"]


@styled
def draw(strokes: list[Stroke], pixels: np.ndarray, network: Network) -> Picture:
    """Draw the strokes, the pixels, and the probability of each class.

    Parameters
    ----------
    strokes : list of list of (float, float)
        The drawing; empty for an example or a blank field.
    pixels : ndarray of shape (d_0, 1)
        What the network sees.
    network : Network
        After its forward pass.

    Returns
    -------
    Picture
    """
    probabilities, side = network.A[network.L][:, 0], math.isqrt(network.d[0])
    figure = Figure(figsize=(6.6, 2.5))
    field = figure.add_axes((0.01, 0.03, 0.34, 0.87))
    picture = figure.add_axes((0.385, 0.03, 0.28, 0.87))
    bars = figure.add_axes((0.735, 0.03, 0.18, 0.87))
    if strokes:
        for stroke in strokes:
            x, y = np.array(stroke).T
            field.plot(x, y, color=light("ink"), lw=9, solid_capstyle="round")
    else:
        shade_cells(field, pixels[:, 0].reshape(side, side), "ink", (0, 0), 1 / side, -1 / side)
    field.set(xlim=(0, 1), ylim=(1, 0), aspect="equal", title="the drawing")
    shade_cells(picture, pixels[:, 0].reshape(side, side), "ink", (0, 0), 1.0, -1.0)
    picture.set(xlim=(0, side), ylim=(side, 0), aspect="equal", title="what the network sees")
    for axes in (field, picture):
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set(visible=True, color=light("muted"))
        axes.title.set_fontsize(SMALL)
    classes = np.arange(len(probabilities))
    bars.barh(classes, probabilities, height=0.7, color=light("activation"))
    for k, p in enumerate(probabilities):
        bars.text(1.08, k, f"{p:.3f}", va="center", fontsize=SMALL)
    bars.set(xlim=(0, 1), ylim=(len(classes) - 0.4, -0.6), xticks=[], title="probability")
    bars.set_yticks(classes, [str(c) for c in classes])
    bars.title.set_fontsize(SMALL)
    bars.tick_params(left=False)
    bars.spines[["top", "right", "bottom"]].set_visible(False)
    return Picture(figure, _words(probabilities, bool(strokes), bool(pixels.any()), side))


def _words(probabilities: np.ndarray, drawn: bool, inked: bool, side: int) -> str:
    order = np.argsort(-probabilities, kind="stable")
    what = "A drawing" if drawn else "An example" if inked else "A blank field"
    return (
        f"{what}, the {side} by {side} pixels that the network sees of it, and the probability of "
        f"each class. The network takes it for a {order[0]}, with probability "
        f"{probabilities[order[0]]:.3f}; next comes {order[1]}, with {probabilities[order[1]]:.3f}."
    )
