"""Optimizers: how a gradient moves the parameters.

An optimizer sees arrays, never a network, so that it can train one or walk down a surface alike.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ._checks import positive

__all__ = ["GradientDescent", "Momentum", "Optimizer"]

Array = NDArray[np.floating]


class Optimizer:
    """A rule that moves ``theta`` in place, one `step` at a time."""

    def step(self, theta: Array, gradient: Array) -> None:
        """Move `theta` by one step.

        Parameters
        ----------
        theta : ndarray
            Parameters, floats, changed in place.
        gradient : ndarray of the same shape
            ``dJ/dtheta`` at `theta`, floats; left as it is.

        Raises
        ------
        ValueError
            If the two are not arrays of floats of one shape.
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
        _check(theta, gradient)
        # One buffer for eta * gradient: a new array in every step would cost more than the sum.
        if self._step.shape != theta.shape or self._step.dtype != theta.dtype:
            self._step = np.empty_like(theta)
        np.multiply(gradient, self.eta, out=self._step)
        theta -= self._step

    def __repr__(self) -> str:
        return f"GradientDescent(eta={self.eta})"


class Momentum(Optimizer):
    """``v <- mu * v - eta * gradient``, then ``theta <- theta + v``.

    The velocity ``v`` remembers past gradients: along a valley they add up, across it they cancel.
    Source: Polyak, *Some methods of speeding up the convergence of iteration methods* (1964).

    Parameters
    ----------
    eta : float
        The learning rate, above 0.
    mu : float
        The share of the velocity that is kept, from 0 (gradient descent) to below 1.

    Raises
    ------
    ValueError
        If `eta` or `mu` is out of range.
    """

    def __init__(self, eta: float, mu: float = 0.9) -> None:
        self.eta = positive("eta", eta)
        self.mu = positive("mu", mu, or_zero=True)
        if self.mu >= 1:
            raise ValueError(f"mu is {mu!r}, but must be below 1: the velocity would never fade")
        self._theta: Array | None = None
        self._v = self._step = np.empty(0)

    def step(self, theta: Array, gradient: Array) -> None:
        """Move `theta` by the velocity, in place. Parameters as in `Optimizer.step`.

        The velocity belongs to one array, the first `theta`: another one, even of the same shape,
        is a `ValueError`. Use an optimizer for one run.
        """
        _check(theta, gradient)
        if self._theta is None:
            self._theta, self._v = theta, np.zeros_like(theta)
            self._step = np.empty_like(theta)
        if theta is not self._theta:
            raise ValueError(
                f"theta, of shape {theta.shape}, is another array than the one that this Momentum "
                f"has moved, of shape {self._theta.shape}: take a new Momentum for each run"
            )
        self._v *= self.mu
        np.multiply(gradient, self.eta, out=self._step)
        self._v -= self._step
        theta += self._v

    def __repr__(self) -> str:
        return f"Momentum(eta={self.eta}, mu={self.mu})"


def _check(theta: Array, gradient: Array) -> None:
    """Refuse what would broadcast, or could not be changed in place."""
    for argument, array in (("theta", theta), ("gradient", gradient)):
        if not isinstance(array, np.ndarray) or array.dtype.kind != "f":
            got = getattr(array, "dtype", type(array).__name__)
            raise ValueError(f"{argument} is of type {got}, but must be an array of floats")
    if theta.shape != gradient.shape:
        raise ValueError(f"gradient has shape {gradient.shape}, but theta has shape {theta.shape}")
