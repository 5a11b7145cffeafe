"""Examples to train on, and examples to be judged by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import as_array, generator, positive
from .targets import classes_of, holds_classes

__all__ = ["split"]


def split(
    X: ArrayLike, Y: ArrayLike, shares: Sequence[float] = (0.6, 0.2, 0.2), seed: int | None = 0
) -> tuple[tuple[NDArray[Any], NDArray[Any]], ...]:
    """Deal examples out at random, each class in the same proportion.

    Where `Y` holds no classes, as in regression, all examples are dealt out alike.

    Parameters
    ----------
    X : ndarray of shape (d_0, N)
        Inputs, one example in each column.
    Y : ndarray of shape (N,) or (d_L, N)
        Labels: whole numbers, words or yes and no. Or targets, which are classes if a single row
        holds 0 and 1 alone, or if each column holds one 1.
    shares : sequence of float
        The share of each part, with the sum 1: those of the training, the validation and the test
        examples, say.
    seed : int or None
        Seed of the draw; None takes fresh randomness.

    Returns
    -------
    tuple of (X, Y)
        For each part its inputs and its labels or targets, copies in random order. Of each class,
        and of all, it has its share to within an example or two.

    Raises
    ------
    ValueError
        If `X` and `Y` do not belong together, the shares are no numbers above 0 with the sum 1, or
        a part would be without examples of some class.

    Examples
    --------
    >>> X, labels = np.arange(12.0).reshape(1, 12), np.repeat([0, 1], [9, 3])
    >>> (train_X, train_labels), (test_X, test_labels) = split(X, labels, (2 / 3, 1 / 3))
    >>> np.bincount(train_labels), np.bincount(test_labels)
    (array([6, 2]), array([3, 1]))
    """
    inputs, targets = as_array("X", X), as_array("Y", Y)
    if inputs.ndim != 2 or targets.ndim not in (1, 2) or not inputs.size:
        raise ValueError(
            f"X has shape {inputs.shape} and Y {targets.shape}, but (d_0, N) is wanted and (N,) or "
            f"(d_L, N)"
        )
    N = inputs.shape[1]
    if targets.shape[-1] != N:
        raise ValueError(f"Y has {targets.shape[-1]} examples, but X has N = {N}")
    wanted = _shares(shares)
    mixed = generator(seed).permutation(N)
    classes = _classes(targets)
    by_class = mixed if classes is None else mixed[np.argsort(classes[mixed], kind="stable")]
    part = np.empty(N, int)
    part[by_class] = _dealt(wanted, N)
    if classes is not None:
        _check_classes(targets, classes, part, len(wanted))
    places = (mixed[part[mixed] == k] for k in range(len(wanted)))
    return tuple((inputs[:, place], targets[..., place]) for place in places)


def _shares(shares: Sequence[float]) -> NDArray[np.floating]:
    if not isinstance(shares, (list, tuple)) or len(shares) < 2:
        raise ValueError(f"shares is {shares!r}, but must be a list of at least two numbers")
    wanted = np.array([positive(f"shares[{k}]", share) for k, share in enumerate(shares)])
    if abs(wanted.sum() - 1) > 1e-6:
        raise ValueError(f"shares have the sum {wanted.sum():g}, but must have the sum 1")
    return wanted


def _classes(Y: NDArray[Any]) -> NDArray[np.integer] | None:
    """The class of each example, numbered from 0; None where there are none."""
    if Y.ndim == 2:
        return classes_of(Y) if Y.dtype.kind in "fiub" and holds_classes(Y) else None
    return None if Y.dtype.kind == "f" else np.unique(Y, return_inverse=True)[1]


def _dealt(shares: NDArray[np.floating], N: int) -> NDArray[np.integer]:
    """Which part each of N examples goes to: always that which is furthest behind its share."""
    part, have = np.empty(N, int), np.zeros(len(shares))
    for n in range(N):
        k = part[n] = np.argmax(shares * (n + 1) - have)
        have[k] += 1
    return part


def _check_classes(
    Y: NDArray[Any], classes: NDArray[np.integer], part: NDArray[np.integer], parts: int
) -> None:
    for k in range(parts):
        missing = np.setdiff1d(classes, classes[part == k])
        if missing.size:
            c = missing[0]
            name = c if Y.ndim == 2 else Y[classes == c][0].item()
            raise ValueError(
                f"part {k} of {parts} would have no example of class {name!r}, of which there are "
                f"{np.sum(classes == c)} in all: ask for a larger share, or for fewer parts; "
                f"a vector of floats is split without classes"
            )
