"""Labels to targets, and back."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from .._checks import as_array, count, expression, float_type, zeros

__all__ = ["classes_of", "holds_classes", "one_hot"]


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
