"""Adam: the mean gradient, divided by its root mean square."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .._fields import Positive, Share
from .base import Optimizer, Rate

__all__ = ["Adam"]

Array = NDArray[np.floating]


class Adam(Optimizer):
    """``theta <- theta - eta * m_hat / (sqrt(r_hat) + epsilon)``: a mean gradient over its size.

    The means of past gradients and of their squares begin with 0; each is corrected, divided by
    what it would be if every gradient were 1::

        m <- beta1 * m + (1 - beta1) * gradient        m_hat = m / (1 - beta1^t)
        r <- beta2 * r + (1 - beta2) * gradient^2      r_hat = r / (1 - beta2^t)

    Implements {eq}`eq:adam`.

    Source: Kingma and Ba, *Adam: a method for stochastic optimization* (2015), algorithm 1, with
    its defaults; ``r`` is ``v`` there, which is the velocity here. `epsilon` stands outside the
    root of the corrected mean, as there, in PyTorch and in Optax. At the end of their section 2
    they write the step with the correction in the rate,
    ``eta * sqrt(1 - beta2^t) / (1 - beta1^t)``, and an epsilon beside the root of the plain
    ``r``: Keras does so, and its epsilon is then larger in effect, most of all in the first steps.

    Parameters
    ----------
    eta : float or callable
        The learning rate, above 0; or a function of the number of the step, from 1.
    beta1 : float
        The share of the mean gradient that is kept, from 0 to below 1.
    beta2 : float
        The share of the mean square that is kept, from 0 to below 1.
    epsilon : float
        A small number above 0.

    Attributes
    ----------
    m : ndarray of the shape of theta
        The mean of past gradients, not yet corrected: the first moment.
    r : ndarray of the shape of theta
        The mean of their squares, not yet corrected: the second moment.

    Raises
    ------
    ValueError
        If a setting is out of range.
    """

    title = "Adam"
    keeps = ("m", "r")
    eta = Rate()
    beta1 = Share("the mean would never change")
    beta2 = Share("the mean would never change")
    epsilon = Positive()

    m: Array
    r: Array

    def __init__(
        self,
        eta: float | Callable[[int], float] = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
    ) -> None:
        self.eta = eta
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon

    def update(self, theta: Array, gradient: Array) -> None:
        """Move `theta` by the scaled mean. Parameters as in `Optimizer.step`."""
        eta, beta1, beta2, m, r, t = self.eta, self.beta1, self.beta2, self.m, self.r, self.t
        m *= beta1
        m += self.times(1 - beta1, gradient)
        r *= beta2
        r += self.times(1 - beta2, self.times(gradient, gradient))
        r_hat = self.times(1 / (1 - beta2**t), r)
        theta -= self.over_root(eta / (1 - beta1**t), m, r_hat, self.epsilon)
