"""How a run ends: as planned, at a callback's wish, by Ctrl-C, by an error, by divergence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from ..network import Network
from .history import DivergenceError, History
from .measure import Measure

__all__ = ["Callback", "EarlyStopping", "Recovery", "wish_to_stop"]

Callback = Callable[[Network, History], object]


class Recovery:
    """Leaves a network that can be trained on and a history whole, however the training ends.

    As a context it lets Ctrl-C end the run quietly, and hands the history to any other error. After
    a divergence the last finite parameters may be so large that every further run diverges at once:
    the network is back at those of the lowest cost, which may be the ones it started with.

    Parameters
    ----------
    network : Network
        What is trained.
    measure : Measure
        Tells the cost of the start, if it must be known.
    history : History
        The epochs that ended well.
    advice : callable
        Gives what to try after a divergence, for the words of the error.
    each : str
        What an entry of the history is called there.

    Attributes
    ----------
    start : ndarray of shape (P,)
        The parameters before the run.
    """

    def __init__(
        self,
        network: Network,
        measure: Measure,
        history: History,
        advice: Callable[[], str],
        each: str = "epoch",
    ) -> None:
        self.network, self.measure, self.history = network, measure, history
        self._advice, self._each = advice, each
        self.start = network.theta.copy()
        self._last_finite = self.start.copy()
        self._best, self._best_J, self._best_epoch = self.start.copy(), np.inf, 0

    def keep(self, J: float, J_held_out: float | None) -> None:
        """Remember the parameters of an epoch, if it ended well.

        Parameters
        ----------
        J, J_held_out : float
            The costs after it; None where nothing is held out.

        Raises
        ------
        DivergenceError
            If a cost or a parameter is not finite. The network is back at its best parameters.
        """
        if fault := self._fault(J, J_held_out):
            self.fail(fault)
        np.copyto(self._last_finite, self.network.theta)
        if self._best_J > J:
            np.copyto(self._best, self._last_finite)
            self._best_J, self._best_epoch = J, self.history.epochs + 1

    def fail(self, fault: str) -> NoReturn:
        """Put the best parameters back, and raise the error.

        Parameters
        ----------
        fault : str
            What is no longer finite.

        Raises
        ------
        DivergenceError
            Always.
        """
        kept = self._restore_best()
        raise DivergenceError(self._message(fault, kept), self.history)

    def __enter__(self) -> Recovery:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> bool:
        if not np.isfinite(self.network.theta).all():
            self._restore()
        if isinstance(error, KeyboardInterrupt):
            self.history.interrupted = True
            return True
        if isinstance(error, Exception):
            # It ends the run, but what was measured until then must not go with it.
            vars(error)["history"] = self.history
        return False

    def _restore(self) -> None:
        np.copyto(self.network.theta, self._last_finite)

    def _restore_best(self) -> str:
        """Put the parameters of the lowest cost back, and tell which they are."""
        np.copyto(self.network.theta, self.start)
        with np.errstate(over="ignore", invalid="ignore"):
            J_start, _ = self.measure()
        if self._best_J < J_start:
            np.copyto(self.network.theta, self._best)
            return f"the best so far, those after {self._each} {self._best_epoch}"
        return "those it started with"

    def _fault(self, J: float, J_held_out: float | None) -> str:
        """What is no longer finite, or nothing."""
        if not np.isfinite(J):
            return f"the cost became {J}"
        # A parameter that no example of the data reaches leaves the cost as it was.
        if not np.isfinite(self.network.theta).all():
            return "parameters became infinite or NaN"
        if J_held_out is not None and not np.isfinite(J_held_out):
            return f"the validation cost became {J_held_out}"
        return ""

    def _message(self, fault: str, kept: str) -> str:
        return (
            f"{fault} in {self._each} {self.history.epochs + 1}; the network is back at {kept}. "
            f"Try {self._advice()}, inputs scaled to about -1 to 1, or another init"
        )


class EarlyStopping:
    """A callback that watches the validation cost, and keeps the parameters where it was lowest.

    Parameters
    ----------
    patience : int
        How many epochs without a new lowest validation cost are one too many.
    """

    def __init__(self, patience: int) -> None:
        self.patience = patience
        self._best: tuple[int | None, NDArray[np.floating]] | None = None

    def __call__(self, network: Network, history: History) -> str:
        """Tell why to stop, or nothing. Parameters as in `wish_to_stop`."""
        best = history.best_epoch
        assert best is not None
        if best == history.epochs:
            self._best = best, network.theta.copy()
        if history.epochs - best < self.patience:
            return ""
        waited = "1 epoch" if self.patience == 1 else f"{self.patience} epochs"
        return (
            f"the validation cost has not fallen for {waited}; the network is back at the "
            f"parameters after epoch {best}"
        )

    def restore(self, network: Network, history: History) -> None:
        """Put the parameters of the lowest validation cost back.

        Parameters
        ----------
        network, history
            As they are after the last epoch.
        """
        # Ctrl-C before the last call: if that epoch was the best, the network is still there.
        if self._best is not None and self._best[0] == history.best_epoch:
            np.copyto(network.theta, self._best[1])


def wish_to_stop(callbacks: Sequence[Callback], network: Network, history: History) -> str:
    """Call every callback, and tell why one of them wants no further epoch.

    Parameters
    ----------
    callbacks : sequence of callable
        Each returns a true value to stop: words, which are the reason, or True.
    network, history
        What they are called with.

    Returns
    -------
    str
        The first reason; empty where there is none.
    """
    reasons = []
    for k, callback in enumerate(callbacks):
        wish = callback(network, history)
        if not isinstance(wish, (str, bool, np.bool_, type(None))):
            raise ValueError(
                f"callbacks[{k}] returned {wish!r:.60}, but must return None to go on, and True or "
                f"the reason in words to stop"
            )
        if wish:
            reasons.append(wish if isinstance(wish, str) else f"callbacks[{k}] asked to stop")
    return reasons[0] if reasons else ""
