"""Regularizers: what large weights cost, and its gradient.

A penalty is added once to the mean loss, not once for each example; biases are free of it. A
network takes a regularizer, ``Network(d, regularizer=L2(1e-3))``, or the strengths of the common
ones, ``Network(d, l2=1e-3)``, which is the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._fields import NotNegative

__all__ = ["L1", "L2", "ElasticNet", "Regularizer"]

Array = NDArray[np.floating]


class Regularizer:
    """A penalty on the weights of a layer, with its gradient.

    One of your own is a subclass with `value` and `gradient`, and `gradient_along` where products
    with the Hessian are wanted.
    """

    def value(self, W: Array) -> float:
        """What is added to ``J``.

        Parameters
        ----------
        W : ndarray of shape (d_ell, d_(ell-1))
            Weights.

        Returns
        -------
        float
        """
        raise NotImplementedError(f"{type(self).__name__} must have a method value(W)")

    def gradient(self, W: Array) -> Array:
        """What is added to ``dW[ell]``.

        Parameters
        ----------
        W : ndarray of shape (d_ell, d_(ell-1))
            Weights.

        Returns
        -------
        ndarray of shape (d_ell, d_(ell-1))
        """
        raise NotImplementedError(f"{type(self).__name__} must have a method gradient(W)")

    def gradient_along(self, W: Array, V: Array) -> Array:
        """How the gradient changes when ``W`` moves: its derivative in the direction ``V``.

        Parameters
        ----------
        W, V : ndarray of shape (d_ell, d_(ell-1))
            Weights, and the direction in which they move.

        Returns
        -------
        ndarray of shape (d_ell, d_(ell-1))
        """
        raise NotImplementedError(
            f"{type(self).__name__} must have a method gradient_along(W, V), the derivative of the "
            f"gradient in the direction V, for products with the Hessian"
        )

    def __repr__(self) -> str:
        settings = ", ".join(f"{k.removeprefix('_')}={v!r}" for k, v in vars(self).items())
        return f"{type(self).__name__}({settings})"


class L2(Regularizer):
    """``l2/2 * sum(W^2)``: every weight is drawn to 0 in proportion to its size.

    Implements {eq}`eq:l2-penalty` and {eq}`eq:l2-gradient`.

    Parameters
    ----------
    l2 : float
        Its strength, at least 0.
    """

    l2 = NotNegative()

    def __init__(self, l2: float) -> None:
        self.l2 = l2

    def value(self, W: Array) -> float:
        """``l2/2 * sum(W^2)``. Parameters as in `Regularizer.value`."""
        return float(self.l2 / 2 * np.sum(W * W))

    def gradient(self, W: Array) -> Array:
        """``l2 * W``. Parameters as in `Regularizer.gradient`."""
        return self.l2 * W

    def gradient_along(self, W: Array, V: Array) -> Array:
        """``l2 * V``. Parameters as in `Regularizer.gradient_along`."""
        return self.l2 * V


class L1(Regularizer):
    """``l1 * sum(|W|)``: every weight is drawn to 0 alike, and small ones get there.

    Implements {eq}`eq:l1-penalty`.

    Parameters
    ----------
    l1 : float
        Its strength, at least 0.
    """

    l1 = NotNegative()

    def __init__(self, l1: float) -> None:
        self.l1 = l1

    def value(self, W: Array) -> float:
        """``l1 * sum(|W|)``. Parameters as in `Regularizer.value`."""
        return float(self.l1 * np.sum(np.abs(W)))

    def gradient(self, W: Array) -> Array:
        """``l1 * sign(W)``, with ``sign(0) = 0``. Parameters as in `Regularizer.gradient`."""
        return self.l1 * np.sign(W)

    def gradient_along(self, W: Array, V: Array) -> Array:
        """Zero: a penalty of straight lines. Parameters as in `Regularizer.gradient_along`."""
        return np.zeros_like(V)


class ElasticNet(L2, L1):
    """Both penalties at once.

    Source: Zou and Hastie, *Regularization and variable selection via the elastic net* (2005).

    Parameters
    ----------
    l2, l1 : float
        The two strengths, at least 0.
    """

    def __init__(self, l2: float, l1: float) -> None:
        self.l2, self.l1 = l2, l1

    def value(self, W: Array) -> float:
        """The sum of the two. Parameters as in `Regularizer.value`."""
        return L2.value(self, W) + L1.value(self, W)

    def gradient(self, W: Array) -> Array:
        """The sum of the two. Parameters as in `Regularizer.gradient`."""
        return L2.gradient(self, W) + L1.gradient(self, W)

    def gradient_along(self, W: Array, V: Array) -> Array:
        """That of the squares alone. Parameters as in `Regularizer.gradient_along`."""
        return L2.gradient_along(self, W, V)


def of_strengths(l2: float, l1: float) -> Regularizer | None:
    """The regularizer with these strengths; None where both are 0.

    Parameters
    ----------
    l2, l1 : float
        At least 0.

    Returns
    -------
    Regularizer or None

    Raises
    ------
    ValueError
        If a strength is no number of at least 0.
    """
    both = ElasticNet(l2, l1)
    if both.l2 and both.l1:
        return both
    if both.l2:
        return L2(l2)
    return L1(l1) if both.l1 else None


def chosen(regularizer: Regularizer | None, l2: float, l1: float) -> Regularizer | None:
    """The regularizer that a user names, be it as an object or by strengths.

    Parameters
    ----------
    regularizer : Regularizer or None
        The object.
    l2, l1 : float
        The strengths, 0 where there is an object.

    Returns
    -------
    Regularizer or None

    Raises
    ------
    ValueError
        If both are given, or a strength is no number of at least 0.
    """
    by_strengths = of_strengths(l2, l1)
    if regularizer is None or by_strengths is None:
        return by_strengths if regularizer is None else regularizer
    raise ValueError(
        f"regularizer is {regularizer!r}, and there is {by_strengths!r} by l2 and l1: "
        f"give one of the two"
    )


def is_told_by_strengths(regularizer: Regularizer | None) -> bool:
    """Whether ``l2`` and ``l1``, which a file and a figure can hold, say all of a regularizer.

    Parameters
    ----------
    regularizer : Regularizer or None
        That of a network.

    Returns
    -------
    bool
    """
    return type(regularizer) in (L2, L1, ElasticNet, type(None))


class Penalty:
    """The attribute of a network that holds its `Regularizer`, or None."""

    def __get__(self, network: Any, owner: type) -> Any:
        return self if network is None else vars(network)["_regularizer"]

    def __set__(self, network: Any, regularizer: Regularizer | None) -> None:
        if regularizer is not None and not isinstance(regularizer, Regularizer):
            raise ValueError(
                f"regularizer is {regularizer!r}, but must be a Regularizer, like "
                f"nnlib.regularizers.L2(0.001), or None"
            )
        vars(network)["_regularizer"] = regularizer


class Strength:
    """``l2`` or ``l1`` of a network: that of its regularizer, 0 where it has none."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, network: Any, owner: type) -> Any:
        return self if network is None else getattr(network.regularizer, self.name, 0.0)

    def __set__(self, network: Any, strength: float) -> None:
        if not is_told_by_strengths(network.regularizer):
            raise ValueError(
                f"regularizer is {network.regularizer!r}: {self.name} would replace it; "
                f"assign regularizer = ... instead"
            )
        strengths = {"l2": network.l2, "l1": network.l1, self.name: strength}
        network.regularizer = of_strengths(**strengths)
