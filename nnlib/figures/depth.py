"""What becomes of a signal on its way through many layers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from nnlib.figures.picture import Picture
from nnlib.figures.series import COLOURS, MARKERS, check_number
from nnlib.figures.style import SMALL, light, styled

__all__ = ["through_depth"]


@styled
def through_depth(
    measured: Mapping[str, ArrayLike],
    predicted: Mapping[str, ArrayLike] | None = None,
    *,
    quantity: str = "mean square",
    across: str = "layer",
    alt: str | None = None,
) -> Picture:
    """Plot a size layer by layer, on a logarithmic axis: marks as measured, lines as predicted.

    Or epoch by epoch: what is counted is a word.

    Parameters
    ----------
    measured : mapping of str to array_like of shape (L,)
        By the name that stands beside each curve: the sizes in layers 1 to L, above 0.
    predicted : mapping of str to array_like of shape (L,), optional
        What theory says of some or all of them. A curve without a prediction joins its marks.
    quantity : str
        What is measured: the label of the vertical axis.
    across : str
        What the marks count: the label of the horizontal axis.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are no curves or more than four, their lengths differ, a size is not above 0, or
        a prediction has no measurement.
    """
    theory = {name: np.asarray(sizes, dtype=float) for name, sizes in (predicted or {}).items()}
    curves = {name: np.asarray(sizes, dtype=float) for name, sizes in measured.items()}
    _check(curves, theory)
    figure = Figure(figsize=(5.6, 3.0))
    axes = figure.add_axes((0.13, 0.17, 0.63, 0.79))
    layers = np.arange(1, next(iter(curves.values())).size + 1)
    words = []
    for (name, sizes), color, marker in zip(curves.items(), COLOURS, MARKERS, strict=False):
        line = {"color": light(color), "clip_on": False}
        axes.semilogy(layers, theory.get(name, sizes), **line)
        axes.semilogy(layers, sizes, marker, ms=4.5, **line)
        axes.annotate(
            name, (layers[-1], sizes[-1]), xytext=(9, 0), textcoords="offset points",
            va="center", color=light(color), fontsize=SMALL, annotation_clip=False,
        )  # fmt: skip
        words.append(f"{name.replace('$', '')} from {sizes[0]:.2g} to {sizes[-1]:.2g}")
    axes.set(xlabel=across, ylabel=quantity, xlim=(1, layers[-1]))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
    lines = " Lines show what is predicted for each." if theory else ""
    where = f"in {across}s 1 to {layers[-1]}"
    text = f"The {quantity} {where}, logarithmic: {'; '.join(words)}.{lines}"
    return Picture(figure, alt or text)


def _check(curves: dict[str, np.ndarray], theory: dict[str, np.ndarray]) -> None:
    check_number("measured", curves)
    shape = next(iter(curves.values())).shape
    for argument, sizes_by_name in (("measured", curves), ("predicted", theory)):
        for name, sizes in sizes_by_name.items():
            if sizes.ndim != 1 or not sizes.size or sizes.shape != shape:
                raise ValueError(
                    f"{argument}[{name!r}] has shape {sizes.shape}, but all must be (L,) alike"
                )
            if not (np.isfinite(sizes) & (sizes > 0)).all():
                raise ValueError(f"{argument}[{name!r}] must hold finite sizes above 0")
    for name in theory:
        if name not in curves:
            raise ValueError(f"predicted has {name!r}, which measured has not")
