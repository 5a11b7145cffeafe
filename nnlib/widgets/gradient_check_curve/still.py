"""The still picture of a `GradientCheckCurve`: errors over the nudge, and one of them marked."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from nnlib.figures import Picture, light
from nnlib.figures.style import SMALL, SYMBOL, THIN, styled
from nnlib.widgets.gradient_check_curve.checked import LOWEST, STEP

__all__ = ["gradient_check_still"]

Array = NDArray[np.floating]

#: Of the vertical axis; an error of 0 stands at its foot.
FOOT = 1e-13


@styled
def gradient_check_still(
    errors: Array, place: int, pair: tuple[float, float], mistake: str, precision: str
) -> Picture:
    """Draw the errors, and say the two numbers at one of them.

    Parameters
    ----------
    errors : ndarray
        The relative error for every nudge, from the smallest up.
    place : int
        Of the nudge that is marked.
    pair : tuple of float
        The derivative as computed, and by the difference.
    mistake, precision : str
        The words for both.

    Returns
    -------
    Picture
    """
    epsilons = 10.0 ** (LOWEST + STEP * np.arange(errors.size))
    seen = np.maximum(errors, FOOT)
    figure = Figure(figsize=(5.6, 3.4))
    axes = figure.add_axes((0.13, 0.15, 0.85, 0.8))
    axes.loglog(epsilons, seen, ".-", lw=THIN, ms=4, color=light("activation"))
    axes.loglog(epsilons[place], seen[place], "o", ms=9, color=light("ink"))
    axes.set(ylim=(FOOT, 10), ylabel="relative error")
    axes.set_xlabel(r"$\varepsilon$", fontsize=SYMBOL)
    axes.set_title(f"mistake: {mistake}; {precision}", fontsize=SMALL, color=light("muted"))
    computed, numerical = pair
    words = (
        f"The relative error of a derivative over the nudge epsilon, both axes logarithmic; "
        f"mistake: {mistake}; {precision}. At epsilon {epsilons[place]:.1e} backpropagation gives "
        f"{computed:.12g}, the central difference {numerical:.12g}, a relative error of "
        f"{errors[place]:.1e}. The smallest of all is {errors.min():.1e}."
    )
    return Picture(figure, words)
