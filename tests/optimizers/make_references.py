"""Writes references.json: how PyTorch and Optax move three numbers in twenty steps.

Neither is needed for the tests, which read the file. To make it anew, in an environment that has
both (`pip install torch optax`)::

    python tests/optimizers/make_references.py

Where a twin has other defaults or another place for a setting, the call says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jax
import numpy as np
import optax
import torch

jax.config.update("jax_enable_x64", True)

STEPS = 20
START = [0.5, -1.0, 2.0]
# Of another size for each number; the third begins with a zero, rests, and wakes up again.
SIZES = np.array([1.0, 30.0, 0.01])

ETA: dict[str, Any] = {"eta": 0.04}
MOMENTS = {**ETA, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3}

#: Name in nnlib, its settings, and the twin, called with the parameters to move.
TORCH: list[tuple[str, dict[str, Any], Callable[..., Any]]] = [
    ("GradientDescent", ETA, lambda p: torch.optim.SGD(p, lr=0.04)),
    ("Momentum", {**ETA, "mu": 0.7}, lambda p: torch.optim.SGD(p, lr=0.04, momentum=0.7)),
    (
        "Nesterov",
        {**ETA, "mu": 0.7},
        lambda p: torch.optim.SGD(p, lr=0.04, momentum=0.7, nesterov=True),
    ),
    (
        "RProp",
        {**ETA, "variant": "irprop-", "up": 1.3, "down": 0.4, "smallest": 0.01, "largest": 0.06},
        lambda p: torch.optim.Rprop(p, lr=0.04, etas=(0.4, 1.3), step_sizes=(0.01, 0.06)),
    ),
    ("AdaGrad", {**ETA, "epsilon": 1e-3}, lambda p: torch.optim.Adagrad(p, lr=0.04, eps=1e-3)),
    (
        "RMSProp",
        {**ETA, "rho": 0.8, "epsilon": 1e-3},
        lambda p: torch.optim.RMSprop(p, lr=0.04, alpha=0.8, eps=1e-3),
    ),
    ("Adam", MOMENTS, lambda p: torch.optim.Adam(p, lr=0.04, betas=(0.8, 0.95), eps=1e-3)),
    (
        "AdamW",
        {**MOMENTS, "lam": 0.3},
        lambda p: torch.optim.AdamW(p, lr=0.04, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.3),
    ),
    (
        "AMSGrad",
        MOMENTS,
        lambda p: torch.optim.Adam(p, lr=0.04, betas=(0.8, 0.95), eps=1e-3, amsgrad=True),
    ),
]
#: Optax has no twin of AMSGrad, whose largest it takes of corrected means, nor of RProp, whose
#: steps it takes one step late. The epsilon of its AdaGrad is inside the root: without it, and with
#: next to none of ours, the two are one.
OPTAX: list[tuple[str, dict[str, Any], optax.GradientTransformation]] = [
    ("GradientDescent", ETA, optax.sgd(0.04)),
    ("Momentum", {**ETA, "mu": 0.7}, optax.sgd(0.04, momentum=0.7)),
    ("Nesterov", {**ETA, "mu": 0.7}, optax.sgd(0.04, momentum=0.7, nesterov=True)),
    (
        "AdaGrad",
        {**ETA, "epsilon": 1e-30},
        optax.adagrad(0.04, initial_accumulator_value=0.0, eps=0.0),
    ),
    (
        "RMSProp",
        {**ETA, "rho": 0.8, "epsilon": 1e-3},
        optax.rmsprop(0.04, decay=0.8, eps=1e-3, eps_in_sqrt=False),
    ),
    ("Adam", MOMENTS, optax.adam(0.04, b1=0.8, b2=0.95, eps=1e-3)),
    ("AdamW", {**MOMENTS, "lam": 0.3}, optax.adamw(0.04, 0.8, 0.95, 1e-3, weight_decay=0.3)),
]


def gradients() -> np.ndarray:
    """One row a step: they change sign, now and then or often."""
    drawn = np.random.default_rng(0).normal(0.3, 1, (STEPS, len(START))) * SIZES
    drawn[:3, 2] = drawn[9:12, 2] = 0
    return drawn


def with_torch(given: np.ndarray) -> Iterator[dict[str, Any]]:
    for rule, settings, twin in TORCH:
        theta = torch.tensor(START, dtype=torch.float64, requires_grad=True)
        optimizer, path = twin([theta]), []
        for gradient in given:
            theta.grad = torch.tensor(gradient)
            optimizer.step()
            path.append(theta.detach().tolist())
        yield {"library": "torch", "rule": rule, "settings": settings, "path": path}


def with_optax(given: np.ndarray) -> Iterator[dict[str, Any]]:
    for rule, settings, twin in OPTAX:
        theta = jax.numpy.array(START)
        state, path = twin.init(theta), []
        for gradient in given:
            updates, state = twin.update(jax.numpy.array(gradient), state, theta)
            theta = optax.apply_updates(theta, updates)
            path.append(np.asarray(theta).tolist())
        yield {"library": "optax", "rule": rule, "settings": settings, "path": path}


def _row(innermost: re.Match[str]) -> str:
    return f"[{' '.join(innermost[1].split())}]"


def main() -> None:
    given = gradients()
    made = {
        "made with": {name: version(name) for name in ("torch", "optax", "jax")},
        "start": START,
        "gradients": given.tolist(),
        "runs": [*with_torch(given), *with_optax(given)],
    }
    # One row of numbers a line, so that a change of the file can be read.
    text = re.sub(r"\[\s+([^][]*?)\s+\]", _row, json.dumps(made, indent=1))
    Path(__file__).with_name("references.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
