"""What the tests of the engine share: its order of numbers, and how near is near enough."""

from __future__ import annotations

import numpy as np
from cases import optimizer_settings

from nnlib.optimizers import OPTIMIZERS

TOLERANCE = 1e-12

#: Settings to try every optimizer with: its defaults, but small rates, with which none leaps to and
#: fro over a minimum, where the difference of two roundings grows from step to step; and a lam that
#: keeps the curvature that OnlineLBFGS divides by away from 0.
RATES = {name: optimizer_settings(name, eta=0.01, kappa=1e-3, lam=10.0) for name in OPTIMIZERS}


def columns(matrix):
    """The numbers of a matrix as the engine stores them: example after example."""
    return np.asarray(matrix, dtype=float).ravel(order="F").tolist()


def matrix(numbers, like):
    return np.reshape(numbers, like.shape, order="F")


def assert_close(actual, expected, what=""):
    """Equal to 1e-12 of the largest entry: sums in another order differ by rounding."""
    actual, expected = np.asarray(actual, dtype=float), np.asarray(expected, dtype=float)
    assert actual.shape == expected.shape, what
    scale = np.abs(expected).max(initial=0)
    np.testing.assert_allclose(actual, expected, rtol=0, atol=TOLERANCE * scale, err_msg=what)


def settings_of(net):
    return {
        "d": net.d,
        "hidden": net.hidden,
        "output": net.output,
        "loss": net.loss.name,
        "l2": net.l2,
        "l1": net.l1,
        "theta": net.theta.tolist(),
    }
