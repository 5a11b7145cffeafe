"""The settings that a function of the reader's own brings with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from traitlets import TraitError

from nnlib.widgets.gradient_descent.grid_surface import GridSurface, grid_coefficients, sampled
from nnlib.widgets.surface_map.suggestions import STEPS, rate_on

__all__ = ["GIVEN", "settings_of_function"]

Domain = tuple[tuple[float, float], tuple[float, float]]

#: The name of the surface that is a function of the reader's own.
GIVEN = "given"


def settings_of_function(
    J: Callable[[np.ndarray], Any], domain: Any, start: Any = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Turn a function into a surface that a page can hold: a spline.

    Parameters
    ----------
    J : callable
        As for `sampled`.
    domain : tuple of two pairs
        The range of each parameter.
    start : pair of float, optional
        Where the descent will begin.

    Returns
    -------
    fixed : dict
        ``surface``, ``grid`` and ``domain``, which hold the function.
    suggested : dict
        ``start``, ``eta``, ``steps``, and as ``function`` what it is called.

    Raises
    ------
    TraitError
        If `domain` is no rectangle.
    ValueError
        If ``J`` gives something else than one finite number for each point of the domain.
    """
    sides = _checked_domain(domain)
    grid = grid_coefficients(sampled(J, sides))
    if start is None:
        # A place off the middle, so that the gradient is hardly ever 0 there.
        shares = zip(sides, (0.2, 0.7), strict=True)
        start = [round(low + share * (high - low), 3) for (low, high), share in shares]
    fits = np.shape(start) == (2,)
    name = getattr(J, "__name__", "")
    suggested = {
        "start": start,
        "eta": rate_on(GridSurface(grid, sides, (0.0, 0.0)), start) if fits else 0.1,
        "steps": STEPS,
        "function": name.replace("_", " ") if name.isidentifier() else "your function",
    }
    bounds = [bound for side in sides for bound in side]
    return {"surface": GIVEN, "grid": grid, "domain": bounds}, suggested


def _checked_domain(domain: Any) -> Domain:
    """Return `domain` as two pairs of floats if it is a rectangle."""
    wanted = "domain must be ((x_low, x_high), (y_low, y_high)) for a function"
    try:
        sides = np.array(domain, dtype=float)
    except (TypeError, ValueError):
        raise TraitError(f"{wanted}, but is {domain!r}") from None
    if sides.shape != (2, 2) or not np.isfinite(sides).all() or (sides[:, 0] >= sides[:, 1]).any():
        raise TraitError(f"{wanted}, but is {domain!r}")
    (a, b), (c, d) = sides.tolist()
    return (a, b), (c, d)
