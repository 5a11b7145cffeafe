"""Inputs on one scale: what the training examples say of it, done to all examples."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import as_array, finite_array

__all__ = ["MinMax", "Scaling", "Standardizer", "Whitening"]

Array = NDArray[np.floating]


class Scaling:
    """What all ways to scale inputs have in common: `fit` learns, `transform` does.

    What it has learned from the training examples it does to all others too: a network that was
    trained on scaled inputs wants to be asked about such. A subclass defines `_learn`, `_apply`
    and `_undo`, which get arrays that have been checked.
    """

    d_0: int

    def fit(self, X: ArrayLike) -> Self:
        """Learn from the training examples.

        Parameters
        ----------
        X : ndarray of shape (d_0, N)
            Training examples; whole numbers are taken as they are.

        Returns
        -------
        Scaling
            This one.

        Raises
        ------
        ValueError
            If `X` is not a matrix of finite numbers with at least one column.
        """
        X = _numbers("X", X)
        self._learn(X)
        self.d_0 = len(X)
        return self

    def transform(self, X: ArrayLike) -> Array:
        """Scale examples: those of `fit`, or others.

        Parameters
        ----------
        X : ndarray of shape (d_0, N)
            Examples.

        Returns
        -------
        ndarray of shape (d_0, N)

        Raises
        ------
        ValueError
            As in `fit`, or if that was not called, or `X` has another number of rows.
        """
        return self._apply(self._checked("X", X))

    def inverse(self, A: ArrayLike) -> Array:
        """Undo `transform`. A row that was constant, or a direction, is again what it was.

        Parameters
        ----------
        A : ndarray of shape (d_0, N)
            Scaled examples.

        Returns
        -------
        ndarray of shape (d_0, N)

        Raises
        ------
        ValueError
            As in `transform`.
        """
        return self._undo(self._checked("A", A))

    def _checked(self, argument: str, X: ArrayLike) -> Array:
        X = _numbers(argument, X)
        name = type(self).__name__
        if not hasattr(self, "d_0"):
            raise ValueError(f"this {name} has learned nothing yet: call fit(X) first")
        if len(X) != self.d_0:
            rows = f"{len(X)} row{'' if len(X) == 1 else 's'}"
            raise ValueError(f"{argument} has {rows}, but that of fit had {self.d_0}")
        return X

    def _learn(self, X: Array) -> None:
        raise NotImplementedError(f"{type(self).__name__} must have a method _learn")

    def _apply(self, X: Array) -> Array:
        raise NotImplementedError(f"{type(self).__name__} must have a method _apply")

    def _undo(self, A: Array) -> Array:
        raise NotImplementedError(f"{type(self).__name__} must have a method _undo")


class Standardizer(Scaling):
    """Shifts and scales every row of ``X`` to mean 0 and standard deviation 1.

    Attributes
    ----------
    mean, scale : ndarray of shape (d_0, 1)
        What is subtracted, and what is divided by: 1 for a row that is constant.

    Examples
    --------
    >>> X = np.array([[0.0, 255.0], [7.0, 7.0]])
    >>> Standardizer().fit(X).transform(X)
    array([[-1.,  1.],
           [ 0.,  0.]])
    """

    mean: Array
    scale: Array

    def _learn(self, X: Array) -> None:
        self.mean = X.mean(axis=1, keepdims=True)
        # Of a constant row rounding may leave a deviation that is not quite 0.
        self.scale = np.where(_constant(X), 1.0, X.std(axis=1, keepdims=True))

    def _apply(self, X: Array) -> Array:
        return (X - self.mean) / self.scale

    def _undo(self, A: Array) -> Array:
        return A * self.scale + self.mean


class MinMax(Scaling):
    """Shifts and scales every row of ``X`` so that it goes from `low` to `high`.

    Other examples may lie beyond. A row that is constant becomes `low`.

    Parameters
    ----------
    low, high : float
        The smallest and the largest number of a row, as the training examples have it.

    Attributes
    ----------
    least, width : ndarray of shape (d_0, 1)
        The least number of each row, and how far it is to the largest: 1 for a constant row.

    Raises
    ------
    ValueError
        If `low` or `high` is not finite, or `high` is not above `low`.
    """

    least: Array
    width: Array

    def __init__(self, low: float = 0.0, high: float = 1.0) -> None:
        self.low, self.high = (float(bound) for bound in (low, high))
        if not -np.inf < self.low < self.high < np.inf:
            raise ValueError(
                f"low is {low!r} and high {high!r}, but must be finite, and high the larger one"
            )

    def _learn(self, X: Array) -> None:
        self.least = X.min(axis=1, keepdims=True)
        self.width = np.where(_constant(X), 1.0, np.ptp(X, axis=1, keepdims=True))

    def _apply(self, X: Array) -> Array:
        return self.low + (self.high - self.low) * (X - self.least) / self.width

    def _undo(self, A: Array) -> Array:
        return (A - self.low) / (self.high - self.low) * self.width + self.least


class Whitening(Scaling):
    """Turns ``X`` into inputs of mean 0 whose covariance is the identity.

    Of all matrices that do so it takes the symmetric one, which changes the inputs least: of
    pictures it makes pictures. Directions in which the training examples do not vary become 0.
    Source: LeCun, Bottou, Orr and Müller, *Efficient BackProp* (1998), section 4.3.

    Attributes
    ----------
    mean : ndarray of shape (d_0, 1)
        What is subtracted.
    matrix, inverse_matrix : ndarray of shape (d_0, d_0)
        What the rest is multiplied by: ``C`` to the power of -1/2, and of 1/2.
    """

    mean: Array
    matrix: Array
    inverse_matrix: Array

    def _learn(self, X: Array) -> None:
        self.mean = X.mean(axis=1, keepdims=True)
        eigenvalues, U = np.linalg.eigh(np.cov(X, bias=True).reshape(len(X), len(X)))
        # Below that, rounding is all that is left of a direction.
        varies = eigenvalues > 1e-12 * eigenvalues[-1]
        roots = np.sqrt(eigenvalues[varies])
        self.matrix = U[:, varies] / roots @ U[:, varies].T
        self.inverse_matrix = U[:, varies] * roots @ U[:, varies].T

    def _apply(self, X: Array) -> Array:
        return self.matrix @ (X - self.mean)

    def _undo(self, A: Array) -> Array:
        return self.inverse_matrix @ A + self.mean


def _constant(X: Array) -> NDArray[np.bool_]:
    """Which rows hold one number throughout, shape (d_0, 1)."""
    return np.ptp(X, axis=1, keepdims=True) == 0


def _numbers(argument: str, X: ArrayLike) -> Array:
    X = as_array(argument, X)
    if X.ndim != 2 or X.shape[1] == 0:
        raise ValueError(
            f"{argument} has shape {X.shape}, but a d_0 x N matrix is wanted, N at least 1"
        )
    return finite_array(argument, X.astype(float) if X.dtype.kind in "iub" else X, float)
