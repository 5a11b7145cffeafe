"""Optimizers: how a gradient moves the parameters.

An optimizer sees arrays, never a network, so that it can train one or walk down a surface alike.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ._checks import positive

__all__ = ["GradientDescent", "Optimizer"]

Array = NDArray[np.floating]


class Optimizer:
    """A rule that moves ``theta`` in place, one `step` at a time."""

    def step(self, theta: Array, gradient: Array) -> None:
        """Move `theta` by one step.

        Parameters
        ----------
        theta : ndarray
            Parameters, changed in place.
        gradient : ndarray of the same shape
            ``dJ/dtheta`` at `theta`; left as it is.
        """
        raise NotImplementedError


class GradientDescent(Optimizer):
    """``theta <- theta - eta * gradient``.

    Implements {eq}`eq:gradient-descent`.

    Parameters
    ----------
    eta : float
        The learning rate, above 0.

    Raises
    ------
    ValueError
        If `eta` is not a number above 0.
    """

    def __init__(self, eta: float) -> None:
        self.eta = positive("eta", eta)
        self._step = np.empty(0)

    def step(self, theta: Array, gradient: Array) -> None:
        """``theta <- theta - eta * gradient``, in place. Parameters as in `Optimizer.step`."""
        if theta.shape != gradient.shape:
            raise ValueError(
                f"gradient has shape {gradient.shape}, but theta has shape {theta.shape}"
            )
        # One buffer for eta * gradient: a new array in every step would cost more than the sum.
        if self._step.shape != theta.shape or self._step.dtype != theta.dtype:
            self._step = np.empty_like(theta)
        np.multiply(gradient, self.eta, out=self._step)
        theta -= self._step

    def __repr__(self) -> str:
        return f"GradientDescent(eta={self.eta})"
