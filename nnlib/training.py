"""Training: epochs of mini-batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import count, finite_array, generator
from .batch import Batch, Parameters
from .history import DivergenceError, History, classes_of, holds_classes
from .layer import augment
from .network import Network
from .optimizers import GradientDescent, Optimizer

__all__ = ["train"]

Array = NDArray[np.floating]

# Examples evaluated at once when a cost is measured: bounds the memory, not the result.
_CHUNK = 1024


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
    snapshot_every: int | None = None,
    callbacks: Sequence[Callable[[Network, History], object]] = (),
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
        The rule for a step; ``GradientDescent(eta=0.1)`` when left out.
    epochs : int
        How often every example is used.
    batch_size : int, optional
        Examples per step, 1 to N; all N when left out. The last batch of an epoch is smaller where
        N is not a multiple.
    seed : int or None
        Seed of the shuffling; None takes fresh randomness. A second run with the same seed repeats
        the orders of the first, so two runs of 2 epochs are not one of 4.
    validation : tuple of two ndarrays, optional
        Inputs and targets to measure on, never trained on.
    snapshot_every : int, optional
        Keep a copy of the parameters before the first epoch and after every so many, in
        ``history.snapshots``; none when left out.
    callbacks : sequence of callable
        Each is called as ``callback(network, history)`` after every epoch, always with the same
        History, which grows.
    progress : bool
        Whether to show a progress bar with the cost.

    Returns
    -------
    History
        Cost (and accuracy, where targets are classes) after each epoch. After an interruption from
        the keyboard, that of the epochs finished; the network keeps the parameters it has reached,
        or the last finite ones.

    Raises
    ------
    TypeError
        If `network` is not a Network.
    ValueError
        If another argument does not fit.
    DivergenceError
        If a cost or a parameter is not finite after an epoch. The network is back at the parameters
        of the last epoch that ended well, and ``history`` of the error holds what was measured
        until then.
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
    if batch_size is None:
        batch_size = N
    count("batch_size", batch_size, high=N, of=" = N, the number of examples")
    held_out = None
    if validation is not None:
        if not isinstance(validation, (tuple, list)) or len(validation) != 2:
            raise ValueError(
                f"validation is a {type(validation).__name__}, but must be a pair (X, Y)"
            )
        held_out = _Evaluation(
            network,
            *network.check_examples(*validation, ("validation X", "validation Y")),
            # A few held-out columns may look like classes where those of training do not.
            classes=holds_classes(Y),
        )
    if snapshot_every is not None:
        count("snapshot_every", snapshot_every)
    rng = generator(seed)
    optimizer = GradientDescent(eta=0.1) if optimizer is None else optimizer
    _check_callables(optimizer, callbacks)

    epoch = _Epoch(network, X, Y, optimizer, batch_size)
    measure = _Evaluation(network, X, Y)
    history = History()
    if snapshot_every:
        history.snapshots.append((0, network.theta.copy()))
    last_finite = network.theta.copy()
    bar = _progress_bar(epochs, progress)
    try:
        for _ in range(epochs):
            with np.errstate(over="ignore", invalid="ignore"):
                epoch.run(rng.permutation(N))
                J, share = measure.run()
                J_held_out, share_held_out = (None, None) if held_out is None else held_out.run()
            if fault := _divergence(network.theta, J, J_held_out):
                np.copyto(network.theta, last_finite)
                raise DivergenceError(_divergence_message(fault, history, optimizer), history)
            np.copyto(last_finite, network.theta)
            history.append(J, J_held_out, share, share_held_out)
            if snapshot_every and history.epochs % snapshot_every == 0:
                history.snapshots.append((history.epochs, network.theta.copy()))
            for callback in callbacks:
                callback(network, history)
            bar.set_postfix(cost=f"{J:.4g}", refresh=False)
            bar.update()
    except KeyboardInterrupt:
        history.interrupted = True
    except Exception as error:
        # It ends the run, but what was measured until then must not go with it.
        vars(error)["history"] = history
        raise
    finally:
        if not np.isfinite(network.theta).all():
            np.copyto(network.theta, last_finite)
        bar.close()
    return history


def _check_callables(optimizer: object, callbacks: object) -> None:
    if isinstance(optimizer, type) or not callable(getattr(optimizer, "step", None)):
        raise ValueError(
            f"optimizer is {optimizer!r}, but must have a method step(theta, gradient), like "
            f"nnlib.optimizers.GradientDescent(eta=0.1)"
        )
    if not isinstance(callbacks, (list, tuple)):
        raise ValueError(f"callbacks is {callbacks!r}, but must be a sequence of functions")
    for k, callback in enumerate(callbacks):
        if not callable(callback):
            raise ValueError(
                f"callbacks[{k}] is {callback!r}, but must be a function of (network, history)"
            )


class _Epoch:
    """One pass over all examples, with the arrays of its batches and the gradient made once.

    Examples are stored as rows, each with its leading 1, so that a batch is one gather of rows that
    lands where the forward pass reads it.
    """

    def __init__(
        self, network: Network, X: Array, Y: Array, optimizer: Optimizer, batch_size: int
    ) -> None:
        self.network, self.optimizer, self.batch_size = network, optimizer, batch_size
        self.inputs = augment(X).T
        self.targets = np.ascontiguousarray(Y.T)
        N = X.shape[1]
        sizes = {batch_size, N % batch_size or batch_size}
        self.batches = {n: Batch(network.d, n, network.dtype) for n in sizes}
        self.gradient = Parameters(network.d, np.empty(network.P, network.dtype), prefix="d")

    def run(self, order: NDArray[np.integer]) -> None:
        """Step once for each batch of the examples in that order."""
        for start in range(0, len(order), self.batch_size):
            chosen = order[start : start + self.batch_size]
            batch = self.batches[len(chosen)]
            # Indices from a permutation are in range; "clip" skips numpy's buffered check of them.
            self.inputs.take(chosen, axis=0, out=batch.A1[0].T, mode="clip")
            Y = self.targets.take(chosen, axis=0, mode="clip").T
            self.network.forward_pass(batch)
            self.network.backward_pass(batch, Y, self.gradient)
            self.optimizer.step(self.network.theta, self.gradient.flat)


class _Evaluation:
    """Cost and accuracy over all of some examples, a bounded number of them at a time."""

    def __init__(self, network: Network, X: Array, Y: Array, classes: bool = True) -> None:
        self.network, self.X, self.Y = network, X, Y
        self.labels = classes_of(Y) if classes and holds_classes(Y) else None
        N = X.shape[1]
        sizes = {min(N, _CHUNK), N % _CHUNK or min(N, _CHUNK)}
        self.batches = {n: Batch(network.d, n, network.dtype) for n in sizes}

    def run(self) -> tuple[float, float | None]:
        """``J``, and the share of examples whose class is right where targets are classes."""
        N = self.X.shape[1]
        loss, right = 0.0, 0
        for start in range(0, N, _CHUNK):
            chunk = slice(start, start + _CHUNK)
            X, Y = self.X[:, chunk], self.Y[:, chunk]
            batch = self.batches[X.shape[1]]
            batch.A[0][...] = X
            self.network.forward_pass(batch)
            loss += X.shape[1] * self.network.mean_loss(batch, Y)
            if self.labels is not None:
                predicted = classes_of(batch.A[self.network.L])
                right += int(np.sum(predicted == self.labels[chunk]))
        share = None if self.labels is None else right / N
        return loss / N + self.network.penalty(), share


def _divergence(theta: Array, J: float, J_held_out: float | None) -> str:
    """What is no longer finite after an epoch, or nothing."""
    if not np.isfinite(J):
        return f"the cost became {J}"
    # A parameter that no example of the data reaches leaves the cost as it was.
    if not np.isfinite(theta).all():
        return "parameters became infinite or NaN"
    if J_held_out is not None and not np.isfinite(J_held_out):
        return f"the validation cost became {J_held_out}"
    return ""


def _divergence_message(fault: str, history: History, optimizer: Optimizer) -> str:
    kept = f"those after epoch {history.epochs}" if history.epochs else "the initial ones"
    return (
        f"{fault} in epoch {history.epochs + 1}; the network keeps the last finite "
        f"parameters, {kept}. Try a smaller learning rate than that of {optimizer!r} (in a new "
        f"optimizer), inputs scaled to about -1 to 1, or another init"
    )


def _progress_bar(epochs: int, progress: bool) -> Any:
    from tqdm.auto import tqdm  # here, so that importing nnlib stays light

    return tqdm(total=epochs, disable=not progress, unit="epoch", leave=True)
