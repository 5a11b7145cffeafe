"""The settings that a surface brings with it: one of `nnlib.surfaces`, or the reader's function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from traitlets import TraitError

from nnlib import surfaces
from nnlib.surfaces import Surface
from nnlib.widgets.gradient_descent.grid_surface import GridSurface, grid_coefficients, sampled

__all__ = ["FASTEST", "GIVEN", "SUGGESTED", "settings_of_function", "settings_of_surface"]

Domain = tuple[tuple[float, float], tuple[float, float]]

#: What goes well with a surface: eta, and how many steps.
SUGGESTED: dict[str, tuple[float, int]] = {
    "bowl": (0.25, 30),
    "ravine": (0.07, 40),
    "rosenbrock": (0.001, 300),
    "beale": (0.02, 150),
    "saddle": (0.1, 80),
    "several_minima": (0.01, 60),
}
#: Steps on any other surface.
STEPS = 60
#: The largest learning rate.
FASTEST = 10.0
#: The name of the surface that is a function of the reader's own.
GIVEN = "given"


def settings_of_surface(name: str) -> dict[str, Any]:
    """Suggest where to start on a surface of `nnlib.surfaces`, how fast, and for how long.

    Parameters
    ----------
    name : str
        A key of `nnlib.surfaces.SURFACES`.

    Returns
    -------
    dict
        ``start``, ``eta`` and ``steps``.
    """
    surface = surfaces.get(name)
    eta, steps = SUGGESTED.get(name) or (_rate(surface, surface.start), STEPS)
    return {"start": list(surface.start), "eta": eta, "steps": steps}


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
        "eta": _rate(GridSurface(grid, sides, (0.0, 0.0)), start) if fits else 0.1,
        "steps": STEPS,
        "function": name.replace("_", " ") if name.isidentifier() else "your function",
    }
    bounds = [bound for side in sides for bound in side]
    return {"surface": GIVEN, "grid": grid, "domain": bounds}, suggested


def _rate(surface: Surface, start: Sequence[float]) -> float:
    """A round learning rate with which the first step crosses a twentieth of the map."""
    low, high = np.array(surface.domain).T
    grid = np.stack(np.meshgrid(*np.linspace(low, high, 9).T)).reshape(2, -1)
    usual = np.abs(surface.gradient(grid) / (high - low)[:, np.newaxis]).max(axis=0).mean()
    slope = np.abs(surface.gradient(np.array(start, dtype=float)) / (high - low)).max()
    # Where the start is flat, the rate must suit the places to which it may be dragged.
    slope = slope if slope > 1e-3 * usual else usual
    return float(f"{min(FASTEST, 0.05 / slope):.1g}") if slope > 0.005 else FASTEST


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
