"""A bound on the length of a gradient, for costs with a cliff in them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["clip_gradient"]


def clip_gradient(gradient: NDArray[np.floating], longest: float) -> None:
    """Shorten a gradient to the length `longest`, if it is longer, and keep its direction.

    Its length is that of all entries together, so that no layer is turned against another.
    Implements {eq}`eq:linear-clip`. Source:
    Pascanu, Mikolov and Bengio, *On the difficulty of training recurrent neural networks* (2013).

    Parameters
    ----------
    gradient : ndarray of shape (P,)
        ``dJ/dTheta``, changed in place; one that is not finite is left as it is.
    longest : float
        The largest length that passes, above 0.
    """
    # By the largest entry first: of a gradient worth clipping the squares may overflow.
    largest = np.abs(gradient).max()
    if not 0 < largest < np.inf:
        return
    scaled = np.linalg.norm(gradient / largest)
    if largest * scaled > longest:
        gradient *= longest / largest / scaled
