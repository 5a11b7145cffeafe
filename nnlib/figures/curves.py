"""Functions as curves: activations, slopes, and the steps of gradient descent."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.neuron import activation_values
from nnlib.figures.picture import Picture
from nnlib.figures.style import SYMBOL, THIN, light, styled

Curve = Callable[[np.ndarray], ArrayLike]


def _checked_span(span: tuple[float, float]) -> tuple[float, float]:
    low, high = (float(end) for end in span)
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"span is {span}, but a finite interval (low, high) is wanted")
    return low, high


def _evaluated(name: str, function: Curve, x: np.ndarray) -> np.ndarray:
    values = np.asarray(function(x), dtype=float)
    if values.shape != x.shape or not np.isfinite(values).all():
        raise ValueError(f"{name} gives shape {values.shape} for {x.shape}, or values not finite")
    return values


def _zero_lines(axes: Axes) -> None:
    axes.axhline(0, color=light("faint"), lw=THIN, zorder=0)
    axes.axvline(0, color=light("faint"), lw=THIN, zorder=0)


@styled
def activation_curves(
    names: Sequence[str] = ("sigmoid", "tanh", "relu"),
    *,
    span: float = 5.0,
    alt: str | None = None,
) -> Picture:
    """Plot activation functions with their derivatives, each pair in a panel of its own.

    Parameters
    ----------
    names : sequence of str
        Names known to `nnlib.activations`, softmax excepted.
    span : float
        Plot from ``-span`` to ``span``.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `names` is empty or holds an unknown name, or `span` is not positive.
    """
    names = [names] if isinstance(names, str) else list(names)
    if not names:
        raise ValueError("names is empty, but at least one activation is wanted")
    if not 0 < span < math.inf:
        raise ValueError(f"span is {span}, but a positive number is wanted")
    z = np.linspace(-span, span, 401)
    columns = min(3, len(names))
    rows = math.ceil(len(names) / columns)
    width = 2.05 * columns if columns > 1 else 3.4
    figure = Figure(figsize=(width, 0.45 + 1.95 * rows))
    height = 0.45 + 1.95 * rows
    grid = figure.add_gridspec(
        rows, columns, left=0.42 / width, right=1 - 0.12 / width, bottom=0.42 / height,
        top=1 - 0.68 / height, wspace=0.3, hspace=0.55,
    )  # fmt: skip
    for number, name in enumerate(names):
        value, slope = activation_values(name, z)
        axes = figure.add_subplot(grid[number // columns, number % columns])
        _zero_lines(axes)
        # A jump of the derivative is a gap, not a steep line.
        jump = np.abs(np.diff(slope)) > 0.3
        broken = np.insert(slope, np.nonzero(jump)[0] + 1, np.nan)
        at = np.insert(z, np.nonzero(jump)[0] + 1, np.nan)
        first = axes.plot(z, value, color=light("activation"), label=r"$\sigma(z)$")
        second = axes.plot(at, broken, color=light("error"), ls=(0, (4, 2)), label=r"$\sigma'(z)$")
        low = min(value.min(), slope.min(), 0.0)
        high = min(max(value.max(), slope.max()), 2.2)
        axes.set_ylim(max(low, -2.2) - 0.12, high + 0.12)
        axes.set_title(name.replace("_", " "))
        axes.set_xlabel("$z$", labelpad=0)
        if number == 0:
            figure.legend(handles=[*first, *second], loc="upper center", ncols=2, borderaxespad=0.1)
    words = (
        f"Curves over z from {-span:g} to {span:g}, one panel for each of {', '.join(names)}: the "
        "activation sigma of z solid, its derivative sigma prime of z dashed."
    )
    return Picture(figure, alt or words)


@styled
def slope_at_point(
    z: Curve,
    t: float,
    slope: float,
    *,
    span: tuple[float, float] = (-1.0, 1.0),
    alt: str | None = None,
) -> Picture:
    """Plot a curve z(t) with the tangent at one point.

    Parameters
    ----------
    z : callable
        Takes an array of t and gives the array of z(t).
    t : float
        Where the tangent touches.
    slope : float
        dz/dt there, as found by whatever means is to be shown.
    span : tuple of float
        Smallest and largest t to plot.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `t` lies outside `span`, or a number is not finite.
    """
    low, high = _checked_span(span)
    if not (low <= t <= high and math.isfinite(slope)):
        raise ValueError(f"t is {t} and slope {slope}, but t in {span} and a finite slope are wanted")
    points = np.linspace(low, high, 600)
    values = _evaluated("z", z, points)
    height = float(_evaluated("z", z, np.array([t], float))[0])
    figure = Figure(figsize=(5.6, 3.0))
    axes = figure.add_axes((0.11, 0.17, 0.86, 0.79))
    axes.plot(points, values, color=light("activation"), zorder=2)
    room = 0.12 * (values.max() - values.min() or 1.0)
    bottom, top = values.min() - room, values.max() + room
    # Keep the tangent as long on paper whether it is flat or steep.
    flat = np.hypot((high - low) ** -1 / 0.86, abs(slope) / (top - bottom) / 1.6)
    reach = 0.22 / max(flat, 1e-9)
    ends = np.array([t - reach, t + reach])
    axes.plot(ends, height + slope * (ends - t), color=light("error"), ls=(0, (4, 2)), zorder=3)
    axes.plot([t], [height], "o", color=light("ink"), ms=6, zorder=4)
    axes.annotate(
        rf"$\frac{{dz}}{{dt}} = {slope:.4g}$", (t, height), (12, -6), textcoords="offset points",
        color=light("error"), fontsize=SYMBOL + 2, va="top",
        bbox={"boxstyle": "round,pad=0.1", "facecolor": light("paper"), "edgecolor": "none"},
    )  # fmt: skip
    axes.set(xlim=(low, high), ylim=(bottom, top), xlabel="$t$", ylabel="$z(t)$")
    words = (
        f"The curve z of t from t = {low:g} to {high:g}. At t = {t:g}, where z = {height:.4g}, a "
        f"dashed tangent touches it with the slope {slope:.4g}."
    )
    return Picture(figure, alt or words)


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
        Where the descent has been.
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
    low, high = _checked_span(span)
    steps = np.asarray(path, dtype=float)
    if steps.ndim != 1 or not steps.size or not np.isfinite(steps).all():
        raise ValueError(f"path has shape {steps.shape}, but finite numbers (steps + 1,) are wanted")
    theta = np.linspace(low, high, 400)
    values = _evaluated("J", J, theta)
    costs = _evaluated("J", J, steps)
    figure = Figure(figsize=(5.6, 3.0))
    axes = figure.add_axes((0.1, 0.17, 0.87, 0.79))
    axes.plot(theta, values, color=light("ink"), lw=1.6, zorder=2)
    slope, reach = float(dJ(float(steps[0]))), 0.09 * (high - low)
    ends = steps[0] + np.array([-reach, reach])
    axes.plot(ends, costs[0] + slope * (ends - steps[0]), color=light("error"), ls=(0, (4, 2)), zorder=3)
    _draw_path(axes, np.column_stack([steps, costs]))
    room = 0.06 * (values.max() - values.min())
    axes.set(xlim=(low, high), ylim=(values.min() - 2 * room, values.max() + room))
    axes.set(xlabel=f"${name}$", ylabel=f"$J({name})$")
    words = (
        f"The cost J as a curve over one parameter from {low:g} to {high:g}. Points joined by "
        f"arrows mark {steps.size - 1} steps of gradient descent, from {steps[0]:.3g}, where the "
        f"cost is {costs[0]:.3g}, to {steps[-1]:.3g}, where it is {costs[-1]:.3g}. A dashed line is "
        "the tangent at the start."
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
        Where the descent has been.
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
        raise ValueError(f"path has shape {steps.shape}, but finite numbers (steps + 1, 2) are wanted")
    first, second = (float(c) for c in curvatures)
    if not (first > 0 and second > 0):
        raise ValueError(f"curvatures is {curvatures}, but two positive numbers are wanted")
    reach = 1.18 * np.maximum(np.abs(steps).max(axis=0), 0.1 * np.abs(steps).max() + 1e-3)
    reach = np.maximum(reach, 0.5 * reach.max())
    across, up = np.meshgrid(np.linspace(-reach[0], reach[0], 160), np.linspace(-reach[1], reach[1], 120))
    bowl = (first * across**2 + second * up**2) / 2
    figure = Figure(figsize=(5.6, 3.6))
    axes = figure.add_axes((0.11, 0.145, 0.86, 0.83))
    levels = bowl.max() * np.linspace(0.08, 1.0, 11) ** 2
    axes.contour(across, up, bowl, levels=levels, colors=[light("muted")], linewidths=0.8, alpha=0.7)
    _draw_path(axes, steps)
    axes.plot([0], [0], "+", color=light("ink"), ms=9, mew=1.4, zorder=3)
    axes.set(xlabel=r"$\theta_1$", ylabel=r"$\theta_2$")
    start, end = steps[0], steps[-1]
    words = (
        "Elliptic contour lines of a bowl-shaped cost over theta 1 and theta 2, with a cross at the "
        f"minimum in the origin. Arrows mark {len(steps) - 1} steps of a descent from "
        f"({start[0]:.3g}, {start[1]:.3g}) to ({end[0]:.3g}, {end[1]:.3g})."
    )
    return Picture(figure, alt or words)


def _draw_path(axes: Axes, points: np.ndarray) -> None:
    """Draw steps as arrows from point to point, and mark the start."""
    color = light("activation")
    for start, end in zip(points[:-1], points[1:], strict=True):
        axes.annotate(
            "", end, start, zorder=4,
            arrowprops={"arrowstyle": "-|>", "color": color, "lw": 1.3, "shrinkA": 0, "shrinkB": 2},
        )  # fmt: skip
    axes.plot(*points.T, ls="none", marker="o", ms=4.5, color=color, zorder=5)
    axes.plot(*points[0], "o", ms=8, mfc=light("paper"), mec=color, mew=1.6, zorder=6)
