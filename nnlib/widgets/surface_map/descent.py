"""Descents on a surface as ``descent.js`` computes them, and the places where they may start."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from traitlets import TraitError

from nnlib.optimizers import Optimizer
from nnlib.surfaces import Surface

__all__ = ["FAR", "check_start", "contain", "descend"]

Domain = tuple[tuple[float, float], tuple[float, float]]
#: A run ends where it is this many widths of the domain away from its middle.
FAR = 1000.0


def descend(
    surface: Surface, optimizer: Optimizer, start: Sequence[float], steps: int
) -> np.ndarray:
    """Take steps of a rule, until it goes astray.

    Parameters
    ----------
    surface : Surface
    optimizer : Optimizer
        A new one.
    start : pair of float
    steps : int
        Fewer are taken if one leads a thousand widths of the domain away, to where the surface is
        not known, or to what is no number; of these the first two are part of the path.

    Returns
    -------
    ndarray of shape (steps + 1, 2)
    """
    low, high = np.array(surface.domain).T
    theta = np.array(start, dtype=float)
    points = []
    with np.errstate(over="ignore", invalid="ignore"):
        while np.isfinite(theta).all():
            points.append(theta.copy())
            J = surface.value(theta)
            far = (np.abs(theta - (low + high) / 2) > FAR * (high - low)).any()
            if len(points) > steps or far or not np.isfinite(J):
                break
            optimizer.step(theta, surface.gradient(theta))
    return np.array(points)


def check_start(point: Sequence[float], sides: Domain) -> None:
    """Refuse a start that is not on the map.

    Parameters
    ----------
    point : pair of float
    sides : tuple of two pairs
        What the map shows of each parameter.

    Raises
    ------
    TraitError
    """
    (x, y), ((x0, x1), (y0, y1)) = point, sides
    if not contain(sides, point):
        raise TraitError(
            f"start is ({x:g}, {y:g}), but must be on the map of this surface, from {x0:g} to "
            f"{x1:g} and from {y0:g} to {y1:g}"
        )


def contain(sides: Domain, point: Sequence[float]) -> bool:
    """Say whether a point is on the map.

    Parameters
    ----------
    sides : tuple of two pairs
    point : pair of float

    Returns
    -------
    bool
    """
    return all(low <= at <= high for at, (low, high) in zip(point, sides, strict=True))
