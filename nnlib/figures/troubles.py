"""Training runs that go wrong, side by side, and what the learning rate makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, MARKERS, above_zero, check_number
from nnlib.figures.style import LINE, SMALL, light, styled

__all__ = ["cost_over_rates", "gallery_of_costs"]

# Panels in a row, and the most of them.
_ACROSS, _MOST = 3, 9


@styled
def gallery_of_costs(
    costs: Mapping[str, ArrayLike],
    validation: Mapping[str, ArrayLike] | None = None,
    *,
    constant: float | None = None,
    alt: str | None = None,
) -> Picture:
    """Draw one small plot for each of several runs: the cost over the epochs, logarithmic.

    All plots share their axes, so that heights compare.

    Parameters
    ----------
    costs : mapping of str to array_like of shape (epochs,)
        By the title of its plot: the costs of a run, above 0. One to nine runs.
    validation : mapping of str to array_like of shape (epochs,), optional
        The costs on held-out examples, for some or all of the runs: dashed.
    constant : float, optional
        The cost of an answer that is the same for all examples: a dotted line.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no runs or more than nine, a cost is not above 0, or `validation` has a title
        that `costs` has not.
    """
    if not 1 <= len(costs) <= _MOST:
        raise ValueError(f"costs has {len(costs)} runs, but 1 to {_MOST} are wanted")
    runs = {name: above_zero(f"costs[{name!r}]", curve) for name, curve in costs.items()}
    held_out = {
        name: above_zero(f"validation[{name!r}]", curve)
        for name, curve in (validation or {}).items()
    }
    if unknown := set(held_out) - set(runs):
        raise ValueError(f"validation has {min(unknown)!r}, but must have titles of costs")
    if constant is not None:
        above_zero("constant", [constant])
    rows = -(-len(runs) // _ACROSS)
    across = min(len(runs), _ACROSS)
    figure = Figure(figsize=(6.2, 0.45 + 1.45 * rows), layout="constrained")
    plots = figure.subplots(rows, across, sharex=True, sharey=True, squeeze=False).ravel()
    words = []
    for axes, (name, curve) in zip(plots, runs.items(), strict=False):
        _run(axes, curve, held_out.get(name), constant)
        axes.set_title(name, fontsize=SMALL, pad=4)
        words.append(f"{name}, from {curve[0]:.2g} to {curve[-1]:.2g}")
    for axes in plots[len(runs) :]:
        axes.set_axis_off()
    figure.supxlabel("epoch", fontsize=SMALL)
    figure.supylabel("cost", fontsize=SMALL)
    level = f" The dotted line at {constant:.2g} is a constant answer." if constant else ""
    dashes = " Dashed: the cost on held-out examples." if held_out else ""
    text = f"Costs over the epochs, logarithmic, a plot for each run: {'; '.join(words)}."
    return Picture(figure, alt or text + level + dashes)


def _run(
    axes: Axes, curve: np.ndarray, held_out: np.ndarray | None, constant: float | None
) -> None:
    if constant:
        axes.axhline(constant, color=light("muted"), lw=LINE, ls=":")
    axes.semilogy(np.arange(1, curve.size + 1), curve, color=light("activation"))
    if held_out is not None:
        epochs = np.arange(1, held_out.size + 1)
        axes.semilogy(epochs, held_out, color=light("weight-neg"), ls="--")
    axes.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10], integer=True))


@styled
def cost_over_rates(
    rates: Sequence[float],
    costs: Mapping[str, ArrayLike],
    *,
    start: float | None = None,
    alt: str | None = None,
) -> Picture:
    """Plot the cost that some steps reach over their learning rate, both logarithmic.

    Parameters
    ----------
    rates : sequence of float
        Learning rates, rising.
    costs : mapping of str to array_like of shape (n,)
        By the name that the legend says: the cost at each rate, above 0; not a number or infinite
        where the run has diverged, which leaves a gap.
    start : float, optional
        The cost before the first step: a dotted line.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no costs or more than four kinds, a length differs, or a number is not above 0.
    """
    eta = above_zero("rates", rates)
    check_number("costs", costs)
    figure = Figure(figsize=(5.6, 3.0))
    axes = figure.add_axes((0.13, 0.17, 0.84, 0.79))
    if start is not None:
        axes.axhline(above_zero("start", [start])[0], color=light("muted"), lw=LINE, ls=":")
    words = []
    for (name, values), color, marker in zip(costs.items(), COLOURS, MARKERS, strict=False):
        reached = np.asarray(values, dtype=float)
        finite = np.isfinite(reached)
        if reached.shape != eta.shape or not finite.any() or not (reached[finite] > 0).all():
            raise ValueError(f"costs[{name!r}] is {values!r}, but must hold {eta.size} above 0")
        reached = np.where(finite, reached, np.nan)
        axes.loglog(eta, reached, marker, ls="-", ms=5, color=light(color), label=name)
        best = int(np.nanargmin(reached))
        words.append(f"{name}, lowest with {reached[best]:.2g} at the rate {eta[best]:.2g}")
    axes.set(xlabel=r"learning rate $\eta$", ylabel="cost")
    axes.legend(loc="best")
    text = f"The cost reached over the learning rate, both logarithmic: {'; '.join(words)}."
    return Picture(figure, alt or text)
