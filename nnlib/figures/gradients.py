"""What runs have reached, over what they have paid: gradients over all examples."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, MARKERS, above_zero, check_number
from nnlib.figures.style import light, styled

__all__ = ["cost_over_gradients"]

_DASHES = ("-", "--", "-.", ":")


@styled
def cost_over_gradients(
    runs: Mapping[str, tuple[ArrayLike, ArrayLike]], *, alt: str | None = None
) -> Picture:
    """Plot the cost of runs over the gradients that they have taken, both logarithmic.

    Parameters
    ----------
    runs : mapping of str to tuple of two array_like of shape (epochs,)
        By the name that the legend says: gradients taken, rising, and the cost then, above 0, such
        as ``(history.gradients, history.cost)``; one to four of them.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no runs or more than four, a number is not above 0, two lists of a run differ
        in length, or its gradients do not rise.
    """
    check_number("runs", runs)
    figure = Figure(figsize=(5.8, 3.4))
    axes = figure.add_axes((0.13, 0.15, 0.84, 0.72))
    words = []
    for (name, (gradients, costs)), color, marker, dash in zip(
        runs.items(), COLOURS, MARKERS, _DASHES, strict=False
    ):
        taken = above_zero(f"the gradients of {name!r}", gradients)
        curve = above_zero(f"the costs of {name!r}", costs, taken.size)
        if not (np.diff(taken) > 0).all():
            raise ValueError(f"the gradients of {name!r} are {gradients!r}, but must rise")
        axes.loglog(taken, curve, color=light(color), ls=dash)
        axes.loglog(taken[-1:], curve[-1:], marker, ms=6, color=light(color))
        axes.plot([], [], marker=marker, ls=dash, color=light(color), label=name)
        words.append(
            f"{name} from {curve[0]:.2g} after {taken[0]:g} to {curve[-1]:.2g} after {taken[-1]:g}"
        )
    axes.set(xlabel="gradients over all examples", ylabel="cost")
    figure.legend(loc="upper center", ncols=len(runs), borderaxespad=0.1, columnspacing=1.2)
    text = f"The cost over the gradients taken, both axes logarithmic: {'; '.join(words)}."
    return Picture(figure, alt or text)
