"""Cost and accuracy over all of some examples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..arrays import Batch
from ..network import Network
from .history import classes_of, holds_classes

__all__ = ["Measure"]

Array = NDArray[np.floating]

# Examples evaluated at once: bounds the memory, not the result.
_CHUNK = 1024


class Measure:
    """``J`` and the accuracy of a network on given examples, whenever it is called.

    Parameters
    ----------
    network : Network
        What is measured.
    X : ndarray of shape (d_0, N)
        Inputs.
    Y : ndarray of shape (d_L, N)
        Targets.
    classes : bool
        Whether targets that look like classes are classes.
    """

    def __init__(self, network: Network, X: Array, Y: Array, classes: bool = True) -> None:
        self.network, self.X, self.Y = network, X, Y
        self._labels = classes_of(Y) if classes and holds_classes(Y) else None
        N = X.shape[1]
        sizes = {min(N, _CHUNK), N % _CHUNK or min(N, _CHUNK)}
        self._batches = {size: Batch(network.d, size, network.dtype) for size in sizes}

    def __call__(self) -> tuple[float, float | None]:
        """``J``, and the share of examples whose class is right; None where targets are none."""
        N = self.X.shape[1]
        loss, right = 0.0, 0
        for start in range(0, N, _CHUNK):
            chunk = slice(start, start + _CHUNK)
            X, Y = self.X[:, chunk], self.Y[:, chunk]
            batch = self._batches[X.shape[1]]
            batch.A[0][...] = X
            self.network.forward_pass(batch)
            loss += X.shape[1] * self.network.mean_loss(batch, Y)
            if self._labels is not None:
                predicted = classes_of(batch.A[self.network.L])
                right += int(np.sum(predicted == self._labels[chunk]))
        accuracy = None if self._labels is None else right / N
        return loss / N + self.network.penalty(), accuracy
