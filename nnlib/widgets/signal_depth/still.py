"""The still picture of a `SignalDepth`: a histogram for each layer above two curves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from nnlib.figures import Picture, light
from nnlib.figures.style import SMALL, THIN, styled

__all__ = ["signal_depth_still"]

Array = NDArray[np.floating]

#: Activations beyond are counted in the outermost bins.
REACH, BINS = 3.0, 25


@styled
def signal_depth_still(
    activations: Sequence[Array], a: Array, delta: Array, hidden: str, s: float
) -> Picture:
    """Draw what stands in each layer.

    Parameters
    ----------
    activations : sequence of ndarray
        All activations of each layer.
    a, delta : ndarray of shape (L,)
        Their root mean square, and that of the errors.
    hidden : str
        The words for the activation.
    s : float
        The size of the weights.

    Returns
    -------
    Picture
    """
    layers = np.arange(1, a.size + 1)
    figure = Figure(figsize=(5.6, 4.2))
    bins = figure.add_axes((0.12, 0.6, 0.8, 0.37))
    curves = figure.add_axes((0.12, 0.12, 0.8, 0.4))
    edges = np.linspace(-REACH, REACH, BINS + 1)
    for ell, values in zip(layers, activations, strict=True):
        counts, _ = np.histogram(np.clip(values, -REACH, REACH), edges)
        bins.barh(
            edges[:-1], 0.8 * counts / counts.max(), height=np.diff(edges), left=ell - 0.4,
            align="edge", color=light("activation"),
        )  # fmt: skip
    bins.set(xlim=(0.4, a.size + 0.6), ylim=(-REACH, REACH), ylabel="$a$", xticks=[])
    for sizes, color, marker, name in (
        (a, "activation", "o", "$a$"),
        (delta, "error", "s", r"$\delta$"),
    ):
        curves.semilogy(layers, sizes, f"{marker}-", ms=4, color=light(color))
        curves.annotate(
            name, (layers[-1], sizes[-1]), xytext=(8, 0), textcoords="offset points",
            color=light(color), va="center", fontsize=SMALL,
        )  # fmt: skip
    curves.axhline(1, color=light("faint"), lw=THIN, zorder=0)
    sizes = np.concatenate([a, delta])
    curves.set(xlim=(0.4, a.size + 0.6), xticks=layers, xlabel="layer", ylabel="size")
    curves.set_ylim(min(0.01, sizes.min() / 2), max(10, sizes.max() * 2))
    words = (
        f"Ten hidden layers, {hidden}, weights of standard deviation {s:.3g} in units of one over "
        f"the root of the width. The activations go from {a[0]:.3g} in layer 1 to {a[-1]:.3g} in "
        f"layer {a.size}, the errors from {delta[-1]:.3g} there to {delta[0]:.3g} in layer 1. "
        "Above, a histogram of the activations of each layer."
    )
    return Picture(figure, words)
