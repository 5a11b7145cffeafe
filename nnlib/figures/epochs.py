"""A quantity of several runs, from before the training on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, MARKERS
from nnlib.figures.style import SMALL, light, styled

__all__ = ["over_epochs"]


@styled
def over_epochs(
    curves: Mapping[str, ArrayLike],
    quantity: str,
    *,
    levels: Mapping[str, float] | None = None,
    alt: str | None = None,
) -> Picture:
    """Plot a quantity of each run before the training and after every epoch.

    Parameters
    ----------
    curves : mapping of str to array_like of shape (epochs + 1,)
        By the name that the legend says, the value at epoch 0, 1, 2, ...; one to four of them.
        NaN stands where there is none, and leaves a gap.
    quantity : str
        What it is, for the axis.
    levels : mapping of str to float, optional
        Values to compare with: a dotted line each, with these words above it.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are none or more than four curves, or one has fewer than two finite numbers or
        another length than the rest.
    """
    runs = {name: np.asarray(values, dtype=float) for name, values in curves.items()}
    if not 1 <= len(runs) <= len(COLOURS):
        raise ValueError(f"curves holds {len(runs)}, but 1 to {len(COLOURS)} are wanted")
    for name, values in runs.items():
        if values.ndim != 1 or np.isinf(values).any() or np.isfinite(values).sum() < 2:
            raise ValueError(
                f"curves[{name!r}] is {values}, but a list of at least 2 finite numbers is wanted"
            )
    lengths = {name: values.size for name, values in runs.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"the curves hold {lengths} numbers, but all must hold as many")
    figure = Figure(figsize=(5.8, 3.0))
    axes = figure.add_axes((0.11, 0.17, 0.86, 0.8))
    last = max(lengths.values()) - 1
    for words, level in (levels or {}).items():
        axes.axhline(level, color=light("muted"), ls=":", lw=1.2)
        axes.annotate(
            words, (last, level), (0, 3), textcoords="offset points", ha="right", fontsize=SMALL
        )
    for (name, values), color, marker in zip(runs.items(), COLOURS, MARKERS, strict=False):
        axes.plot(values, color=light(color), marker=marker, ms=4, label=name)
    axes.set(xlabel="epoch", ylabel=quantity)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(loc="lower right")
    ends = {name: values[np.isfinite(values)][[0, -1]] for name, values in runs.items()}
    told = [f"{name} from {v[0]:.2f} to {v[1]:.2f}" for name, v in ends.items()]
    told += [f"{words} at {level:.2f}" for words, level in (levels or {}).items()]
    return Picture(figure, alt or f"{quantity} over {last} epochs: {'; '.join(told)}.")
