"""Putting data into the shape that a network takes, and labels to targets and back."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from ._checks import as_array, count, expression, finite_array, float_type, zeros

__all__ = ["Standardizer", "classes_of", "holds_classes", "one_hot"]


def one_hot(labels: ArrayLike, d_L: int, dtype: DTypeLike = float) -> NDArray[np.floating]:
    """Class labels as targets: column n has a 1 in row ``labels[n]``, and 0 elsewhere.

    Parameters
    ----------
    labels : ndarray of int of shape (N,)
        Classes, from 0 to ``d_L - 1``.
    d_L : int
        Number of classes, which is the number of outputs.
    dtype : dtype
        float64 (``float``) or float32: the type of the result.

    Returns
    -------
    ndarray of shape (d_L, N)
        ``Y``.

    Raises
    ------
    ValueError
        If `labels` is not a vector of whole numbers from 0 to ``d_L - 1``, another argument does
        not fit, or the result does not fit into memory.

    Examples
    --------
    >>> one_hot([0, 2], 3)
    array([[1., 0.],
           [0., 0.],
           [0., 1.]])
    """
    count("d_L", d_L)
    classes = as_array("labels", labels)
    name = expression("labels", labels)
    if classes.ndim != 1 or classes.size == 0:
        hint = ""
        if classes.size and classes.size == max(classes.shape, default=0):
            hint = f"; a row or a column becomes one by {name}.ravel()"
        elif classes.ndim == 2 and classes.size and holds_classes(classes):
            hint = "; these are targets already"
        raise ValueError(
            f"labels has shape {classes.shape}, but a vector of N labels is wanted, (N,){hint}"
        )
    if classes.dtype.kind == "f" and np.isnan(classes).any():
        raise ValueError("labels holds NaN, which is no class: leave those examples out")
    numbers = "np.unique(labels, return_inverse=True)[1] numbers them"
    if not np.issubdtype(classes.dtype, np.integer):
        whole = classes.dtype.kind == "b" or (
            classes.dtype.kind == "f" and bool(np.all(classes == np.round(classes)))
        )
        hint = f"{name}.astype(int) makes them" if whole else numbers
        raise ValueError(f"labels has dtype {classes.dtype}, but whole numbers are wanted: {hint}")
    if classes.min() < 0 or classes.max() >= d_L:
        hint = f"; {numbers}" if len(np.unique(classes)) <= d_L else ""
        raise ValueError(
            f"labels go from {classes.min()} to {classes.max()}, but d_L = {d_L} classes are "
            f"numbered 0 to {d_L - 1}{hint}"
        )
    Y = zeros(f"d_L is {d_L}: Y", (d_L, classes.size), float_type("dtype", dtype))
    Y[classes, np.arange(classes.size)] = 1
    return Y


def holds_classes(Y: NDArray[np.floating]) -> bool:
    """Whether targets are classes: 0 or 1 in a single row, or one 1 in each column.

    Parameters
    ----------
    Y : ndarray of shape (d_L, N)
        Targets.

    Returns
    -------
    bool
    """
    return bool(np.all((Y == 0) | (Y == 1)) and (len(Y) == 1 or np.all(Y.sum(axis=0) == 1)))


def classes_of(Y: NDArray[np.floating]) -> NDArray[np.integer]:
    """The class of each column: the largest row or, with one row, whether it is at least 1/2.

    Parameters
    ----------
    Y : ndarray of shape (d_L, N)
        Targets or predictions.

    Returns
    -------
    ndarray of int of shape (N,)
    """
    return (Y[0] >= 0.5).astype(int) if len(Y) == 1 else Y.argmax(axis=0)


class Standardizer:
    """Shifts and scales every row of ``X`` to mean 0 and standard deviation 1.

    What it has learned from the training examples it does to all others too: a network that was
    trained on standardised inputs wants to be asked about such.

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

    mean: NDArray[np.floating]
    scale: NDArray[np.floating]

    def fit(self, X: ArrayLike) -> Self:
        """Learn the mean and the standard deviation of every row.

        Parameters
        ----------
        X : ndarray of shape (d_0, N)
            Training examples; whole numbers are taken as they are.

        Returns
        -------
        Standardizer
            This one.

        Raises
        ------
        ValueError
            If `X` is not a matrix of finite numbers with at least one column.
        """
        X = _numbers(X)
        self.mean = X.mean(axis=1, keepdims=True)
        deviation = X.std(axis=1, keepdims=True)
        # Of a constant row rounding may leave a deviation that is not quite 0.
        constant = np.ptp(X, axis=1, keepdims=True) == 0
        self.scale = np.where(constant, 1.0, deviation)
        return self

    def transform(self, X: ArrayLike) -> NDArray[np.floating]:
        """``(X - mean) / scale``. Parameters and errors as in `fit`, after which it is known.

        Returns
        -------
        ndarray of shape (d_0, N)
        """
        X = _numbers(X)
        if not hasattr(self, "mean"):
            raise ValueError("the Standardizer knows no mean yet: call fit(X) first")
        if len(X) != len(self.mean):
            rows = f"{len(X)} row{'' if len(X) == 1 else 's'}"
            raise ValueError(f"X has {rows}, but that of fit had {len(self.mean)}")
        return (X - self.mean) / self.scale


def _numbers(X: ArrayLike) -> NDArray[np.floating]:
    X = as_array("X", X)
    if X.ndim != 2 or X.shape[1] == 0:
        raise ValueError(f"X has shape {X.shape}, but a d_0 x N matrix is wanted, N at least 1")
    return finite_array("X", X.astype(float) if X.dtype.kind in "iub" else X, float)
