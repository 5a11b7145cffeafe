"""The map that a network with two inputs has learned."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.style import light, styled

CLASSES = ["class-0", "class-1", "muted", "bias", "preactivation", "error"]
_MARKERS = "o^sDvP"


@styled
def decision_surface(
    net: Any, X: ArrayLike, Y: ArrayLike, *, resolution: int = 100, alt: str | None = None
) -> Picture:
    """Map what a network with two inputs answers, with the examples on top.

    Parameters
    ----------
    net : Network
        Its ``forward`` is called with a grid of inputs, whose arrays it holds afterwards.
    X : array_like of shape (2, N)
        The examples.
    Y : array_like of shape (1, N), (d_L, N) or (N,)
        Targets, one-hot targets, or class labels from 0.
    resolution : int
        Points of the grid along one side.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `X` does not have two rows, or `Y` does not have a column for each of its columns.
    """
    points, targets = np.asarray(X, dtype=float), np.asarray(Y)
    if points.ndim != 2 or points.shape[0] != 2 or not points.shape[1]:
        raise ValueError(f"X has shape {points.shape}, but (2, N) is wanted")
    if targets.ndim not in (1, 2) or targets.shape[-1] != points.shape[1]:
        raise ValueError(f"Y has shape {targets.shape}, but X has {points.shape[1]} columns")
    if resolution < 2:
        raise ValueError(f"resolution is {resolution}, but at least 2 is wanted")
    x, y, grid = grid_around(points, resolution)
    answers = np.array(net.forward(grid), dtype=float)
    answers = answers.reshape(len(answers), resolution, resolution)
    figure = Figure(figsize=(4.8, 3.9))
    axes = figure.add_axes((0.12, 0.13, 0.86, 0.85))
    if len(answers) == 1:
        middle, classes = split_in_two(targets)
        shade_two(axes, x, y, answers[0], middle, abs(float(targets.max()) - middle) or 0.5)
    else:
        classes = targets.argmax(axis=0) if targets.ndim == 2 else targets.astype(int)
        for k in range(len(answers)):
            shade_class(axes, x, y, answers, k)
    size = 4.5 if points.shape[1] > 20 else 8.0
    for k in np.unique(classes):
        axes.plot(*points[:, classes == k], ms=size, mew=0.6, label=f"class {k}", **marks_of(k))
    axes.set(xlabel="$x_1$", ylabel="$x_2$", xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))
    words = (
        f"The plane of the inputs x_1 and x_2 with {points.shape[1]} examples of "
        f"{np.unique(classes).size} classes as different marks, and the regions that the network "
        "gives to each class as shades of its colour. A line marks the boundary between them."
    )
    return Picture(figure, alt or words)


def grid_around(X: np.ndarray, resolution: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cover the examples, and some room around them, with a grid.

    Parameters
    ----------
    X : ndarray of shape (2, N)
        The examples.
    resolution : int
        Points of the grid along one side.

    Returns
    -------
    x, y : ndarray of shape (resolution,)
        Its coordinates.
    grid : ndarray of shape (2, resolution * resolution)
        Its points, one in each column.
    """
    low, high = X.min(axis=1), X.max(axis=1)
    room = 0.1 * np.maximum(high - low, 1e-3)
    x, y = np.linspace(low - room, high + room, resolution).T
    return x, y, np.stack(np.meshgrid(x, y)).reshape(2, -1)


def split_in_two(targets: np.ndarray) -> tuple[float, np.ndarray]:
    """Tell two classes from the targets of a single output.

    Parameters
    ----------
    targets : ndarray of shape (1, N) or (N,)
        Two numbers, such as 0 and 1.

    Returns
    -------
    middle : float
        The answer at which one class turns into the other.
    classes : ndarray of shape (N,)
        0 or 1 for each example.
    """
    middle = (float(targets.min()) + float(targets.max())) / 2
    return middle, (targets.reshape(-1) > middle).astype(int)


def marks_of(k: int) -> dict[str, Any]:
    """Return how matplotlib's `plot` is to mark the examples of class k."""
    return {
        "ls": "none",
        "marker": _MARKERS[k % len(_MARKERS)],
        "mfc": light(CLASSES[k % len(CLASSES)]),
        "mec": light("paper"),
    }


def shade_two(
    axes: Axes, x: np.ndarray, y: np.ndarray, answer: np.ndarray, middle: float, scale: float
) -> None:
    """Shade the sides of two classes, the darker the surer the answer, and draw their boundary.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    x, y : ndarray of shape (n,)
        The coordinates of a grid.
    answer : ndarray of shape (n, n)
        The one output there.
    middle : float
        The answer at which one class turns into the other.
    scale : float
        How far from there a sure answer is.
    """
    for sign, color in ((-1, CLASSES[0]), (1, CLASSES[1])):
        away = sign * (answer - middle) / scale
        # thin sheets over one another: the surer the answer, the more of them
        for level in (0.0, 0.25, 0.5, 0.75):
            if away.max() > level:
                top = max(float(away.max()), 1.0) + 1
                axes.contourf(x, y, away, levels=[level, top], colors=[light(color)], alpha=0.09)
    if answer.min() < middle < answer.max():
        axes.contour(x, y, answer, levels=[middle], colors=[light("ink")], linewidths=1.4)


def shade_class(axes: Axes, x: np.ndarray, y: np.ndarray, answers: np.ndarray, k: int) -> None:
    """Shade where the answer for class k is the largest, and draw the boundary.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    x, y : ndarray of shape (n,)
        The coordinates of a grid.
    answers : ndarray of shape (K, n, n)
        The output for each class there.
    k : int
        The class, from 0.
    """
    lead = answers[k] - np.delete(answers, k, axis=0).max(axis=0)
    if lead.max() > 0:
        color = light(CLASSES[k % len(CLASSES)])
        axes.contourf(x, y, lead, levels=[0, lead.max() + 1], colors=[color], alpha=0.22)
        if lead.min() < 0:
            axes.contour(x, y, lead, levels=[0], colors=[light("ink")], linewidths=1.0)
