"""Putting data into the shape that a network takes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from ._checks import as_array, count, expression, float_type, zeros

__all__ = ["one_hot"]


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
    if classes.ndim != 1 or classes.size == 0:
        raise ValueError(
            f"labels has shape {classes.shape}, but a vector of N labels is wanted, (N,)"
        )
    if not np.issubdtype(classes.dtype, np.integer):
        name = expression("labels", labels)
        whole = classes.dtype.kind == "f" and bool(np.all(classes == np.round(classes)))
        hint = (
            f"{name}.astype(int) makes them"
            if whole
            else "np.unique(labels, return_inverse=True)[1] numbers them"
        )
        raise ValueError(f"labels has dtype {classes.dtype}, but whole numbers are wanted: {hint}")
    if classes.min() < 0 or classes.max() >= d_L:
        raise ValueError(
            f"labels go from {classes.min()} to {classes.max()}, but d_L = {d_L} classes are "
            f"numbered 0 to {d_L - 1}"
        )
    Y = zeros(f"d_L is {d_L}: Y", (d_L, classes.size), float_type("dtype", dtype))
    Y[classes, np.arange(classes.size)] = 1
    return Y
