"""A few digits for networks that are trained in the reader's browser."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import digits
from nnlib.preprocessing import one_hot

__all__ = ["EXAMPLES", "examples", "facts_of_digits"]

Array = NDArray[np.floating]

#: How many.
EXAMPLES = 100
#: Ink of a pixel is a whole number from 0 to 16: one letter of this each.
INK = "0123456789abcdefg"


@lru_cache(maxsize=1)
def examples() -> tuple[Array, Array]:
    """Give the digits, centred and divided by one standard deviation.

    Returns
    -------
    X : ndarray of shape (64, 100)
    Y : ndarray of shape (10, 100)
        The classes, one-hot.
    """
    X, labels = digits()
    X = X[:, :EXAMPLES]
    X = X - X.mean(axis=1, keepdims=True)
    return X / X.std(), one_hot(labels[:EXAMPLES], 10)


def facts_of_digits() -> dict[str, Any]:
    """Give the digits as ``few_digits.js`` reads them.

    Returns
    -------
    dict
    """
    X, labels = digits()
    ink = np.rint(16 * X[:, :EXAMPLES].T).astype(int)
    return {
        "ink": "".join(INK[k] for k in ink.ravel()),
        "letters": len(INK),
        "labels": labels[:EXAMPLES].tolist(),
    }
