"""AdaGrad: a rate for each parameter that falls with the gradients it has seen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .._fields import Positive
from .base import Optimizer, Rate

__all__ = ["AdaGrad"]

Array = NDArray[np.floating]


class AdaGrad(Optimizer):
    """``s <- s + gradient^2``, then ``theta <- theta - eta * gradient / (sqrt(s) + epsilon)``.

    A parameter whose gradients are large, or never rest, gets short steps, and one that is seldom
    asked for long ones; as ``s`` only grows, all become shorter and shorter.

    Implements {eq}`eq:adagrad`.

    Source: Duchi, Hazan and Singer, *Adaptive subgradient methods for online learning and
    stochastic optimization* (2011), with their diagonal matrix; they leave `eta` open, and 0.01 is
    PyTorch's. `epsilon`, their delta, keeps the division possible and stands outside the root, as
    there and in PyTorch; Optax has it inside, ``sqrt(s + epsilon)``, and begins with ``s = 0.1``.

    Parameters
    ----------
    eta : float or callable
        The learning rate, above 0; or a function of the number of the step, from 1.
    epsilon : float
        A small number above 0.

    Attributes
    ----------
    s : ndarray of the shape of theta
        The sum of the squares of past gradients.

    Raises
    ------
    ValueError
        If a setting is out of range.
    """

    title = "AdaGrad"
    keeps = ("s",)
    eta = Rate()
    epsilon = Positive()

    s: Array

    def __init__(self, eta: float | Callable[[int], float] = 0.01, epsilon: float = 1e-10) -> None:
        self.eta = eta
        self.epsilon = epsilon

    def update(self, theta: Array, gradient: Array) -> None:
        """Move `theta` by the scaled gradient. Parameters as in `Optimizer.step`."""
        eta, s = self.eta, self.s
        s += self.times(gradient, gradient)
        theta -= self.over_root(eta, gradient, s, self.epsilon)
