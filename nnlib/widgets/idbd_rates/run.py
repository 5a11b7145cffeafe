"""Sutton's task, learned with IDBD and with single rates, step by step as in ``run.js``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nnlib.optimizers import IDBD
from nnlib.widgets.kit.random_numbers import Random

__all__ = ["LAST", "RATES", "STRETCH", "Run", "run"]

Array = NDArray[np.floating]

SEED, INPUTS = 0, 20
#: Examples from one change of sign to the next, and between two places of the player.
EVERY, STRETCH = 20, 100
#: Places of the longest run.
LAST = 200
#: The rate of every weight at the start.
FIRST = 0.05
#: The single rates of which the best is shown.
RATES = (0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.06)
#: Errors are shown as means over so many stretches; the first ones do not count in the choice.
WINDOW = 10
#: A run is given up where the error is so many times that of the answer 0.
FAR = 1000


@dataclass(frozen=True)
class Run:
    """What was measured on the way.

    Attributes
    ----------
    rates : ndarray of shape (places + 1, 20)
        The rate of each input, before the first stretch of 100 examples and after each.
    errors : ndarray of shape (places,)
        The mean squared error of IDBD in each stretch.
    single : ndarray of shape (places, 8)
        That of each single rate.
    lost : bool
        Whether the run was given up, in the last stretch of `errors`.
    """

    rates: Array
    errors: Array
    single: Array
    lost: bool

    @property
    def best(self) -> int:
        """Number of the single rate whose error is the lowest; 0 before the first example."""
        if not self.errors.size:
            return 0
        start = WINDOW if self.errors.size > WINDOW else 0
        return int(np.argmin(self.single[start:].mean(axis=0)))

    def recent(self) -> tuple[Array, Array]:
        """Average over the last 1,000 examples, or as many as there are.

        Returns
        -------
        errors, single : ndarray of shape (places,)
            Of IDBD, and of the best single rate.
        """
        return _recent(self.errors), _recent(self.single[:, self.best])


def _recent(errors: Array) -> Array:
    return np.array([np.mean(errors[max(0, k + 1 - WINDOW) : k + 1]) for k in range(errors.size)])


@lru_cache(maxsize=8)
def run(places: int, meta: float, relevant: int, noise: float) -> Run:
    """Learn from 100 examples for each place.

    Parameters
    ----------
    places : int
    meta : float
        The meta rate of IDBD.
    relevant : int
        How many of the inputs count.
    noise : float
        Standard deviation of the noise of the target.

    Returns
    -------
    Run
    """
    rng, rule = Random(SEED), IDBD(FIRST, meta)
    wanted = np.where(np.arange(INPUTS) < relevant, 1.0, 0.0)
    w, others, eta = np.zeros(INPUTS), np.zeros((len(RATES), INPUTS)), np.array(RATES)
    rates, errors, single = [np.full(INPUTS, FIRST)], [], []
    far = FAR * (relevant + noise**2)
    for place in range(places):
        squares, their_squares = 0.0, np.zeros(len(RATES))
        for t in range(STRETCH):
            if (place * STRETCH + t) % EVERY == 0:
                wanted[rng.below(relevant)] *= -1
            x = np.array([rng.normal() for _ in range(INPUTS)])
            y = wanted @ x + rng.normal(0, noise)
            delta, theirs = w @ x - y, others @ x - y
            squares += delta**2
            their_squares += theirs**2
            rule.curvature = x * x
            rule.step(w, delta * x)
            others -= np.outer(eta * theirs, x)
        errors.append(squares / STRETCH)
        single.append(their_squares / STRETCH)
        rates.append(rule.rates)
        if not errors[-1] <= far:
            break
    lost = bool(errors) and not errors[-1] <= far
    return Run(np.array(rates), np.array(errors), np.reshape(single, (-1, len(RATES))), lost)
