"""What the still pictures of a map share: its part of the plane, contours, and lines of costs."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from nnlib.figures import light
from nnlib.surfaces import Surface

__all__ = ["ASPECT", "FLOOR", "contours", "costs", "map_view", "near", "without_rounding"]

Domain = tuple[tuple[float, float], tuple[float, float]]
#: Below this, J is rounding error of a descent that has arrived.
FLOOR = np.finfo(float).eps / 2
#: Sides of the map, width to height.
ASPECT = 4 / 3


def map_view(surface: Surface, bounded: bool = False) -> Domain:
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


def contours(axes: Axes, surface: Surface, view: Domain) -> None:
    """Draw the map without a path: contour lines, minima, the names of the axes.

    Parameters
    ----------
    axes : Axes
    surface : Surface
    view : tuple of two pairs
        As `map_view` gives it.
    """
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
    axes.set(xlim=view[0], ylim=view[1], xlabel=r"$\theta_1$", ylabel=r"$\theta_2$")


def near(points: np.ndarray, view: Domain) -> np.ndarray:
    """The path up to where it is no number, or so far that its line only points away.

    Parameters
    ----------
    points : ndarray of shape (steps + 1, 2)
    view : tuple of two pairs
        As `map_view` gives it.

    Returns
    -------
    ndarray of shape (some steps + 1, 2)
    """
    middle = np.mean(view, axis=1)
    width = np.diff(view, axis=1)[:, 0]
    with np.errstate(invalid="ignore"):
        is_near = (np.abs(points - middle) < 20 * width).all(axis=1)
    return points if is_near.all() else points[: max(1, int(np.argmin(is_near)))]


def costs(axes: Axes, surface: Surface, points: np.ndarray, **style: Any) -> None:
    """Draw J against the step, on a logarithmic axis where J stays above 0.

    Parameters
    ----------
    axes : Axes
    surface : Surface
    points : ndarray of shape (steps + 1, 2)
    **style
        Of the line.
    """
    with np.errstate(all="ignore"):
        heights = surface.value(points.T)
    good = heights[np.isfinite(heights)]
    # Where J goes below 0 somewhere, a path that does not get there has no logarithmic axis either;
    # nor has one on which J is 0 all the way.
    lowest = min((float(surface.value(np.array(place))) for place in surface.minima), default=0.0)
    if min(lowest, good.min(initial=0.0)) >= 0 and good.max(initial=0.0) > FLOOR:
        axes.set_yscale("log")
        heights = np.maximum(heights, FLOOR)
    else:
        heights = without_rounding(heights)
    axes.plot(np.arange(len(heights)), heights, **style)


def without_rounding(heights: np.ndarray) -> np.ndarray:
    """Give the heights with 0 in the place of what is rounding error.

    Parameters
    ----------
    heights : ndarray

    Returns
    -------
    ndarray
    """
    return np.where(np.abs(heights) <= FLOOR, 0.0, heights)
