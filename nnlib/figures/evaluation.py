"""How good a network is: over a setting or the number of examples, and whether it knows it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, MARKERS, above_zero, check_number
from nnlib.figures.style import light, styled

__all__ = ["calibration", "over_setting"]


def _within(argument: str, values: ArrayLike, size: int | None = None) -> np.ndarray:
    """Return shares from 0 to 1, `size` of them if that is named."""
    shares = np.asarray(values, dtype=float)
    good = shares.ndim == 1 and shares.size and ((shares >= 0) & (shares <= 1)).all()
    if not good or size not in (None, shares.size):
        wanted = "a list of shares" if size is None else f"{size} shares"
        raise ValueError(f"{argument} is {values!r}, but {wanted} from 0 to 1 must be given")
    return shares


@styled
def over_setting(
    settings: ArrayLike,
    measured: Mapping[str, ArrayLike],
    *,
    setting: str,
    quantity: str,
    alt: str | None = None,
) -> Picture:
    """Plot shares of examples over a setting, or over their number, on a logarithmic axis.

    Parameters
    ----------
    settings : array_like of shape (n,)
        Numbers above 0, rising.
    measured : mapping of str to array_like of shape (n,)
        By the name that the legend says: shares, from 0 to 1.
    setting, quantity : str
        What the settings are, and the shares: the words at the axes.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no curves or more than four, a setting is not above 0, or a list is not of n
        shares.
    """
    x = above_zero("settings", settings)
    check_number("measured", measured)
    figure = Figure(figsize=(5.6, 3.0))
    axes = figure.add_axes((0.12, 0.17, 0.85, 0.79))
    words = []
    for place, (name, values) in enumerate(measured.items()):
        shares = _within(f"measured[{name!r}]", values, x.size)
        axes.plot(
            x, shares, marker=MARKERS[place], ms=5, ls="--" if place % 2 else "-",
            color=light(COLOURS[place]), label=name,
        )  # fmt: skip
        words.append(f"{name} from {shares[0]:.2g} to {shares[-1]:.2g}")
    axes.set(xscale="log", xlabel=setting, ylabel=quantity)
    if x.size <= 8:
        axes.set_xticks(x, [f"{number:g}" for number in x])
        axes.minorticks_off()
    axes.yaxis.set_major_formatter(lambda share, _: f"{100 * share:.0f} %")
    axes.legend(loc="best")
    text = (
        f"The {quantity} over the {setting}, on a logarithmic axis from {x[0]:.3g} to {x[-1]:.3g}: "
        f"{'; '.join(words)}."
    )
    return Picture(figure, alt or text)


@styled
def calibration(
    measured: Mapping[str, tuple[ArrayLike, ArrayLike]], *, alt: str | None = None
) -> Picture:
    """Plot which share is right over how sure the network was.

    Parameters
    ----------
    measured : mapping of str to (confidence, right)
        By the name that the legend says: for each bin of examples the mean of the probability that
        the network gave to its answer, rising, and the share of its answers that were right.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no curves or more than four, or the two lists of one are not as many shares.
    """
    check_number("measured", measured)
    figure = Figure(figsize=(4.6, 3.6))
    axes = figure.add_axes((0.15, 0.14, 0.82, 0.83))
    axes.plot([0, 1], [0, 1], color=light("faint"), ls=(0, (4, 2)), label="as sure as right")
    words = []
    for place, (name, (sure, right)) in enumerate(measured.items()):
        x = _within(f"confidence of {name!r}", sure)
        y = _within(f"right of {name!r}", right, x.size)
        axes.plot(x, y, marker=MARKERS[place], ms=5, color=light(COLOURS[place]), label=name)
        words.append(f"{name}: {y[0]:.2f} right where {x[0]:.2f} sure, {y[-1]:.2f} at {x[-1]:.2f}")
    axes.set(
        xlim=(0, 1.02), ylim=(0, 1.02), xlabel="how sure it was", ylabel="share that was right"
    )
    axes.legend(loc="lower right")
    text = (
        "The share of right answers over the probability that the network gave to its answer; on "
        f"the diagonal it would be as sure as it is right. {'; '.join(words)}."
    )
    return Picture(figure, alt or text)
