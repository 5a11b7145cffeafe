"""The R-operator: how everything that a pass computes changes when the parameters move.

``R{f}`` is the derivative of ``f`` in the direction ``v`` of the parameters. It obeys the rules of
differentiation, so that it goes through the two passes line by line; of the gradient it is the
product of the Hessian with ``v``. Source: Pearlmutter, *Fast exact multiplication by the Hessian*
(1994).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .arrays import Batch, Parameters
from .network import Network

__all__ = ["ROperator"]

Array = NDArray[np.floating]


class ROperator:
    """Both passes of a network at one place, and their derivatives in any direction from there.

    Parameters
    ----------
    network : Network
        Its parameters are those of now: what becomes of them later does not matter.
    X : ndarray of shape (d_0, N)
        Inputs, as `Network.check_examples` gives them.
    Y : ndarray of shape (d_L, N)
        Targets.
    """

    def __init__(self, network: Network, X: Array, Y: Array) -> None:
        self.network, self.Y = network, Y
        self.parameters = Parameters(network.d, network.theta.copy())
        self.batch = Batch(network.d, X.shape[1], network.dtype)
        self.batch.A[0][...] = X
        network.forward_pass(self.batch)
        self._go_back()
        self._moving = Batch(network.d, X.shape[1], network.dtype)
        self._moving.A[0][...] = 0  # the inputs do not move

    def _go_back(self) -> None:
        """A backward pass that keeps what arrives at each hidden layer, ``W^T Delta``."""
        net, batch, L = self.network, self.batch, self.network.L
        W, Delta, slope = self.parameters.W, batch.Delta, batch.slope
        net.loss.output_error(self.Y, batch.A[L], batch.Z[L], out=Delta[L])
        self._arriving: dict[int, Array] = {}
        for ell in range(L - 1, 0, -1):
            self._arriving[ell] = W[ell + 1].T @ Delta[ell + 1]
            net.sigma[ell].derivative(batch.Z[ell], batch.A[ell], slope[ell])
            np.multiply(self._arriving[ell], slope[ell], out=Delta[ell])

    # A Gauss-Newton product needs no second derivative of an activation.
    @cached_property
    def _bend(self) -> dict[int, Array]:
        """What arrives at each hidden layer, times ``sigma''(Z)``."""
        sigma, Z = self.network.sigma, self.batch.Z
        return {ell: a * sigma[ell].second_derivative(Z[ell]) for ell, a in self._arriving.items()}

    def forward(self, V: Parameters) -> Batch:
        """``R{Z}`` and ``R{A}`` of every layer, from ``R{X} = 0`` up.

        Implements {eq}`eq:curvature-r-forward`.

        Parameters
        ----------
        V : Parameters
            The direction: ``V.bW[ell]`` is what is added to ``(b W)`` of layer ell.

        Returns
        -------
        Batch
            Its ``Z`` holds ``R{Z}``, its ``A`` holds ``R{A}``, until the next call.
        """
        W, batch, R, L = self.parameters.W, self.batch, self._moving, self.network.L
        for ell in range(1, L + 1):
            np.matmul(V.bW[ell], batch.A1[ell - 1], out=R.Z[ell])
            if ell > 1:
                R.Z[ell] += W[ell] @ R.A[ell - 1]  # the row of ones does not move
            if ell < L:
                np.multiply(batch.slope[ell], R.Z[ell], out=R.A[ell])
        return R

    def hessian_product(self, v: Array) -> Array:
        """``H v``, which is ``R{dJ/dTheta}``.

        Implements {eq}`eq:curvature-r-backward` and {eq}`eq:curvature-r-gradient`.

        Parameters
        ----------
        v : ndarray of shape (P,)
            The direction.

        Returns
        -------
        ndarray of shape (P,)
        """
        net, batch, W, L = self.network, self.batch, self.parameters.W, self.network.L
        V, product = self._layered(v), self._layered(np.empty_like(v))
        R = self.forward(V)
        RDelta = net.loss.error_along(self.Y, batch.A[L], batch.Z[L], R.Z[L])
        for ell in range(L, 0, -1):
            np.matmul(RDelta, batch.A1[ell - 1].T, out=product.bW[ell])
            if ell > 1:
                product.W[ell] += batch.Delta[ell] @ R.A[ell - 1].T
                arriving = W[ell].T @ RDelta
                arriving += V.W[ell].T @ batch.Delta[ell]
                arriving *= batch.slope[ell - 1]
                RDelta = np.add(arriving, self._bend[ell - 1] * R.Z[ell - 1], out=R.Delta[ell - 1])
        return self._mean_with_penalty(product, V)

    def gauss_newton_product(self, v: Array) -> Array:
        """``G v``: the same without the bends of the activations, and the error sent back plainly.

        Implements {eq}`eq:curvature-gauss-newton`.

        Parameters
        ----------
        v : ndarray of shape (P,)
            The direction.

        Returns
        -------
        ndarray of shape (P,)
        """
        net, batch, W, L = self.network, self.batch, self.parameters.W, self.network.L
        V, product = self._layered(v), self._layered(np.empty_like(v))
        R = self.forward(V)
        Delta = net.loss.curvature_along(self.Y, batch.A[L], batch.Z[L], R.Z[L])
        for ell in range(L, 0, -1):
            np.matmul(Delta, batch.A1[ell - 1].T, out=product.bW[ell])
            if ell > 1:
                Delta = np.multiply(W[ell].T @ Delta, batch.slope[ell - 1], out=R.Delta[ell - 1])
        return self._mean_with_penalty(product, V)

    def _layered(self, flat: Array) -> Parameters:
        return Parameters(self.network.d, flat)

    def _mean_with_penalty(self, product: Parameters, V: Parameters) -> Array:
        """The mean of what was summed over the examples, and what the penalty adds to it."""
        product.flat /= self.batch.N
        regularizer = self.network.regularizer
        if regularizer is not None:
            for added, W, direction in zip(product.W, self.parameters.W, V.W, strict=True):
                added += regularizer.gradient_along(W, direction)
        return product.flat
