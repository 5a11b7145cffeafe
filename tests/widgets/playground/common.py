"""What the tests of the Playground share: its settings as plain lists, and a run of nnlib."""

from __future__ import annotations

from typing import Any

import numpy as np

import nnlib
from nnlib.widgets import Playground
from nnlib.widgets.kit.random_numbers import Random


def settings(playground: Playground) -> dict[str, Any]:
    """The traits, as plain lists."""
    return {
        name: value.ravel(order="F").tolist() if isinstance(value, np.ndarray) else value
        for name in Playground.settings()
        for value in [getattr(playground, name)]
    }


def twin(playground: Playground, steps: int) -> nnlib.Network:
    """The network of nnlib after some steps on the batches of the browser."""
    net, optimizer = playground.network(), playground.new_optimizer()
    kept = ~playground.is_held_out
    X, Y = playground.X[:, kept], playground.Y[:, kept]
    rng, order, used = Random(playground.seed), list(range(X.shape[1])), 0
    for _ in range(steps):
        if used == 0:
            rng.shuffle(order)
        batch = order[used : used + playground.batch_size]
        used = (used + len(batch)) % len(order)
        optimizer.step(net.theta, net.cost_and_gradient(X[:, batch], Y[:, batch])[1])
        if optimizer.looks_again:
            optimizer.look_again(net.theta, net.cost_and_gradient(X[:, batch], Y[:, batch])[1])
    return net
