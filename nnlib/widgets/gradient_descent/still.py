"""The still picture of the gradient descent figure."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nnlib.figures import Picture, light
from nnlib.figures.style import SMALL, styled
from nnlib.surfaces import Surface

__all__ = ["ASPECT", "RUN_STYLES", "draw", "map_view"]

Domain = tuple[tuple[float, float], tuple[float, float]]
#: Below this, J is rounding error of a descent that has arrived.
FLOOR = np.finfo(float).eps / 2
#: Sides of the map, width to height.
ASPECT = 4 / 3
#: How each run is drawn: its colour, dashes and mark.
RUN_STYLES: list[tuple[str, tuple[int, tuple[float, ...]], str]] = [
    ("preactivation", (0, (6, 2.5)), "s"),
    ("weight-neg", (0, (1.5, 2)), "^"),
    ("bias", (0, (7, 2, 1.5, 2)), "D"),
    ("weight-pos", (0, (3, 2)), "v"),
    ("muted", (0, (9, 3, 3, 3)), "P"),
]


@styled
def draw(
    surface: Surface,
    path: np.ndarray,
    runs: dict[str, np.ndarray],
    bounded: bool,
    *,
    name: str,
    how: str,
) -> Picture:
    """Draw contours with the path and the runs, and J against the step.

    Parameters
    ----------
    surface : Surface
    path : ndarray of shape (steps + 1, 2)
        Where the descent has been.
    runs : dict of str to ndarray of shape (steps + 1, 2)
        Other paths, with their names.
    bounded : bool
        Whether nothing is known outside the surface's domain.
    name : str
        What the surface is called.
    how : str
        The rule of the descent in words, for the description.

    Returns
    -------
    Picture
    """
    view = map_view(surface, bounded)
    figure = Figure(figsize=(6.6, 3.2))
    plane = figure.add_axes((0.075, 0.155, 0.53, 0.82))
    chart = figure.add_axes((0.735, 0.155, 0.255, 0.82))
    _contours(plane, surface, view)
    for (label, points), (colour, dash, marker) in zip(runs.items(), RUN_STYLES, strict=False):
        shown = _near(points, view)
        plane.plot(*shown.T, color=light(colour), ls=dash, lw=1.4, marker=marker, ms=0, zorder=3)
        plane.plot(*shown[-1], color=light(colour), marker=marker, ms=6, label=label, zorder=6)
        _costs(chart, surface, points, color=light(colour), ls=dash, lw=1.4)
    shown = _near(path, view)
    colour = light("activation")
    plane.plot(*shown.T, color=colour, lw=1.5, marker="o", ms=3.2, zorder=4)
    plane.plot(*path[0], "o", ms=9, mfc=light("paper"), mec=colour, mew=1.8, zorder=5)
    plane.set(xlim=view[0], ylim=view[1], xlabel=r"$\theta_1$", ylabel=r"$\theta_2$")
    if runs:
        plane.legend(loc="lower right", frameon=False)
    _costs(chart, surface, path, color=colour, lw=1.6)
    chart.set(xlabel="step")
    chart.set_ylabel("$J$", rotation=0, labelpad=8)
    chart.tick_params(labelsize=SMALL)
    return Picture(figure, _words(surface, path, runs, view, name, how))


def map_view(surface: Surface, bounded: bool) -> Domain:
    """The part of the plane that the map shows.

    Parameters
    ----------
    surface : Surface
    bounded : bool
        Whether nothing is known outside the surface's domain.

    Returns
    -------
    tuple of two pairs
    """
    (x0, x1), (y0, y1) = surface.domain
    if bounded:
        return surface.domain
    unit = max((x1 - x0) / ASPECT, y1 - y0)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return (x - unit * ASPECT / 2, x + unit * ASPECT / 2), (y - unit / 2, y + unit / 2)


def _contours(axes: Axes, surface: Surface, view: Domain) -> None:
    (x0, x1), (y0, y1) = view
    x, y = np.linspace(x0, x1, 81), np.linspace(y0, y1, 61)
    across, up = np.meshgrid(x, y)
    heights = surface.value(np.stack([across.ravel(), up.ravel()])).reshape(across.shape)
    low, high = heights.min(), heights.max()
    half = np.clip((np.median(heights) - low) / (high - low or 1.0), 1e-4, 0.9)
    power = np.clip(np.log(half) / np.log(0.5), 1, 6)
    levels = np.unique(low + (high - low) * ((np.arange(11) + 0.5) / 11) ** power)
    # A plane that is flat but for rounding errors has no contours.
    if high - low > 1e-9 * max(abs(high), abs(low)):
        axes.contour(across, up, heights, levels=levels, colors=[light("muted")], linewidths=0.7)
    for minimum in surface.minima:
        axes.plot(*minimum, "+", color=light("ink"), ms=9, mew=1.4, zorder=3)


def _near(points: np.ndarray, view: Domain) -> np.ndarray:
    """The path up to where it is no number, or so far that its line only points away."""
    middle = np.mean(view, axis=1)
    width = np.diff(view, axis=1)[:, 0]
    with np.errstate(invalid="ignore"):
        near = (np.abs(points - middle) < 20 * width).all(axis=1)
    return points if near.all() else points[: max(1, int(np.argmin(near)))]


def _costs(axes: Axes, surface: Surface, points: np.ndarray, **style: Any) -> None:
    with np.errstate(all="ignore"):
        costs = surface.value(points.T)
    good = costs[np.isfinite(costs)]
    # Where J goes below 0 somewhere, a path that does not get there has no logarithmic axis either;
    # nor has one on which J is 0 all the way.
    lowest = min((float(surface.value(np.array(place))) for place in surface.minima), default=0.0)
    if min(lowest, good.min(initial=0.0)) >= 0 and good.max(initial=0.0) > FLOOR:
        axes.set_yscale("log")
        costs = np.maximum(costs, FLOOR)
    else:
        costs = _without_rounding(costs)
    axes.plot(np.arange(len(costs)), costs, **style)


def _words(
    surface: Surface, path: np.ndarray, runs: dict, view: Domain, name: str, how: str
) -> str:
    costs = _without_rounding(surface.value(path.T))
    low, high = np.array(view).T
    outside = ((path < low) | (path > high)).any(axis=1)
    # Places are read off the map: what is next to nothing there is 0.
    path = np.where(np.abs(path) < 1e-6 * (high - low), 0.0, path)
    count = f"{len(path) - 1} step{'s' if len(path) != 2 else ''}"
    words = (
        f"Path of {how} on contour lines of J, a surface called {name}. It starts at "
        f"({path[0, 0]:.3g}, {path[0, 1]:.3g}), where J is {costs[0]:.3g}. "
    )
    if outside.any() and outside[-1]:
        words += f"At step {int(np.argmax(outside))} it leaves the map. "
    else:
        words += (
            f"After {count} it is at ({path[-1, 0]:.3g}, {path[-1, 1]:.3g}), where "
            f"J is {costs[-1]:.3g}. "
        )
    if runs:
        words += f"Other paths are dashed: {', '.join(runs)}. "
    return words + "A second plot has J against the step."


def _without_rounding(costs: np.ndarray) -> np.ndarray:
    return np.where(np.abs(costs) <= FLOOR, 0.0, costs)
