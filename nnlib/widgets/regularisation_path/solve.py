"""Networks trained to the end with every strength of a penalty, each from the one before.

They take seconds to train, and a slider has no seconds to wait: ``paths.npz`` keeps them. As a
command, this module makes that file anew.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.network import Network
from nnlib.widgets.kit.random_numbers import Random

__all__ = [
    "LOWEST",
    "PENALTIES",
    "REACH",
    "STEP",
    "examples",
    "network",
    "paths",
    "solve",
]

Array = NDArray[np.floating]

PENALTIES = {"l2": "L2", "l1": "L1"}
#: Strengths are powers of ten, from 10 to the LOWEST up to 1, in steps of STEP in the exponent.
LOWEST, STEP = -5, 0.1
COUNT = round(-LOWEST / STEP) + 1
#: Inputs go from -REACH to REACH; the targets are their sine, with noise of this deviation.
REACH, NOISE = 3.0, 0.3
EXAMPLES, HELD_OUT, UNITS, SEED = 14, 200, 10, 4
FILE = Path(__file__).parent / "paths.npz"


@lru_cache(maxsize=1)
def examples() -> tuple[Array, Array, Array, Array]:
    """Draw a few points around a sine, and many that are held out.

    Returns
    -------
    X, Y : ndarray of shape (1, 14)
    X_held, Y_held : ndarray of shape (1, 200)
    """
    rng = Random(SEED)
    n = np.arange(EXAMPLES)
    jitter = np.array([rng.uniform(-0.3, 0.3) for _ in n])
    X = REACH * ((2 * n + 1 + jitter) / EXAMPLES - 1)
    Y = np.sin(X) + [NOISE * rng.normal() for _ in n]
    X_held = np.array([rng.uniform(-REACH, REACH) for _ in range(HELD_OUT)])
    Y_held = np.sin(X_held) + [NOISE * rng.normal() for _ in range(HELD_OUT)]
    return X[None], Y[None], X_held[None], Y_held[None]


def network(theta: Array, l2: float = 0.0, l1: float = 0.0) -> Network:
    """Make the network that has these parameters.

    Parameters
    ----------
    theta : ndarray of shape (31,)
    l2, l1 : float
        Its penalties.

    Returns
    -------
    Network
    """
    net = Network([1, UNITS, 1], init="zeros", l2=l2, l1=l1)
    net.theta = theta
    return net


def solve(theta: Array, penalty: str, strength: float, iterations: int) -> Array:
    """Train by L-BFGS.

    Where the sum of absolute values has a kink, there is no gradient: so a weight is the difference
    of two numbers from 0 on, whose sum is penalised. At their bound they are exactly 0.

    Parameters
    ----------
    theta : ndarray of shape (31,)
        Where to start from.
    penalty : str
        ``"l2"`` or ``"l1"``.
    strength : float
    iterations : int

    Returns
    -------
    ndarray of shape (31,)
    """
    from scipy.optimize import minimize

    X, Y, _, _ = examples()
    weight = _is_weight()
    net = network(theta, l2=strength) if penalty == "l2" else network(theta)
    P = theta.size

    def joined(both: Array) -> Array:
        if penalty == "l2":
            return both
        whole = both[:P].copy()
        whole[weight] -= both[P:]
        return whole

    def cost_and_gradient(both: Array) -> tuple[float, Array]:
        net.theta = joined(both)
        J, gradient = net.cost_and_gradient(X, Y)
        if penalty == "l2":
            return J, gradient
        W = both[:P] * weight
        halves = np.concatenate([gradient + strength * weight, strength - gradient[weight]])
        return J + strength * float(W.sum() + both[P:].sum()), halves

    start, bounds = theta, None
    if penalty == "l1":
        start = np.concatenate([np.where(weight, theta.clip(0), theta), (-theta[weight]).clip(0)])
        bounds = [(0 if is_weight else None, None) for is_weight in weight]
        bounds += [(0, None)] * int(weight.sum())
    options = {"maxiter": iterations, "maxfun": 10 * iterations, "maxcor": 30, "ftol": 1e-12}
    found = minimize(
        cost_and_gradient, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options
    )
    return joined(found.x)


@lru_cache(maxsize=1)
def paths() -> dict[str, Array]:
    """Read the parameters for every strength.

    Returns
    -------
    dict of str to ndarray of shape (31, 51)
        By penalty; the strengths grow from column to column.
    """
    with np.load(FILE) as stored:
        return {penalty: stored[penalty].astype(float) for penalty in PENALTIES}


def _is_weight() -> NDArray[np.bool_]:
    """Which parameters are weights: biases are free of the penalty."""
    net = network(np.zeros(3 * UNITS + 1))
    for ell in (1, 2):
        net.W[ell][:] = 1
    return net.theta > 0


def _first() -> Array:
    """Train without much of a penalty: both paths begin there."""
    rng = Random(SEED)
    net = network(np.zeros(3 * UNITS + 1))
    # The units bend at places spread over the inputs, as they have to for a good fit.
    places = [rng.uniform(-REACH, REACH) for _ in range(UNITS)]
    net.W[1][:, 0] = [rng.normal() for _ in range(UNITS)]
    net.b[1][:] = -net.W[1] * np.array(places)[:, None]
    net.W[2][:] = [[rng.normal(0, 0.5) for _ in range(UNITS)]]
    return solve(net.theta.copy(), "l2", 10.0**LOWEST, 2000)


def _path(penalty: str, theta: Array) -> Array:
    columns = []
    for k in range(COUNT):
        theta = solve(theta, penalty, 10.0 ** (LOWEST + STEP * k), 300)
        columns.append(theta)
    found = np.array(columns).T
    # Units that live longest stand first.
    into, out = (np.array([network(c).W[ell].ravel() for c in columns]) for ell in (1, 2))
    order = np.argsort(-(np.abs(into) + np.abs(out)).sum(axis=0), kind="stable")
    rows = np.arange(2 * UNITS).reshape(UNITS, 2)[order].ravel()
    output = found[2 * UNITS :]
    return np.vstack([found[rows], output[:1], output[1:][order]])


def main() -> None:
    first = _first()
    stored: Any = {penalty: _path(penalty, first).astype(np.float16) for penalty in PENALTIES}
    np.savez_compressed(FILE, **stored)


if __name__ == "__main__":
    main()
