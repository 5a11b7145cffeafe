"""Online L-BFGS: a step that has learned the curvature from how gradients have changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from .._checks import finite_array, same_shape
from .._fields import Count, NotNegative, Positive
from .base import Optimizer, Rate

__all__ = ["OnlineLBFGS", "two_loop_recursion"]

Array = NDArray[np.floating]
#: A step ``s``, and ``y``, by how much it has changed the gradient.
Pair = tuple[Array, Array]


def two_loop_recursion(gradient: Array, pairs: Sequence[Pair], scale: float) -> Array:
    """The product of the inverse of the BFGS matrix with a gradient, without the matrix.

    The matrix is the one that `pairs` make of the identity, by an update each. Implements
    {eq}`eq:quasi-two-loops`. Source: Nocedal, *Updating quasi-Newton matrices with limited storage*
    (1980).

    Parameters
    ----------
    gradient : ndarray
        What is multiplied; left as it is.
    pairs : sequence of two ndarrays
        ``(s, y)``, the oldest first, of the shape of `gradient` and with ``s . y`` above 0.
    scale : float
        What the inverse of the first matrix is times the identity.

    Returns
    -------
    ndarray
        Of the shape of `gradient`.
    """
    p, alphas = gradient.copy(), []
    for s, y in reversed(pairs):
        alpha = np.vdot(s, p) / np.vdot(s, y)
        p -= alpha * y
        alphas.append(alpha)
    p *= scale
    for (s, y), alpha in zip(pairs, reversed(alphas), strict=True):
        beta = np.vdot(y, p) / np.vdot(s, y)
        p += (alpha - beta) * s
    return p


class OnlineLBFGS(Optimizer):
    """``theta <- theta - rate * p``, with ``p`` from the last pairs of a step and what it changed.

    ``p`` is the gradient after `two_loop_recursion`, whose first matrix is scaled by the mean of
    ``s . y / y . y`` over the pairs. There is no line search, which no batch could decide: the rate
    is ``eta * tau / (tau + t)`` with ``t`` steps behind it. Implements {eq}`eq:quasi-online`.
    Source: Schraudolph, Yu and Günter, *A stochastic quasi-Newton method for online convex
    optimization* (2007).

    A pair is true if both of its gradients are of one function. On a surface, or with all examples
    in every step, those of two steps in a row are, and `step` needs no more. With batches the paper
    takes the gradient of the same batch once more after the step: `train` does so, and hands it to
    `look_again`. **A step then takes two gradients**, where other rules take one.

    The paper is about convex costs, where ``s . y`` cannot be negative. The cost of a network is
    not one, and a pair with ``s . y`` of 0 or less, after `lam` has done what it can, is not
    remembered: its update would make a matrix by which some steps lead uphill. The paper's ``c``,
    which scales the newest pair in its full matrix and divides the rate, is 1 here.

    Parameters
    ----------
    eta : float or callable
        The first rate, above 0; 1 would be the full step of Newton's method. Or a function of the
        number of the step, from 1.
    memory : int
        How many pairs are remembered.
    lam : float
        What is added to all curvatures, at least 0: ``y + lam * s`` is remembered in place of
        ``y``. It keeps steps short where the cost is nearly flat; networks need it, and a convex
        cost does not.
    tau : float
        After so many steps the rate is half of `eta`.
    epsilon : float
        As long as there is no pair, ``p`` is `epsilon` times the gradient. The paper takes 1e-10;
        then a difference of gradients has few correct digits, and in single precision none.

    Attributes
    ----------
    pairs : tuple of two ndarrays each
        ``(s, y)`` of the shape of ``theta``, the oldest first: to be kept too, beside ``s`` and
        ``g`` of the last step, by whoever keeps a run in a way of their own.

    Raises
    ------
    ValueError
        If a setting is out of range.
    """

    title = "online L-BFGS"
    keeps = ("s", "g")
    looks_again: ClassVar[bool] = True
    eta = Rate()
    memory = Count()
    lam = NotNegative()
    tau = Positive()
    epsilon = Positive()

    s: Array
    g: Array
    pairs: tuple[Pair, ...] = ()
    _is_paired = False

    def __init__(
        self,
        eta: float | Callable[[int], float] = 0.1,
        memory: int = 10,
        lam: float = 0.1,
        tau: float = 20000.0,
        epsilon: float = 0.01,
    ) -> None:
        self.eta = eta
        self.memory = memory
        self.lam = lam
        self.tau = tau
        self.epsilon = epsilon

    def update(self, theta: Array, gradient: Array) -> None:
        """Remember the pair of the last step, then move. Parameters as in `Optimizer.step`."""
        rate = self.eta * self.tau / (self.tau + self.t - 1)
        if not self._is_paired:
            self._keep_pair(gradient)
        if self.pairs:
            scale = np.mean([np.vdot(s, y) / np.vdot(y, y) for s, y in self.pairs])
            p = two_loop_recursion(gradient, self.pairs, float(scale))
        else:
            p = self.epsilon * gradient
        np.multiply(p, -rate, out=self.s)
        np.copyto(self.g, gradient)
        theta += self.s
        self._is_paired = False

    def look_again(self, theta: Array, gradient: Array) -> None:
        """Learn from the gradient after a step, of the same batch: this pair is true.

        Parameters
        ----------
        theta : ndarray
            Where the last step has led.
        gradient : ndarray of the same shape
            ``dJ/dtheta`` there, of the examples whose gradient that step was given.

        Raises
        ------
        ValueError
            If no step was taken, or `theta` is another array than the one that it moved.
        """
        with self._lock:
            if self._theta is None:
                raise ValueError("look_again comes after a step, but none was taken")
            if theta is not self._theta:
                self._refuse(theta)
            same_shape("gradient", gradient, theta.shape, "theta")
            self._keep_pair(gradient)
            self._is_paired = True

    def _keep_pair(self, gradient: Array) -> None:
        """Keep the last step and what it has changed, if the curvature along it is positive.

        Nor is a pair kept that holds NaN, or numbers too large to multiply.
        """
        y = gradient - self.g + self.lam * self.s
        if 0 < np.vdot(self.s, y) < np.inf and np.vdot(y, y) < np.inf:
            self.pairs = (*self.pairs, (self.s.copy(), y))[-self.memory :]

    def _check_kept(self, theta: Array, *, finite: bool = False) -> None:
        if finite or self._unchecked:
            for k, pair in enumerate(self.pairs):
                for name, array in zip("sy", pair, strict=True):
                    finite_array(f"{name} of pairs[{k}]", array, theta.dtype)
                    same_shape(f"{name} of pairs[{k}]", array, theta.shape, "theta")
        super()._check_kept(theta, finite=finite)

    def begin(self, theta: Array) -> None:
        """Forget all pairs, too. Parameters as in `Optimizer.begin`."""
        super().begin(theta)
        self.pairs, self._is_paired = (), True
