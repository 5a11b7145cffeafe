"""RMSProp: the gradient, divided by its recent size."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .._fields import Positive, Share
from .base import Optimizer, Rate

__all__ = ["RMSProp"]

Array = NDArray[np.floating]


class RMSProp(Optimizer):
    """``theta <- theta - eta * gradient / (sqrt(r) + epsilon)``, ``r`` the mean of its square.

    Before it, ``r <- rho * r + (1 - rho) * gradient^2``: unlike the sum of `AdaGrad`, the mean
    forgets, and steps need not become shorter.

    Implements {eq}`eq:rmsprop`.

    Source: Tieleman and Hinton, lecture 6.5 of *Neural networks for machine learning* (2012), with
    `rho` = 0.9, and without an `epsilon`, which programs have added: outside the root here and in
    PyTorch (whose ``alpha`` is `rho`, 0.99 when left out, and its rate 0.01), inside in Optax,
    ``sqrt(r + epsilon)``, unless ``eps_in_sqrt=False``. ``r`` begins with 0, so that the first
    steps are up to ``1 / sqrt(1 - rho)`` times `eta` long, about 3; `Adam` corrects that.

    Parameters
    ----------
    eta : float or callable
        The learning rate, above 0; or a function of the number of the step, from 1.
    rho : float
        The share of the mean that is kept, from 0 (the last gradient alone) to below 1.
    epsilon : float
        A small number above 0.

    Attributes
    ----------
    r : ndarray of the shape of theta
        The mean of the squares of past gradients, each weighing `rho` times as much as the one
        after it.

    Raises
    ------
    ValueError
        If a setting is out of range.
    """

    title = "RMSProp"
    keeps = ("r",)
    eta = Rate()
    rho = Share("it would never change")
    epsilon = Positive()

    r: Array

    def __init__(
        self,
        eta: float | Callable[[int], float] = 0.001,
        rho: float = 0.9,
        epsilon: float = 1e-8,
    ) -> None:
        self.eta = eta
        self.rho = rho
        self.epsilon = epsilon

    def update(self, theta: Array, gradient: Array) -> None:
        """Move `theta` by the scaled gradient. Parameters as in `Optimizer.step`."""
        eta, rho, r = self.eta, self.rho, self.r
        r *= rho
        r += self.times(1 - rho, self.times(gradient, gradient))
        theta -= self.over_root(eta, gradient, r, self.epsilon)
