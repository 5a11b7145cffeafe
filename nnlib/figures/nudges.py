"""How far a gradient and its check are apart, over the nudge."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import above_zero
from nnlib.figures.style import SYMBOL, light, styled

__all__ = ["errors_over_nudges"]

_COLOURS = ("activation", "weight-neg", "error", "weight-pos")
_MARKERS = ("o", "s", "^", "D")


@styled
def errors_over_nudges(
    epsilons: ArrayLike,
    measured: Mapping[str, ArrayLike],
    predicted: Mapping[str, ArrayLike] | None = None,
    *,
    alt: str | None = None,
) -> Picture:
    """Plot errors over the nudge, on logarithmic axes: marks as measured, lines as predicted.

    Parameters
    ----------
    epsilons : array_like of shape (n,)
        The nudges, above 0.
    measured : mapping of str to array_like of shape (n,)
        By the name that the legend says: an error for each nudge; NaN and 0 are left out.
    predicted : mapping of str to array_like of shape (n,), optional
        What theory says of some or all of them. A curve without a prediction joins its marks.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a nudge is not above 0, there are no curves or more than four, one has another length
        or an error below 0, or a prediction has no measurement.
    """
    nudges = above_zero("epsilons", epsilons)
    if not 1 <= len(measured) <= len(_COLOURS):
        raise ValueError(
            f"measured has {len(measured)} curves, but 1 to {len(_COLOURS)} are wanted"
        )
    theory = predicted or {}
    for name in theory:
        if name not in measured:
            raise ValueError(f"predicted has {name!r}, but measured has {', '.join(measured)}")
    figure = Figure(figsize=(5.6, 3.4))
    axes = figure.add_axes((0.13, 0.15, 0.85, 0.82))
    words = []
    for (name, errors), color, marker in zip(measured.items(), _COLOURS, _MARKERS, strict=False):
        values = _sizes(f"measured[{name!r}]", errors, nudges)
        line = _sizes(f"predicted[{name!r}]", theory.get(name, errors), nudges)
        axes.loglog(nudges, line, color=light(color))
        axes.loglog(nudges, values, marker, ms=4.5, color=light(color), label=name)
        if np.isfinite(values).any():
            best = int(np.nanargmin(values))
            words.append(f"{name} smallest, {values[best]:.0e}, at {nudges[best]:.0e}")
    axes.set_xlabel(r"$\varepsilon$", fontsize=SYMBOL)
    axes.set_ylabel("error")
    axes.legend(loc="lower right")
    lines = " Lines show what is predicted." if theory else ""
    text = (
        f"Errors over the nudge epsilon, from {nudges.min():.0e} to {nudges.max():.0e}, both axes "
        f"logarithmic: {'; '.join(words)}.{lines}"
    )
    return Picture(figure, alt or text)


def _sizes(argument: str, errors: ArrayLike, nudges: np.ndarray) -> np.ndarray:
    """Errors as floats, NaN where a logarithmic axis has no place for them."""
    values = np.asarray(errors, dtype=float)
    if values.shape != nudges.shape or (values < 0).any():
        raise ValueError(
            f"{argument} has shape {values.shape} or a value below 0, but one error of at least 0 "
            f"for each of {nudges.size} nudges is wanted"
        )
    return np.where(values > 0, values, np.nan)
