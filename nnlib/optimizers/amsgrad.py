"""AMSGrad: Adam, with the largest mean square so far."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .._fields import Positive, Share
from .base import Optimizer, Rate

__all__ = ["AMSGrad"]

Array = NDArray[np.floating]


class AMSGrad(Optimizer):
    """``theta <- theta - eta * m_hat / (sqrt(r_hat) + epsilon)``, of the largest ``r`` so far.

    The means ``m`` and ``r`` are those of `Adam`, and so are the corrections, but ``r_hat`` is that
    of ``r_max <- max(r_max, r)``: a large gradient is never forgotten.

    Implements {eq}`eq:amsgrad`.

    Source: Reddi, Kale and Kumar, *On the convergence of Adam and beyond* (2018), algorithm 2. It
    divides ``m`` by ``sqrt(r_max)``, with neither the corrections nor an `epsilon`, so that no rate
    grows again. Those of Adam are added here as in PyTorch, after the largest has been taken; Optax
    takes the largest of the corrected ``r_hat``.

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
    m, r : ndarray of the shape of theta
        As in `Adam`.
    r_max : ndarray of the shape of theta
        The largest ``r`` so far.

    Raises
    ------
    ValueError
        If a setting is out of range.
    """

    title = "AMSGrad"
    keeps = ("m", "r", "r_max")
    eta = Rate()
    beta1 = Share("the mean would never change")
    beta2 = Share("the mean would never change")
    epsilon = Positive()

    m: Array
    r: Array
    r_max: Array

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
        np.maximum(self.r_max, r, out=self.r_max)
        r_hat = self.times(1 / (1 - beta2**t), self.r_max)
        theta -= self.over_root(eta / (1 - beta1**t), m, r_hat, self.epsilon)
