"""The still picture of a `RegularisationPath`: the fit, and beside it the costs and the weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from nnlib.figures import Picture, light
from nnlib.figures.style import SMALL, SYMBOL, THIN, styled
from nnlib.widgets.regularisation_path.solve import LOWEST, STEP

__all__ = ["Shown", "regularisation_still"]

Array = NDArray[np.floating]

#: Of the axis of the costs.
FOOT = 1e-3


@dataclass(frozen=True)
class Shown:
    """What a picture shows.

    Attributes
    ----------
    points, curve : tuple of ndarray
        Inputs and targets; inputs and outputs of the network.
    weights : ndarray of shape (2, 10)
        Into each unit and out of it.
    costs : tuple of ndarray of shape (51,)
        On the points and held out, by strength.
    place : int
        Which strength holds.
    penalty : str
        The word for it.
    """

    points: tuple[Array, Array]
    curve: tuple[Array, Array]
    weights: Array
    costs: tuple[Array, Array]
    place: int
    penalty: str


@styled
def regularisation_still(shown: Shown) -> Picture:
    """Draw what holds at one strength.

    Parameters
    ----------
    shown : Shown

    Returns
    -------
    Picture
    """
    figure = Figure(figsize=(6.0, 3.6))
    fit = figure.add_axes((0.12, 0.14, 0.36, 0.82))
    costs = figure.add_axes((0.6, 0.55, 0.38, 0.41))
    bars = figure.add_axes((0.6, 0.06, 0.38, 0.28))
    x, y = shown.curve
    fit.plot(x, np.sin(x), "--", lw=THIN, color=light("muted"))
    fit.plot(x, y, color=light("activation"))
    fit.plot(*shown.points, "o", ms=4, color=light("ink"))
    fit.set(ylim=(-1.9, 1.9))
    fit.set_xlabel("$x$", fontsize=SYMBOL)
    fit.set_ylabel(r"$\hat{y}$", fontsize=SYMBOL)
    strengths = 10.0 ** (LOWEST + STEP * np.arange(shown.costs[0].size))
    trained, held = shown.costs
    for values, style, name in ((trained, "-", "trained on"), (held, "--", "held out")):
        costs.loglog(strengths, values.clip(FOOT), style, color=light("ink"), label=name)
    strength = strengths[shown.place]
    costs.axvline(strength, color=light("activation"), lw=THIN)
    costs.set(ylim=(FOOT, 1))
    costs.set_xlabel(r"$\lambda$", fontsize=SYMBOL)
    costs.set_ylabel("$J$", fontsize=SYMBOL)
    costs.legend(loc="lower right", fontsize=SMALL)
    W = shown.weights.T.ravel()
    places = np.arange(W.size) + np.repeat(0.6 * np.arange(shown.weights.shape[1]), 2)
    colours = [light("weight-pos" if w > 0 else "weight-neg") for w in W]
    bars.bar(places, W, color=colours)
    bars.plot(places[W == 0], W[W == 0], "o", ms=4, mfc="none", color=light("ink"))
    bars.axhline(0, color=light("muted"), lw=THIN)
    bars.set(xticks=[], ylabel="weights")
    words = (
        f"A network fitted to {shown.points[0].size} noisy points of a sine, with an "
        f"{shown.penalty} penalty of strength {strength:.2g}: its cost is "
        f"{trained[shown.place]:.2g} on the points and {held[shown.place]:.2g} held out; "
        f"{np.sum(W == 0)} of its {W.size} weights are exactly 0, the largest has the size "
        f"{np.abs(W).max():.2g}. The cost held out is least at strength "
        f"{strengths[held.argmin()]:.2g}."
    )
    return Picture(figure, words)
