"""IDBD: every parameter learns the logarithm of its own rate, by gradient descent."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .._checks import same_shape
from .._fields import Positive
from .base import Optimizer, Rate

__all__ = ["IDBD"]

Array = NDArray[np.floating]
Curvature = Callable[[Array, Array], Array]

#: Sutton's bounds on the log rates: their largest change in one step, and how low they may sink.
LARGEST_CHANGE, LOWEST = 2.0, -10.0


class IDBD(Optimizer):
    """Incremental delta-bar-delta: gradient descent on the log rates ``beta`` as well.

    In this order, with ``g`` for the gradient and ``c`` for the curvature::

        beta <- beta - meta * g * h
        step = -exp(beta) * g
        theta <- theta + step
        h <- h * max(0, 1 - exp(beta) * c) + step

    The trace ``h`` tells how a parameter would differ by now, had its log rate been higher all
    along. Implements {eq}`eq:idbd`.

    Source: Sutton, *Adapting bias by gradient descent: an incremental version of delta-bar-delta*
    (1992), for a linear unit that sees one example at a time. There ``g = delta * x``, where
    ``delta`` is output less target, and ``c = x**2``, which is to be set before each step; and
    `meta` is called theta. On his task 0.001 to 0.01 is good; with more, an outlying example may
    push the rates out of use, and from 0.03 on that is the rule. As he advises, a log rate changes
    by 2 at most in one step, and never sinks below -10 (or where it began).

    For networks, Schraudolph, *Local gain adaptation in stochastic gradient descent* (1999), puts
    the Hessian times ``h`` in place of its diagonal: then ``curvature`` is a function. Where it is
    None, ``g**2`` stands for the diagonal. It is that on average if the cost is minus the
    log-likelihood of one example and the model is right: the empirical Fisher information, see
    Kunstner, Hennig and Balles (2019) on where that fails. For the mean over a batch it is less.

    Parameters
    ----------
    eta : float
        The rate of every parameter at the start, above 0.
    meta : float or callable
        The rate at which the log rates learn, above 0; or a function of the number of the step.
    curvature : ndarray of the shape of ``theta``, callable, or None
        The diagonal of the Hessian, which may be replaced between two steps; or a function of
        ``(theta, h)`` that returns the Hessian times ``h``; or None, for the squared gradient.

    Attributes
    ----------
    beta : ndarray of the shape of theta
        The logarithm of each parameter's rate.
    h : ndarray of the shape of theta
        The trace.

    Raises
    ------
    ValueError
        If `eta` or `meta` is not a number above 0, or the curvature has not the shape of ``theta``.

    Examples
    --------
    >>> w, x, y = np.zeros(2), np.array([1.0, 2.0]), 3.0
    >>> rule = IDBD(eta=0.1)
    >>> rule.curvature = x**2
    >>> rule.step(w, (w @ x - y) * x)
    >>> w
    array([0.3, 0.6])
    >>> rule.rates
    array([0.1, 0.1])
    """

    title = "IDBD"
    keeps = ("beta", "h")
    eta = Positive()
    meta = Rate()
    curvature: Array | Curvature | None = None

    beta: Array
    h: Array

    def __init__(
        self,
        eta: float = 0.05,
        meta: float | Callable[[int], float] = 0.01,
        curvature: Array | Curvature | None = None,
    ) -> None:
        self.eta = eta
        self.meta = meta
        self.curvature = curvature

    def begin(self, theta: Array) -> None:
        """Give every parameter the rate `eta`. Parameter as in `Optimizer.begin`."""
        super().begin(theta)
        self.beta[...] = math.log(self.eta)

    @property
    def rates(self) -> Array:
        """The rate of each parameter, of the shape of ``theta``: ``exp(beta)``."""
        return np.exp(self.beta)

    def update(self, theta: Array, gradient: Array) -> None:
        """Move the log rates, then `theta` at the new rates. Parameters as in `Optimizer.step`."""
        curvature = self._curvature_of(
            theta, gradient
        )  # first: if it is refused, nothing has moved
        change = self.meta * gradient * self.h
        self.beta -= np.clip(change, -LARGEST_CHANGE, LARGEST_CHANGE)
        np.maximum(self.beta, min(LOWEST, math.log(self.eta)), out=self.beta)
        rates = self.rates
        step = -rates * gradient
        if callable(self.curvature):
            self.h -= rates * curvature
        else:
            self.h *= np.maximum(0.0, 1.0 - rates * curvature)
        self.h += step
        theta += step

    def _curvature_of(self, theta: Array, gradient: Array) -> Array:
        """The diagonal of the Hessian; or its product with ``h``, where a function gives that."""
        if self.curvature is None:
            return gradient * gradient
        if callable(self.curvature):
            name, curvature = "curvature(theta, h)", self.curvature(theta, self.h)
        else:
            name, curvature = "curvature", self.curvature
        same_shape(name, curvature, theta.shape, "theta")
        return curvature
