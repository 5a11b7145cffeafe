"""The still picture of a replay."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from nnlib.figures import Picture, light
from nnlib.figures.cells import one_path
from nnlib.figures.style import SMALL, styled
from nnlib.figures.surface import grid_around, marks_of, shade_class, split_in_two
from nnlib.network import Network

__all__ = ["draw"]

RESOLUTION = 80
#: Neurons in the picture: the live figure has the rest.
MOST = 24


@styled
def draw(
    network: Network,
    epoch: int,
    X: np.ndarray,
    Y: np.ndarray,
    cost: np.ndarray,
    validation_cost: np.ndarray,
    start: np.ndarray | None,
) -> Picture:
    """Draw what the network was like at one snapshot, beside the curves of the whole run.

    Parameters
    ----------
    network : Network
        With the parameters of the snapshot.
    epoch : int
        The number of epochs behind it.
    X, Y : ndarray
        The examples that the figure shows.
    cost, validation_cost : ndarray
        One number for each epoch.
    start : ndarray, optional
        What is subtracted from the weights of layer 1, where these are shown.

    Returns
    -------
    Picture
    """
    figure = Figure(figsize=(6.6, 3.0))
    chart = figure.add_axes((0.63, 0.15, 0.36, 0.76))
    picture = figure.add_axes((0.09, 0.15, 0.44, 0.76))
    for values, colour, dash, name in (
        (cost, "activation", "-", "training"),
        (validation_cost, "ink", (0, (4, 2)), "validation"),
    ):
        if values.size:
            epochs = np.arange(1, values.size + 1)
            chart.plot(epochs, values, color=light(colour), ls=dash, label=name)
            if 1 <= epoch <= values.size:
                chart.plot(epoch, values[epoch - 1], "o", color=light(colour), ms=5)
    chart.axvline(epoch, color=light("muted"), lw=1)
    chart.set(xlabel="epoch", title="cost $J$", yscale="log")
    chart.legend(frameon=False, fontsize=SMALL)
    if network.d[0] == 2:
        _plane(picture, network, X, Y)
        what = "The map of its answers in the plane of the inputs, with the examples on top"
    else:
        _weights(picture, network.W[1] if start is None else network.W[1] - start)
        what = (
            "The weights into the neurons of layer 1 as pictures of 8 by 8 pixels, filled where "
            "training has made them larger and hollow where smaller"
            if start is not None
            else "The weights into the neurons of layer 1 as pictures of 8 by 8 pixels, filled "
            "where positive and hollow where negative"
        )
    picture.set_title(f"after epoch {epoch}")
    cost_then = f" J is {cost[epoch - 1]:.3g} then." if 1 <= epoch <= cost.size else ""
    return Picture(
        figure,
        f"A network after epoch {epoch} of a training run of {cost.size}. {what}. Beside it are "
        f"the curves of the cost, with a mark at that epoch.{cost_then}",
    )


def _plane(axes: Axes, network: Network, X: np.ndarray, Y: np.ndarray) -> None:
    x, y, grid = grid_around(X, RESOLUTION)
    answers = network.forward(grid).reshape(-1, RESOLUTION, RESOLUTION)
    if len(Y) == 1:
        middle, classes = split_in_two(Y)
        answers = np.concatenate([middle - answers, answers - middle])
    else:
        classes = Y.argmax(axis=0)
    for k in range(len(answers)):
        shade_class(axes, x, y, answers, k)
        axes.plot(*X[:, classes == k], ms=4, mew=0.5, **marks_of(k))
    axes.set(xlabel="$x_1$", ylabel="$x_2$")


def _weights(axes: Axes, W: np.ndarray) -> None:
    """Draw some neurons: a square for each weight, filled where positive, hollow where negative."""
    for sign, name in ((1, "weight-pos"), (-1, "weight-neg")):
        corners = []
        for i, w in enumerate(W[:MOST]):
            side = 0.9 * np.sqrt(np.abs(w) / (np.abs(w).max() or 1))
            for j in np.flatnonzero((sign * w > 0) & (side > 0.2)):
                x, y = 9.5 * (i % 6) + j % 8, 9.5 * (i // 6) + j // 8
                square = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]) * side[j] / 2
                corners.append(square + (x, y))
        if corners:
            face = light(name) if sign > 0 else "none"
            axes.add_patch(
                PathPatch(one_path(corners), facecolor=face, edgecolor=light(name), lw=0.6)
            )
    shown = min(len(W), MOST)
    axes.set(xlim=(-1, 56), ylim=(9.5 * (-(-shown // 6)) - 1, -1))
    axes.set(aspect="equal", xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
