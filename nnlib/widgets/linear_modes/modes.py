"""What a linear network of two layers learns, by a formula and by descent, as in ``model.js``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.network import Network
from nnlib.optimizers import GradientDescent
from nnlib.widgets.kit.random_numbers import Random

__all__ = ["END", "INPUTS", "LEFT", "RIGHT", "Course", "descend", "exact", "half_times"]

Array = NDArray[np.floating]

#: The last time that is shown, and the time from one measurement to the next.
END, APART = 8.0, 0.1
SEED = 1
#: Orthonormal directions of the four modes, one in each column: what a mode reads from the input,
#: and what it writes to the output.
RIGHT: Array = np.eye(4) - 0.5
LEFT: Array = np.array([[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]]) / 2
#: Examples with mean 0 and covariance I.
INPUTS: Array = 2 * np.hstack([np.eye(4), -np.eye(4)])


@dataclass(frozen=True)
class Course:
    """What was measured on the way.

    Attributes
    ----------
    t : ndarray of shape (n,)
        The time: learning rate times steps.
    u : ndarray of shape (4, n)
        How strong each mode of the network is.
    J : ndarray of shape (n,)
        The cost.
    """

    t: Array
    u: Array
    J: Array


def exact(s: ArrayLike, u0: float, t: ArrayLike) -> Array:
    """Give the strength of a mode of gradient flow, from a balanced start.

    Source: Saxe, McClelland and Ganguli, *Exact solutions to the nonlinear dynamics of learning in
    deep linear neural networks* (2014), equation 12, with their tau = 1.

    Parameters
    ----------
    s : array_like
        The strength that is to be learned.
    u0 : float
        The strength at the start, above 0.
    t : array_like
        The time.

    Returns
    -------
    ndarray
        Of the shape that `s` and `t` have together.
    """
    s, t = np.asarray(s, dtype=float), np.asarray(t, dtype=float)
    # Divided by exp(2 s t), which would be large.
    return s / (1 + (s / u0 - 1) * np.exp(-2 * s * t))


def half_times(s: ArrayLike, u0: float) -> Array:
    """Say when half of the strength of a mode is learned.

    Parameters
    ----------
    s : array_like
        The strength that is to be learned, above ``2 * u0``.
    u0 : float
        The strength at the start.

    Returns
    -------
    ndarray
        The time, of the shape of `s`.
    """
    s = np.asarray(s, dtype=float)
    return np.log(s / u0 - 1) / (2 * s)


@lru_cache(maxsize=8)
def descend(strengths: tuple[float, ...], u0: float, eta: float, start: str) -> Course:
    """Train a 4-4-4 network by gradient descent, on whitened inputs.

    Parameters
    ----------
    strengths : tuple of float
        Of the four modes of the map that makes the targets.
    u0 : float
        The strength of each mode of the network at the start; on average, for random weights.
    eta : float
        The learning rate.
    start : str
        ``"aligned"``: weights along the modes, the same in both layers; or ``"random"``.

    Returns
    -------
    Course
    """
    net = Network([4, 4, 4], hidden="identity", init="zeros")
    if start == "aligned":
        net.W[1][:], net.W[2][:] = np.sqrt(u0) * RIGHT.T, np.sqrt(u0) * LEFT
    else:
        rng = Random(SEED)
        for ell in (1, 2):
            net.W[ell][:] = np.sqrt(u0 / 2) * np.reshape([rng.normal() for _ in range(16)], (4, 4))
    Y = LEFT @ np.diag(strengths) @ RIGHT.T @ INPUTS
    rule = GradientDescent(eta=eta)
    every = max(1, round(APART / eta))
    t, u, J = [], [], []
    for step in range(round(END / eta) + 1):
        cost, gradient = net.cost_and_gradient(INPUTS, Y)
        if step % every == 0:
            t.append(eta * step)
            u.append(np.diag(LEFT.T @ net.W[2] @ net.W[1] @ RIGHT))
            J.append(cost)
        rule.step(net.theta, gradient)
    return Course(np.array(t), np.array(u).T, np.array(J))
