"""The still picture of an `EdgeOfStability`: the cost above the largest eigenvalue."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from nnlib.figures import Picture, light
from nnlib.figures.style import SYMBOL, styled
from nnlib.widgets.edge_of_stability.run import EVERY, Run

__all__ = ["edge_still"]

Array = NDArray[np.floating]


@styled
def edge_still(run: Run, edges: Array, eta: float, mu: float) -> Picture:
    """Draw a run.

    Parameters
    ----------
    run : Run
    edges : ndarray of shape (steps + 1,)
        The edge of stability at each step.
    eta, mu : float
        The last learning rate, and momentum.

    Returns
    -------
    Picture
    """
    figure = Figure(figsize=(5.6, 4.2))
    costs = figure.add_axes((0.13, 0.63, 0.83, 0.33))
    curvature = figure.add_axes((0.13, 0.13, 0.83, 0.42), sharex=costs)
    steps = np.arange(run.J.size)
    shown = np.isfinite(run.J)
    # Every second step: nobody sees a thousand, and the page would carry them all.
    costs.semilogy(steps[shown][::2], run.J[shown][::2], color=light("ink"))
    costs.set_ylabel("$J$", fontsize=SYMBOL)
    costs.tick_params(labelbottom=False)
    measured = EVERY * np.arange(run.eigenvalues.size)
    curvature.plot(measured, run.eigenvalues, color=light("weight-neg"))
    curvature.step(steps, edges, "--", where="post", color=light("error"))
    name = r"$2\,(1 + \mu)/\eta$" if mu else r"$2/\eta$"
    curvature.annotate(
        name, (steps[-1], edges[-1]), xytext=(0, 5), textcoords="offset points", ha="right",
        color=light("error"),
    )  # fmt: skip
    curvature.set(xlabel="step", ylim=(0, 1.35 * edges.max()))
    curvature.set_ylabel(r"$\lambda_{\max}$", fontsize=SYMBOL)
    momentum = f" and momentum {mu:g}" if mu else ""
    J, values = run.J, run.eigenvalues
    end = (
        f"the run has diverged by step {steps[-1]}"
        if run.diverged
        else (
            f"in {steps[-1]} steps the cost goes from {J[0]:.3g} to {J[-1]:.3g}, the largest "
            f"eigenvalue from {values[0]:.3g} to {values[-1]:.3g}"
        )
    )
    words = (
        f"Cost and largest eigenvalue of the Hessian against the step, for the learning rate "
        f"{eta:g}{momentum}: {end}. The edge of stability stands at {edges[-1]:.3g}."
    )
    return Picture(figure, words)
