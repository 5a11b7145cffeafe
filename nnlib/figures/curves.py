"""Functions as curves: activations and derivatives, a slope, the error of a difference."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib._checks import positive
from nnlib.figures.neuron import activation_values
from nnlib.figures.picture import Picture
from nnlib.figures.series import above_zero
from nnlib.figures.style import LINE, SYMBOL, THIN, light, styled

Curve = Callable[[np.ndarray], ArrayLike]


def checked_span(span: tuple[float, float]) -> tuple[float, float]:
    """Return the two ends of `span`, which must be a finite interval."""
    low, high = (float(end) for end in span)
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"span is {span}, but a finite interval (low, high) is wanted")
    return low, high


def evaluated(name: str, function: Curve, x: np.ndarray) -> np.ndarray:
    """Evaluate `function` at `x`, where it must give one finite number for each point."""
    values = np.asarray(function(x), dtype=float)
    if values.shape != x.shape or not np.isfinite(values).all():
        raise ValueError(
            f"{name} gives an array of shape {values.shape}, or one with NaN or infinity, but one "
            f"finite number for each of {x.size} points is wanted"
        )
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

    All panels have one vertical scale, so that slopes can be compared.

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
    span = positive("span", span)
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
    curves = [activation_values(name, z) for name in names]
    low = max(min(0.0, *(each.min() for pair in curves for each in pair)), -2.2)
    high = min(max(each.max() for pair in curves for each in pair), 2.2)
    for number, (name, (value, slope)) in enumerate(zip(names, curves, strict=True)):
        axes = figure.add_subplot(grid[number // columns, number % columns])
        _zero_lines(axes)
        # Where the derivative jumps, a gap shows it better than a steep line.
        after_jumps = np.nonzero(np.abs(np.diff(slope)) > 0.3)[0] + 1
        slope_with_gaps = np.insert(slope, after_jumps, np.nan)
        z_with_gaps = np.insert(z, after_jumps, np.nan)
        first = axes.plot(z, value, color=light("activation"), label=r"$\sigma(z)$")
        second = axes.plot(
            z_with_gaps,
            slope_with_gaps,
            color=light("error"),
            ls=(0, (4, 2)),
            label=r"$\sigma{\prime}(z)$",
        )
        axes.set_ylim(low - 0.12, high + 0.12)
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
    low, high = checked_span(span)
    if not (low <= t <= high and math.isfinite(slope)):
        raise ValueError(
            f"t is {t} and slope {slope}, but t in {span} and a finite slope are wanted"
        )
    points = np.linspace(low, high, 600)
    values = evaluated("z", z, points)
    height = float(evaluated("z", z, np.array([t], float))[0])
    figure = Figure(figsize=(5.6, 3.0))
    axes = figure.add_axes((0.11, 0.17, 0.86, 0.79))
    axes.plot(points, values, color=light("activation"), zorder=2)
    room = 0.12 * (values.max() - values.min() or 1.0)
    bottom, top = values.min() - room, values.max() + room
    # On paper, a steep tangent is to be no longer than a flat one.
    length_per_t = np.hypot((high - low) ** -1 / 0.86, abs(slope) / (top - bottom) / 1.6)
    reach = 0.22 / max(length_per_t, 1e-9)
    ends = np.array([t - reach, t + reach])
    axes.plot(ends, height + slope * (ends - t), color=light("error"), ls=(0, (4, 2)), zorder=3)
    axes.plot([t], [height], "o", color=light("ink"), ms=6, zorder=4)
    across, up = (points - t) / (high - low), (values - height) / (top - bottom)
    beside = _freest_side(
        across, up, slope, (t - low) / (high - low), (height - bottom) / (top - bottom)
    )
    label = rf"$\frac{{\mathrm{{d}}z}}{{\mathrm{{d}}t}} = {slope:.4g}$"
    axes.text(
        t + beside[0] * (high - low), height + beside[1] * (top - bottom),
        label, color=light("error"), fontsize=SYMBOL + 2,
        ha="center", va="center",
    )  # fmt: skip
    axes.set(xlim=(low, high), ylim=(bottom, top), xlabel="$t$", ylabel="$z(t)$")
    words = (
        f"The curve z of t from t = {low:g} to {high:g}. At t = {t:g}, where z = {height:.4g}, a "
        f"dashed tangent touches it with the slope {slope:.4g}."
    )
    return Picture(figure, alt or words)


def _freest_side(
    across: np.ndarray, up: np.ndarray, slope: float, point_x: float, point_y: float
) -> tuple[float, float]:
    """Find the place beside the point where a label hides least of the curve and the tangent.

    Parameters
    ----------
    across, up : ndarray of shape (n,)
        The curve as seen from the point. All lengths are shares of the axes.
    slope : float
        Of the tangent; only its sign counts.
    point_x, point_y : float
        Where the point is.

    Returns
    -------
    tuple of float
        The middle of the label, as seen from the point.
    """
    best, least_hidden = (0.0, 0.0), math.inf
    for x in (0.2, -0.2, 0.27, -0.27):
        for y in (0.0, 0.14, -0.14, 0.25, -0.25):
            if not (0.15 < point_x + x < 0.85 and 0.1 < point_y + y < 0.9):
                continue
            hidden = float(((np.abs(across - x) < 0.17) & (np.abs(up - y) < 0.1)).sum())
            # The tangent lies on the side where x and y have the sign of the slope.
            hidden += 5 * (np.sign(x * y) == np.sign(slope)) + abs(y) + abs(x)
            if hidden < least_hidden:
                best, least_hidden = (x, y), hidden
    return best


@styled
def difference_errors(
    epsilons: ArrayLike, central: ArrayLike, one_sided: ArrayLike, *, alt: str | None = None
) -> Picture:
    """Plot the errors of central and one-sided differences over the nudge, on logarithmic axes.

    A dotted line marks the cube root of the machine precision.

    Parameters
    ----------
    epsilons : array_like of shape (n,)
        The nudges, above 0.
    central, one_sided : array_like of shape (n,)
        Absolute errors of the two numerical derivatives; an error of exactly 0 is left out.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the shapes differ, a nudge is not above 0, or an error is negative or not finite.
    """
    nudges = above_zero("epsilons", epsilons)
    figure = Figure(figsize=(5.6, 3.0))
    axes = figure.add_axes((0.13, 0.17, 0.85, 0.8))
    words = []
    for name, errors, color, line in (
        ("central", central, "activation", "o-"),
        ("one-sided", one_sided, "weight-neg", "s--"),
    ):
        values = np.asarray(errors, dtype=float)
        if values.shape != nudges.shape or not (np.isfinite(values) & (values >= 0)).all():
            raise ValueError(
                f"the errors of the {name} difference have shape {values.shape} or a value below "
                f"0, but one error of at least 0 for each of {nudges.size} nudges is wanted"
            )
        drawn = values > 0
        axes.loglog(
            nudges[drawn], values[drawn], line, color=light(color), label=f"{name} difference"
        )
        if drawn.any():
            best = int(np.argmin(np.where(drawn, values, np.inf)))
            words.append(f"{name} smallest, {values[best]:.0e}, at {nudges[best]:.0e}")
    axes.axvline(np.cbrt(np.finfo(float).eps), ls=":", lw=LINE, color=light("muted"))
    axes.set_xlabel(r"$\varepsilon$", fontsize=SYMBOL)
    axes.set_ylabel("error")
    axes.legend(loc="upper left")
    text = (
        f"Errors of two numerical derivatives over the nudge epsilon, from {nudges.min():.0e} to "
        f"{nudges.max():.0e}, both axes logarithmic: {'; '.join(words)}. To either side of its "
        "best nudge each error grows."
    )
    return Picture(figure, alt or text)
