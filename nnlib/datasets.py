"""Small data sets, one example in each column."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from ._checks import count, positive

__all__ = ["digits", "moons", "xor"]

Array = NDArray[np.floating]


def digits() -> tuple[Array, NDArray[np.int64]]:
    """Handwritten digits, 8 by 8 pixels: 1797 of them, shipped with the package.

    The test part of the *Optical Recognition of Handwritten Digits* data set, E. Alpaydin and
    C. Kaynak, UCI Machine Learning Repository (1998), CC BY 4.0, as scikit-learn ships it. Digits
    of one writer stand together: shuffle before splitting.

    Returns
    -------
    X : ndarray of shape (64, 1797)
        Brightness of the pixels, row by row, from 0 to 1.
    labels : ndarray of int of shape (1797,)
        The digits.
    """
    with (files("nnlib") / "data" / "digits.npz").open("rb") as file, np.load(file) as stored:
        # The stored rows are examples: as columns of X they stay contiguous in memory.
        return (stored["pixels"] / 16).T, stored["labels"].astype(np.int64)


def moons(
    N: int = 200, noise: float = 0.1, seed: int | None = 0
) -> tuple[Array, NDArray[np.int64]]:
    """Two half circles that reach into each other; not separable by a line.

    Parameters
    ----------
    N : int
        Number of examples, at least 2; half of them in each class.
    noise : float
        Standard deviation of the noise added to both coordinates, in units of the radius.
    seed : int or None
        Seed of order and noise; None takes fresh randomness.

    Returns
    -------
    X : ndarray of shape (2, N)
        Points.
    labels : ndarray of int of shape (N,)
        0 on the upper half circle, 1 on the lower.

    Raises
    ------
    ValueError
        If `N` is below 2, or `noise` negative.
    """
    count("N", N, low=2)
    positive("noise", noise, or_zero=True)
    rng = np.random.default_rng(seed)
    labels = np.arange(N) % 2
    rng.shuffle(labels)
    angle = rng.uniform(0, np.pi, N)
    upper = np.vstack([np.cos(angle), np.sin(angle)])
    lower = np.vstack([1 - np.cos(angle), 0.5 - np.sin(angle)])
    return np.where(labels, lower, upper) + rng.normal(0, noise, (2, N)), labels


def xor() -> tuple[Array, NDArray[np.int64]]:
    """The four corners of a square, labelled 1 where exactly one coordinate is 1.

    Returns
    -------
    X : ndarray of shape (2, 4)
        Points.
    labels : ndarray of int of shape (4,)
        Their exclusive or: 0, 1, 1, 0.
    """
    X = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
    return X, np.array([0, 1, 1, 0])
