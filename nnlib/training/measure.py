"""Cost and accuracy over all of some examples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..arrays import Chunks
from ..network import Network
from ..preprocessing import classes_of, holds_classes

__all__ = ["Measure"]

Array = NDArray[np.floating]


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
        self._chunks = Chunks(network.d, X.shape[1], network.dtype)

    def __call__(self) -> tuple[float, float | None]:
        """``J``, and the share of examples whose class is right; None where targets are none."""
        network, N = self.network, self.X.shape[1]
        J, right = network.penalty(), 0
        for chunk, batch in network.passes(self.X, self._chunks):
            J += batch.N / N * network.mean_loss(batch, self.Y[:, chunk])
            if self._labels is not None:
                predicted = classes_of(batch.A[network.L])
                right += int(np.sum(predicted == self._labels[chunk]))
        return J, None if self._labels is None else right / N
