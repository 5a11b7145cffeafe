"""What suits a surface: where to start, how fast, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnlib import surfaces
from nnlib.optimizers import OPTIMIZERS
from nnlib.surfaces import Surface
from nnlib.widgets.kit import rules

__all__ = ["STEPS", "SUGGESTED", "rate_on", "rules_on", "rules_on_known", "settings_of_surface"]

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
    eta, steps = SUGGESTED.get(name) or (rate_on(surface, surface.start), STEPS)
    return {"start": list(surface.start), "eta": eta, "steps": steps}


def rate_on(surface: Surface, start: Sequence[float]) -> float:
    """Give a round learning rate with which the first step crosses a twentieth of the map.

    Parameters
    ----------
    surface : Surface
    start : pair of float

    Returns
    -------
    float
    """
    low, high = np.array(surface.domain).T
    grid = np.stack(np.meshgrid(*np.linspace(low, high, 9).T)).reshape(2, -1)
    usual = np.abs(surface.gradient(grid) / (high - low)[:, np.newaxis]).max(axis=0).mean()
    slope = np.abs(surface.gradient(np.array(start, dtype=float)) / (high - low)).max()
    # Where the start is flat, the rate must suit the places to which it may be dragged.
    slope = slope if slope > 1e-3 * usual else usual
    return (
        float(f"{min(rules.SETTINGS['eta'].high, 0.05 / slope):.1g}")
        if slope > 0.005
        else rules.SETTINGS["eta"].high
    )


def rules_on(surface: Surface, eta: float) -> dict[str, dict[str, float]]:
    """Suggest settings for every rule.

    Parameters
    ----------
    surface : Surface
    eta : float
        What suits gradient descent there.

    Returns
    -------
    dict
        Of each rule, the settings that figures have sliders for.
    """
    way = max(high - low for low, high in surface.domain)
    return {name: rules.suited(name, eta, way) for name in OPTIMIZERS}


def rules_on_known(name: str) -> dict[str, dict[str, float]]:
    """Suggest settings for every rule on a surface of `nnlib.surfaces`.

    Parameters
    ----------
    name : str
        A key of `nnlib.surfaces.SURFACES`.

    Returns
    -------
    dict
        As `rules_on` gives it.
    """
    return rules_on(surfaces.get(name), settings_of_surface(name)["eta"])
