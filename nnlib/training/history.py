"""What a training run measures, and how it may end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._checks import count

__all__ = ["DivergenceError", "History"]

Array = NDArray[np.floating]


@dataclass(eq=False)
class History:
    """What a run measured, one entry for each finished epoch, or iteration of `minimize`.

    Attributes
    ----------
    cost, validation_cost : list of float
        ``J`` over all training (validation) examples at the end of the epoch, penalties included.
    accuracy, validation_accuracy : list of float
        Share of examples whose class is right, from 0 to 1; empty where the targets that the
        network is trained on are no classes.
    gradients : list of int
        How many gradients over all examples the run has taken by then, the price that runs may be
        compared at. Those of the batches of an epoch are one together, and two for a rule that
        looks again; a Hessian-vector product counts as two.
    snapshots : list of (int, ndarray of shape (P,))
        Parameters along the way, each with the number of epochs behind it; empty unless asked for.
    interrupted : bool
        Whether the run was stopped from the keyboard.
    stopped : str
        Why the run ended before its last epoch: what a callback said, that the validation cost had
        not fallen for too long, or why `minimize` could go no further; empty where it did not.
    """

    cost: list[float] = field(default_factory=list)
    validation_cost: list[float] = field(default_factory=list)
    accuracy: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    gradients: list[int] = field(default_factory=list)
    snapshots: list[tuple[int, Array]] = field(default_factory=list)
    interrupted: bool = False
    stopped: str = ""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, History):
            return NotImplemented
        mine, theirs = vars(self).copy(), vars(other).copy()
        pairs = zip(mine.pop("snapshots"), theirs.pop("snapshots"), strict=False)
        same = all(m == n and np.array_equal(a, b) for (m, a), (n, b) in pairs)
        return mine == theirs and len(self.snapshots) == len(other.snapshots) and same

    @property
    def epochs(self) -> int:
        """Number of finished epochs."""
        return len(self.cost)

    @property
    def best_epoch(self) -> int | None:
        """The epoch after which the validation cost was lowest, from 1; None without validation."""
        return int(np.argmin(self.validation_cost)) + 1 if self.validation_cost else None

    def running_mean(self, window: int = 10, ago: int = 0) -> float:
        """The mean of the cost over the last epochs: what is left when it jumps about.

        A callback may stop on it, here where the last 20 epochs were no better than those before::

            lambda network, history: (
                history.epochs >= 40 and history.running_mean(20) >= history.running_mean(20, 20)
            )

        Parameters
        ----------
        window : int
            How many epochs it is taken over; all of them where there are fewer.
        ago : int
            How many epochs before the last one the window ends.

        Returns
        -------
        float

        Raises
        ------
        ValueError
            If `window` is not a whole number of at least 1, or `ago` leaves no epoch.
        """
        count("window", window)
        end = self.epochs - count("ago", ago, low=0)
        if end < 1:
            raise ValueError(f"ago is {ago}, but the history has {self.epochs} epochs")
        return float(np.mean(self.cost[max(0, end - window) : end]))

    def append(
        self,
        cost: float,
        validation_cost: float | None = None,
        accuracy: float | None = None,
        validation_accuracy: float | None = None,
        snapshot: Array | None = None,
        gradients: int | None = None,
    ) -> None:
        """Add the figures of one epoch; None leaves a list as it is.

        All of them or none: Ctrl-C in between leaves no list an epoch ahead of another.

        Parameters
        ----------
        cost, validation_cost, accuracy, validation_accuracy : float
            As in the attributes.
        snapshot : ndarray of shape (P,)
            The parameters after this epoch, which are copied.
        gradients : int
            As in the attributes.
        """
        kept = None if snapshot is None else (self.epochs + 1, snapshot.copy())
        entries: tuple[tuple[list[Any], Any], ...] = (
            (self.cost, cost),
            (self.validation_cost, validation_cost),
            (self.accuracy, accuracy),
            (self.validation_accuracy, validation_accuracy),
            (self.gradients, gradients),
            (self.snapshots, kept),
        )
        lengths = [len(figures) for figures, _ in entries]
        try:
            for figures, entry in entries:
                if entry is not None:
                    figures.append(entry)
        except BaseException:
            for (figures, _), length in zip(entries, lengths, strict=True):
                del figures[length:]
            raise


class DivergenceError(ArithmeticError):
    """A cost of a training run, or a parameter, became infinite or NaN.

    Attributes
    ----------
    history : History
        The epochs that ended well.
    """

    def __init__(self, message: str, history: History) -> None:
        super().__init__(message)
        self.history = history

    def __reduce__(self) -> tuple[Any, ...]:
        # Else a worker process could not send it home: errors are remade from their message alone.
        return type(self), (str(self), self.history)
