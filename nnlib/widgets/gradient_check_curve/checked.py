"""The derivative of one weight, by backpropagation with a mistake and by central differences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import digits
from nnlib.network import Network
from nnlib.preprocessing import one_hot

__all__ = ["L2", "LOWEST", "MISTAKES", "PRECISIONS", "STEP", "Checked", "checked"]

Array = NDArray[np.floating]

#: What the backward pass does wrong, and the words for it.
MISTAKES = {
    "none": "none",
    "transpose": "a transpose forgotten",
    "slope": "σ′ left out",
    "sum": "the sum for the mean",
    "penalty": "the penalty left out",
}
PRECISIONS = {"float64": "64 bits", "float32": "32 bits"}
#: Nudges are powers of ten, from 10 to the LOWEST up to 1, in steps of STEP in the exponent.
LOWEST, STEP = -12, 0.1

#: Small, so that its absence is a small mistake.
L2 = 1e-5
WIDTHS, EXAMPLES = [64, 4, 4, 10], 20


@dataclass(frozen=True)
class Checked:
    """What is known of the weight in one precision.

    Attributes
    ----------
    computed : dict of str to float
        Its derivative by backpropagation, by mistake.
    numerical : ndarray
        Its derivative by central differences, for every nudge from the smallest up.
    J : float
        The cost.
    third : float
        The size of the third derivative of the cost.
    """

    computed: dict[str, float]
    numerical: Array
    J: float
    third: float


@lru_cache(maxsize=len(PRECISIONS))
def checked(precision: str) -> Checked:
    """Compute both derivatives of the weight.

    Parameters
    ----------
    precision : str
        The dtype of all numbers.

    Returns
    -------
    Checked
    """
    X, labels = digits()
    X, Y = X[:, :EXAMPLES], one_hot(labels[:EXAMPLES], WIDTHS[-1])
    net = _network(precision)
    J, _ = net.cost_and_gradient(X, Y)
    i, j = _weight(X, Y)
    computed = {mistake: float(_derivative(net, mistake)[i, j]) for mistake in MISTAKES}
    count = round(-LOWEST / STEP) + 1
    epsilons = 10.0 ** (LOWEST + STEP * np.arange(count))
    numerical = np.array([_difference(net, (i, j), X, Y, epsilon) for epsilon in epsilons])
    exact = _network("float64")
    wide, narrow = (_difference(exact, (i, j), X, Y, epsilon) for epsilon in (0.02, 0.01))
    # The difference is the derivative plus epsilon^2 / 6 times the third one.
    return Checked(computed, numerical, J, abs(wide - narrow) * 6 / (0.02**2 - 0.01**2))


def _network(precision: str) -> Network:
    """Make the network; its parameters are the same numbers in either precision."""
    net = Network(
        WIDTHS, output="softmax", loss="cross_entropy", l2=L2, seed=0, dtype=np.dtype(precision)
    )
    net.theta = net.theta.astype(np.float32)
    return net


def _weight(X: Array, Y: Array) -> tuple[int, int]:
    """Find the weight of the first layer with the largest derivative."""
    net = _network("float64")
    net.cost_and_gradient(X, Y)
    i, j = np.unravel_index(np.abs(net.dW[1]).argmax(), net.dW[1].shape)
    return int(i), int(j)


def _derivative(net: Network, mistake: str) -> Any:
    """``dW[1]`` after the passes of the network, as a program with that mistake computes it."""
    Delta = net.Delta[net.L]
    for ell in range(net.L, 1, -1):
        # Only a square matrix hides that it is not transposed.
        forgotten = mistake == "transpose" and net.d[ell] == net.d[ell - 1]
        Delta = (net.W[ell] if forgotten else net.W[ell].T) @ Delta
        if mistake != "slope":
            Delta = Delta * net.sigma[ell - 1].derivative(net.Z[ell - 1])
    dW = Delta @ net.A[0].T / (1 if mistake == "sum" else Delta.shape[1])
    return dW if mistake == "penalty" else dW + net.l2 * net.W[1]


def _difference(net: Network, at: tuple[int, int], X: Array, Y: Array, epsilon: float) -> float:
    """The central difference of J in ``W[1][at]``; the same whatever rounding makes of a nudge."""
    own = net.W[1][at]
    costs = []
    for step in (epsilon, -epsilon):
        net.W[1][at] = own + step
        costs.append(net.cost(X, Y))
    net.W[1][at] = own
    return (costs[0] - costs[1]) / (2 * epsilon)
