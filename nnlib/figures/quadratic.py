"""A descent on a quadratic, seen along the eigenvectors of its Hessian."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from nnlib.figures.cells import shade_cells
from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, MARKERS, above_zero, check_number
from nnlib.figures.style import SMALL, light, styled

__all__ = ["components_over_steps", "step_factors"]

#: Of the axis of the factors: what diverges leaves the picture a little above 1.
_TOP = 1.25
#: At most so many eigenvalues are written at the side of the picture of components.
_NAMED = 8


@styled
def step_factors(
    positions: ArrayLike,
    factors: Mapping[str, ArrayLike],
    *,
    across: str,
    alt: str | None = None,
) -> Picture:
    """Plot by what factor a step multiplies a distance, with the level 1 where convergence ends.

    Parameters
    ----------
    positions : array_like of shape (n,)
        Rates, or rates times curvature, rising.
    factors : mapping of str to array_like of shape (n,)
        By the name that the legend says: the size of the factor, 0 or more.
    across : str
        The label of the horizontal axis; TeX is allowed.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no curves or more than four, positions do not rise, or a list is not of n
        finite numbers of at least 0.
    """
    at = np.asarray(positions, dtype=float)
    if at.ndim != 1 or at.size < 2 or not (np.diff(at) > 0).all():
        raise ValueError(f"positions is {positions!r}, but a list of rising numbers is wanted")
    check_number("factors", factors)
    figure = Figure(figsize=(5.6, 3.2))
    axes = figure.add_axes((0.11, 0.17, 0.86, 0.72))
    axes.axhspan(1, _TOP, color=light("error"), alpha=0.12, lw=0)
    axes.axhline(1, color=light("error"), ls="--", lw=0.9)
    axes.annotate(
        "diverges", (0, _TOP), xycoords=("axes fraction", "data"), xytext=(5, -4),
        textcoords="offset points", va="top", color=light("error"), fontsize=SMALL,
    )  # fmt: skip
    words = []
    for number, (name, values) in enumerate(factors.items()):
        curve = np.asarray(values, dtype=float)
        if curve.shape != at.shape or not (np.isfinite(curve) & (curve >= 0)).all():
            raise ValueError(f"factors[{name!r}] is {values!r}, but must hold {at.size} above 0")
        every = (number * 3, max(at.size // 12, 1))
        axes.plot(
            at, curve, color=light(COLOURS[number]), marker=MARKERS[number], ms=4,
            markevery=every, label=name,
        )  # fmt: skip
        least = int(curve.argmin())
        beyond = at[(curve >= 1) & (at > at[least])]
        end = f", and 1 or more from {beyond[0]:.3g} on" if beyond.size else ""
        words.append(f"{name}: least, {curve[least]:.3g}, at {at[least]:.3g}{end}")
    axes.set(xlabel=across, ylabel="factor of a step", xlim=(at[0], at[-1]), ylim=(0, _TOP))
    figure.legend(loc="upper center", ncols=len(factors), borderaxespad=0.1)
    text = f"The factor of a step, in size, from {at[0]:.3g} to {at[-1]:.3g}. {'; '.join(words)}."
    return Picture(figure, alt or text)


@styled
def components_over_steps(
    steps: ArrayLike, eigenvalues: ArrayLike, sizes: ArrayLike, *, alt: str | None = None
) -> Picture:
    """Shade how much of its first size each component of an error still has.

    A row is an eigenvector of the Hessian, the steepest one on top; a column is a moment, and the
    darker a cell, the more is left.

    Parameters
    ----------
    steps : array_like of shape (n,)
        The moments, as numbers of steps, rising; equally wide whatever lies between them.
    eigenvalues : array_like of shape (P,)
        Of the eigenvectors, above 0 and falling.
    sizes : array_like of shape (P, n)
        What is left of each component, as a share of its first size; more than 1 is drawn as 1.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If eigenvalues do not fall or steps do not rise, or `sizes` has another shape or a number
        that is negative or not finite.
    """
    lam = above_zero("eigenvalues", eigenvalues)
    at, left = np.asarray(steps, dtype=float), np.asarray(sizes, dtype=float)
    if at.ndim != 1 or not (np.diff(at) > 0).all() or not (np.diff(lam) <= 0).all():
        raise ValueError(
            f"steps is {steps!r} and eigenvalues {eigenvalues!r}, but steps must rise and "
            "eigenvalues must fall"
        )
    if left.shape != (lam.size, at.size) or not (np.isfinite(left) & (left >= 0)).all():
        raise ValueError(
            f"sizes has shape {left.shape}, but must hold {lam.size} x {at.size} finite numbers "
            "of at least 0"
        )
    figure = Figure(figsize=(5.8, 3.6))
    axes = figure.add_axes((0.13, 0.14, 0.84, 0.83))
    shade_cells(axes, np.minimum(left, 1), "activation", (0.0, 0.0))
    axes.set(xlim=(0, at.size), ylim=(-lam.size, 0), xlabel="step", ylabel="eigenvalue")
    columns = np.unique(np.linspace(0, at.size - 1, 7).round().astype(int))
    axes.set_xticks(columns + 0.5, [f"{at[k]:g}" for k in columns])
    rows = np.unique(np.linspace(0, lam.size - 1, min(_NAMED, lam.size)).round().astype(int))
    axes.set_yticks(-rows - 0.5, [f"{lam[k]:.2g}" for k in rows])
    words = "; ".join(
        f"of the component with eigenvalue {lam[k]:.2g}, {left[k, -1]:.2g} is left"
        for k in (0, lam.size // 2, lam.size - 1)
    )
    text = (
        f"A row for each of {lam.size} eigenvectors, steepest on top, and a column for each of "
        f"{at.size} moments from step {at[0]:g} to step {at[-1]:g}; dark where much of the "
        f"component is left. At the end, {words}."
    )
    return Picture(figure, alt or text)
