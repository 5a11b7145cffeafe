"""The cost over some of the weights' many dimensions: along a line, on a plane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, MARKERS, above_zero
from nnlib.figures.style import SMALL, light, styled

__all__ = ["cost_on_plane", "costs_along"]

_LEVELS = 9


@styled
def costs_along(
    positions: ArrayLike,
    costs: Mapping[str, ArrayLike],
    beside: Mapping[str, ArrayLike] | None = None,
    *,
    titles: Sequence[str] = (),
    across: str = "along the line",
    alt: str | None = None,
) -> Picture:
    """Plot the cost along lines through the weights, on a logarithmic axis.

    Parameters
    ----------
    positions : array_like of shape (n,)
        Where on each line, rising.
    costs : mapping of str to array_like of shape (n,)
        By the name that the legend says: the costs there.
    beside : mapping of str to array_like of shape (n,), optional
        For a second plot, by the same names.
    titles : sequence of str
        A title for each of two plots.
    across : str
        The label of the horizontal axis.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no curves or more than four, the names of the two plots differ, there is a
        title too few or too many, or a list is not of n numbers, above 0 for costs.
    """
    at = np.asarray(positions, dtype=float)
    if at.ndim != 1 or at.size < 2 or not (np.diff(at) > 0).all():
        raise ValueError(f"positions is {positions!r}, but a list of rising numbers is wanted")
    names, panels = list(costs), [costs] if beside is None else [costs, beside]
    if len(titles) not in (0, len(panels)):
        raise ValueError(f"titles has {len(titles)}, but there are {len(panels)} plots")
    if not 1 <= len(names) <= len(COLOURS) or any(list(panel) != names for panel in panels):
        raise ValueError(
            f"the plots have the curves {[list(panel) for panel in panels]}, but must have the "
            f"same, 1 to {len(COLOURS)}"
        )
    figure = Figure(figsize=(6.2 if len(panels) == 2 else 5.6, 3.1))
    plots = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
    figure.subplots_adjust(left=0.12, right=0.98, bottom=0.17, top=0.8, wspace=0.14)
    words = []
    for place, (axes, panel) in enumerate(zip(plots, panels, strict=True)):
        said = []
        for number, (name, curve_of_panel) in enumerate(panel.items()):
            curve = above_zero(f"the costs {name!r}", curve_of_panel, at.size)
            # What lies on top of another curve is told by marks at places of its own.
            every = (number * 2, max(at.size // 6, 1))
            axes.semilogy(
                at, curve, color=light(COLOURS[number]), marker=MARKERS[number], ms=4.5,
                markevery=every, label=name,
            )  # fmt: skip
            said.append(
                f"{name} {curve[0]:.2g} at the left end, {curve[-1]:.2g} at the right, at most "
                f"{curve.max():.2g}, at least {curve.min():.2g}"
            )
        title = titles[place] if titles else ""
        axes.set(xlabel=across, xlim=(at[0], at[-1]))
        if title:
            axes.set_title(title, fontsize=SMALL)
        words.append(f"{title + ': ' if title else ''}{'; '.join(said)}")
    plots[0].set_ylabel("cost")
    handles, labels = plots[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="upper center", ncols=len(names), borderaxespad=0.1)
    text = f"The cost {across}, logarithmic. {'. '.join(words)}."
    return Picture(figure, alt or text)


@styled
def cost_on_plane(
    x: ArrayLike,
    y: ArrayLike,
    costs: ArrayLike,
    places: Mapping[str, tuple[float, float]] | None = None,
    *,
    alt: str | None = None,
) -> Picture:
    """Map the cost on a plane through the weights, by lines of equal cost.

    From one line to the next the cost changes by the same factor.

    Parameters
    ----------
    x, y : array_like of shape (n,) and (m,)
        Coordinates on the plane, rising.
    costs : array_like of shape (m, n)
        The cost there, above 0.
    places : mapping of str to tuple of float, optional
        Points to mark, by the name that stands beside them.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the shapes do not fit, a cost is not above 0, all are equal, or a place lies outside.
    """
    across, up = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    heights = np.asarray(costs, dtype=float)
    if across.ndim != 1 or up.ndim != 1 or heights.shape != (up.size, across.size):
        raise ValueError(
            f"costs has shape {heights.shape}, but {(up.size, across.size)} is wanted for the "
            "coordinates given"
        )
    above_zero("costs", heights.ravel())
    low, high = heights.min(), heights.max()
    if low == high:
        raise ValueError("all costs are equal, so there is nothing to map")
    figure = Figure(figsize=(5.0, 4.0))
    axes = figure.add_axes((0.1, 0.12, 0.88, 0.86))
    levels = np.geomspace(low, high, _LEVELS + 2)[1:-1]
    for level in levels:  # thin sheets over one another: the higher, the more of them
        sheet = [level, 2 * high]
        axes.contourf(across, up, heights, sheet, colors=[light("error")], alpha=0.07)
    lines = axes.contour(across, up, heights, levels, colors=[light("muted")], linewidths=0.8)
    axes.clabel(lines, levels[::2], fmt="%.2g", fontsize=8)
    words = []
    for number, (name, (right, above)) in enumerate((places or {}).items()):
        if not (across[0] <= right <= across[-1] and up[0] <= above <= up[-1]):
            raise ValueError(f"places[{name!r}] is {(right, above)}, but must lie on the map")
        marker = MARKERS[number % len(MARKERS)]
        axes.plot(
            right, above, marker, ms=8, color=light("activation"), mec=light("paper"), clip_on=False
        )
        axes.annotate(
            name, (right, above), xytext=(8, 5), textcoords="offset points", fontsize=SMALL
        )
        nearest = heights[np.abs(up - above).argmin(), np.abs(across - right).argmin()]
        words.append(f"{name} at ({right:.2g}, {above:.2g}), where it is about {nearest:.2g}")
    axes.set(xlim=(across[0], across[-1]), ylim=(up[0], up[-1]), aspect="equal")
    marks = f" Marked are {'; '.join(words)}." if words else ""
    text = (
        f"A map of the cost on a plane through the weights, by lines of equal cost from "
        f"{levels[0]:.2g} to {levels[-1]:.2g}; it lies between {low:.2g} and {high:.2g}.{marks}"
    )
    return Picture(figure, alt or text)
