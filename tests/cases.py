"""Networks and batches for tests: every legal combination, in random shapes."""

from __future__ import annotations

import numpy as np

import nnlib

ENTRYWISE = ("identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu")
PAIRS = (
    *(("mse", output) for output in ENTRYWISE),
    *(("huber", output) for output in ENTRYWISE),
    ("binary_cross_entropy", "sigmoid"),
    ("cross_entropy", "softmax"),
)


def random_shape(rng: np.random.Generator) -> tuple[list[int], int]:
    """Widths ``d`` of 1 to 4 layers, and a batch size N of 1 to 7."""
    d = [int(width) for width in rng.integers(1, 7, size=rng.integers(2, 6))]
    return d, int(rng.integers(1, 8))


def targets(rng: np.random.Generator, loss: str, d_L: int, N: int) -> np.ndarray:
    """Targets that the loss allows: probabilities for the likelihoods, else any number."""
    if loss == "cross_entropy":
        return rng.dirichlet(np.ones(d_L), size=N).T
    if loss == "binary_cross_entropy":
        return rng.uniform(size=(d_L, N))
    return rng.normal(scale=2, size=(d_L, N))


def example(
    hidden: str, output: str, loss: str, d: list[int], N: int, rng: np.random.Generator, **settings
) -> tuple[nnlib.Network, np.ndarray, np.ndarray]:
    """A network with random weights and biases, and a batch for it."""
    net = nnlib.Network(d, hidden=hidden, output=output, loss=loss, **settings)
    net.theta = rng.normal(scale=0.8, size=net.P)
    return net, rng.normal(size=(d[0], N)), targets(rng, loss, d[-1], N)
