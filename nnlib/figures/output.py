"""The last neuron: what a wrong answer costs, and how strong an error it sends back."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from nnlib import activations, losses
from nnlib._checks import positive
from nnlib.figures.picture import Picture
from nnlib.figures.style import SMALL, THIN, light, styled


@styled
def output_errors(*, span: float = 7.0, at: float = -5.0, alt: str | None = None) -> Picture:
    """Plot loss and output error of a sigmoid neuron whose target is 1, for two losses.

    Parameters
    ----------
    span : float
        Plot pre-activations from ``-span`` to ``span``.
    at : float
        Mark the two errors at this pre-activation.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `span` is not positive and finite, or `at` lies outside it.
    """
    span = positive("span", span)
    if not -span <= at <= span:
        raise ValueError(f"at is {at}, but must lie between {-span:g} and {span:g}")
    sigmoid = activations.get("sigmoid")
    Z = np.linspace(-span, span, 281).reshape(1, -1)
    mark = np.array([[at]])
    figure = Figure(figsize=(6.2, 3.0))
    grid = figure.add_gridspec(1, 2, left=0.075, right=0.985, bottom=0.16, top=0.82, wspace=0.24)
    panels = [figure.add_subplot(grid[0, column]) for column in range(2)]
    lines, marked = [], []
    for name, label, color, dash in (
        ("mse", "half squared error", "ink", (0, (4, 2))),
        ("binary_cross_entropy", "cross-entropy", "error", "-"),
    ):
        loss = losses.get(name, sigmoid)

        def value(Z: np.ndarray, loss: losses.Loss = loss) -> np.ndarray:
            return loss.value(np.ones_like(Z), sigmoid.value(Z), Z)

        def error(Z: np.ndarray, loss: losses.Loss = loss) -> np.ndarray:
            return loss.output_error(np.ones_like(Z), sigmoid.value(Z), Z)[0]

        for axes, curve in zip(panels, (value, error), strict=True):
            (line,) = axes.plot(Z[0], curve(Z), color=light(color), ls=dash, label=label)
            axes.plot(at, curve(mark), "o", color=light(color), ms=5, clip_on=False, zorder=4)
        lines.append(line)
        marked.append(f"{error(mark)[0]:.3g} with the {label}")
    for axes, title in zip(panels, (r"loss $\mathcal{L}$", r"error $\delta$"), strict=True):
        axes.set_title(title)
        axes.set_xlabel("$z$", labelpad=0)
        axes.axhline(0, color=light("faint"), lw=THIN, zorder=0)
        axes.axvline(at, color=light("faint"), lw=THIN, zorder=0)
    figure.legend(handles=lines, loc="upper center", ncols=2, borderaxespad=0.1, fontsize=SMALL)
    words = (
        f"Two panels over z from {-span:g} to {span:g}, the pre-activation of a sigmoid neuron "
        "with target 1. Left, the loss: far to the left the half squared error is flat, while the "
        "cross-entropy rises along a straight line. Right, the error delta: far to the left that "
        "of the half squared error goes to 0, that of the cross-entropy to -1. At "
        f"z = {at:g} it is {' and '.join(marked)}."
    )
    return Picture(figure, alt or words)
