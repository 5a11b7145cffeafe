"""The experiments of the book that a `Playground` sets up at the press of a button."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlib.datasets import moons

__all__ = ["EXPERIMENTS"]

#: As many digits as the points of a link have.
_DIGITS = 2


def _two_to_one() -> list[list[float]]:
    """Points of the moons, twice as many of class 0 as of class 1: x_1, x_2 and the class."""
    X, labels = moons(80, seed=1)
    kept = np.concatenate([np.flatnonzero(labels == 0), np.flatnonzero(labels == 1)[:20]])
    return np.vstack([X[:, kept].round(_DIGITS), labels[kept]]).tolist()


# On balanced points a network that answers the middle has nothing to learn.
_ZEROS = {
    "data": "own", "points": _two_to_one(), "window": [0.5, 0.25, 1.8], "held_out": 0.0,
    "init": "zeros", "edges": "gradients",
}  # fmt: skip

#: What is on a button, and the settings that it leads to; all others are as the figure came.
EXPERIMENTS: dict[str, dict[str, Any]] = {
    "no hidden layer": {"d": [2, 1]},
    "zeros, tanh": _ZEROS | {"d": [2, 4, 3, 1], "hidden": "tanh", "batch_size": 1000},
    "zeros, sigmoid": _ZEROS | {"d": [2, 4, 1], "hidden": "sigmoid", "eta": 1.0},
    "spirals": {"data": "spirals", "d": [2, 8, 8, 1], "optimizer": "Momentum", "eta": 0.1},
}
