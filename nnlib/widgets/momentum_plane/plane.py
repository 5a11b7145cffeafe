"""Two directions of a quadratic, descended with momentum, step by step as ``model.js`` has it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.optimizers import OPTIMIZERS

__all__ = [
    "CONTOURS",
    "FARTHEST",
    "HALF_WIDTH",
    "METHODS",
    "START",
    "STEPS",
    "best_pair",
    "descend",
    "step_factor",
    "worst_factor",
]

Array = NDArray[np.floating]

#: The rules of the figure, with the words for them.
METHODS = {"Momentum": "plain momentum", "Nesterov": "Nesterov"}
#: The error in the flat direction and in the steep one, before the first step; and how many follow.
START, STEPS = (-1.0, 0.6), 60
#: The end of the axis of the rate, times the largest curvature.
FARTHEST = 4.2
#: What is seen of the ravine: half its width, and contours by half their heights.
HALF_WIDTH, CONTOURS = 1.3, (0.03, 0.08, 0.15, 0.24, 0.35, 0.48, 0.63)


def step_factor(method: str, x: ArrayLike, mu: ArrayLike) -> Array:
    """Give the larger of the sizes of the two eigenvalues of a step, for one direction.

    Implements {eq}`eq:momentum-roots` and {eq}`eq:nesterov-matrix`.

    Parameters
    ----------
    method : str
        A name of `METHODS`.
    x : array_like
        The rate times the curvature of the direction.
    mu : array_like
        The momentum.

    Returns
    -------
    ndarray
        Of the shape that the two have together.
    """
    x, mu = np.asarray(x, dtype=float), np.asarray(mu, dtype=float)
    if method == "Nesterov":
        total, product = (1 + mu) * (1 - x), mu * (1 - x)
    else:
        total, product = 1 + mu - x, mu + 0 * x
    under = total**2 - 4 * product
    real = (np.abs(total) + np.sqrt(np.maximum(under, 0))) / 2
    return np.where(under < 0, np.sqrt(np.maximum(product, 0)), real)


def worst_factor(method: str, rate: ArrayLike, mu: ArrayLike, kappa: float) -> Array:
    """Give the largest factor of all directions of a ravine.

    Those with a factor below a bound form an interval of curvatures, so the worst of all is at one
    of the two ends.

    Parameters
    ----------
    method : str
        A name of `METHODS`.
    rate : array_like
        The rate times the largest curvature.
    mu : array_like
        The momentum.
    kappa : float
        The condition number.

    Returns
    -------
    ndarray
        Of the shape that `rate` and `mu` have together.
    """
    rate = np.asarray(rate, dtype=float)
    return np.maximum(step_factor(method, rate / kappa, mu), step_factor(method, rate, mu))


def best_pair(method: str, kappa: float) -> tuple[float, float]:
    """Give the pair whose worst factor is the least.

    Implements {eq}`eq:momentum-best`; for Nesterov's method, Lessard, Recht and Packard, *Analysis
    and Design of Optimization Algorithms via Integral Quadratic Constraints* (2016), table 1.

    Parameters
    ----------
    method : str
        A name of `METHODS`.
    kappa : float
        The condition number.

    Returns
    -------
    rate : float
        The rate times the largest curvature.
    mu : float
        The momentum.
    """
    if method == "Nesterov":
        root = np.sqrt(3 * kappa + 1)
        return float(4 / (3 + 1 / kappa)), float((root - 2) / (root + 2))
    root = np.sqrt(kappa)
    return float((2 / (1 + 1 / root)) ** 2), float(((root - 1) / (root + 1)) ** 2)


def descend(method: str, rate: float, mu: float, kappa: float) -> Array:
    """Descend on J = (u_1^2 / kappa + u_2^2) / 2.

    Parameters
    ----------
    method : str
        A name of `METHODS`.
    rate, mu : float
        The learning rate, as the largest curvature is 1; and the momentum.
    kappa : float
        The condition number.

    Returns
    -------
    ndarray of shape (STEPS + 1, 2)
        The error in the flat direction and in the steep one.
    """
    curvatures = np.array([1 / kappa, 1.0])
    rule = OPTIMIZERS[method](eta=rate, mu=mu)  # type: ignore[call-arg]
    u = np.array(START)
    path = [u.copy()]
    for _ in range(STEPS):
        rule.step(u, curvatures * u)
        path.append(u.copy())
    return np.array(path)
