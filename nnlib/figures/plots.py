"""What came out: learning curves, and mistakes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from nnlib._checks import count
from nnlib.figures.cells import shade_cells
from nnlib.figures.picture import Picture
from nnlib.figures.style import SMALL, light, styled
from nnlib.training import confusion_matrix as count_confusions


@styled
def learning_curves(history: Any, *, alt: str | None = None) -> Picture:
    """Plot cost, and accuracy where there is one, over the epochs of a training run.

    Parameters
    ----------
    history : History
        Has the lists ``cost``, ``validation_cost``, ``accuracy`` and ``validation_accuracy``.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the history holds no epoch with a finite cost.
    """
    curves = {
        name: np.asarray(getattr(history, name, None) or [], dtype=float)
        for name in ("cost", "validation_cost", "accuracy", "validation_accuracy")
    }
    if not curves["cost"].size:
        raise ValueError("history holds no epoch, so there is nothing to plot")
    if not np.isfinite(curves["cost"]).any():
        raise ValueError("history holds no finite cost, so there is nothing to plot")
    panels = [name for name in ("cost", "accuracy") if curves[name].size]
    width = 6.2 if len(panels) == 2 else 4.4
    figure = Figure(figsize=(width, 2.8))
    grid = figure.add_gridspec(
        1, len(panels), left=0.5 / width, right=1 - 0.12 / width, bottom=0.18, top=0.88, wspace=0.27
    )
    words = []
    for number, name in enumerate(panels):
        axes = figure.add_subplot(grid[0, number])
        for values, color, dash, label in (
            (curves[name], "activation", "-", "training"),
            (curves[f"validation_{name}"], "ink", (0, (4, 2)), "validation"),
        ):
            if not values.size:
                continue
            epochs = np.arange(1, values.size + 1)
            marker = "o" if values.size == 1 else None
            axes.plot(epochs, values, color=light(color), ls=dash, marker=marker, label=label)
            words.append(f"{label} {name} from {values[0]:.3g} to {values[-1]:.3g}")
        axes.set_title(name)
        axes.set_xlabel("epoch")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
        if name == "cost":
            axes.set_ylim(bottom=0 if np.nanmin(curves["cost"]) >= 0 else None)
        if number == 0 and curves[f"validation_{name}"].size:
            axes.legend(loc="upper right")
    text = f"Curves over {curves['cost'].size} epochs: {'; '.join(words)}."
    return Picture(figure, alt or text)


@styled
def confusion_matrix(
    labels: ArrayLike,
    predicted: ArrayLike,
    classes: int | Sequence[str],
    *,
    alt: str | None = None,
) -> Picture:
    """Draw how often each class was predicted for the examples of each class.

    Parameters
    ----------
    labels, predicted : array_like of shape (N,)
        True and predicted classes, from 0.
    classes : int or sequence of str
        The number of classes, or their names.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `labels` and `predicted` differ in shape, are empty, or hold anything but classes.
    """
    listed = classes if isinstance(classes, Iterable) else range(count("classes", classes))
    names = [str(name) for name in listed]
    counts = count_confusions(labels, predicted, len(names))
    size = min(5.6, 1.0 + 0.42 * max(len(names), 4))
    figure = Figure(figsize=(size, size))
    axes = figure.add_axes((0.7 / size, 0.12 / size, 1 - 0.82 / size, 1 - 0.82 / size))
    right, wrong = np.diag(np.diag(counts)), counts - np.diag(np.diag(counts))
    shade_cells(axes, 0.45 * np.sqrt(right / counts.max()), "activation", (0, 0))
    shade_cells(axes, (0.15 + 0.3 * wrong / max(wrong.max(), 5)) * (wrong > 0), "error", (0, 0))
    for row, column in np.argwhere(counts > 0):
        axes.text(
            column + 0.5, -row - 0.53, str(counts[row, column]), ha="center", va="center",
            fontsize=SMALL if len(names) <= 12 else 8,
        )  # fmt: skip
    ticks = np.arange(len(names)) + 0.5
    axes.set(xlim=(0, len(names)), ylim=(-len(names), 0), aspect="equal")
    axes.set_xticks(ticks, names)
    axes.set_yticks(-ticks, names)
    axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    axes.xaxis.set_label_position("top")
    axes.set(xlabel="predicted class", ylabel="true class")
    for edge in range(len(names) + 1):
        axes.axhline(-edge, color=light("faint"), lw=0.6, zorder=0)
        axes.axvline(edge, color=light("faint"), lw=0.6, zorder=0)
    axes.spines[:].set_visible(False)
    errors = [
        f"{names[row]} as {names[column]} {wrong[row, column]} times"
        for row, column in sorted(np.argwhere(wrong > 0), key=lambda at: -wrong[tuple(at)])[:5]
    ]
    words = (
        f"Confusion matrix of {len(names)} classes over {counts.sum()} examples: rows are true "
        f"classes, columns predicted ones. {right.sum()} examples lie on the diagonal: right."
    )
    if errors:
        words += f" Most frequent mistakes: {', '.join(errors)}."
    return Picture(figure, alt or words)


@styled
def digit_grid(
    X: ArrayLike,
    titles: Sequence[str] | None = None,
    *,
    side: int = 8,
    columns: int = 8,
    alt: str | None = None,
) -> Picture:
    """Draw columns of X as small square images.

    Parameters
    ----------
    X : array_like of shape (side * side, n)
        One image in each column, row by row, with values in [0, 1]; 1 is ink.
    titles : sequence of str, optional
        A line above each image.
    side : int
        Pixels along one side.
    columns : int
        The most images in a row; there are fewer where the titles need the room.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `X` has another shape or other values, or the number of titles is not `n`.
    """
    images = np.asarray(X, dtype=float)
    if images.ndim != 2 or images.shape[0] != side * side or not images.shape[1]:
        raise ValueError(
            f"X has shape {images.shape}, but ({side * side}, n) with n >= 1 is wanted"
        )
    if not (images.min() >= 0 and images.max() <= 1):
        raise ValueError(f"X ranges from {images.min()} to {images.max()}, but [0, 1] is wanted")
    n_images = images.shape[1]
    if titles is not None and len(titles) != n_images:
        raise ValueError(f"titles has {len(titles)} entries, but X has {n_images} columns")
    if columns < 1:
        raise ValueError(f"columns is {columns}, but at least 1 is wanted")
    longest = max((len(str(title)) for title in titles or ()), default=0)
    columns = min(columns, n_images, max(1, int(6.2 / (0.1 + 0.068 * longest))))
    rows = math.ceil(n_images / columns)
    across = side * 1.18
    down = side * (1.55 if titles is not None else 1.18)
    inch = min(6.2 / columns, 1.1) / across
    figure = Figure(figsize=(columns * across * inch, rows * down * inch))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set(xlim=(0, columns * across), ylim=(-rows * down, 0))
    for n in range(n_images):
        x = (n % columns) * across + 0.09 * side
        y = -(n // columns) * down - (down - 1.09 * side)
        shade_cells(axes, images[:, n].reshape(side, side), "ink", (x, y))
        frame = [(x, y), (x + side, y), (x + side, y - side), (x, y - side), (x, y)]
        axes.plot(*zip(*frame, strict=True), color=light("faint"), lw=0.8)
        if titles is not None:
            axes.text(
                x + side / 2, y + 0.07 * side, titles[n], ha="center", va="bottom", fontsize=SMALL
            )
    words = f"{n_images} images of {side} by {side} pixels"
    if titles is not None:
        words += f", with these titles: {'; '.join(str(title) for title in titles)}"
    return Picture(figure, alt or words + ".")
