"""What a linear network of two layers learns, by a formula and by descent, as in ``model.js``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.network import Network
from nnlib.optimizers import GradientDescent
from nnlib.widgets.kit.random_numbers import Random

__all__ = [
    "END",
    "INPUTS",
    "LEFT",
    "RIGHT",
    "Course",
    "descend",
    "exact",
    "first_strengths",
    "half_times",
]

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


def exact(s: ArrayLike, u0: ArrayLike, t: ArrayLike) -> Array:
    """Give the strength of a mode of gradient flow, from a balanced start.

    Implements {eq}`eq:linear-course`. Source: Saxe, McClelland and Ganguli, *Exact solutions to the
    nonlinear dynamics of learning in deep linear neural networks* (2014), equation 12, with their
    tau = 1.

    Parameters
    ----------
    s : array_like
        The strength that is to be learned.
    u0 : array_like
        The strength at the start, above 0.
    t : array_like
        The time.

    Returns
    -------
    ndarray
        Of the shape that the three have together.
    """
    s, t = np.asarray(s, dtype=float), np.asarray(t, dtype=float)
    # Divided by exp(2 s t), which would be large.
    return s / (1 + (s / u0 - 1) * np.exp(-2 * s * t))


def half_times(s: ArrayLike, u0: ArrayLike) -> Array:
    """Say when half of the strength of a mode is learned.

    Parameters
    ----------
    s : array_like
        The strength that is to be learned.
    u0 : array_like
        The strength at the start.

    Returns
    -------
    ndarray
        The time, 0 where there is half of it at the start.
    """
    s = np.asarray(s, dtype=float)
    return np.log(np.maximum(s / u0 - 1, 1)) / (2 * s)


def first_strengths(u0: float, start: str) -> Array:
    """Give the strengths that the modes of gradient flow start from.

    Implements {eq}`eq:linear-random-start`.

    Parameters
    ----------
    u0 : float
        As for `descend`.
    start : str
        As for `descend`.

    Returns
    -------
    ndarray of shape (4,)
    """
    W_1, W_2 = _first_weights(u0, start)
    both: Array = W_1 @ RIGHT + W_2.T @ LEFT
    return np.sum(both**2, axis=0) / 4


def _first_weights(u0: float, start: str) -> tuple[Array, Array]:
    if start == "aligned":
        return np.sqrt(u0) * RIGHT.T, np.sqrt(u0) * LEFT
    rng = Random(SEED)
    W_1, W_2 = (np.reshape([rng.normal() for _ in range(16)], (4, 4)) for _ in range(2))
    return np.sqrt(u0 / 2) * W_1, np.sqrt(u0 / 2) * W_2


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
    net.W[1][:], net.W[2][:] = _first_weights(u0, start)
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
