"""What a `Playground` in a browser starts from, in Python: its points and its first weights."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nnlib.widgets.kit.random_numbers import Random

__all__ = ["NOISE", "first_weights", "generated_points", "is_held_out"]

Array = NDArray[np.float64]

#: The data sets, and the usual noise of each: a standard deviation in both coordinates.
NOISE = {"moons": 0.1, "circles": 0.1, "spirals": 0.02, "xor": 0.12, "blobs": 0.3}


def _moons(label: int, n: int, rng: Random) -> tuple[float, float]:
    angle = rng.uniform(0, math.pi)
    x, y = math.cos(angle), math.sin(angle)
    return (1 - x, 0.5 - y) if label else (x, y)


def _circles(label: int, n: int, rng: Random) -> tuple[float, float]:
    angle = rng.uniform(0, 2 * math.pi)
    radius = 0.5 if label else 1.0
    return radius * math.cos(angle), radius * math.sin(angle)


def _spirals(label: int, n: int, rng: Random) -> tuple[float, float]:
    radius = math.sqrt(rng.uniform(0.01, 1))
    angle = 3 * math.pi * radius + math.pi * label
    return radius * math.cos(angle), radius * math.sin(angle)


def _xor(label: int, n: int, rng: Random) -> tuple[float, float]:
    return n >> 1 & 1, n & 1


def _blobs(label: int, n: int, rng: Random) -> tuple[float, float]:
    return (1, 0.5) if label else (-1, -0.5)


_PLACE: dict[str, Callable[[int, int, Random], tuple[float, float]]] = {
    "moons": _moons, "circles": _circles, "spirals": _spirals, "xor": _xor, "blobs": _blobs,
}  # fmt: skip


def generated_points(name: str, N: int, noise: float, seed: int) -> Array:
    """Draw the points that ``static/datasets.js`` draws.

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
    rng = Random(seed)
    points = np.empty((3, N))
    for n in range(N):
        label = (n >> 1 & 1) ^ (n & 1) if name == "xor" else n % 2
        x, y = _PLACE[name](label, n, rng)
        points[:, n] = x + rng.normal(0, noise), y + rng.normal(0, noise), label
    return points


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
    """Draw the parameters that ``static/network.js`` starts from.

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
    rng = Random(seed)

    def weight(d_out: int, d_in: int) -> float:
        if init == "glorot":
            limit = math.sqrt(6 / (d_in + d_out))
            return rng.uniform(-limit, limit)
        variance = {"he": 2 / d_in, "lecun": 1 / d_in, "normal": 1.0, "zeros": 0.0}[init]
        return rng.normal(0, math.sqrt(variance)) if variance else 0.0

    theta: list[float] = []
    for d_in, d_out in pairwise(d):
        for _ in range(d_out):
            theta += [0.0, *(weight(d_out, d_in) for _ in range(d_in))]
    return np.array(theta)
