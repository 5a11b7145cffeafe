"""Delta-bar-delta: a learning rate for each parameter, from the signs of its gradients."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._fields import Positive, Share
from .base import Optimizer

__all__ = ["DeltaBarDelta"]

Array = NDArray[np.floating]


class DeltaBarDelta(Optimizer):
    """``theta <- theta - rates * gradient``, where each parameter has a rate of its own.

    A rate grows by `kappa` where the gradient has the sign of ``average``, the mean of the past
    ones, and shrinks by its share `phi` where it has the other sign; then
    ``average <- rho * average + (1 - rho) * gradient``. Growth is added and shrinking multiplied:
    a rate rises slowly, falls fast, and stays above 0.
    Implements {eq}`eq:delta-bar-delta`.

    Source: Jacobs, *Increased rates of convergence through learning rate adaptation* (1988), for
    gradients over all examples: the signs of those over small batches are mostly noise. His own
    `kappa` and `phi` differ from task to task; his ``theta`` is our `rho`, 0.7 as there.

    Parameters
    ----------
    eta : float
        The rate that each parameter begins with, above 0.
    kappa : float
        What is added to a rate, above 0.
    phi : float
        The share of a rate that is taken off, from 0 to below 1.
    rho : float
        The share of the average that is kept, from 0 (the last gradient alone) to below 1.

    Attributes
    ----------
    rates : ndarray of the shape of theta
        The rate of each parameter.
    average : ndarray of the shape of theta
        The mean of past gradients, each weighing `rho` times as much as the one after it.

    Raises
    ------
    ValueError
        If a setting is out of range.
    """

    title = "delta-bar-delta"
    keeps = ("rates", "average")
    eta = Positive()
    kappa = Positive()
    phi = Share("nothing would be left of a rate")
    rho = Share("it would never change")

    rates: Array
    average: Array

    def __init__(
        self, eta: float = 0.1, kappa: float = 0.01, phi: float = 0.1, rho: float = 0.7
    ) -> None:
        self.eta = eta
        self.kappa = kappa
        self.phi = phi
        self.rho = rho

    def begin(self, theta: Array) -> None:
        """Give every parameter the rate `eta`. Parameter as in `Optimizer.begin`."""
        super().begin(theta)
        self.rates[...] = self.eta

    def update(self, theta: Array, gradient: Array) -> None:
        """Adapt the rates, and move `theta` by them. Parameters as in `Optimizer.step`."""
        rates, average = self.rates, self.average
        # Of two signs the product never underflows, as that of two small numbers would.
        same = np.sign(average) * np.sign(gradient)
        np.add(rates, self.kappa, out=rates, where=same > 0)
        np.multiply(rates, 1 - self.phi, out=rates, where=same < 0)
        theta -= self.times(rates, gradient)
        average *= self.rho
        average += self.times(1 - self.rho, gradient)
