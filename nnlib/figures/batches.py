"""Batches of different sizes: how rough their gradients are, and what a descent by them costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, MARKERS, above_zero
from nnlib.figures.style import light, styled

__all__ = ["cost_over_work", "noise_of_batches"]


@styled
def noise_of_batches(
    sizes: ArrayLike,
    measured: Mapping[str, ArrayLike],
    predicted: Mapping[str, ArrayLike],
    *,
    alt: str | None = None,
) -> Picture:
    """Plot the mean square error of a gradient over the size of its batch, both logarithmic.

    Parameters
    ----------
    sizes : array_like of shape (n,)
        Examples in a batch, rising.
    measured, predicted : mapping of str to array_like of shape (n,)
        By the name that the legend says: marks, and the line through them.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the names differ, there are none or more than four, or a list is not of n numbers
        above 0.
    """
    N = above_zero("sizes", sizes)
    if set(measured) != set(predicted) or not 1 <= len(measured) <= len(COLOURS):
        raise ValueError(
            f"measured has the names {list(measured)} and predicted {list(predicted)}, but both "
            f"must have the same, 1 to {len(COLOURS)}"
        )
    figure = Figure(figsize=(5.6, 3.0))
    axes = figure.add_axes((0.13, 0.17, 0.84, 0.79))
    words = []
    for place, name in enumerate(measured):
        marks = above_zero(f"measured[{name!r}]", measured[name], N.size)
        line = above_zero(f"predicted[{name!r}]", predicted[name], N.size)
        color = light(COLOURS[place])
        axes.loglog(N, line, color=color, ls="--" if place % 2 else "-")
        axes.loglog(N, marks, MARKERS[place], ms=5, color=color, label=name)
        words.append(f"{name} from {marks[0]:.2g} to {marks[-1]:.2g}")
    axes.set(xlabel="examples in a batch", ylabel="mean square error")
    axes.legend(loc="lower left")
    text = (
        f"The mean square error of a batch gradient over {N[0]:g} to {N[-1]:g} examples in a "
        f"batch, both axes logarithmic: {'; '.join(words)}. Lines show what is predicted."
    )
    return Picture(figure, alt or text)


@styled
def cost_over_work(
    costs: Mapping[str, Sequence[float]], seconds: Mapping[str, float], *, alt: str | None = None
) -> Picture:
    """Plot the costs of some runs twice: over the epochs, and over the time that these took.

    All axes are logarithmic. Time is in units of the fastest run, since seconds belong to one
    machine.

    Parameters
    ----------
    costs : mapping of str to sequence of float
        By the name that the legend says: the cost after each epoch, above 0.
    seconds : mapping of str to float
        How long an epoch of each run takes.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the names differ, there are none or more than four, or a number is not above 0.
    """
    if set(costs) != set(seconds) or not 1 <= len(costs) <= len(COLOURS):
        raise ValueError(
            f"costs has the names {list(costs)} and seconds {list(seconds)}, but both must have "
            f"the same, 1 to {len(COLOURS)}"
        )
    runs = {name: above_zero(f"costs[{name!r}]", curve) for name, curve in costs.items()}
    pace = {name: above_zero(f"seconds[{name!r}]", [each])[0] for name, each in seconds.items()}
    unit = min(curve.size * pace[name] for name, curve in runs.items())
    figure = Figure(figsize=(6.2, 3.0))
    left = figure.add_axes((0.09, 0.17, 0.4, 0.67))
    right = figure.add_axes((0.57, 0.17, 0.4, 0.67), sharey=left)
    words = []
    for (name, curve), color, marker in zip(runs.items(), COLOURS, MARKERS, strict=False):
        epochs = np.arange(1, curve.size + 1)
        for axes, work in ((left, epochs), (right, epochs * pace[name] / unit)):
            _curve(axes, work, curve, light(color), marker, name)
        time = curve.size * pace[name] / unit
        words.append(f"{name} {curve.size} epochs and {time:.2g} times as long as the fastest")
    left.set(xlabel="epochs", ylabel="cost")
    right.set(xlabel="time, the fastest run takes 1")
    right.tick_params(labelleft=False)
    handles, labels = left.get_legend_handles_labels()
    figure.legend(handles, labels, loc="upper center", ncols=len(runs), borderaxespad=0.2)
    text = (
        "Costs of the same network, over epochs on the left and over time on the right, all axes "
        f"logarithmic; at the end of each run: {'; '.join(words)}."
    )
    return Picture(figure, alt or text)


def _curve(
    axes: Axes, work: np.ndarray, curve: np.ndarray, color: str, marker: str, name: str
) -> None:
    axes.loglog(work, curve, color=color)
    axes.loglog(work[-1:], curve[-1:], marker, ms=6, color=color, label=name)
