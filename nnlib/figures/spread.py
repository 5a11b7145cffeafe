"""The results of many runs: every one of them, so that their spread is seen."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.style import LINE, light, styled

__all__ = ["spread_of_runs"]

_MOST = 16


@styled
def spread_of_runs(
    results: Mapping[str, ArrayLike],
    quantity: str,
    *,
    level: float | None = None,
    alt: str | None = None,
) -> Picture:
    """Draw a row of points for each kind of run, a point for each run, with a bar at their mean.

    Parameters
    ----------
    results : mapping of str to array_like of shape (runs,)
        By the name that stands beside the row, from the top down: a number for each run; one to
        sixteen rows.
    quantity : str
        What the numbers are, for the axis.
    level : float, optional
        A value to compare with: a dotted line.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no rows or more than sixteen, or a row is not of finite numbers.
    """
    if not 1 <= len(results) <= _MOST:
        raise ValueError(f"results has {len(results)} rows, but 1 to {_MOST} are wanted")
    figure = Figure(figsize=(6.0, 0.75 + 0.27 * len(results)), layout="constrained")
    axes = figure.add_subplot()
    if level is not None:
        axes.axvline(level, color=light("muted"), ls=":", lw=LINE)
    told = []
    for row, (name, numbers) in enumerate(results.items()):
        runs = np.asarray(numbers, dtype=float)
        if runs.ndim != 1 or not runs.size or not np.isfinite(runs).all():
            raise ValueError(f"results[{name!r}] is {numbers!r}, but finite numbers are wanted")
        # Points of the same value side by side, not one on top of the other.
        lift = 0.22 * (np.arange(runs.size) % 5 - 2) / 2
        axes.plot(runs, row + lift, "o", ms=3.4, mew=0, alpha=0.65, color=light("activation"))
        axes.plot([runs.mean()] * 2, [row - 0.36, row + 0.36], color=light("ink"), lw=2)
        told.append(f"{name} {runs.mean():.3g}, from {runs.min():.3g} to {runs.max():.3g}")
    axes.set(xlabel=quantity, ylim=(len(results) - 0.4, -0.6))
    axes.set_yticks(range(len(results)), list(results))
    axes.tick_params(axis="y", length=0)
    against = f" A dotted line stands at {level:.3g}." if level is not None else ""
    text = f"{quantity}, a point for each run and a bar at the mean: {'; '.join(told)}.{against}"
    return Picture(figure, alt or text)
