"""What a `Playground` in a browser starts from, in Python: its points and its first weights."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import DATASETS, plane
from nnlib.initializers import INITIALIZERS
from nnlib.widgets.kit.random_numbers import RandomArrays

__all__ = ["NOISE", "first_weights", "generated_points", "is_held_out"]

Array = NDArray[np.float64]


# A data set without noise is a few points: here each stands for a cloud.
_NOISE_OF_A_CLOUD = 0.12


def _usual_noise(make: Callable[..., Any]) -> float:
    noise = inspect.signature(make).parameters.get("noise")
    return _NOISE_OF_A_CLOUD if noise is None else noise.default


#: The data sets of the plane, with the usual noise of each: a standard deviation of coordinates.
NOISE = {
    name: _usual_noise(make) for name, make in DATASETS.items() if make.__module__ == plane.__name__
}


def generated_points(name: str, N: int, noise: float, seed: int) -> Array:
    """Draw the points that ``engine/datasets.js`` draws.

    Parameters
    ----------
    name : str
        One of `NOISE`.
    N : int
        Their number.
    noise : float
        Standard deviation of what is added to both coordinates.
    seed : int
        Seed of the random numbers.

    Returns
    -------
    ndarray of shape (3, N)
        Coordinates x_1 and x_2, and the class, 0 or 1.
    """
    make: Callable[..., Any] = DATASETS[name]
    rng = RandomArrays(seed)
    if "noise" in inspect.signature(make).parameters:
        X, labels = make(N=N, noise=noise, seed=rng)
    else:
        X, labels = make()
        corners = np.arange(N) % X.shape[1]
        X, labels = X[:, corners] + rng.normal(0, noise, (2, N)), labels[corners]
    return np.vstack([X, labels])


def is_held_out(labels: Sequence[int] | NDArray[np.integer], share: float) -> NDArray[np.bool_]:
    """Say which examples are measured on only: the same share of both classes.

    Multiples of the golden ratio fall evenly into [0, 1): those below `share` are held out. So a
    point that is painted changes nothing for those already there.

    Parameters
    ----------
    labels : sequence of int, shape (N,)
        The class of each example.
    share : float
        How many to hold out, 0 to 1/2.

    Returns
    -------
    ndarray of bool, shape (N,)
    """
    count = [0, 0]
    held = np.zeros(len(labels), dtype=bool)
    for n, label in enumerate(labels):
        count[label] += 1
        held[n] = count[label] * 0.6180339887498949 % 1 < share
    return held


def first_weights(d: Sequence[int], init: str, seed: int) -> Array:
    """Draw the parameters that ``engine/network.js`` starts from.

    Parameters
    ----------
    d : sequence of int
        The widths d_0, ..., d_L.
    init : str
        A name known to `nnlib.initializers`.
    seed : int
        Seed of the random numbers.

    Returns
    -------
    ndarray of shape (P,)
        Laid out as the `theta` of a network; biases are 0.
    """
    rng, initial = RandomArrays(seed), INITIALIZERS[init]
    layers = [
        np.hstack([np.zeros((d_out, 1)), initial(rng, d_out, d_in)]) for d_in, d_out in pairwise(d)
    ]
    return np.concatenate([bW.ravel() for bW in layers])
