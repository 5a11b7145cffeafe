"""What a `Playground` can start from: a network, and examples of the reader's own."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib.network import Network

__all__ = ["FARTHEST", "own_points", "settings_of"]

#: The largest coordinate of a point.
FARTHEST = 1e6


def settings_of(network: Network) -> dict[str, Any]:
    """Give the traits that start from a network."""
    if not isinstance(network, Network):
        raise ValueError(f"network is a {type(network).__name__}, but must be a Network")
    if network.l1:
        raise ValueError(f"network.l1 is {network.l1}, but a Playground knows the penalty l2 only")
    return {
        "d": network.d,
        "hidden": network.hidden,
        "output": network.output,
        "loss": network.loss.name,
        "l2": network.l2,
        "init": "given",
        "start": network.theta.astype(float),
    }


def own_points(X: ArrayLike | None, Y: ArrayLike | None, low: float) -> dict[str, Any]:
    """Give the traits that hold the reader's examples; class 0 has the target `low`."""
    if X is None or Y is None:
        raise ValueError("X and Y belong together: give both or neither")
    inputs, targets = np.asarray(X, dtype=float), np.asarray(Y, dtype=float)
    if inputs.ndim != 2 or inputs.shape[0] != 2 or not inputs.shape[1]:
        raise ValueError(f"X has shape {inputs.shape}, but must be (2, N)")
    N = inputs.shape[1]
    far = np.argwhere(~(np.abs(inputs) <= FARTHEST))
    if far.size:
        i, n = far[0]
        wanted = f"a number from {-FARTHEST:g} to {FARTHEST:g}"
        raise ValueError(f"X holds {inputs[i, n]:g} at ({i}, {n}), but must hold {wanted}")
    if targets.shape not in ((N,), (1, N)):
        raise ValueError(f"Y has shape {targets.shape}, but must be (1, {N}) or ({N},)")
    if not np.isin(targets, (low, 1)).all():
        raise ValueError(f"Y must hold {low:g} and 1, the targets of the two classes")
    classes = (targets.reshape(1, N) == 1).astype(float)
    lowest, highest = inputs.min(axis=1), inputs.max(axis=1)
    middle = (lowest + highest) / 2
    half = 0.55 * max(float((highest - lowest).max()), 1e-3)
    return {
        "data": "own",
        "points": np.vstack([inputs, classes]),
        "window": [*middle.tolist(), half],
    }
