"""Handwritten digits, shipped with the package."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

__all__ = ["digits"]


def digits() -> tuple[NDArray[np.floating], NDArray[np.int64]]:
    """Handwritten digits, 8 by 8 pixels: 1797 of them, shipped with the package.

    The test part of the *Optical Recognition of Handwritten Digits* data set, E. Alpaydin and
    C. Kaynak, UCI Machine Learning Repository (1998), CC BY 4.0, as scikit-learn ships it.
    Neighbours seem to come from the same hands: shuffle before splitting.

    Returns
    -------
    X : ndarray of shape (64, 1797)
        How much ink each pixel holds, row by row, from 0 to 1.
    labels : ndarray of int of shape (1797,)
        The digits.
    """
    with (files("nnlib.datasets") / "digits.npz").open("rb") as file, np.load(file) as stored:
        # The stored rows are examples: as columns of X they stay contiguous in memory.
        return (stored["pixels"] / 16).T, stored["labels"].astype(np.int64)
