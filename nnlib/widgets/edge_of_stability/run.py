"""A descent with the largest eigenvalue of its Hessian, step by step as ``run.js`` computes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nnlib.network import Network
from nnlib.optimizers import Momentum
from nnlib.widgets.kit.few_digits import examples
from nnlib.widgets.playground.data import first_weights

__all__ = ["EVERY", "LAST", "Run", "first_network", "rate_at", "run"]

Array = NDArray[np.floating]

WIDTHS, SEED = [64, 16, 10], 0
#: The initial weights are those of Glorot times this: the eigenvalue begins low.
SHARE = 0.25
#: Steps of the longest run, and from one measurement of the eigenvalue to the next.
LAST, EVERY = 1000, 2
#: A run is given up where the cost is so many times the first one.
FAR = 1000
#: Products with the Hessian for one measurement, measurements of the first one, and the nudge.
KRYLOV, ROUNDS, NUDGE = 3, 12, 1e-4


@dataclass(frozen=True)
class Run:
    """What was measured on the way.

    Attributes
    ----------
    J : ndarray of shape (steps + 1,)
        The cost before the first step and after each.
    eigenvalues : ndarray of shape (1 + steps // 2,)
        The largest eigenvalue of the Hessian, at every second step. The step at which a run is
        given up has none.
    diverged : bool
        Whether the run was given up, at the last step of `J`.
    """

    J: Array
    eigenvalues: Array
    diverged: bool


def first_network() -> Network:
    """Make the network before its first step.

    Returns
    -------
    Network
    """
    net = Network(WIDTHS, hidden="tanh", init="zeros")
    net.theta = SHARE * first_weights(WIDTHS, "glorot", SEED)
    return net


def rate_at(step: int, eta: float, earlier: tuple[float, ...]) -> float:
    """Give the learning rate of the step that follows `step` others.

    Parameters
    ----------
    step : int
    eta : float
        The present rate.
    earlier : tuple of float
        Former rates: up to which step, the rate, and so on in turn.

    Returns
    -------
    float
    """
    pairs = zip(earlier[::2], earlier[1::2], strict=True)
    return next((rate for until, rate in pairs if step < until), eta)


@lru_cache(maxsize=8)
def run(steps: int, eta: float, mu: float, earlier: tuple[float, ...] = ()) -> Run:
    """Descend, on all examples at once.

    Parameters
    ----------
    steps : int
    eta, mu : float
        Learning rate and momentum.
    earlier : tuple of float
        As for `rate_at`.

    Returns
    -------
    Run
    """
    X, Y = examples()
    net, rule = first_network(), Momentum(eta=eta, mu=mu)
    v = net.cost_and_gradient(X, Y)[1].copy()
    for _ in range(ROUNDS):
        _, v = _largest_eigenvalue(net, v)
    J: list[float] = []
    eigenvalues: list[float] = []
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(steps + 1):
            cost, gradient = net.cost_and_gradient(X, Y)
            J.append(cost)
            if not cost <= FAR * J[0]:
                break
            gradient = gradient.copy()
            if t % EVERY == 0:
                found, v = _largest_eigenvalue(net, v)
                eigenvalues.append(found)
            if t < steps:
                rule.eta = rate_at(t, eta, earlier)
                rule.step(net.theta, gradient)
    return Run(np.array(J), np.array(eigenvalues), not J[-1] <= FAR * J[0])


def _largest_eigenvalue(net: Network, v: Array) -> tuple[float, Array]:
    """Find the largest eigenvalue of the Hessian in the Krylov space of `v`, and its vector there.

    Three steps of Lanczos: as the Hessian changes little from one measurement to the next, the
    vector of the last one is a good start.
    """
    Q = [v / np.linalg.norm(v)]
    products = []
    for _ in range(KRYLOV):
        w = _hessian_times(net, Q[-1])
        products.append(w)
        for q in Q:
            w = w - (q @ w) * q
        Q.append(w / np.linalg.norm(w))
    basis = np.array(Q[:KRYLOV])
    T = basis @ np.array(products).T
    values, vectors = np.linalg.eigh((T + T.T) / 2)
    return float(values[-1]), basis.T @ vectors[:, -1]


def _hessian_times(net: Network, v: Array) -> Array:
    """H v for a vector of length one: the central difference of the gradient along it."""
    X, Y = examples()
    theta = net.theta.copy()
    gradients = []
    for nudge in (NUDGE, -NUDGE):
        net.theta = theta + nudge * v
        gradients.append(net.cost_and_gradient(X, Y)[1].copy())
    net.theta = theta
    return (gradients[0] - gradients[1]) / (2 * NUDGE)
