"""The still picture of the gradient descent figure."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from nnlib.figures import Picture, light
from nnlib.figures.style import SMALL, styled
from nnlib.surfaces import Surface
from nnlib.widgets.kit.line_styles import RUN_STYLES
from nnlib.widgets.surface_map.still import contours, costs, map_view, near, without_rounding

__all__ = ["draw"]

Domain = tuple[tuple[float, float], tuple[float, float]]


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
    contours(plane, surface, view)
    for (label, points), style in zip(runs.items(), RUN_STYLES, strict=False):
        shown = near(points, view)
        plane.plot(*shown.T, **style.line(), lw=1.4, zorder=3)
        plane.plot(*shown[-1], **style.end(), ms=6, label=label, zorder=6)
        costs(chart, surface, points, **style.line(), lw=1.4)
    shown = near(path, view)
    colour = light("activation")
    plane.plot(*shown.T, color=colour, lw=1.5, marker="o", ms=3.2, zorder=4)
    plane.plot(*path[0], "o", ms=9, mfc=light("paper"), mec=colour, mew=1.8, zorder=5)
    if runs:
        plane.legend(loc="lower right", frameon=False)
    costs(chart, surface, path, color=colour, lw=1.6)
    chart.set(xlabel="step")
    chart.set_ylabel("$J$", rotation=0, labelpad=8)
    chart.tick_params(labelsize=SMALL)
    return Picture(figure, _words(surface, path, runs, view, name, how))


def _words(
    surface: Surface, path: np.ndarray, runs: dict, view: Domain, name: str, how: str
) -> str:
    heights = without_rounding(surface.value(path.T))
    low, high = np.array(view).T
    outside = ((path < low) | (path > high)).any(axis=1)
    # Places are read off the map: what is next to nothing there is 0.
    path = np.where(np.abs(path) < 1e-6 * (high - low), 0.0, path)
    count = f"{len(path) - 1} step{'s' if len(path) != 2 else ''}"
    words = (
        f"Path of {how} on contour lines of J, a surface called {name}. It starts at "
        f"({path[0, 0]:.3g}, {path[0, 1]:.3g}), where J is {heights[0]:.3g}. "
    )
    if outside.any() and outside[-1]:
        words += f"At step {int(np.argmax(outside))} it leaves the map. "
    else:
        words += (
            f"After {count} it is at ({path[-1, 0]:.3g}, {path[-1, 1]:.3g}), where "
            f"J is {heights[-1]:.3g}. "
        )
    if runs:
        words += f"Other paths are dashed: {', '.join(runs)}. "
    return words + "A second plot has J against the step."
