"""Gradient descent: a step against the gradient."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .base import Optimizer, Rate

__all__ = ["GradientDescent"]

Array = NDArray[np.floating]


class GradientDescent(Optimizer):
    """``theta <- theta - eta * gradient``.

    Implements {eq}`eq:gradient-descent`.

    Parameters
    ----------
    eta : float or callable
        The learning rate, above 0; or a function of the number of the step, from 1.

    Raises
    ------
    ValueError
        If `eta` is not a number above 0.
    """

    title = "gradient descent"
    eta = Rate()

    def __init__(self, eta: float | Callable[[int], float] = 0.1) -> None:
        self.eta = eta

    def update(self, theta: Array, gradient: Array) -> None:
        """``theta <- theta - eta * gradient``. Parameters as in `Optimizer.step`."""
        theta -= self.times(self.eta, gradient)
