"""The still picture of a `MomentumPlane`: the map, the path on the ravine, the two directions."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from numpy.typing import NDArray

from nnlib.figures import Picture, light
from nnlib.figures.cells import shade_cells
from nnlib.figures.style import SMALL, SYMBOL, styled
from nnlib.widgets.momentum_plane.plane import (
    CONTOURS,
    FARTHEST,
    HALF_WIDTH,
    METHODS,
    best_pair,
    worst_factor,
)

__all__ = ["plane_still"]

Array = NDArray[np.floating]

#: Cells of the map, and half the height of what is seen of the ravine.
_COLUMNS, _ROWS, _HALF_HEIGHT = 84, 50, 0.78


@styled
def plane_still(
    method: str,
    rate: float,
    mu: float,
    kappa: float,
    factor: float,
    path: Array,
    best: tuple[float, float] | None,
) -> Picture:
    """Draw a `MomentumPlane`.

    Parameters
    ----------
    method : str
    rate, mu, kappa : float
    factor : float
        Of the worst direction.
    path : ndarray of shape (steps + 1, 2)
    best : pair of float, optional
        The best point, where it is to be shown.

    Returns
    -------
    Picture
    """
    figure = Figure(figsize=(6.4, 3.6))
    plane = figure.add_axes((0.08, 0.15, 0.44, 0.78))
    ravine = figure.add_axes((0.6, 0.55, 0.38, 0.4))
    errors = figure.add_axes((0.6, 0.15, 0.38, 0.3))
    _draw_map(plane, method, kappa)
    plane.plot(rate, mu, "o", ms=8, color=light("ink"), mec=light("paper"), mew=1.5)
    if best:
        plane.plot(*best, "*", ms=12, color=light("error"), mec=light("paper"), mew=0.8)
        plane.annotate("best", best, xytext=(7, 5), textcoords="offset points", fontsize=SMALL)
    _draw_path(ravine, path, kappa)
    steps = np.arange(len(path))
    for k, (name, colour) in enumerate({"flat": "weight-neg", "steep": "activation"}.items()):
        errors.plot(
            steps, np.clip(path[:, k], -1.5, 1.5), "so"[k], ls="-", ms=2.5, lw=0.9,
            color=light(colour), label=name,
        )  # fmt: skip
    errors.set(xlim=(0, steps[-1]), ylim=(-1.3, 1.3), xlabel="step")
    errors.legend(loc="lower right", ncols=2)
    return Picture(figure, _words(method, rate, mu, kappa, factor, best))


def _draw_map(axes: Axes, method: str, kappa: float) -> None:
    width, height = FARTHEST / _COLUMNS, 1 / _ROWS
    rates = (np.arange(_COLUMNS) + 0.5) * width
    mus = 1 - (np.arange(_ROWS) + 0.5) * height
    factors = worst_factor(method, rates, mus[:, None], kappa)
    least = worst_factor(method, *best_pair(method, kappa), kappa)
    share = np.log(np.maximum(factors, 1e-12)) / np.log(least)
    shade_cells(axes, np.clip(share, 0, 1), "activation", (0.0, 1.0), width, height)
    up = np.linspace(0, 1, 60)
    edge = 2 * (1 + up) / (1 + 2 * up) if method == "Nesterov" else 2 * (1 + up)
    axes.fill_betweenx(
        up, edge, FARTHEST, facecolor="none", edgecolor=light("error"), hatch="///", lw=0
    )
    axes.plot(edge, up, color=light("error"), lw=1.4)
    axes.set(xlim=(0, FARTHEST), ylim=(0, 1))
    axes.set_xlabel(r"$\eta\lambda_{\max}$", fontsize=SYMBOL)
    axes.set_ylabel(r"$\mu$", fontsize=SYMBOL)


def _draw_path(axes: Axes, path: Array, kappa: float) -> None:
    for half in CONTOURS:
        outline = Ellipse((0, 0), 2 * half * np.sqrt(kappa), 2 * half, fill=False)
        outline.set(edgecolor=light("muted"), lw=0.6, alpha=0.8)
        axes.add_patch(outline)
    seen = np.clip(path, -5, 5)
    axes.plot(*seen.T, "o-", ms=2.5, lw=1, color=light("ink"))
    axes.plot(0, 0, "+", ms=8, color=light("ink"))
    axes.set(xlim=(-HALF_WIDTH, HALF_WIDTH), ylim=(-_HALF_HEIGHT, _HALF_HEIGHT))
    axes.set(xticks=[], yticks=[])
    axes.set(xlabel="flat", ylabel="steep")


def _words(
    method: str,
    rate: float,
    mu: float,
    kappa: float,
    factor: float,
    best: tuple[float, float] | None,
) -> str:
    end = "diverges" if factor >= 1 else f"keeps {factor:.3f} of its error in each step"
    text = (
        f"A map of learning rate times largest curvature and of momentum, for {METHODS[method]} "
        f"and a condition number of {kappa:g}: darker where a ravine is descended faster, hatched "
        f"where the descent diverges. At the point {rate:g}, {mu:g} the worst direction {end}. "
        "Beside it, the path on the ravine, and the error in the flat and in the steep direction "
        "over the steps."
    )
    if best:
        text += f" The best point, {best[0]:.2f}, {best[1]:.2f}, is marked."
    return text
