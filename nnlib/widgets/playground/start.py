"""What a `Playground` can start from: a network, and examples of the reader's own."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib.network import Network
from nnlib.widgets.kit.network_traits import traits_of

__all__ = ["FARTHEST", "own_points", "settings_of", "view_around"]

#: The largest coordinate of a point.
FARTHEST = 1e6


def settings_of(network: Network) -> dict[str, Any]:
    """Give the traits that start from a network."""
    if not isinstance(network, Network):
        raise ValueError(f"network is a {type(network).__name__}, but must be a Network")
    if network.l1:
        raise ValueError(f"network.l1 is {network.l1}, but a Playground knows the penalty l2 only")
    if network.dropout:
        raise ValueError(f"network.dropout is {network.dropout}, but a Playground drops no neurons")
    traits = traits_of(network)
    del traits["l1"]
    return {"init": "given", "start": traits.pop("theta"), **traits}


def own_points(
    X: ArrayLike | None, Y: ArrayLike | None, targets: tuple[float, float]
) -> dict[str, Any]:
    """Give the traits that hold the reader's examples; `targets` are those of the two classes."""
    if X is None or Y is None:
        raise ValueError("X and Y belong together: give both or neither")
    inputs = _checked_inputs(np.asarray(X, dtype=float))
    answers = np.asarray(Y, dtype=float)
    N = inputs.shape[1]
    if answers.shape not in ((N,), (1, N)):
        raise ValueError(f"Y has shape {answers.shape}, but must be (1, {N}) or ({N},)")
    if not np.isin(answers, targets).all():
        low, high = targets
        raise ValueError(f"Y must hold {low:g} and {high:g}, the targets of the two classes")
    classes = (answers.reshape(1, N) == targets[1]).astype(float)
    return {
        "data": "own",
        "points": np.vstack([inputs, classes]),
        "window": view_around(inputs),
    }


def view_around(X: np.ndarray) -> list[float]:
    """The middle, x_1 and x_2, and half the side of a square with some room around the points."""
    lowest, highest = X.min(axis=1), X.max(axis=1)
    middle = (lowest + highest) / 2
    return [*middle.tolist(), 0.55 * max(float((highest - lowest).max()), 1e-3)]


def _checked_inputs(X: np.ndarray) -> np.ndarray:
    """Return `X`, or say what of it is no point that the figure can show."""
    if X.ndim != 2 or X.shape[0] != 2 or not X.shape[1]:
        raise ValueError(f"X has shape {X.shape}, but must be (2, N)")
    far = np.argwhere(~(np.abs(X) <= FARTHEST))
    if far.size:
        i, n = far[0]
        wanted = f"a number from {-FARTHEST:g} to {FARTHEST:g}"
        raise ValueError(f"X holds {X[i, n]:g} at ({i}, {n}), but must hold {wanted}")
    return X
