"""Passes of a network over examples that were checked: what training and its like are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _checks, backpropagation, losses
from ._fields import Fixed
from .arrays import Batch, Chunks, Layers, Parameters
from .dropout import DropoutRate
from .regularizers import Penalty
from .sigma import Sigma

__all__ = ["Passes"]

Array = NDArray[np.floating]


class Passes:
    """What a pass reads of a network, and the passes.

    Where a user calls `Network.cost`, training comes here, with arrays of its own.
    """

    d = Fixed[list[int]]("build another network")
    L = Fixed[int]("build another network")
    dtype = Fixed[np.dtype[Any]]("build another network")
    loss = Fixed[losses.Loss]("build another network")
    sigma = Fixed[Sigma]("assign to a layer, sigma[1] = ...")
    W = Fixed[Layers]("assign to a layer, W[1] = ...")
    regularizer = Penalty()
    dropout = DropoutRate()

    _parameters: Parameters

    def _forward(self, X: Array, batch: Batch | None = None) -> Batch:
        """A forward pass, in arrays of its own or in those of a batch."""
        batch = Batch(self.d, X.shape[1], self.dtype) if batch is None else batch
        batch.A[0][...] = X
        self.forward_pass(batch)
        return batch

    def passes(self, X: Array, chunks: Chunks | None = None) -> Iterator[tuple[slice, Batch]]:
        """Forward passes over all examples, a bounded number of them at a time.

        Parameters
        ----------
        X : ndarray of shape (d_0, N)
            Inputs.
        chunks : Chunks, optional
            Arrays for N examples, for whoever comes again.

        Yields
        ------
        chunk : slice
            Which examples.
        batch : Batch
            Their pass, until the next one takes its place.
        """
        for chunk, batch in Chunks(self.d, X.shape[1], self.dtype) if chunks is None else chunks:
            yield chunk, self._forward(X[:, chunk], batch)

    def forward_pass(self, batch: Batch) -> None:
        """Fill ``Z`` and ``A`` of a batch whose ``A[0]`` holds the inputs."""
        backpropagation.forward_pass(self._parameters, self.sigma.masked(batch.M), batch)

    def backward_pass(self, batch: Batch, Y: Array, gradient: Parameters) -> None:
        """Fill ``Delta`` of a batch after its forward pass, and the gradient of the cost."""
        sigma = self.sigma.masked(batch.M)
        backpropagation.backward_pass(self._parameters, sigma, self.loss, batch, Y, gradient)
        if self.regularizer is not None:
            for dW, W in zip(gradient.W, self.W, strict=True):
                added = self.regularizer.gradient(W)
                _checks.same_shape("regularizer.gradient(W)", np.asarray(added), W.shape, "W")
                dW += added

    def mean_loss(self, batch: Batch, Y: Array) -> float:
        """The mean of the losses of a batch after its forward pass, without penalties."""
        return float(self.loss.value(Y, batch.A[self.L], batch.Z[self.L]).mean())

    def penalty(self) -> float:
        """What regularization adds to the cost: the penalties of all weights."""
        if self.regularizer is None:
            return 0.0
        return sum(self.regularizer.value(W) for W in self.W)

    def check_inputs(self, X: ArrayLike, argument: str = "X") -> Array:
        """`X` as a (d_0, N) matrix of this network's dtype, or a `ValueError`."""
        return _checks.matrix(argument, X, ("d_0", self.d[0]), self.dtype)

    def check_examples(
        self, X: ArrayLike, Y: ArrayLike, arguments: tuple[str, str] = ("X", "Y")
    ) -> tuple[Array, Array]:
        """`X` and `Y` as (d_0, N) and (d_L, N) matrices with legal targets, or a `ValueError`."""
        X = self.check_inputs(X, arguments[0])
        Y = _checks.matrix(arguments[1], Y, ("d_L", self.d[self.L]), self.dtype, X.shape[1])
        self.loss.check_targets(Y, arguments[1])
        # One order in memory, so that sums of losses are added in one order, to the last bit.
        return X, np.asfortranarray(Y)
