"""Penalties on the weights, and their gradients.

A penalty is added once to the mean loss, not once for each example; biases are free of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["penalty", "penalty_gradient"]


def penalty(W: NDArray[np.floating], l2: float, l1: float) -> float:
    """``l2/2 * sum(W^2) + l1 * sum(|W|)`` for the weights of one layer.

    Parameters
    ----------
    W : ndarray of shape (d_ell, d_(ell-1))
        Weights.
    l2, l1 : float
        Strengths of the two penalties.

    Returns
    -------
    float
        What is added to ``J``.
    """
    return float(l2 / 2 * np.sum(W * W) + l1 * np.sum(np.abs(W)))


def penalty_gradient(W: NDArray[np.floating], l2: float, l1: float) -> NDArray[np.floating]:
    """``l2 * W + l1 * sign(W)``, with ``sign(0) = 0``.

    Parameters
    ----------
    W : ndarray of shape (d_ell, d_(ell-1))
        Weights.
    l2, l1 : float
        Strengths of the two penalties.

    Returns
    -------
    ndarray of shape (d_ell, d_(ell-1))
        What is added to ``dW[ell]``.
    """
    return l2 * W + l1 * np.sign(W)
