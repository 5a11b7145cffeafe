"""A quantity of several runs, step by step."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, check_number
from nnlib.figures.style import LINE, SMALL, light, styled

__all__ = ["over_steps"]

_DASHES = ("-", "--", "-.", ":")
#: Points of a curve that are drawn: more would make the page heavy, and nobody sees them.
_POINTS = 600


@styled
def over_steps(
    curves: Mapping[str, ArrayLike],
    quantity: str,
    *,
    levels: Mapping[str, float] | None = None,
    log: bool = False,
    alt: str | None = None,
) -> Picture:
    """Plot a quantity of each run over the steps, from step 1 on.

    Parameters
    ----------
    curves : mapping of str to array_like of shape (steps,)
        By the name that the legend says, the value at step 1, 2, ...; one to four of them.
    quantity : str
        What it is, for the axis.
    levels : mapping of str to float, optional
        Values to compare with: a dotted line each, with these words above it.
    log : bool
        Whether both axes are logarithmic.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no curves or more than four, or one is not of at least 2 finite numbers, above
        0 where the axes are logarithmic.
    """
    check_number("curves", curves)
    figure = Figure(figsize=(5.8, 3.0))
    axes = figure.add_axes((0.13, 0.17, 0.84, 0.8))
    told, last = [], 0
    for (name, values), color, dash in zip(curves.items(), COLOURS, _DASHES, strict=False):
        run = _checked(f"curves[{name!r}]", values, log)
        last = max(last, run.size)
        steps = _few(run.size, log)
        axes.plot(steps, run[steps - 1], color=light(color), ls=dash, label=name)
        told.append(f"{name} from {run[0]:.3g} to {run[-1]:.3g}, at most {run.max():.3g}")
    for words, level in (levels or {}).items():
        axes.axhline(level, color=light("muted"), ls=":", lw=LINE)
        axes.annotate(
            words, (0.99, level), xycoords=("axes fraction", "data"), xytext=(0, 3),
            textcoords="offset points", ha="right", fontsize=SMALL,
        )  # fmt: skip
        told.append(f"a dotted line, {words}, at {level:.3g}")
    if log:
        axes.set(xscale="log", yscale="log")
    axes.set(xlabel="step", ylabel=quantity, xlim=(1, last))
    if len(curves) > 1:
        axes.legend(loc="best")
    scale = ", both axes logarithmic" if log else ""
    return Picture(figure, alt or f"{quantity} over {last} steps{scale}: {'; '.join(told)}.")


def _checked(argument: str, values: ArrayLike, log: bool) -> np.ndarray:
    run = np.asarray(values, dtype=float)
    good = run.ndim == 1 and run.size > 1 and np.isfinite(run).all()
    if not good or (log and run.min() <= 0):
        above = " above 0" if log else ""
        raise ValueError(
            f"{argument} is {values!r}, but a list of at least 2 finite numbers{above} is wanted"
        )
    return run


def _few(steps: int, log: bool) -> np.ndarray:
    """Which steps are drawn, evenly along the axis."""
    spaced = np.geomspace(1, steps, _POINTS) if log else np.linspace(1, steps, _POINTS)
    return np.unique(spaced.round().astype(int))
