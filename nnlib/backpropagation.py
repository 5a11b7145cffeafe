"""Forward and back: the equations of one layer, and the two passes that are made of them.

Weights and biases live side by side in one matrix ``bW = (b W)``, and activations carry a row of
ones on top, ``A1 = (1; A)``. So the affine map of a layer is a single matrix product, and so is its
gradient.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ._checks import same_shape
from .arrays import Batch, Parameters
from .losses import Loss
from .sigma import Sigma

__all__ = [
    "backward_pass",
    "forward_pass",
    "pre_activations",
    "propagate_error",
    "summed_gradients",
]

Array = NDArray[np.floating]


def pre_activations(bW: Array, A1: Array, out: Array | None = None) -> Array:
    """``Z[ell] = (b W) (1; A[ell-1])``, which is ``W[ell] A[ell-1] + b[ell] 1^T``.

    Implements {eq}`eq:forward-augmented`.

    Parameters
    ----------
    bW : ndarray of shape (d_ell, 1 + d_(ell-1))
        The bias, then the weights of layer ell.
    A1 : ndarray of shape (1 + d_(ell-1), N)
        A row of ones, then the activations of layer ell - 1.
    out : ndarray of shape (d_ell, N), optional
        Where to write the result; a new array when left out.

    Returns
    -------
    ndarray of shape (d_ell, N)
        ``Z[ell]``.
    """
    return np.matmul(bW, A1, out=out)


def propagate_error(
    W_next: Array, Delta_next: Array, derivative: Array, out: Array | None = None
) -> Array:
    """``Delta[ell] = (W[ell+1]^T Delta[ell+1]) * sigma'(Z[ell])``.

    Implements {eq}`eq:delta-batch`.

    Parameters
    ----------
    W_next : ndarray of shape (d_(ell+1), d_ell)
        Weights of layer ell + 1, without its biases: they do not depend on ``Z[ell]``.
    Delta_next : ndarray of shape (d_(ell+1), N)
        Error of layer ell + 1.
    derivative : ndarray of shape (d_ell, N)
        ``sigma'(Z[ell])``.
    out : ndarray of shape (d_ell, N), optional
        Where to write the result; a new array when left out.

    Returns
    -------
    ndarray of shape (d_ell, N)
        ``Delta[ell]``.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    shape = W_next.shape[1], Delta_next.shape[1]
    same_shape("derivative", derivative, shape, "Delta[ell]")
    Delta = np.matmul(W_next.T, Delta_next, out=out)
    Delta *= derivative
    return Delta


def summed_gradients(Delta: Array, A1: Array, out: Array | None = None) -> Array:
    """``Delta[ell] (1; A[ell-1])^T``: the gradients of bias and weights, summed over examples.

    Implements {eq}`eq:gradient-augmented`, before its factor 1/N.

    Parameters
    ----------
    Delta : ndarray of shape (d_ell, N)
        Error of layer ell.
    A1 : ndarray of shape (1 + d_(ell-1), N)
        A row of ones, then the activations of layer ell - 1.
    out : ndarray of shape (d_ell, 1 + d_(ell-1)), optional
        Where to write the result; a new array when left out.

    Returns
    -------
    ndarray of shape (d_ell, 1 + d_(ell-1))
        First the column for the bias, then the matrix for the weights.
    """
    return np.matmul(Delta, A1.T, out=out)


def forward_pass(parameters: Parameters, sigma: Sigma, batch: Batch) -> None:
    """Fill ``Z`` and ``A`` of a batch, from ``A[0] = X`` up.

    Implements {eq}`eq:forward-augmented` and {eq}`eq:forward-activation`.

    Parameters
    ----------
    parameters : Parameters
        ``Theta``.
    sigma : Sigma
        The activation function of each layer.
    batch : Batch
        Its ``A[0]`` holds the inputs.
    """
    bW, A1, A, Z = parameters.bW, batch.A1, batch.A, batch.Z
    for ell in range(1, len(sigma) + 1):
        pre_activations(bW[ell], A1[ell - 1], out=Z[ell])
        sigma[ell].value(Z[ell], out=A[ell])


def backward_pass(
    parameters: Parameters, sigma: Sigma, loss: Loss, batch: Batch, Y: Array, gradient: Parameters
) -> None:
    """Fill ``Delta`` of a batch, from layer L down, and the gradient of its mean loss.

    Implements {eq}`eq:delta-batch` and {eq}`eq:gradient-augmented`.

    Parameters
    ----------
    parameters : Parameters
        ``Theta``.
    sigma : Sigma
        The activation function of each layer.
    loss : Loss
        Built for that of the last layer.
    batch : Batch
        After its forward pass.
    Y : ndarray of shape (d_L, N)
        Targets.
    gradient : Parameters
        Where ``dJ/dTheta`` is written.
    """
    W, L = parameters.W, len(sigma)
    A1, A, Z, Delta = batch.A1, batch.A, batch.Z, batch.Delta
    loss.output_error(Y, A[L], Z[L], out=Delta[L])
    for ell in range(L, 0, -1):
        summed_gradients(Delta[ell], A1[ell - 1], out=gradient.bW[ell])
        if ell > 1:
            slope = sigma[ell - 1].derivative(Z[ell - 1], A[ell - 1], batch.slope[ell - 1])
            propagate_error(W[ell], Delta[ell], slope, out=Delta[ell - 1])
    gradient.flat /= batch.N
