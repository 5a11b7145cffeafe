"""Curvature: where steps that know it lead on a surface, and the eigenvalues of a Hessian."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, MARKERS, above_zero, check_number
from nnlib.figures.style import SMALL, light, styled
from nnlib.surfaces import Surface

__all__ = ["paths_on_surface", "spectra"]

_DASHES = ("-", "--", "-.", ":")
_LEVELS = 16


@styled
def paths_on_surface(
    surface: Surface, paths: Mapping[str, ArrayLike], *, alt: str | None = None
) -> Picture:
    """Map a surface by lines of equal height, with the paths of descents from one start.

    Parameters
    ----------
    surface : Surface
        It is drawn over its whole domain; what of a path lies outside is cut off.
    paths : mapping of str to array_like of shape (steps + 1, 2)
        By the name that the legend says: the points of a descent, from its start.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no paths or more than four, or one has another shape or is not finite.
    """
    check_number("paths", paths)
    (left, right), (low, high) = surface.domain
    across, up = np.linspace(left, right, 161), np.linspace(low, high, 121)
    heights = surface.value(np.stack(np.meshgrid(across, up)))
    figure = Figure(figsize=(5.6, 4.2))
    axes = figure.add_axes((0.11, 0.12, 0.86, 0.78))
    # Closer together where the surface is low: there the paths end.
    floor, top = heights.min(), heights.max()
    levels = floor + (top - floor) * (np.arange(1, _LEVELS) / _LEVELS) ** 2
    axes.contour(
        across, up, heights, levels, colors=[light("muted")], linewidths=0.8, alpha=0.7,
        linestyles="solid",
    )  # fmt: skip
    words = []
    for number, (name, points) in enumerate(paths.items()):
        path = np.asarray(points, dtype=float)
        if path.ndim != 2 or path.shape[1] != 2 or not len(path) or not np.isfinite(path).all():
            raise ValueError(
                f"paths[{name!r}] has shape {path.shape}, but finite numbers (steps + 1, 2) are "
                "wanted"
            )
        color = light(COLOURS[number])
        axes.plot(
            *path.T, ls=_DASHES[number], color=color, marker=MARKERS[number], ms=4.5, lw=1.3,
            label=name,
        )  # fmt: skip
        first, last = (float(surface.value(point)) for point in path[[0, -1]])
        words.append(
            f"{name}: {len(path) - 1} steps from ({path[0, 0]:.2g}, {path[0, 1]:.2g}), height "
            f"{first:.2g}, to ({path[-1, 0]:.2g}, {path[-1, 1]:.2g}), height {last:.2g}"
        )
    for minimum in surface.minima:
        axes.plot(*minimum, "+", color=light("ink"), ms=10, mew=1.5, zorder=5)
    axes.set(xlim=(left, right), ylim=(low, high), xlabel=r"$\theta_1$", ylabel=r"$\theta_2$")
    figure.legend(loc="upper center", ncols=len(paths), borderaxespad=0.1)
    text = (
        f"Lines of equal height of the surface {surface.name}, with a cross at each minimum, and "
        f"paths on it. {'; '.join(words)}."
    )
    return Picture(figure, alt or text)


@styled
def spectra(
    eigenvalues: Mapping[str, ArrayLike], near: float = 1e-3, *, alt: str | None = None
) -> Picture:
    """Plot all eigenvalues of one or more matrices in their order, as shares of the largest.

    The vertical axis is logarithmic above and below a band around 0, which it shows to scale.

    Parameters
    ----------
    eigenvalues : mapping of str to array_like of shape (P,)
        By the name that the legend says; the largest above 0.
    near : float
        Half the width of the band of what counts as near 0, as a share of the largest.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no matrices or more than four, `near` is not above 0, or a list is not of
        finite numbers, one of them above 0.
    """
    check_number("eigenvalues", eigenvalues)
    (band,) = above_zero("near", [near])
    figure = Figure(figsize=(5.8, 3.6))
    axes = figure.add_axes((0.13, 0.14, 0.84, 0.74))
    axes.axhspan(-band, band, color=light("muted"), alpha=0.18, lw=0)
    axes.axhline(0, color=light("faint"), lw=0.8)
    words = []
    for number, (name, values) in enumerate(eigenvalues.items()):
        lam = np.sort(np.asarray(values, dtype=float).ravel())[::-1]
        if not lam.size or not np.isfinite(lam).all() or lam[0] <= 0:
            raise ValueError(
                f"eigenvalues[{name!r}] is {values!r}, but finite numbers are wanted, the largest "
                "above 0"
            )
        share = lam / lam[0]
        axes.plot(
            100 * (np.arange(lam.size) + 0.5) / lam.size, share, ls="none", ms=3.2,
            marker=MARKERS[number], mew=0, color=light(COLOURS[number]), label=name,
        )  # fmt: skip
        words.append(
            f"{name}: from {lam[0]:.3g} down to {lam[-1]:.3g}; {np.mean(share > band):.0%} above "
            f"the band, {np.mean(np.abs(share) <= band):.0%} in it, {np.mean(share < -band):.0%} "
            "below"
        )
    axes.set_yscale("symlog", linthresh=band, linscale=0.6)
    ticks = np.array([1, 0.1, 0.01, 0.001])
    ticks = ticks[ticks >= band]
    axes.set_yticks(
        [*ticks, 0, *-ticks], [*(f"{t:g}" for t in ticks), "0", *(f"−{t:g}" for t in ticks)]
    )
    axes.minorticks_off()
    axes.set(xlim=(0, 100), ylim=(-1.5, 1.5), xlabel="eigenvalues, the largest first, in per cent")
    axes.set_ylabel("share of the largest", fontsize=SMALL)
    figure.legend(loc="upper center", ncols=len(eigenvalues), borderaxespad=0.1, markerscale=2)
    text = (
        "All eigenvalues in their order, as shares of the largest, on an axis that is logarithmic "
        f"above and below a band of {band:g} on both sides of 0. {'. '.join(words)}."
    )
    return Picture(figure, alt or text)
