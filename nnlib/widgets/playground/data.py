"""What a `Playground` in a browser starts from, in Python: its points and its first weights."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import DATASETS
from nnlib.initializers import INITIALIZERS
from nnlib.widgets.kit.random_numbers import Random

__all__ = ["NOISE", "first_weights", "generated_points", "is_held_out"]

Array = NDArray[np.float64]


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


# Where point n lies, before noise: what engine/datasets.js draws, one random number at a time.
_PLACE: dict[str, Callable[[int, int, Random], tuple[float, float]]] = {
    "moons": _moons, "circles": _circles, "spirals": _spirals, "xor": _xor, "blobs": _blobs,
}  # fmt: skip

# The four points that nnlib calls xor have no noise: here each stands for a cloud.
_NOISE_OF_XOR = 0.12


def _usual_noise(name: str) -> float:
    noise = inspect.signature(DATASETS[name]).parameters.get("noise")
    return _NOISE_OF_XOR if noise is None else noise.default


#: The data sets, and the usual noise of each: a standard deviation in both coordinates.
NOISE = {name: _usual_noise(name) for name in DATASETS if name in _PLACE}


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


class _Generator:
    """The random numbers of the figures, asked for in arrays as NumPy's generator is."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def uniform(self, low: float, high: float, size: tuple[int, int]) -> Array:
        return self._filled(size, lambda: self._random.uniform(low, high))

    def normal(self, mean: float, deviation: float, size: tuple[int, int]) -> Array:
        return self._filled(size, lambda: self._random.normal(mean, deviation))

    @staticmethod
    def _filled(size: tuple[int, int], draw: Callable[[], float]) -> Array:
        """An array whose entries are drawn row by row."""
        return np.reshape([draw() for _ in range(math.prod(size))], size)


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
    rng = cast(Any, _Generator(seed))
    initial = INITIALIZERS[init]
    layers = [
        np.hstack([np.zeros((d_out, 1)), initial(rng, d_out, d_in)]) for d_in, d_out in pairwise(d)
    ]
    return np.concatenate([bW.ravel() for bW in layers])
