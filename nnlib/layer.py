"""The equations of one layer: forward, back, and the gradients in between.

Weights and biases live side by side in one matrix ``bW = (b W)``, and activations carry a row of
ones on top, ``A1 = (1; A)``. So the affine map of a layer is a single matrix product, and so is its
gradient.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ._checks import same_shape

__all__ = ["augment", "propagate_error", "pre_activations", "summed_gradients"]

Array = NDArray[np.floating]


def augment(A: Array) -> Array:
    """``(1; A)``: the activations of a layer below a row of ones.

    Parameters
    ----------
    A : ndarray of shape (d, N)
        Activations, one example in each column.

    Returns
    -------
    ndarray of shape (1 + d, N)
        In Fortran order: the numbers of one example are neighbours in memory.
    """
    A1 = np.empty((1 + A.shape[0], A.shape[1]), dtype=A.dtype, order="F")
    A1[0] = 1
    A1[1:] = A
    return A1


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
