"""Points in the plane, in two classes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._checks import count, generator, positive

__all__ = ["blobs", "circles", "moons", "spirals", "xor"]

Array = NDArray[np.floating]


def moons(
    N: int = 200, noise: float = 0.1, seed: int | np.random.Generator | None = 0
) -> tuple[Array, NDArray[np.int64]]:
    """Two half circles that reach into each other; not separable by a line.

    Parameters
    ----------
    N : int
        Number of examples, at least 2; half of them in each class.
    noise : float
        Standard deviation of the noise added to both coordinates, in units of the radius.
    seed : int, numpy.random.Generator or None
        Seed of order and noise, or what they are drawn from; None takes fresh randomness.

    Returns
    -------
    X : ndarray of shape (2, N)
        Points.
    labels : ndarray of int of shape (N,)
        0 on the upper half circle, 1 on the lower.

    Raises
    ------
    ValueError
        If `N` is below 2, `noise` negative, or `seed` no whole number of at least 0.
    """
    rng, labels = _two_classes(N, noise, seed)
    angle = rng.uniform(0, np.pi, N)
    upper = np.vstack([np.cos(angle), np.sin(angle)])
    lower = np.vstack([1 - np.cos(angle), 0.5 - np.sin(angle)])
    return np.where(labels, lower, upper) + rng.normal(0, noise, (2, N)), labels


def circles(
    N: int = 200, noise: float = 0.1, seed: int | np.random.Generator | None = 0
) -> tuple[Array, NDArray[np.int64]]:
    """A circle of radius 1/2 inside one of radius 1.

    Parameters and results as in `moons`: class 0 is the outer circle, class 1 the inner one.
    """
    rng, labels = _two_classes(N, noise, seed)
    angle = rng.uniform(0, 2 * np.pi, N)
    radius = np.where(labels, 0.5, 1.0)
    points = radius * np.vstack([np.cos(angle), np.sin(angle)])
    return points + rng.normal(0, noise, (2, N)), labels


def spirals(
    N: int = 200, noise: float = 0.02, seed: int | np.random.Generator | None = 0
) -> tuple[Array, NDArray[np.int64]]:
    """Two spirals, wound into each other for one and a half turns.

    Parameters and results as in `moons`: the spiral of class 1 is that of class 0, turned by half.
    """
    rng, labels = _two_classes(N, noise, seed)
    radius = np.sqrt(rng.uniform(0.01, 1, N))  # as many points per length outside as inside
    angle = 3 * np.pi * radius + np.pi * labels
    points = radius * np.vstack([np.cos(angle), np.sin(angle)])
    return points + rng.normal(0, noise, (2, N)), labels


def blobs(
    N: int = 200, noise: float = 0.3, seed: int | np.random.Generator | None = 0
) -> tuple[Array, NDArray[np.int64]]:
    """Two clouds around (-1, -1/2) and (1, 1/2): a line separates them, up to the noise.

    Parameters and results as in `moons`.
    """
    rng, labels = _two_classes(N, noise, seed)
    centres = np.array([[-1.0, 1.0], [-0.5, 0.5]])
    return centres[:, labels] + rng.normal(0, noise, (2, N)), labels


def _two_classes(
    N: int, noise: float, seed: int | np.random.Generator | None
) -> tuple[np.random.Generator, NDArray[np.int64]]:
    """A source of randomness, and N shuffled labels, half of them 1."""
    count("N", N, low=2)
    positive("noise", noise, or_zero=True)
    rng = generator(seed)
    labels = np.arange(N) % 2
    rng.shuffle(labels)
    return rng, labels


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
