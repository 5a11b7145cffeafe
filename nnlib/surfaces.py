"""Functions of two parameters to descend on: what an optimizer does, made visible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._families import Family

__all__ = ["SURFACES", "Surface", "get"]

Array = NDArray[np.floating]


@dataclass(frozen=True)
class Surface:
    """A cost ``J`` of two parameters.

    `value` and `gradient` take ``theta`` of shape (2,), or a matrix (2, N) of N points at once.

    Attributes
    ----------
    name : str
    domain : tuple of two pairs
        The part worth looking at: the range of each parameter.
    start : pair of float
        A point to start from.
    minima : tuple of pairs
        Where ``J`` is smallest.
    """

    name: str
    domain: tuple[tuple[float, float], tuple[float, float]]
    start: tuple[float, float]
    minima: tuple[tuple[float, float], ...]

    def value(self, theta: Array) -> Array:
        """``J(theta)``.

        Parameters
        ----------
        theta : ndarray of shape (2,) or (2, N)
            One point, or one in each column.

        Returns
        -------
        ndarray of shape () or (N,)
        """
        raise NotImplementedError

    def gradient(self, theta: Array) -> Array:
        """``dJ/dtheta``.

        Parameters
        ----------
        theta : ndarray of shape (2,) or (2, N)
            One point, or one in each column.

        Returns
        -------
        ndarray of the shape of `theta`
        """
        raise NotImplementedError

    def value_and_gradient(self, theta: Array) -> tuple[Array, Array]:
        """``J(theta)`` and ``dJ/dtheta``, as an `Objective` gives them.

        Parameters
        ----------
        theta : ndarray of shape (2,) or (2, N)
            One point, or one in each column.

        Returns
        -------
        J : ndarray of shape () or (N,)
            The height.
        gradient : ndarray of the shape of `theta`
            Its gradient.
        """
        return self.value(theta), self.gradient(theta)


class _Quadratic(Surface):
    curvatures: tuple[float, float]

    def value(self, theta: Array) -> Array:
        (c1, c2), (x, y) = self.curvatures, theta
        return (c1 * x**2 + c2 * y**2) / 2

    def gradient(self, theta: Array) -> Array:
        (c1, c2), (x, y) = self.curvatures, theta
        return np.stack([c1 * x, c2 * y])


class Bowl(_Quadratic):
    """``J = (x^2 + 2 y^2) / 2``: curved about alike in both directions."""

    curvatures = (1.0, 2.0)

    def __init__(self) -> None:
        super().__init__("bowl", ((-3.0, 3.0), (-2.0, 2.0)), (-2.5, 1.5), ((0.0, 0.0),))


class Ravine(_Quadratic):
    """``J = (x^2 + 25 y^2) / 2``: 25 times as steep across as along, so that descent zigzags."""

    curvatures = (1.0, 25.0)

    def __init__(self) -> None:
        super().__init__("ravine", ((-3.0, 3.0), (-1.5, 1.5)), (-2.5, 0.8), ((0.0, 0.0),))


class Rosenbrock(Surface):
    """``J = (1 - x)^2 + 100 (y - x^2)^2``: a bent valley with a nearly flat floor.

    Source: Rosenbrock, *An automatic method for finding the greatest or least value of a function*
    (1960).
    """

    def __init__(self) -> None:
        super().__init__("rosenbrock", ((-2.0, 2.0), (-1.0, 3.0)), (-1.2, 1.0), ((1.0, 1.0),))

    def value(self, theta: Array) -> Array:
        x, y = theta
        return (1 - x) ** 2 + 100 * (y - x**2) ** 2

    def gradient(self, theta: Array) -> Array:
        x, y = theta
        off_floor = y - x**2
        return np.stack([-2 * (1 - x) - 400 * x * off_floor, 200 * off_floor])


class Beale(Surface):
    """``J = sum_k (c_k - x + x y^k)^2`` with c = 1.5, 2.25, 2.625: plateaus between steep walls.

    Source: Beale, *On an iterative method for finding a local minimum of a function of more than
    one variable* (1958).
    """

    def __init__(self) -> None:
        super().__init__("beale", ((-4.5, 4.5), (-4.5, 4.5)), (1.0, 1.5), ((3.0, 0.5),))

    def _residuals(self, theta: Array) -> tuple[Array, Array, Array]:
        x, y = theta
        return 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3

    def value(self, theta: Array) -> Array:
        r1, r2, r3 = self._residuals(theta)
        return r1**2 + r2**2 + r3**2

    def gradient(self, theta: Array) -> Array:
        x, y = theta
        r1, r2, r3 = self._residuals(theta)
        dx = 2 * (r1 * (y - 1) + r2 * (y**2 - 1) + r3 * (y**3 - 1))
        dy = 2 * x * (r1 + 2 * r2 * y + 3 * r3 * y**2)
        return np.stack([dx, dy])


class Saddle(Surface):
    """``J = (x^2 - y^2) / 2 + y^4 / 4``: flat at the origin, which is a pass between two minima."""

    def __init__(self) -> None:
        super().__init__(
            "saddle", ((-2.0, 2.0), (-1.6, 1.6)), (-1.6, 0.02), ((0.0, 1.0), (0.0, -1.0))
        )

    def value(self, theta: Array) -> Array:
        x, y = theta
        return (x**2 - y**2) / 2 + y**4 / 4

    def gradient(self, theta: Array) -> Array:
        x, y = theta
        return np.stack([x, y**3 - y])


class SeveralMinima(Surface):
    """``J = (x^2 + y - 11)^2 + (x + y^2 - 7)^2``: four minima, all with ``J = 0``.

    Source: Himmelblau, *Applied Nonlinear Programming* (1972).
    """

    def __init__(self) -> None:
        super().__init__(
            "several_minima",
            ((-5.0, 5.0), (-5.0, 5.0)),
            (0.0, -0.5),
            (
                (3.0, 2.0),
                (-2.805118086952745, 3.131312518250573),
                (-3.779310253377747, -3.283185991286169),
                (3.584428340330492, -1.848126526964404),
            ),
        )

    def value(self, theta: Array) -> Array:
        x, y = theta
        return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2

    def gradient(self, theta: Array) -> Array:
        x, y = theta
        p, q = x**2 + y - 11, x + y**2 - 7
        return np.stack([4 * x * p + 2 * q, 2 * p + 4 * y * q])


#: Every surface by its name.
SURFACES: Family[Callable[[], Surface]] = Family(
    "surface",
    {
        "bowl": Bowl,
        "ravine": Ravine,
        "rosenbrock": Rosenbrock,
        "beale": Beale,
        "saddle": Saddle,
        "several_minima": SeveralMinima,
    },
    {
        "bowl": "Bowl",
        "ravine": "Ravine",
        "rosenbrock": "Rosenbrock’s valley",
        "beale": "Beale’s plateaus",
        "saddle": "Saddle",
        "several_minima": "Several minima",
    },
)
__all__ += [surface.__name__ for surface in SURFACES.values()]


def get(name: str) -> Surface:
    """The surface of that name.

    Parameters
    ----------
    name : str
        A key of `SURFACES`.

    Returns
    -------
    Surface

    Raises
    ------
    ValueError
        If no surface has that name.
    """
    return SURFACES.choose(name)()
