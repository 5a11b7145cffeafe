"""`GridSurface`: a function of two parameters, known by its values on a grid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.surfaces import Surface

__all__ = ["GridSurface", "grid_coefficients", "sampled"]

Array = NDArray[np.floating]
Domain = tuple[tuple[float, float], tuple[float, float]]


class GridSurface(Surface):
    """The cubic spline through the values of ``J`` on a grid.

    A page cannot call a function of Python, but it can evaluate a spline: the figure carries the
    coefficients, and descends on the spline in the browser and in Python alike. The spline is
    smooth, so it has a gradient; it is not defined outside its domain, where it gives NaN.

    Parameters
    ----------
    coefficients : array_like of shape (n_x + 2, n_y + 2)
        Of the uniform cubic B-splines, from `grid_coefficients`.
    domain : tuple of two pairs
        What the grid spans.
    start : pair of float
        A point to start from.
    name : str
        What the function is called.
    """

    def __init__(
        self, coefficients: Any, domain: Domain, start: tuple[float, float], name: str = "given"
    ) -> None:
        super().__init__(name, domain, start, ())
        object.__setattr__(self, "_c", np.asarray(coefficients, dtype=float))

    def value(self, theta: Array) -> Array:
        """``J(theta)``; NaN outside the domain. Parameters as in `Surface.value`."""
        return self._sum(theta, False, False)

    def gradient(self, theta: Array) -> Array:
        """``dJ/dtheta``; NaN outside the domain. Parameters as in `Surface.gradient`."""
        return np.stack([self._sum(theta, True, False), self._sum(theta, False, True)])

    def _sum(self, theta: Array, by_x: bool, by_y: bool) -> Array:
        theta = np.asarray(theta, dtype=float)
        c: Array = self._c  # type: ignore[attr-defined]
        total = np.zeros(theta.shape[1:])
        known = np.ones(theta.shape[1:], dtype=bool)
        cells, weights = [], []
        for p, wanted in enumerate((by_x, by_y)):
            low, high = self.domain[p]
            count = c.shape[p] - 3
            with np.errstate(invalid="ignore"):
                at = (theta[p] - low) / (high - low) * count
                known &= (at >= 0) & (at <= count)
            at = np.where(known, at, 0.0)
            cell = np.minimum(np.floor(at).astype(int), count - 1)
            cells.append(cell)
            weights.append(_weights(at - cell, count / (high - low) if wanted else 0.0))
        for i in range(4):
            for j in range(4):
                total = total + c[cells[0] + i, cells[1] + j] * weights[0][i] * weights[1][j]
        return np.where(known, total, np.nan)[()]


def _weights(s: Array, slope: float) -> list[Array]:
    """The four B-splines over a cell at its share `s`; with `slope`, their derivatives times it."""
    if slope:
        parts = [-((1 - s) ** 2), s * (3 * s - 4), 1 + s * (2 - 3 * s), s * s]
        return [part * (slope / 2) for part in parts]
    r = 1 - s
    return [
        r * r * r / 6,
        (s * s * (3 * s - 6) + 4) / 6,
        (r * r * (3 * r - 6) + 4) / 6,
        s * s * s / 6,
    ]


def grid_coefficients(values: Any) -> Array:
    """Coefficients of the bicubic spline that takes `values` on a grid.

    Parameters
    ----------
    values : array_like of shape (n_x, n_y)
        Finite; at least 5 in each direction.

    Returns
    -------
    ndarray of shape (n_x + 2, n_y + 2)
    """
    first = _coefficients(np.asarray(values, dtype=float))
    return np.ascontiguousarray(_coefficients(first.T).T)


def _coefficients(values: Array) -> Array:
    """Coefficients along the rows of `values`; cubics come out exactly."""
    n = len(values)
    system = np.zeros((n + 2, n + 2))
    for k in range(n):
        system[k + 1, k : k + 3] = 1 / 6, 4 / 6, 1 / 6
    # At each end the outermost two cells share one cubic ("not a knot").
    system[0, :5] = system[-1, -5:] = 1, -4, 6, -4, 1
    ends = np.zeros((1, values.shape[1]))
    return np.linalg.solve(system, np.vstack([ends, values, ends]))


def sampled(J: Callable[[Array], Any], domain: Domain, points: int = 81) -> Array:
    """Values of ``J`` on a grid over `domain`.

    Parameters
    ----------
    J : callable
        Takes ``theta`` of shape (2, N) and gives N values, or of shape (2,) and gives one.
    domain : tuple of two pairs
        The range of each parameter.
    points : int
        Of the grid, along the longer side.

    Returns
    -------
    ndarray of shape (points, points)

    Raises
    ------
    ValueError
        If ``J`` gives something else, or a value that is not finite.
    """
    x, y = (np.linspace(low, high, points) for low, high in domain)
    theta = np.stack([np.repeat(x, points), np.tile(y, points)])
    values = _all_at_once(J, theta)
    if values is None:
        values = np.array([_one(J, point) for point in theta.T])
    wrong = ~np.isfinite(values)
    if wrong.any():
        at = theta[:, np.argmax(wrong)]
        raise ValueError(
            f"surface gives {values[wrong][0]} at ({at[0]:g}, {at[1]:g}), but must be finite over "
            f"the domain {domain}"
        )
    return values.reshape(points, points)


def _all_at_once(J: Callable[[Array], Any], theta: Array) -> Array | None:
    """Evaluate all points in one call, if the function was written for that; None if not."""
    try:
        values = np.asarray(J(theta.copy()), dtype=float)
    except Exception:
        return None
    if values.shape != theta.shape[1:]:
        return None
    some = np.linspace(0, len(values) - 1, 5).astype(int)
    single = np.array([_one(J, theta[:, n]) for n in some])
    return values if np.allclose(values[some], single, equal_nan=True) else None


def _one(J: Callable[[Array], Any], point: Array) -> float:
    value = np.asarray(J(point.copy()), dtype=float)
    if value.size != 1:
        raise ValueError(
            f"surface gives shape {value.shape} for theta of shape (2,), but must give one number"
        )
    return float(value.reshape(()))
