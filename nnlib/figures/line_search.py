"""The cost along a line, and which steps on it Wolfe's conditions allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nnlib.figures.curves import Curve, checked_span, evaluated
from nnlib.figures.picture import Picture
from nnlib.figures.style import SMALL, light, styled

__all__ = ["line_search"]

_POINTS = 600


@styled
def line_search(
    J: Curve,
    dJ: Callable[[np.ndarray], np.ndarray],
    tried: Mapping[str, float],
    *,
    span: tuple[float, float],
    c_1: float = 1e-4,
    c_2: float = 0.9,
    conditions: bool = True,
    alt: str | None = None,
) -> Picture:
    """Plot the cost along a line, with lengths of a step to be judged by Wolfe's conditions.

    Parameters
    ----------
    J : callable
        The cost of an array of step lengths; falling at 0.
    dJ : callable
        Its derivative at an array of them.
    tried : mapping of str to float
        Step lengths that are marked, by the name that stands there.
    span : tuple of float
        Range of step lengths, from 0.
    c_1, c_2 : float
        The share of the first slope that the cost must fall by on average, and the share that may
        be left at the end.
    conditions : bool
        Whether two bars below the curve say where each condition holds.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the span does not begin at 0, the cost does not fall there, or the constants are not
        ``0 < c_1 < c_2 < 1``.
    """
    low, high = checked_span(span)
    first = float(dJ(np.zeros(1))[0])
    if low != 0 or not first < 0 < c_1 < c_2 < 1:
        raise ValueError(
            f"span is {span}, the slope at 0 {first:g}, c_1 {c_1} and c_2 {c_2}, but must be from "
            f"0, below 0, and 0 < c_1 < c_2 < 1"
        )
    a = np.linspace(low, high, _POINTS)
    costs, start = evaluated("J", J, a), float(evaluated("J", J, np.zeros(1))[0])
    allowed = start + c_1 * first * a
    holds = {
        "low enough": costs <= allowed,
        "flat enough": np.abs(evaluated("dJ", dJ, a)) <= c_2 * abs(first),
    }
    figure = Figure(figsize=(5.6, 3.3 if conditions else 3.0))
    axes = figure.add_axes((0.11, 0.31, 0.86, 0.66) if conditions else (0.11, 0.17, 0.86, 0.8))
    axes.plot(a, costs, color=light("ink"), lw=1.6)
    axes.plot(a, allowed, color=light("weight-neg"), ls=(0, (4, 2)))
    room = 0.12 * (costs.max() - costs.min())
    axes.set(xlim=(low, high), ylim=(costs.min() - room, max(costs.max(), start) + room))
    for name, length in tried.items():
        height = float(evaluated("J", J, np.array([length]))[0])
        axes.plot(length, height, "o", ms=6, color=light("activation"))
        axes.annotate(
            name, (length, height), (0, -8), textcoords="offset points", ha="center", va="top"
        )
    words = ""
    if conditions:
        _draw_bars(figure.add_axes((0.11, 0.15, 0.86, 0.11), sharex=axes), a, holds)
        axes.tick_params(labelbottom=False)
        both = " and ".join(f"{name} from {_ranges(a, good)}" for name, good in holds.items())
        words = f" Two bars below say where a step is {both}."
    figure.axes[-1].set_xlabel("length of the step, $a$")
    axes.set_ylabel("cost")
    marks = ", ".join(f"{name} at {length:g}" for name, length in tried.items())
    text = (
        f"The cost along a line, from {start:.3g} at 0 down to {costs.min():.3g} at "
        f"{a[costs.argmin()]:.2g}, up to {high:g}. A dashed line falls from the same start, "
        f"{c_1:g} times as steep as the curve does there. Marked: {marks}.{words}"
    )
    return Picture(figure, alt or text)


def _draw_bars(axes: Axes, a: np.ndarray, holds: Mapping[str, np.ndarray]) -> None:
    """Draw a bar for each condition, filled where it holds, with its name in front."""
    for row, (good, color) in enumerate(
        zip(holds.values(), ("weight-neg", "weight-pos"), strict=True)
    ):
        line = np.where(good, -float(row), np.nan)
        axes.plot(a, line, color=light(color), lw=7, solid_capstyle="butt")
    axes.set(ylim=(-1.6, 0.6))
    axes.set_yticks([0, -1], ["low", "flat"], fontsize=SMALL)
    axes.tick_params(axis="y", length=0)


def _ranges(a: np.ndarray, good: np.ndarray) -> str:
    """The stretches of `a` where something holds, in words."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], good, [False]]).astype(int)))
    stretches = [
        f"{a[begin]:.2g} to {a[end - 1]:.2g}"
        for begin, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    return ", ".join(stretches) or "nowhere"
