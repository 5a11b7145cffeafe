"""Gradient descent, step by step, over one parameter and over two."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.curves import Curve, checked_span, evaluated
from nnlib.figures.picture import Picture
from nnlib.figures.style import light, styled


@styled
def gradient_descent_1d(
    J: Curve,
    dJ: Callable[[float], float],
    path: ArrayLike,
    *,
    span: tuple[float, float] = (-3.0, 3.0),
    name: str = r"\theta",
    alt: str | None = None,
) -> Picture:
    """Plot a cost over one parameter, the steps of a descent, and the first tangent.

    Parameters
    ----------
    J : callable
        The cost of an array of parameter values.
    dJ : callable
        Its derivative at one value.
    path : array_like of shape (steps + 1,)
        The points of the descent, from its start.
    span : tuple of float
        Range of the parameter.
    name : str
        LaTeX of the parameter.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `path` is not a finite, non-empty row of numbers.
    """
    low, high = checked_span(span)
    steps = np.asarray(path, dtype=float)
    if steps.ndim != 1 or not steps.size or not np.isfinite(steps).all():
        raise ValueError(
            f"path has shape {steps.shape}, but finite numbers (steps + 1,) are wanted"
        )
    theta = np.linspace(low, high, 400)
    values = evaluated("J", J, theta)
    costs = evaluated("J", J, steps)
    figure = Figure(figsize=(5.6, 3.0))
    axes = figure.add_axes((0.1, 0.17, 0.87, 0.79))
    axes.plot(theta, values, color=light("ink"), lw=1.6, zorder=2)
    slope, reach = float(dJ(float(steps[0]))), 0.09 * (high - low)
    ends = steps[0] + np.array([-reach, reach])
    axes.plot(
        ends, costs[0] + slope * (ends - steps[0]), color=light("error"), ls=(0, (4, 2)), zorder=3
    )
    # The values of a constant cost span no height: its line runs through the middle.
    room = 0.06 * (values.max() - values.min()) or 0.5
    axes.set(xlim=(low, high), ylim=(values.min() - 2 * room, values.max() + room))
    _draw_path(axes, np.column_stack([steps, costs]), arch=0.45)
    axes.set(xlabel=f"${name}$", ylabel=f"$J({name})$")
    words = (
        f"The cost J as a curve over one parameter from {low:g} to {high:g}. Points joined by "
        f"arrows mark {steps.size - 1} steps of gradient descent, from {steps[0]:.3g}, where the "
        f"cost is {costs[0]:.3g}, to {steps[-1]:.3g}, where it is {costs[-1]:.3g}. A dashed "
        "line is the tangent at the start."
    )
    return Picture(figure, alt or words)


@styled
def descent_on_bowl(
    path: ArrayLike, *, curvatures: tuple[float, float] = (1.0, 4.0), alt: str | None = None
) -> Picture:
    """Plot a descent over the contours of J = (c_1 theta_1^2 + c_2 theta_2^2) / 2.

    Parameters
    ----------
    path : array_like of shape (steps + 1, 2)
        The points of the descent, from its start.
    curvatures : tuple of float
        c_1 and c_2.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `path` has another shape or is not finite, or a curvature is not positive.
    """
    steps = np.asarray(path, dtype=float)
    if steps.ndim != 2 or steps.shape[1] != 2 or not len(steps) or not np.isfinite(steps).all():
        raise ValueError(
            f"path has shape {steps.shape}, but finite numbers (steps + 1, 2) are wanted"
        )
    first, second = (float(c) for c in curvatures)
    if not (first > 0 and second > 0):
        raise ValueError(f"curvatures is {curvatures}, but two positive numbers are wanted")
    reach = 1.18 * np.maximum(np.abs(steps).max(axis=0), 0.1 * np.abs(steps).max() + 1e-3)
    # One scale for both parameters, so that a step is seen at a right angle to its contour.
    ratio = (0.86 * 5.6) / (0.83 * 3.6)
    reach = np.maximum(reach, [ratio * reach[1], reach[0] / ratio])
    across, up = np.meshgrid(
        np.linspace(-reach[0], reach[0], 160), np.linspace(-reach[1], reach[1], 120)
    )
    bowl = (first * across**2 + second * up**2) / 2
    figure = Figure(figsize=(5.6, 3.6))
    axes = figure.add_axes((0.11, 0.145, 0.86, 0.83))
    levels = bowl.max() * np.linspace(0.08, 1.0, 11) ** 2
    axes.contour(
        across, up, bowl, levels=levels, colors=[light("muted")], linewidths=0.8, alpha=0.7
    )
    axes.plot([0], [0], "+", color=light("ink"), ms=9, mew=1.4, zorder=3)
    axes.set(xlim=(-reach[0], reach[0]), ylim=(-reach[1], reach[1]))
    _draw_path(axes, steps)
    axes.set(xlabel=r"$\theta_1$", ylabel=r"$\theta_2$")
    start, end = steps[0], steps[-1]
    words = (
        "Elliptic contour lines of a bowl-shaped cost over theta 1 and theta 2, with a cross at "
        f"the minimum in the origin. Arrows mark {len(steps) - 1} steps of a descent from "
        f"({start[0]:.3g}, {start[1]:.3g}) to ({end[0]:.3g}, {end[1]:.3g})."
    )
    return Picture(figure, alt or words)


def _draw_path(axes: Axes, points: np.ndarray, arch: float = 0.0) -> None:
    """Draw steps as arrows from point to point, arching upwards if asked, and mark the start."""
    color = light("activation")
    # in points, as they are on paper
    lengths = np.hypot(*np.diff(axes.transData.transform(points), axis=0).T) * 72 / axes.figure.dpi
    for start, end, length in zip(points[:-1], points[1:], lengths, strict=True):
        if length < 9:
            axes.plot(*np.array([start, end]).T, color=color, lw=1.3, zorder=4)
            continue
        bend = -arch * np.sign(end[0] - start[0])
        axes.annotate(
            "", end, start, zorder=4,
            arrowprops={
                "arrowstyle": "-|>,head_length=0.32,head_width=0.13", "color": color, "lw": 1.3,
                "shrinkA": 0, "shrinkB": 2.5, "connectionstyle": f"arc3,rad={bend}",
            },
        )  # fmt: skip
    axes.plot(*points.T, ls="none", marker="o", ms=4.5, color=color, zorder=5)
    axes.plot(*points[0], "o", ms=8, mfc=light("paper"), mec=color, mew=1.6, zorder=6)
