"""How good the answers of a network are: which share of the classes is right, and which are not."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import as_array, count, finite_array
from ..preprocessing import classes_of, holds_classes

__all__ = ["accuracy", "confusion_matrix"]

Array = NDArray[np.floating]


def accuracy(Y: Array, Y_hat: Array) -> float | None:
    """Share of examples whose class is right.

    Parameters
    ----------
    Y : ndarray of shape (d_L, N)
        Targets. With one row: 0 or 1. With more: a 1 in the row of the class, 0 elsewhere.
    Y_hat : ndarray of shape (d_L, N)
        Predictions: their classes are those of `Network.classify`.

    Returns
    -------
    float or None
        From 0 to 1; None where `Y` holds no classes.

    Raises
    ------
    ValueError
        If the two are not finite float matrices of one shape.
    """
    if (Y := as_array("Y", Y)).ndim == 2:
        Y, Y_hat = finite_array("Y", Y, float), finite_array("Y_hat", Y_hat, float)
    if Y.ndim != 2 or Y.size == 0:
        raise ValueError(
            f"Y has shape {Y.shape}, but a d_L x N matrix is wanted; "
            f"of two vectors of labels, np.mean(labels == predicted) is the share"
        )
    if Y.shape != Y_hat.shape:
        raise ValueError(f"Y_hat has shape {Y_hat.shape}, but Y has shape {Y.shape}")
    if not holds_classes(Y):
        return None
    return float(np.mean(classes_of(Y_hat) == classes_of(Y)))


def confusion_matrix(
    labels: ArrayLike, predicted: ArrayLike, classes: int | None = None
) -> NDArray[np.integer]:
    """How often each class was predicted for the examples of each class.

    Of a network, ``confusion_matrix(labels, net.classify(X))``; of targets `Y`,
    ``preprocessing.classes_of(Y)`` are the labels. The share of a row that stands on the diagonal
    is the *recall* of its class, that of a column the *precision*.

    Parameters
    ----------
    labels, predicted : ndarray of int of shape (N,)
        True and predicted classes, from 0.
    classes : int, optional
        Number of classes; one more than the largest label of the two when left out.

    Returns
    -------
    ndarray of int of shape (classes, classes)
        Rows are true classes, columns predicted ones.

    Raises
    ------
    ValueError
        If the two are not vectors of one length of whole numbers from 0 to ``classes - 1``.

    Examples
    --------
    >>> confusion_matrix([0, 0, 1, 1, 1], [0, 1, 1, 1, 0])
    array([[1, 1],
           [1, 2]])
    """
    true, answers = as_array("labels", labels), as_array("predicted", predicted)
    if true.ndim != 1 or true.shape != answers.shape or not true.size:
        raise ValueError(
            f"labels has shape {true.shape} and predicted {answers.shape}, but both must be (N,)"
        )
    if classes is not None:
        count("classes", classes)
    for name, values in (("labels", true), ("predicted", answers)):
        whole = values.dtype.kind in "iu"
        if not whole or values.min() < 0 or (classes and values.max() >= classes):
            got = f"goes from {values.min()} to {values.max()}" if whole else f"is {values.dtype}"
            wanted = f"whole numbers from 0 to {classes - 1}" if classes else "whole numbers from 0"
            raise ValueError(f"{name} {got}, but must hold {wanted}")
    K = int(max(true.max(), answers.max())) + 1 if classes is None else classes
    return np.bincount(K * true.astype(int) + answers.astype(int), minlength=K * K).reshape(K, K)
