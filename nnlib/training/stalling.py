"""Runs that lead nowhere: how one is told, and what the network shows of the cause."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..arrays import CHUNK
from ..network import Network
from ..optimizers import Optimizer
from .batches import Batches
from .history import History

__all__ = ["StalledWarning", "warn_if_stalled"]

Array = NDArray[np.floating]

# A run of fewer steps has hardly begun.
_STEPS = 10
# What has been learned, or is being learned in the second half of a run, in parts of the cost of a
# constant answer: less is nothing.
_GAIN, _FALL = 0.02, 0.01


class StalledWarning(UserWarning):
    """A training run led nowhere. The message names what is probably the cause."""


def warn_if_stalled(
    network: Network, batches: Batches, history: History, start: Array, optimizer: Optimizer
) -> None:
    """Warn of a run after which the network is no better than before, or than no network.

    Parameters
    ----------
    network : Network
        After the run.
    batches : Batches
        What it was trained on.
    history : History
        The finished epochs.
    start : ndarray of shape (P,)
        Its parameters before the run.
    optimizer : Optimizer
        The rule, for the words of the warning.
    """
    moved = _moved(network, start)
    if moved < 1e-6 and np.abs(_few(network, batches)[1]).max() > 1e-3:
        by = f"by {moved:.0e} of their length" if moved else "not at all"
        _warn(
            f"in {_epochs(history)} the parameters have moved {by}, although the gradient is not "
            f"0: try a larger rate than in {optimizer!r}, whose step must change theta in place"
        )
        return
    constant = network.loss.of_constant(batches.Y)
    J = history.cost[-1] - network.penalty()
    steps = history.epochs * -(-batches.N // batches.batch_size)
    learned = (1 - _GAIN) * constant > J
    if steps < _STEPS or learned or not 1e-12 < constant < np.inf:
        return
    costs = [_cost_at(network, batches, start), *history.cost]
    if costs[(len(costs) - 1) // 2] - costs[-1] > _FALL * constant:
        return  # it is on its way
    cause = next(_causes(network, batches, costs, moved, optimizer))
    _warn(
        f"after {_epochs(history)} the cost is {J:.4g}, and one answer for all examples, the mean "
        f"of Y, has {constant:.4g}: the network has learned nothing from X. {cause}"
    )


def _warn(message: str) -> None:
    warnings.warn(message, StalledWarning, stacklevel=4)


def _epochs(history: History) -> str:
    return f"{history.epochs} epoch{'' if history.epochs == 1 else 's'}"


def _moved(network: Network, start: Array) -> float:
    """How far the run has led, in parts of where it began."""
    way = np.linalg.norm(network.theta - start)
    return float(way / max(float(np.linalg.norm(start)), 1e-12))


def _few(network: Network, batches: Batches) -> tuple[Network, Array]:
    """A copy of the network after a pass over some of the examples, and its gradient there."""
    probe = network.copy()
    with np.errstate(over="ignore", invalid="ignore"):
        _, gradient = probe.cost_and_gradient(batches.X[:, :CHUNK], batches.Y[:, :CHUNK])
    return probe, gradient


def _cost_at(network: Network, batches: Batches, theta: Array) -> float:
    other = network.copy()
    other.theta[:] = theta
    with np.errstate(over="ignore", invalid="ignore"):
        return other.cost(batches.X, batches.Y)


def _causes(
    network: Network, batches: Batches, costs: list[float], moved: float, optimizer: Optimizer
) -> Iterator[str]:
    """What may have kept it from learning, the surest first; there is always one."""
    size = np.abs(batches.X).max()
    if size > 10 or size < 0.01:
        how = "reach" if size > 10 else "are no larger than"
        yield (
            f"The inputs {how} {size:.3g}: standardise them, by "
            f"nnlib.preprocessing.Standardizer().fit(X).transform(X)"
        )
    yield from _causes_in_layers(network, batches)
    if costs[-1] > 1.5 * costs[0]:
        yield f"The cost has risen, from {costs[0]:.4g}: try a smaller rate than in {optimizer!r}"
    if moved < 0.01:
        yield (
            f"The parameters have moved by {100 * moved:.2g} % of their length: try a larger rate "
            f"than in {optimizer!r}, or more epochs"
        )
    yield (
        "Perhaps it takes more epochs or another rate; or the columns of X and Y do not belong "
        "together"
    )


def _causes_in_layers(network: Network, batches: Batches) -> Iterator[str]:
    """What is wrong with the neurons or the weights of some layer."""
    probe, _ = _few(network, batches)
    for ell in range(1, network.L):
        Z, sigma = probe.Z[ell], network.sigma[ell]
        dead = int(np.sum(np.abs(sigma.derivative(Z, probe.A[ell])).max(axis=1) < 1e-6))
        if dead > 0.9 * network.d[ell]:
            yield (
                f"In layer {ell}, {dead} of {network.d[ell]} neurons have the slope 0 for every "
                f"example, so no error passes: start again with a smaller rate or another init"
            )
    for ell in range(1, network.L + 1):
        if network.regularizer is not None and 0 < np.abs(network.W[ell]).max() < 1e-2:
            yield f"The penalty has driven the weights of layer {ell} to 0: try a weaker one"
    for ell in range(1, network.L):
        rows = np.hstack([network.b[ell], network.W[ell]])
        if network.d[ell] > 1 and np.ptp(rows, axis=0).max() < 1e-9:
            what = "all equal" if rows[:, 1:].any() else "all 0"
            yield (
                f"The weights of the neurons of layer {ell} are {what} and stay so: the initial "
                f"weights must differ, as those of init='glorot' do"
            )
