"""The loop: epochs of mini-batches, one step of the optimizer for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import count, finite_array, generator, positive
from .._progress import progress_bar
from ..arrays import Parameters
from ..dropout import draw_masks
from ..network import Network
from ..optimizers import Momentum, Optimizer
from .batches import Batches
from .clipping import clip_gradient
from .history import History
from .measure import Measure
from .runs import EndOfEpoch, check_callbacks, early_stopping, held_out_measure
from .stalling import warn_if_stalled
from .stopping import Callback, Recovery

__all__ = ["run_epoch", "train"]

Array = NDArray[np.floating]

#: Examples per step where nobody says how many.
BATCH_SIZE = 32


def train(
    network: Network,
    X: ArrayLike,
    Y: ArrayLike,
    *,
    optimizer: Optimizer | None = None,
    epochs: int = 10,
    batch_size: int | None = None,
    seed: int | None = 0,
    validation: tuple[ArrayLike, ArrayLike] | None = None,
    patience: int | None = None,
    clip: float | None = None,
    snapshot_every: int | None = None,
    callbacks: Sequence[Callback] = (),
    progress: bool = True,
) -> History:
    """Train a network by mini-batches, in place.

    In every epoch the examples are shuffled and cut into batches; each batch gives one gradient,
    and each gradient one step of the optimizer. All gradients of a step are known before any
    parameter changes.

    Parameters
    ----------
    network : Network
        What is trained; its parameters change.
    X : ndarray of shape (d_0, N)
        Inputs.
    Y : ndarray of shape (d_L, N)
        Targets.
    optimizer : Optimizer, optional
        The rule for a step; ``Momentum()`` when left out, which suits inputs of a size around 1.
    epochs : int
        How often every example is used.
    batch_size : int, optional
        Examples per step, 1 to N; 32 when left out, or all N if they are fewer. Where N is not a
        multiple, the last batch of an epoch holds those that are left over, and its step is as long
        as the others though its mean is over fewer: by {eq}`eq:noise-with` a rough one. Choose a
        size that leaves none, or many.
    seed : int or None
        Seed of the shuffling, and of dropout's masks; None takes fresh randomness. A second run
        with the same seed repeats the orders of the first, so two runs of 2 epochs are not one of
        4.
    validation : tuple of two ndarrays, optional
        Inputs and targets to measure on, never trained on.
    patience : int, optional
        Early stopping: end the run once the validation cost has not fallen below its lowest value
        for so many epochs. However such a run ends, unless by an error, the network gets the
        parameters of the lowest validation cost back, those after ``history.best_epoch``.
    clip : float, optional
        The largest length of a gradient, by `clip_gradient`: a longer one is shortened, and keeps
        its direction. Not for a rule that looks again, as `OnlineLBFGS` does.
    snapshot_every : int, optional
        Keep a copy of the parameters before the first epoch and after every so many, in
        ``history.snapshots``; none when left out.
    callbacks : sequence of callable
        Each is called as ``callback(network, history)`` after every epoch, always with the same
        History, which grows. One that returns True, or a reason in words, ends the run;
        ``history.stopped`` then tells the reason.
    progress : bool
        Whether to show a progress bar with the cost.

    Returns
    -------
    History
        Cost (and accuracy, where targets are classes) after each epoch. After an interruption from
        the keyboard, that of the epochs finished; the network keeps the parameters it has reached
        (with `patience` the best), or the last finite ones.

    Warns
    -----
    StalledWarning
        If the run has led nowhere: no step changed a parameter, or the cost has stayed at that of
        an answer which is the same for every example. It names the likely cause.

    Raises
    ------
    TypeError
        If `network` is not a Network.
    ValueError
        If another argument does not fit.
    DivergenceError
        If a cost or a parameter is not finite after an epoch. The network is back at the parameters
        with the lowest cost so far, or at those it started with; ``history`` of the error holds
        what was measured until then.
    Exception
        Whatever an optimizer or a callback raises, with the epochs finished in its ``history``. The
        network keeps the parameters it has reached, or the last finite ones.
    """
    if not isinstance(network, Network):
        raise TypeError(f"network is {network!r}, but must be an nnlib.Network")
    finite_array("theta", network.theta, network.dtype)
    X, Y = network.check_examples(X, Y)
    N = X.shape[1]
    count("epochs", epochs)
    batch_size = min(N, BATCH_SIZE) if batch_size is None else batch_size
    count("batch_size", batch_size, high=N, of=" = N, the number of examples")
    if snapshot_every is not None:
        count("snapshot_every", snapshot_every)
    held_out = held_out_measure(network, validation, Y)
    watch = early_stopping(patience, held_out)
    rng = generator(seed)
    optimizer = Momentum() if optimizer is None else optimizer
    _check_optimizer(optimizer)
    check_callbacks(callbacks)
    if clip is not None:
        clip = positive("clip", clip)
        _check_clip(clip, optimizer)

    batches = Batches(network, X, Y, batch_size)
    gradient = Parameters(network.d, np.empty(network.P, network.dtype), prefix="d")
    rule = optimizer if type(optimizer).step is Optimizer.step else _InPlace(optimizer)
    measure = Measure(network, batches.X, batches.Y)
    history = History()
    if snapshot_every:
        history.snapshots.append((0, network.theta.copy()))
    with Recovery(network, measure, history, lambda: _advice(optimizer)) as recovery:
        with progress_bar(epochs, progress, unit="epoch") as bar:
            end = EndOfEpoch(recovery, held_out, watch, callbacks, bar)
            while history.epochs < epochs and not history.stopped:
                with np.errstate(over="ignore", invalid="ignore"):
                    run_epoch(network, batches, gradient, rule, rng, clip)
                due = snapshot_every and (history.epochs + 1) % snapshot_every == 0
                end((1 + rule.looks_again) * (history.epochs + 1), bool(due))
        warn_if_stalled(network, batches, history, recovery.start, optimizer)
    if watch:
        watch.restore(network, history)
    return history


def run_epoch(
    network: Network,
    batches: Batches,
    gradient: Parameters,
    optimizer: Optimizer,
    rng: np.random.Generator,
    clip: float | None = None,
) -> None:
    """Step once for each batch of an epoch.

    Parameters
    ----------
    network : Network
        What is trained.
    batches : Batches
        The examples.
    gradient : Parameters
        Where the gradient of a batch is written.
    optimizer : Optimizer
        The rule for a step.
    rng : numpy.random.Generator
        Source of the order of the examples, and of dropout's masks.
    clip : float, optional
        The largest length of a gradient.
    """
    for batch, Y in batches.in_order(rng.permutation(batches.N)):
        batch.M = draw_masks(network, batch.N, rng) if network.dropout else None
        network.forward_pass(batch)
        network.backward_pass(batch, Y, gradient)
        if clip is not None:
            clip_gradient(gradient.flat, clip)
        optimizer.step(network.theta, gradient.flat)
        if optimizer.looks_again:
            network.forward_pass(batch)
            network.backward_pass(batch, Y, gradient)
            optimizer.look_again(network.theta, gradient.flat)


class _InPlace(Optimizer):
    """A rule of the reader's own, held to its promise: theta itself moves."""

    def __init__(self, optimizer: Optimizer) -> None:
        self._optimizer = optimizer

    @property
    def looks_again(self) -> bool:  # type: ignore[override]
        return getattr(self._optimizer, "looks_again", False)

    def step(self, theta: Array, gradient: Array) -> None:
        moved: Any = self._optimizer.step(theta, gradient)  # type: ignore[func-returns-value]
        if moved is not None and moved is not theta:
            raise ValueError(
                f"optimizer is {self._optimizer!r}, whose step returned a {type(moved).__name__}, "
                f"but must change theta in place: theta[...] = ..., or theta -= ..."
            )

    def look_again(self, theta: Array, gradient: Array) -> None:
        self._optimizer.look_again(theta, gradient)


def _advice(optimizer: Optimizer) -> str:
    return f"a smaller learning rate than that of {optimizer!r} (in a new optimizer)"


def _check_optimizer(optimizer: object) -> None:
    if isinstance(optimizer, type) or not callable(getattr(optimizer, "step", None)):
        raise ValueError(
            f"optimizer is {optimizer!r}, but must have a method step(theta, gradient), like "
            f"nnlib.optimizers.GradientDescent(eta=0.1)"
        )


def _check_clip(clip: float, optimizer: Optimizer) -> None:
    if getattr(optimizer, "looks_again", False):
        raise ValueError(
            f"clip is {clip}, but {optimizer!r} learns from the difference of two gradients, and "
            f"that of clipped ones is another"
        )
