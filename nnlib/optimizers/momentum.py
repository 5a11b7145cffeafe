"""Momentum: a step that remembers where the last ones went."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .._fields import Share
from .base import Optimizer, Rate

__all__ = ["Momentum"]

Array = NDArray[np.floating]


class Momentum(Optimizer):
    """``v <- mu * v - eta * gradient``, then ``theta <- theta + v``.

    Implements {eq}`eq:momentum`.

    The velocity ``v`` remembers past gradients: along a valley they add up, across it they cancel.

    Texts differ in where the rate stands. Here it goes into the velocity, as in Rumelhart, Hinton
    and Williams and in Sutskever et al. In PyTorch, Optax and Goh it stands outside:
    ``v <- mu * v + gradient``, then ``theta <- theta - eta * v``. Both take the same steps while
    `eta` stays; a rate that is changed holds there for past gradients too, here for new ones only.
    Where the gradient enters with ``1 - mu``, so that ``v`` is a mean, a rate of ``eta / (1 - mu)``
    takes our steps.

    Source: Polyak, *Some methods of speeding up the convergence of iteration methods* (1964).

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

    title = "momentum"
    keeps = ("v",)
    eta = Rate()
    mu = Share("it would never fade")

    v: Array

    def __init__(self, eta: float | Callable[[int], float] = 0.05, mu: float = 0.9) -> None:
        self.eta = eta
        self.mu = mu

    def update(self, theta: Array, gradient: Array) -> None:
        """Move `theta` by the velocity. Parameters as in `Optimizer.step`."""
        eta, mu, v = self.eta, self.mu, self.v
        v *= mu
        v -= self.times(eta, gradient)
        theta += v
