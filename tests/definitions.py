"""Activations and losses, written a second time: as the book states them, without a care for speed.

nnlib is held to these formulas, and JAX differentiates them. `xp` is NumPy, or `jax.numpy` there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import special


class Definitions(dict[str, Callable]):
    """Formulas by the names of the members of a family."""

    def __init__(self, name: str, formulas: dict[str, Callable]) -> None:
        super().__init__(formulas)
        self.name = name

    def __missing__(self, member: str) -> Any:
        pytest.fail(f"{member!r} has no definition: add it to {self.name} in tests/definitions.py")


def erf(z, xp):
    if xp is np:
        return special.erf(z)
    from jax.scipy.special import erf

    return erf(z)


#: ``sigma(z, xp)``: the activations of the pre-activations ``z`` of shape (d_ell, N).
ACTIVATIONS = Definitions(
    "ACTIVATIONS",
    {
        "identity": lambda z, xp: z,
        "sigmoid": lambda z, xp: 1 / (1 + xp.exp(-z)),
        "tanh": lambda z, xp: (xp.exp(z) - xp.exp(-z)) / (xp.exp(z) + xp.exp(-z)),
        "relu": lambda z, xp: xp.where(z > 0, z, 0),
        "leaky_relu": lambda z, xp: xp.where(z > 0, z, 0.01 * z),
        "elu": lambda z, xp: xp.where(z > 0, z, xp.exp(z) - 1),
        "softplus": lambda z, xp: xp.log(1 + xp.exp(z)),
        "gelu": lambda z, xp: z * (1 + erf(z / xp.sqrt(2), xp)) / 2,
        "softmax": lambda z, xp: xp.exp(z) / xp.exp(z).sum(axis=0),
    },
)


def huber(y, y_hat, z, xp):
    miss = xp.abs(y - y_hat)
    return xp.where(miss <= 1, miss**2 / 2, miss - 1 / 2).sum(axis=0)


def binary_cross_entropy(y, y_hat, z, xp):
    yes, no = (ACTIVATIONS["sigmoid"](z, xp) for z in (z, -z))  # 1 - yes, with all its digits
    return -(y * xp.log(yes) + (1 - y) * xp.log(no)).sum(axis=0)


def cross_entropy(y, y_hat, z, xp):
    z = z - z.max(axis=0)  # the same y_hat, and of a single class a gradient of 0 to the last digit
    return -(y * (z - xp.log(xp.exp(z).sum(axis=0)))).sum(axis=0)


#: ``loss(y, y_hat, z, xp)``, of shape (N,), from arrays of shape (d_L, N).
LOSSES = Definitions(
    "LOSSES",
    {
        "mse": lambda y, y_hat, z, xp: ((y - y_hat) ** 2).sum(axis=0) / 2,
        "huber": huber,
        "binary_cross_entropy": binary_cross_entropy,
        "cross_entropy": cross_entropy,
    },
)
