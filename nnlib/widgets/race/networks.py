"""Small networks to race on, with the examples that they learn, as ``networks.js`` trains them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import DATASETS
from nnlib.network import Network
from nnlib.optimizers import OPTIMIZERS, Optimizer
from nnlib.widgets.kit import few_digits
from nnlib.widgets.kit.network_traits import network_of
from nnlib.widgets.kit.random_numbers import Random
from nnlib.widgets.kit.rules import suited
from nnlib.widgets.playground.data import NOISE, first_weights, generated_points

__all__ = ["LOST", "MOST", "NETWORKS", "facts_of_networks", "rules_for", "train"]

Array = NDArray[np.floating]
#: A run is given up where the cost is so many times the first one.
LOST = 1000.0


@dataclass(frozen=True)
class Course:
    """A network and what it learns.

    Attributes
    ----------
    title : str
        The words for it.
    d : list of int
        Widths.
    hidden, output, loss : str
        As for `nnlib.Network`.
    examples : callable
        Gives X and Y.
    eta : float
        A learning rate that suits gradient descent.
    budget : int
        How many gradients are a good race.
    """

    title: str
    d: list[int]
    hidden: str
    output: str
    loss: str
    examples: Callable[[], tuple[Array, Array]]
    eta: float
    budget: int


#: How many points the moons have, and their seed.
POINTS, SEED = 100, 1


def _moons() -> tuple[Array, Array]:
    points = generated_points("moons", POINTS, NOISE["moons"], SEED)
    return points[:2], points[2:]


NETWORKS = {
    "moons": Course(
        f"{DATASETS.titles['moons']}, a network",
        [2, 8, 1], "tanh", "sigmoid", "binary_cross_entropy", _moons, 0.5, 100,
    ),
    "digits": Course(
        "100 digits, a network",
        [64, 8, 10], "tanh", "softmax", "cross_entropy", few_digits.examples, 0.5, 60,
    ),
}  # fmt: skip
#: The penalty on large weights. Without it a few examples are learned by heart, and J goes to 0.
L2 = 0.001
#: The number of examples of each: the largest batch.
MOST = 100
#: How far weights go: the width of a map, were there one.
WAY = 1.0


def facts_of_networks() -> dict[str, Any]:
    """Give what a script must know of them.

    Returns
    -------
    dict
        ``"networks"`` by name, with settings for every rule as ``"rules"``; ``"digits"`` and
        ``"moons"`` for the examples.
    """
    return {
        "networks": {
            name: {
                "d": course.d,
                "hidden": course.hidden,
                "output": course.output,
                "loss": course.loss,
                "l2": L2,
            }
            for name, course in NETWORKS.items()
        },
        "digits": few_digits.facts_of_digits(),
        "moons": {"N": POINTS, "noise": NOISE["moons"], "seed": SEED},
        "lost": LOST,
    }


def rules_for(name: str) -> dict[str, dict[str, float]]:
    """Suggest settings for every rule.

    Parameters
    ----------
    name : str
        A key of `NETWORKS`.

    Returns
    -------
    dict
        Of each rule, the settings that figures have sliders for.
    """
    return {rule: suited(rule, NETWORKS[name].eta, WAY) for rule in OPTIMIZERS}


def _first_network(course: Course, seed: int) -> Network:
    traits = {name: getattr(course, name) for name in ("d", "hidden", "output", "loss")}
    return network_of(traits | {"l2": L2, "theta": first_weights(course.d, "glorot", seed)})


def train(name: str, optimizer: Optimizer, budget: int, batch_size: int, seed: int) -> Array:
    """Train a network, and measure the cost of all examples before the first step and after each.

    A rule that looks again takes two gradients a step, and so half as many steps; with all examples
    in every step it need not.

    Parameters
    ----------
    name : str
        A key of `NETWORKS`.
    optimizer : Optimizer
        A new one.
    budget : int
        How many gradients it may take.
    batch_size : int
        Examples per gradient; all, if there are no more.
    seed : int
        Of the first weights and of the shuffling.

    Returns
    -------
    ndarray of shape (steps + 1,)
        It ends early with the first cost that is no number, or a thousand times the first.
    """
    course = NETWORKS[name]
    (X, Y), net = course.examples(), _first_network(course, seed)
    N = X.shape[1]
    looks_again = optimizer.looks_again and batch_size < N
    rng, order, used = Random(seed), list(range(N)), 0
    costs = [net.cost(X, Y)]
    with np.errstate(all="ignore"):
        for _ in range(budget // (1 + looks_again)):
            if not used:
                rng.shuffle(order)
            batch = order[used : used + batch_size]
            used = (used + len(batch)) % N
            some = X[:, batch], Y[:, batch]
            optimizer.step(net.theta, net.cost_and_gradient(*some)[1])
            if looks_again:
                optimizer.look_again(net.theta, net.cost_and_gradient(*some)[1])
            costs.append(net.cost(X, Y))
            if not costs[-1] <= LOST * costs[0]:
                break
    return np.array(costs)
