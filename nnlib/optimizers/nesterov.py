"""Nesterov's momentum: the gradient is taken where the velocity leads."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .._fields import Share
from .base import Optimizer, Rate

__all__ = ["Nesterov"]

Array = NDArray[np.floating]


class Nesterov(Optimizer):
    """``v <- mu * v - eta * gradient``, then ``theta <- theta + mu * v - eta * gradient``.

    Implements {eq}`eq:nesterov`.

    Texts write it in two forms. In the first, of Nesterov and of Sutskever et al., the gradient is
    taken at a point ahead, ``theta + mu * v``, and then ``theta <- theta + v`` as in `Momentum`. An
    optimizer is handed the gradient at the point it has, so this class takes the second form, of
    Bengio et al., whose ``theta`` is the point ahead itself: both visit the same points, and end in
    the same place when ``v`` has faded. PyTorch and Optax do the same, with the rate outside the
    velocity: ``v <- mu * v + gradient``, then ``theta <- theta - eta * (gradient + mu * v)``, which
    is equal as long as `eta` does not change.

    Sources: Nesterov, *A method of solving a convex programming problem with convergence rate
    O(1/k^2)* (1983); Sutskever, Martens, Dahl and Hinton, *On the importance of initialization and
    momentum in deep learning* (2013); Bengio, Boulanger-Lewandowski and Pascanu, *Advances in
    optimizing recurrent networks* (2013). Nesterov lets ``mu`` grow with the step; here it stays.

    Parameters
    ----------
    eta : float or callable
        The learning rate, above 0; or a function of the number of the step, from 1.
    mu : float
        The share of the velocity that is kept, from 0 (gradient descent) to below 1.

    Attributes
    ----------
    v : ndarray of the shape of theta
        The velocity.

    Raises
    ------
    ValueError
        If `eta` or `mu` is out of range.
    """

    title = "Nesterov momentum"
    keeps = ("v",)
    eta = Rate()
    mu = Share("it would never fade")

    v: Array

    def __init__(self, eta: float | Callable[[int], float] = 0.05, mu: float = 0.9) -> None:
        self.eta = eta
        self.mu = mu

    def update(self, theta: Array, gradient: Array) -> None:
        """Move `theta`, and on along the velocity. Parameters as in `Optimizer.step`."""
        eta, mu, v = self.eta, self.mu, self.v
        v *= mu
        v -= self.times(eta, gradient)
        theta += self.times(mu, v)
        theta -= self.times(eta, gradient)
