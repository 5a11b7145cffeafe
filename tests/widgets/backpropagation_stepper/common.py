"""What the tests of the stepper share: figures to try, and what nnlib computes in each step."""

from __future__ import annotations

from typing import Any

import numpy as np

import nnlib
from nnlib.widgets import BackpropagationStepper
from nnlib.widgets.backpropagation_stepper.figure import PRESETS


def stepper(**settings: Any) -> BackpropagationStepper:
    return BackpropagationStepper(**{"key": "backprop"} | settings)


def random_stepper(seed: int, d: list[int], **settings: Any) -> BackpropagationStepper:
    """A figure of a network of these widths with random numbers."""
    rng = np.random.default_rng(seed)
    P = nnlib.Network(d).P
    y = settings.pop("y", rng.uniform(-1, 1, d[-1]))
    return stepper(d=d, theta=rng.normal(size=P), x=rng.normal(size=d[0]), y=y, **settings)


def settings_of(figure: BackpropagationStepper) -> dict[str, Any]:
    """The settings that make up a pass."""
    return {name: getattr(figure, name) for name in PRESETS["mazur"]}


def computed(figure: BackpropagationStepper) -> list[list[float]]:
    """What nnlib computes in each step, row by row, in the order of the figure."""
    net = figure.network()
    X, Y = figure.example()
    J, gradient = net.cost_and_gradient(X, Y)
    layers = range(1, net.L + 1)
    steps = [part for ell in layers for part in (net.Z[ell].ravel(), net.A[ell].ravel())]
    steps += [np.array([J]), net.Delta[net.L].ravel()]
    for ell in reversed(layers):
        steps.append(np.concatenate([net.dW[ell].ravel(), net.db[ell].ravel()]))
        if ell > 1:
            steps.append(net.Delta[ell - 1].ravel())
    biases = [net.b[ell].copy() for ell in layers]
    nnlib.optimizers.GradientDescent(figure.eta).step(net.theta, gradient)
    if not figure.update_biases:
        for ell in layers:
            net.b[ell] = biases[ell - 1]
    both = [part.ravel() for ell in layers for part in (net.W[ell], net.b[ell])]
    return [part.tolist() for part in [*steps, np.concatenate(both)]]


NETS = [
    stepper(),
    stepper(**PRESETS["softmax"]),
    random_stepper(1, [3, 3, 3], hidden="gelu", output="tanh", loss="huber", update_biases=True),
    random_stepper(2, [1, 3, 2], hidden="relu", loss="binary_cross_entropy", y=[0.3, 1], eta=2),
    random_stepper(3, [3, 2], output="identity", loss="mse"),
]
