"""What is to be tried: every member of every family, and networks of every legal combination.

All of it is read from the tables of nnlib, so a new member is tried by every test that asks here.
What nnlib cannot know of a member, its formula in other words, stands in `definitions`.
"""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np

import nnlib
from nnlib import activations, losses
from nnlib.datasets import DATASETS, plane
from nnlib.optimizers import OPTIMIZERS, Optimizer

#: Names of the activations that go into a hidden layer.
ENTRYWISE = tuple(activations.ENTRYWISE)
#: Names of a loss and of an activation that it may stand behind.
PAIRS = tuple((name, output) for name, loss in losses.LOSSES.items() for output in loss.outputs)
#: Names of the data sets that are points in the plane, in two classes.
PLANE = tuple(name for name, make in DATASETS.items() if make.__module__ == plane.__name__)
#: Names of the data sets that are drawn anew from a seed, with noise.
DRAWN = tuple(
    name for name, make in DATASETS.items() if "noise" in inspect.signature(make).parameters
)
#: What a rule of descent is made with where it has no default of its own.
REQUIRED = {"eta": 0.1}


def generator(*names: str) -> np.random.Generator:
    """Random numbers for a case: those of its names, wherever they stand in their tables."""
    return np.random.default_rng(list(" ".join(names).encode()))


def random_shape(rng: np.random.Generator) -> tuple[list[int], int]:
    """Widths ``d`` of 1 to 4 layers, and a batch size N of 1 to 7."""
    d = [int(width) for width in rng.integers(1, 7, size=rng.integers(2, 6))]
    return d, int(rng.integers(1, 8))


def targets(rng: np.random.Generator, loss: str, d_L: int, N: int) -> np.ndarray:
    """Targets that the loss allows: any numbers if it takes them, else probabilities."""
    kind = losses.LOSSES[loss]
    checked = kind(activations.get(next(iter(kind.outputs))))
    for Y in (
        rng.normal(scale=2, size=(d_L, N)),
        rng.uniform(size=(d_L, N)),
        rng.dirichlet(np.ones(d_L), size=N).T,
    ):
        try:
            checked.check_targets(Y)
        except ValueError:
            continue
        return Y
    raise LookupError(f"no targets for loss={loss!r}: add what it takes to tests/cases.py")


def example(
    hidden: str, output: str, loss: str, d: list[int], N: int, rng: np.random.Generator, **settings
) -> tuple[nnlib.Network, np.ndarray, np.ndarray]:
    """A network with random weights and biases, and a batch for it."""
    net = nnlib.Network(d, hidden=hidden, output=output, loss=loss, **settings)
    net.theta = rng.normal(scale=0.8, size=net.P)
    return net, rng.normal(size=(d[0], N)), targets(rng, loss, d[-1], N)


def optimizer_settings(name: str, **preferred: Any) -> dict[str, Any]:
    """Arguments for an optimizer: those of `preferred` that it takes, else its defaults."""
    settings = {}
    for argument, parameter in inspect.signature(OPTIMIZERS[name]).parameters.items():
        if argument in preferred:
            settings[argument] = preferred[argument]
        elif parameter.default is not parameter.empty:
            settings[argument] = parameter.default
        elif argument in REQUIRED:
            settings[argument] = REQUIRED[argument]
        else:
            raise LookupError(f"{name} needs {argument}: give it a value in tests/cases.py")
    return settings


def optimizer(name: str, **preferred: Any) -> Optimizer:
    """A new optimizer, made with `optimizer_settings`."""
    return OPTIMIZERS[name](**optimizer_settings(name, **preferred))
