"""The still picture of a `Playground`."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nnlib.figures import Picture
from nnlib.figures.style import styled
from nnlib.figures.surface import marks_of, shade_two
from nnlib.network import Network
from nnlib.training import DivergenceError, StalledWarning, train
from nnlib.widgets.playground.choices import TARGETS
from nnlib.widgets.playground.start import view_around

if TYPE_CHECKING:
    from nnlib.widgets.playground.figure import Playground

__all__ = ["playground_still"]

EPOCHS = 100
RESOLUTION = 50


@styled
def playground_still(playground: Playground) -> Picture:
    """Draw the map of the network as it stands; if it is untrained, also after 100 epochs.

    Parameters
    ----------
    playground : Playground
        With its settings.

    Returns
    -------
    Picture
    """
    states = _states(playground)
    figure = Figure(figsize=(3.2 * len(states), 3.45))
    for number, (title, network) in enumerate(states):
        axes = figure.add_subplot(1, len(states), number + 1)
        _draw(axes, network, playground)
        axes.set_title(title)
    figure.subplots_adjust(
        left=0.19 / len(states), right=1 - 0.04 / len(states), bottom=0.15, top=0.92, wspace=0.26
    )
    return Picture(figure, _words(playground, states))


def _states(playground: Playground) -> list[tuple[str, Network]]:
    """The network as it stands, and trained where nobody has begun to; a title for each."""
    net = playground.network()
    if playground.steps:
        return [(f"after {playground.steps} step{'' if playground.steps == 1 else 's'}", net)]
    trained = ~playground.is_held_out
    states = [("before training", net)]
    if trained.any():
        later = net.copy()
        try:
            with warnings.catch_warnings():
                # A network that learns nothing of these points is what the picture then shows.
                warnings.simplefilter("ignore", StalledWarning)
                train(
                    later, playground.X[:, trained], playground.Y[:, trained],
                    optimizer=playground.new_optimizer(), epochs=EPOCHS,
                    batch_size=min(playground.batch_size, int(trained.sum())),
                    seed=playground.seed, progress=False,
                )  # fmt: skip
            states.append((f"after {EPOCHS} epochs", later))
        except DivergenceError:
            pass
    return states


def _words(playground: Playground, states: list[tuple[str, Network]]) -> str:
    X = playground.X
    widths = ", ".join(f"{width:g}" for width in playground.d)
    about = (
        f"The plane of the inputs x_1 and x_2 with {X.shape[1]} points of two classes, circles and "
        f"triangles; those held out are hollow. A line bounds the regions that a network of widths "
        f"{widths} gives to each class. "
    )
    if not X.size:
        return about
    found = []
    for title, network in states:
        right = (network.forward(X)[0] >= _middle(playground)) == playground.labels
        found.append(f"{title}, {100 * right.mean():.0f} % of the points are on the right side")
    report = "; ".join(found)
    return f"{about}{report[:1].upper()}{report[1:]}."


def _middle(playground: Playground) -> float:
    """The answer at which one class turns into the other."""
    return sum(TARGETS[playground.output]) / 2


def _draw(axes: Axes, net: Network, playground: Playground) -> None:
    """Draw what a network answers, and the points."""
    X, labels, held = playground.X, playground.labels, playground.is_held_out
    x_middle, y_middle, half = playground.window
    if playground.data != "own" or (X.size and np.abs(X.T - [x_middle, y_middle]).max() > half):
        x_middle, y_middle, half = view_around(X)
    x = np.linspace(x_middle - half, x_middle + half, RESOLUTION)
    y = np.linspace(y_middle - half, y_middle + half, RESOLUTION)
    grid = np.stack(np.meshgrid(x, y)).reshape(2, -1)
    answers = net.forward(grid).reshape(RESOLUTION, RESOLUTION)
    middle = _middle(playground)
    shade_two(axes, x, y, answers, middle, TARGETS[playground.output][1] - middle)
    for label in (0, 1):
        filled = marks_of(label) | {"ms": 4.5, "mew": 0.6}
        hollow = filled | {"mfc": filled["mec"], "mec": filled["mfc"], "mew": 1.1}
        for out, marks in ((False, filled), (True, hollow)):
            axes.plot(*X[:, (labels == label) & (held == out)], **marks)
    axes.set(xlabel="$x_1$", ylabel="$x_2$", xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))
    axes.set_aspect("equal")
