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
        Its ``forward`` is called with a grid of inputs, and its state is that of the grid after.
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
        If `X` does not have two rows, or `Y` does not fit to it.
    """
    points, targets = np.asarray(X, dtype=float), np.asarray(Y)
    if points.ndim != 2 or points.shape[0] != 2 or not points.shape[1]:
        raise ValueError(f"X has shape {points.shape}, but (2, N) is wanted")
    if targets.ndim not in (1, 2) or targets.shape[-1] != points.shape[1]:
        raise ValueError(f"Y has shape {targets.shape}, but X has {points.shape[1]} columns")
    if resolution < 2:
        raise ValueError(f"resolution is {resolution}, but at least 2 is wanted")
    low, high = points.min(axis=1), points.max(axis=1)
    room = 0.1 * np.maximum(high - low, 1e-3)
    x = np.linspace(low[0] - room[0], high[0] + room[0], resolution)
    y = np.linspace(low[1] - room[1], high[1] + room[1], resolution)
    grid = np.stack(np.meshgrid(x, y)).reshape(2, -1)
    answers = np.array(net.forward(grid), dtype=float)
    answers = answers.reshape(len(answers), resolution, resolution)
    figure = Figure(figsize=(4.8, 3.9))
    axes = figure.add_axes((0.12, 0.13, 0.86, 0.85))
    if len(answers) == 1:
        middle = (float(targets.min()) + float(targets.max())) / 2
        classes = (targets.reshape(-1) > middle).astype(int)
        shade_two(axes, x, y, answers[0], middle, abs(float(targets.max()) - middle) or 0.5)
    else:
        classes = targets.argmax(axis=0) if targets.ndim == 2 else targets.astype(int)
        _shade_many(axes, x, y, answers)
    size = 4.5 if points.shape[1] > 20 else 8.0
    for k in np.unique(classes):
        color = CLASSES[k % len(CLASSES)]
        axes.plot(
            *points[:, classes == k], ls="none", marker=_MARKERS[k % len(_MARKERS)], ms=size,
            mfc=light(color), mec=light("paper"), mew=0.6, label=f"class {k}",
        )  # fmt: skip
    axes.set(xlabel="$x_1$", ylabel="$x_2$", xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))
    words = (
        f"The plane of the inputs x_1 and x_2 with {points.shape[1]} examples of "
        f"{np.unique(classes).size} classes as different marks, and the regions that the network "
        "gives to each class as shades of its colour. A line marks the boundary between them."
    )
    return Picture(figure, alt or words)


def shade_two(
    axes: Axes, x: np.ndarray, y: np.ndarray, answer: np.ndarray, middle: float, scale: float
) -> None:
    """Lay thin sheets over one another: the surer the answer, the more of them."""
    for sign, color in ((-1, CLASSES[0]), (1, CLASSES[1])):
        away = sign * (answer - middle) / scale
        for level in (0.0, 0.25, 0.5, 0.75):
            if away.max() > level:
                top = max(float(away.max()), 1.0) + 1
                axes.contourf(x, y, away, levels=[level, top], colors=[light(color)], alpha=0.09)
    if answer.min() < middle < answer.max():
        axes.contour(x, y, answer, levels=[middle], colors=[light("ink")], linewidths=1.4)


def _shade_many(axes: Axes, x: np.ndarray, y: np.ndarray, answers: np.ndarray) -> None:
    for k in range(len(answers)):
        lead = answers[k] - np.delete(answers, k, axis=0).max(axis=0)
        if lead.max() > 0:
            color = light(CLASSES[k % len(CLASSES)])
            axes.contourf(x, y, lead, levels=[0, lead.max() + 1], colors=[color], alpha=0.22)
            if lead.min() < 0:
                axes.contour(x, y, lead, levels=[0], colors=[light("ink")], linewidths=1.0)
