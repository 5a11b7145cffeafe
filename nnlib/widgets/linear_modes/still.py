"""The still picture of a `LinearModes`: the modes above the cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from nnlib.figures import Picture, light
from nnlib.figures.series import COLOURS, MARKERS
from nnlib.figures.style import SMALL, SYMBOL, styled
from nnlib.widgets.linear_modes.modes import Course

__all__ = ["modes_still"]

Array = NDArray[np.floating]

#: Of the axis of the cost.
FOOT = 0.01


@styled
def modes_still(
    t: Array, curves: Array, course: Course, strengths: Sequence[float], words: str
) -> Picture:
    """Draw the modes.

    Parameters
    ----------
    t : ndarray of shape (n,)
        Times of the formula.
    curves : ndarray of shape (4, n)
        Strengths by the formula.
    course : Course
        What the descent measured.
    strengths : sequence of 4 float
        What is to be learned.
    words : str
        The alternative text.

    Returns
    -------
    Picture
    """
    figure = Figure(figsize=(5.6, 4.2))
    top = figure.add_axes((0.12, 0.42, 0.76, 0.55))
    below = figure.add_axes((0.12, 0.13, 0.76, 0.22), sharex=top)
    for k, (colour, marker) in enumerate(zip(COLOURS, MARKERS, strict=True)):
        top.plot(t, curves[k], color=light(colour))
        top.plot(course.t[::4], course.u[k, ::4], marker, ms=4, color=light(colour))
        top.annotate(
            f"$s_{k + 1} = {strengths[k]:g}$", (t[-1], strengths[k]), xytext=(5, 0),
            textcoords="offset points", va="center", color=light(colour), fontsize=SMALL,
        )  # fmt: skip
    top.set(ylim=(0, None), xlim=(0, t[-1]))
    top.set_ylabel("$u$", fontsize=SYMBOL)
    top.tick_params(labelbottom=False)
    below.semilogy(course.t, course.J, color=light("ink"))
    below.set(ylim=(FOOT, 100))
    below.set_ylabel("$J$", fontsize=SYMBOL)
    below.set_xlabel("$t$", fontsize=SYMBOL)
    return Picture(figure, words)
