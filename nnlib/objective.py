"""The cost as a function of its parameters, with its gradient: what a descent descends on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .network import Network

__all__ = ["Differentiable", "Objective"]

Array = NDArray[np.floating]


class Differentiable(Protocol):
    """What `Objective` and every `Surface` have in common."""

    def value_and_gradient(self, theta: Array) -> tuple[Any, Array]:
        """``J(theta)`` and ``dJ/dtheta``.

        Parameters
        ----------
        theta : ndarray
            Where to take both; left as it is.
        """


class Objective:
    """The cost of a network on given examples, as a function of ``theta``.

    Parameters
    ----------
    network : Network
        Whose cost it is. Each call leaves its parameters as they are; its last pass is that of the
        last gradient.
    X : ndarray of shape (d_0, N)
        Inputs.
    Y : ndarray of shape (d_L, N)
        Targets.

    Raises
    ------
    ValueError
        If `X` or `Y` does not fit the network.

    Examples
    --------
    >>> import numpy as np
    >>> objective = Objective(Network([1, 1], init="zeros"), np.array([[1.0]]), np.array([[2.0]]))
    >>> objective.value_and_gradient(np.array([0.0, 0.5]))
    (1.125, array([-1.5, -1.5]))
    """

    def __init__(self, network: Network, X: ArrayLike, Y: ArrayLike) -> None:
        self.network = network
        self.X, self.Y = network.check_examples(X, Y)

    def value(self, theta: Array) -> float:
        """``J(theta)``.

        Parameters
        ----------
        theta : ndarray of shape (P,)
            Parameters.

        Returns
        -------
        float
        """
        with self.at(theta):
            return self.network.cost(self.X, self.Y)

    def value_and_gradient(self, theta: Array) -> tuple[float, Array]:
        """``J(theta)`` and ``dJ/dtheta``.

        Parameters
        ----------
        theta : ndarray of shape (P,)
            Parameters.

        Returns
        -------
        J : float
            The cost.
        gradient : ndarray of shape (P,)
            Its gradient.
        """
        with self.at(theta):
            return self.network.cost_and_gradient(self.X, self.Y)

    @contextmanager
    def at(self, theta: Array) -> Iterator[None]:
        """As a context: the network has the parameters `theta`, and afterwards its own again.

        Parameters
        ----------
        theta : ndarray of shape (P,)
            Parameters, which are copied.
        """
        # The network itself: a copy of it might lack what a reader has put into it.
        own = self.network.theta.copy()
        self.network.theta = theta
        try:
            yield
        finally:
            self.network.theta[:] = own
