"""Mini-batches: the examples of an epoch, shuffled and cut."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..arrays import Batch, augment
from ..network import Network

__all__ = ["Batches"]

Array = NDArray[np.floating]


class Batches:
    """All examples in batches of one size, with the arrays of a pass made once.

    Examples are stored as rows, each with its leading 1, so that a batch is one gather of rows that
    lands where the forward pass reads it.

    Parameters
    ----------
    network : Network
        What the batches are for.
    X : ndarray of shape (d_0, N)
        Inputs.
    Y : ndarray of shape (d_L, N)
        Targets.
    batch_size : int
        Examples in a batch; the last batch of an epoch is smaller where N is not a multiple.

    Attributes
    ----------
    X, Y : ndarray
        Copies of the examples, which the batches are taken from.
    """

    def __init__(self, network: Network, X: Array, Y: Array, batch_size: int) -> None:
        self.N, self.batch_size = X.shape[1], batch_size
        self._inputs, self._targets = augment(X).T, np.array(Y.T, order="C")
        self.X, self.Y = self._inputs.T[1:], self._targets.T
        sizes = {batch_size, self.N % batch_size or batch_size}
        self._batches = {size: Batch(network.d, size, network.dtype) for size in sizes}

    def in_order(self, order: NDArray[np.integer]) -> Iterator[tuple[Batch, Array]]:
        """The examples in that order, a batch at a time.

        Parameters
        ----------
        order : ndarray of int of shape (N,)
            A permutation of 0 to N - 1.

        Yields
        ------
        batch : Batch
            Its ``A[0]`` holds the inputs; the next batch takes its place.
        Y : ndarray of shape (d_L, batch_size)
            The targets.
        """
        for start in range(0, self.N, self.batch_size):
            chosen = order[start : start + self.batch_size]
            batch = self._batches[len(chosen)]
            # Indices from a permutation are in range; "clip" skips numpy's buffered check of them.
            self._inputs.take(chosen, axis=0, out=batch.A1[0].T, mode="clip")
            yield batch, self._targets.take(chosen, axis=0, mode="clip").T
