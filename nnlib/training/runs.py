"""What every run has, whoever takes the steps: checks of what was asked, the end of an epoch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import count
from ..network import Network
from ..preprocessing import holds_classes
from .measure import Measure
from .stopping import Callback, EarlyStopping, Recovery, wish_to_stop

__all__ = ["EndOfEpoch", "check_callbacks", "early_stopping", "held_out_measure"]

Array = NDArray[np.floating]


class EndOfEpoch:
    """Measures, keeps what is good, tells the history and the bar, and asks whether to stop.

    Parameters
    ----------
    recovery : Recovery
        Has the network, its measure and its history.
    held_out : Measure or None
        Tells the validation cost.
    watch : EarlyStopping or None
        Is asked before the callbacks.
    callbacks : sequence of callable
        As in `train`.
    bar
        As `progress_bar` makes it.
    """

    def __init__(
        self,
        recovery: Recovery,
        held_out: Measure | None,
        watch: EarlyStopping | None,
        callbacks: Sequence[Callback],
        bar: Any,
    ) -> None:
        self.recovery, self.held_out, self.watch = recovery, held_out, watch
        self.callbacks, self.bar = callbacks, bar

    def __call__(self, gradients: int, snapshot: bool = False) -> None:
        """End an epoch; afterwards ``history.stopped`` says whether it was the last.

        Parameters
        ----------
        gradients : int
            How many the run has taken, as in `History`.
        snapshot : bool
            Whether to keep a copy of the parameters.

        Raises
        ------
        DivergenceError
            If a cost or a parameter is not finite.
        """
        network, history = self.recovery.network, self.recovery.history
        with np.errstate(over="ignore", invalid="ignore"):
            J, accuracy = self.recovery.measure()
            J_held_out, accuracy_held_out = self.held_out() if self.held_out else (None, None)
        self.recovery.keep(J, J_held_out)
        theta = network.theta if snapshot else None
        history.append(J, J_held_out, accuracy, accuracy_held_out, theta, gradients)
        waited = self.watch(network, history) if self.watch else ""
        history.stopped = wish_to_stop(self.callbacks, network, history) or waited
        self.bar.set_postfix(cost=f"{J:.4g}", refresh=False)
        self.bar.update()


def held_out_measure(
    network: Network, validation: tuple[ArrayLike, ArrayLike] | None, Y: Array
) -> Measure | None:
    """What measures on the validation examples, if there are any."""
    if validation is None:
        return None
    if not isinstance(validation, (tuple, list)) or len(validation) != 2:
        raise ValueError(f"validation is a {type(validation).__name__}, but must be a pair (X, Y)")
    examples = network.check_examples(*validation, ("validation X", "validation Y"))
    # Copies, as of the others: what a callback does to its arrays must not change the measure.
    copies = (examples[0].copy(order="F"), examples[1].copy(order="F"))
    # A few held-out columns may look like classes where those of training do not.
    return Measure(network, *copies, classes=holds_classes(Y))


def early_stopping(patience: int | None, held_out: Measure | None) -> EarlyStopping | None:
    """What watches the validation cost, if it shall be watched."""
    if patience is None:
        return None
    count("patience", patience)
    if held_out is None:
        raise ValueError(
            f"patience is {patience}, but early stopping watches the cost of examples that are not "
            f"trained on: give validation=(X, Y), such as nnlib.split makes"
        )
    return EarlyStopping(patience)


def check_callbacks(callbacks: object) -> None:
    """Refuse what could not be called after an epoch."""
    if not isinstance(callbacks, (list, tuple)):
        hint = ": callbacks=[f] for a single one" if callable(callbacks) else ""
        raise ValueError(f"callbacks is {callbacks!r}, but must be a sequence of functions{hint}")
    for k, callback in enumerate(callbacks):
        if not callable(callback):
            raise ValueError(
                f"callbacks[{k}] is {callback!r}, but must be a function of (network, history)"
            )
