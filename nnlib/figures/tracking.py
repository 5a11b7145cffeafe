"""How well a moving target is followed."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, MARKERS, above_zero, check_number
from nnlib.figures.style import light, styled

__all__ = ["errors_over_rates"]


@styled
def errors_over_rates(
    measured: Mapping[str, tuple[ArrayLike, ArrayLike]], *, rate: str, alt: str | None = None
) -> Picture:
    """Plot squared errors over the rates, or meta rates, that led to them.

    Parameters
    ----------
    measured : mapping of str to (rates, errors)
        By the name that the legend says: rates above 0, on a logarithmic axis, and as many errors.
    rate : str
        What the rates are: the words at the axis.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no curves or more than four, or a rate or an error is not above 0.
    """
    check_number("measured", measured)
    figure = Figure(figsize=(5.6, 3.0))
    axes = figure.add_axes((0.12, 0.17, 0.85, 0.79))
    words = []
    for (name, (rates, errors)), color, marker in zip(
        measured.items(), COLOURS, MARKERS, strict=False
    ):
        x = above_zero(f"rates of {name!r}", rates)
        y = above_zero(f"errors of {name!r}", errors, x.size)
        axes.plot(x, y, marker=marker, ms=5, color=light(color), label=name)
        best = int(y.argmin())
        words.append(f"{name}, lowest with {y[best]:.2g} at {x[best]:.2g}")
    axes.set(xscale="log", xlabel=rate, ylabel="mean squared error")
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_formatter("{x:g}")
    axes.legend(loc="best")
    text = f"The mean squared error over the {rate}, on a logarithmic axis: {'; '.join(words)}."
    return Picture(figure, alt or text)
