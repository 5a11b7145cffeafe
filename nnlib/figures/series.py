"""Several measured series in one plot: how they are told apart, and what they must be."""

from __future__ import annotations

from collections.abc import Sized

import numpy as np
from numpy.typing import ArrayLike

#: The colours and the marks of the series, in their order. A plot takes no more of them.
COLOURS = ("weight-neg", "activation", "weight-pos", "bias")
MARKERS = ("s", "o", "^", "D")


def check_number(argument: str, curves: Sized) -> None:
    """Refuse no curves at all, and more than there are colours."""
    if not 1 <= len(curves) <= len(COLOURS):
        raise ValueError(f"{argument} has {len(curves)} curves, but 1 to {len(COLOURS)} are wanted")


def above_zero(argument: str, values: ArrayLike, size: int | None = None) -> np.ndarray:
    """Return numbers that have a place on a logarithmic axis, `size` of them if that is named."""
    numbers = np.asarray(values, dtype=float)
    good = numbers.ndim == 1 and numbers.size and (np.isfinite(numbers) & (numbers > 0)).all()
    if not good or size not in (None, numbers.size):
        wanted = "a list of finite numbers" if size is None else f"{size} finite numbers"
        raise ValueError(f"{argument} is {values!r}, but {wanted} above 0 must be given")
    return numbers
