"""The course of a descent, held to what theory says of it: plateaus, modes, the edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, MARKERS, above_zero, check_number
from nnlib.figures.style import SMALL, light, styled

__all__ = ["cost_and_levels", "edge_of_stability", "modes_over_time"]

_DASHES = ("-", "--", "-.", ":")


@styled
def cost_and_levels(
    costs: Mapping[str, ArrayLike],
    levels: Sequence[float],
    *,
    across: str = "step",
    legend: Literal["upper right", "center right"] = "upper right",
    alt: str | None = None,
) -> Picture:
    """Plot the cost of descents over their steps, and levels at which they may rest.

    Parameters
    ----------
    costs : mapping of str to array_like of shape (steps,)
        By the name that the legend says, where there are several: the cost before each step,
        above 0.
    levels : sequence of float
        Costs above 0, drawn as dotted lines.
    across : str
        What is counted: the label of the horizontal axis.
    legend : str
        ``"upper right"`` or ``"center right"``: where there is room for it.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no runs or more than four, or a cost or a level is not above 0.
    """
    check_number("costs", costs)
    rests = above_zero("levels", levels)
    figure = Figure(figsize=(5.6, 3.1))
    axes = figure.add_axes((0.13, 0.17, 0.84, 0.79))
    for level in rests:
        axes.axhline(level, color=light("muted"), ls=":", lw=1.2)
    words = []
    for (name, costs_of_run), color, dash in zip(costs.items(), COLOURS, _DASHES, strict=False):
        curve = above_zero(f"costs[{name!r}]", costs_of_run)
        axes.semilogy(curve, color=light(color), ls=dash, label=name)
        words.append(f"{name} from {curve[0]:.2g} to {curve[-1]:.2g} in {curve.size - 1} {across}s")
    axes.set(xlabel=across, ylabel="cost")
    axes.set_xlim(left=0)
    if len(costs) > 1:
        axes.legend(loc=legend)
    text = (
        f"The cost over each {across}, logarithmic: {'; '.join(words)}. Dotted lines at "
        f"{', '.join(f'{level:.3g}' for level in rests)}."
    )
    return Picture(figure, alt or text)


@styled
def modes_over_time(
    times: ArrayLike,
    measured: Mapping[str, ArrayLike],
    predicted: Mapping[str, ArrayLike],
    *,
    alt: str | None = None,
) -> Picture:
    """Plot the strengths of modes over time: marks as measured, lines as predicted.

    Parameters
    ----------
    times : array_like of shape (n,)
        When, rising from 0.
    measured, predicted : mapping of str to array_like of shape (n,)
        By the name that the legend says: the strength of a mode at each time.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the names differ, there are none or more than four, or a list is not of n finite numbers.
    """
    at = _finite("times", times, None)
    check_number("measured", measured)
    if list(measured) != list(predicted):
        raise ValueError(f"predicted has {list(predicted)}, but measured has {list(measured)}")
    figure = Figure(figsize=(5.6, 3.1))
    axes = figure.add_axes((0.11, 0.17, 0.86, 0.79))
    words = []
    for number, (name, strengths) in enumerate(measured.items()):
        color = light(COLOURS[number])
        line = _finite(f"predicted[{name!r}]", predicted[name], at.size)
        marks = _finite(f"measured[{name!r}]", strengths, at.size)
        axes.plot(at, line, color=color, ls=_DASHES[number])
        few = slice(None, None, max(at.size // 25, 1))
        axes.plot(at[few], marks[few], MARKERS[number], ms=4.5, color=color, label=name)
        half = at[np.argmax(marks > marks[-1] / 2)]
        words.append(f"{name} ends at {marks[-1]:.3g} and is half grown at {half:.3g}")
    axes.set(xlabel="$t$", ylabel="strength", xlim=(at[0], at[-1]))
    axes.legend(loc="lower right")
    text = f"Strengths over the time t: {'; '.join(words)}. Lines show what is predicted."
    return Picture(figure, alt or text)


@styled
def edge_of_stability(
    costs: Mapping[str, ArrayLike],
    eigenvalues: Mapping[str, ArrayLike],
    edges: Mapping[str, float],
    *,
    every: int,
    alt: str | None = None,
) -> Picture:
    """Plot the cost of descents, and below it the largest eigenvalue of the Hessian.

    Parameters
    ----------
    costs : mapping of str to array_like of shape (steps,)
        By the name that the legend says: the cost before each step, above 0.
    eigenvalues : mapping of str to array_like of shape (n,)
        The largest eigenvalue before steps 0, `every`, 2 `every`, ..., above 0.
    edges : mapping of str to float
        The largest eigenvalue at which each descent is stable, drawn as a line.
    every : int
        How many steps lie between two eigenvalues.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the names differ, there are none or more than four, or a number is not above 0.
    """
    check_number("costs", costs)
    if not list(costs) == list(eigenvalues) == list(edges):
        raise ValueError(
            f"costs has {list(costs)}, eigenvalues {list(eigenvalues)} and edges {list(edges)}, "
            "but all must have the same names"
        )
    above_zero("every", [every])
    figure = Figure(figsize=(5.8, 4.6))
    above = figure.add_axes((0.12, 0.56, 0.74, 0.36))
    below = figure.add_axes((0.12, 0.11, 0.74, 0.36), sharex=above)
    words = []
    for (name, edge), color, marker in zip(edges.items(), COLOURS, MARKERS, strict=False):
        shade = light(color)
        curve = above_zero(f"costs[{name!r}]", costs[name])
        sharpness = above_zero(f"eigenvalues[{name!r}]", eigenvalues[name])
        (limit,) = above_zero(f"edges[{name!r}]", [edge])
        above.semilogy(curve, color=shade, lw=0.9)
        below.axhline(limit, color=shade, ls="--", lw=0.9)
        below.plot(every * np.arange(sharpness.size), sharpness, marker, ms=3.2, color=shade)
        below.annotate(
            f"{limit:.3g}", (1, limit), xycoords=("axes fraction", "data"), xytext=(5, 0),
            textcoords="offset points", va="center", color=shade, fontsize=SMALL,
        )  # fmt: skip
        above.plot([], [], marker, ls="-", color=shade, label=name)
        words.append(
            f"{name}: cost from {curve[0]:.2g} to {curve[-1]:.2g}, eigenvalue {sharpness[0]:.3g} "
            f"at the start, {sharpness.min():.3g} at least and {sharpness[-1]:.3g} at the end, "
            f"with its edge at {limit:.3g}"
        )
    above.set(ylabel="cost")
    below.set(xlabel="step", ylabel="largest eigenvalue", ylim=(0, None))
    below.set_xlim(left=0)
    above.tick_params(labelbottom=False)
    figure.legend(loc="upper center", ncols=len(edges), borderaxespad=0.1)
    text = (
        "Above, the cost over the steps, logarithmic; below, the largest eigenvalue of the "
        f"Hessian, with a dashed line at each edge. {'; '.join(words)}."
    )
    return Picture(figure, alt or text)


def _finite(argument: str, values: ArrayLike, size: int | None) -> np.ndarray:
    numbers = np.asarray(values, dtype=float)
    fits = numbers.ndim == 1 and numbers.size > 1 and size in (None, numbers.size)
    if not fits or not np.isfinite(numbers).all():
        wanted = "at least 2" if size is None else str(size)
        raise ValueError(f"{argument} is {values!r}, but {wanted} finite numbers are wanted")
    return numbers
