"""The still picture of a race."""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from matplotlib.figure import Figure

from nnlib.figures import Picture, light
from nnlib.figures.style import SMALL, styled
from nnlib.surfaces import Surface
from nnlib.widgets.kit.line_styles import LineStyle
from nnlib.widgets.surface_map.still import contours, costs, map_view, near, without_rounding

__all__ = ["network_still", "race_still"]


@styled
def race_still(
    surface: Surface,
    paths: dict[str, np.ndarray],
    styles: list[LineStyle],
    lost: Set[str],
    name: str,
) -> Picture:
    """Draw contours with all paths, and J against the number of steps.

    Parameters
    ----------
    surface : Surface
    paths : dict of str to ndarray of shape (steps + 1, 2)
        By the words for each rule.
    styles : list of LineStyle
        In the same order; there may be more.
    lost : set of str
        Which of them have diverged.
    name : str
        What the surface is called.

    Returns
    -------
    Picture
    """
    view = map_view(surface)
    figure = Figure(figsize=(6.6, 3.5))
    plane = figure.add_axes((0.075, 0.22, 0.53, 0.76))
    chart = figure.add_axes((0.735, 0.22, 0.255, 0.76))
    contours(plane, surface, view)
    ends = []
    for (label, path), style in zip(paths.items(), styles, strict=False):
        shown = near(path, view)
        plane.plot(*shown.T, **style.line(), lw=1.4, zorder=3)
        plane.plot(*shown[-1], **style.end(), ms=6, zorder=6)
        costs(chart, surface, path, **style.line(), lw=1.4)
        (line,) = plane.plot([], [], **style.line() | style.end() | {"ls": style.line()["ls"]})
        line.set_label(label)
        ends.append(_end_in_words(label, surface.value(path.T), label in lost))
    chart.set(xlabel="steps", xlim=(0, None))
    chart.set_ylabel("$J$", rotation=0, labelpad=8)
    chart.tick_params(labelsize=SMALL)
    if paths:
        start = next(iter(paths.values()))[0]
        plane.plot(*start, "o", ms=9, mfc=light("paper"), mec=light("ink"), mew=1.6, zorder=7)
        figure.legend(loc="lower center", ncols=4, frameon=False, fontsize=SMALL)
    words = (
        f"Paths of {len(paths)} optimizers from one start on contour lines of J, a surface called "
        f"{name}, and J against the number of steps. {' '.join(ends)}"
    )
    return Picture(figure, words)


@styled
def network_still(
    costs: dict[str, np.ndarray], styles: list[LineStyle], lost: Set[str], name: str
) -> Picture:
    """Draw J against the number of steps.

    Parameters
    ----------
    costs : dict of str to ndarray of shape (steps + 1,)
        By the words for each rule.
    styles : list of LineStyle
        In the same order; there may be more.
    lost : set of str
        Which of them have diverged.
    name : str
        What is learned.

    Returns
    -------
    Picture
    """
    figure = Figure(figsize=(5.6, 3.6))
    chart = figure.add_axes((0.12, 0.28, 0.85, 0.68))
    ends = []
    for (label, J), style in zip(costs.items(), styles, strict=False):
        shown = J[np.isfinite(J)]
        chart.semilogy(np.arange(len(shown)), shown, **style.line(), lw=1.4)
        chart.plot(len(shown) - 1, shown[-1], **style.end(), ms=6)
        (line,) = chart.plot([], [], **style.line() | style.end() | {"ls": style.line()["ls"]})
        line.set_label(label)
        ends.append(_end_in_words(label, J, label in lost))
    chart.set(xlabel="steps")
    chart.set_ylabel("$J$", rotation=0, labelpad=8)
    if costs:
        figure.legend(loc="lower center", ncols=4, frameon=False, fontsize=SMALL)
    words = f"J of {len(costs)} optimizers against the number of steps, {name}. {' '.join(ends)}"
    return Picture(figure, words)


def _end_in_words(label: str, costs: np.ndarray, is_lost: bool) -> str:
    steps = len(costs) - 1
    if is_lost:
        return f"{label} diverged after {steps} steps."
    (J,) = without_rounding(costs[-1:])
    return f"{label}: J is {J:.3g} after {steps} steps."
