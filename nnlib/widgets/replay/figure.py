"""A finished training run, played again from the parameters kept along the way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from traitlets import TraitError, validate

from nnlib.activations import ACTIVATIONS, ENTRYWISE
from nnlib.figures import Picture
from nnlib.figures.surface import CLASSES
from nnlib.losses import LOSSES
from nnlib.network import Network
from nnlib.training import History
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.network_traits import network_of, traits_of
from nnlib.widgets.kit.traits import Array, Choice, Count, Counts, Number, Numbers
from nnlib.widgets.replay.still import draw

__all__ = ["Replay"]

#: What a page can carry: points in the plane, snapshots, and numbers in all of these.
MOST_POINTS, MOST_SNAPSHOTS, MOST_NUMBERS = 1000, 1000, 500_000
#: Examples of pixels that a reader can take in.
MOST_EXAMPLES = 16
#: The traits that make up a run: they belong together.
RUN = (
    "d", "hidden", "output", "loss", "l2", "l1", "epochs", "snapshots", "cost", "validation_cost",
    "X", "Y", "answers",
)  # fmt: skip
_WANTED = "a replay shows networks with d_0 = 2 (a map of the plane) or d_0 = 64 (8 x 8 pixels)"


def _type_of_snapshots(replay: Replay) -> str:
    """Half precision where the answers travel beside the weights, which are drawn and no more."""
    fits = np.abs(replay.snapshots).max(initial=0) <= np.finfo(np.float16).max
    return "float16" if replay.answers.size and fits else "float32"


class Replay(LiveFigure):
    """What a network was like, epoch after epoch, while it was trained.

    Of a network with two inputs it shows the map of its answers; of one with 64, which reads 8 by 8
    pixels, the weights into each neuron of layer 1 and its answers to a few examples. Beside that
    are the curves of the cost, with a mark where the replay is. The browser computes the map from
    the parameters that were kept, in single precision. Weights of pixels are pictures alone, and
    half of it does for them: the answers come with them. `replace` puts another run in the place
    of this one, wherever the figure is on display.

    Parameters
    ----------
    network : Network
        The network that was trained, with ``d_0`` of 2 or 64.
    history : History
        What ``nnlib.train(..., snapshot_every=k)`` returned.
    X : ndarray of shape (d_0, N)
        Inputs. Of two numbers each: the points on the map, of which it shows at most 1000. Of
        pixels: the first of each class is shown.
    Y : ndarray of shape (d_L, N)
        Their targets.
    at : int
        Which snapshot is shown, from 0; the last when left out.
    beside : sequence of int
        Another snapshot that is shown beside it, as a list of one; empty for none, and passed over
        where there are fewer.
    show : str
        For pixels: ``"weights"``, or ``"change"`` for what training has added to them.
    key : str
        The name under which the settings stand in the address of the page.

    Attributes
    ----------
    epochs : list of float
        The number of epochs behind each snapshot.
    snapshots : ndarray of shape (P, S)
        The parameters, one column for each snapshot.
    answers : ndarray of shape (d_L N, S)
        Of a network that reads pixels, the outputs for the examples at each snapshot, column after
        column; else empty.

    Raises
    ------
    TypeError
        If `network` is no network or `history` no history.
    ValueError
        If `X` or `Y` does not fit the network.
    TraitError
        If the history holds no snapshots, or those of another network, or a setting does not fit.
        The traits of a run depend on each other: one that is set alone must fit all others.

    Examples
    --------
    >>> import nnlib
    >>> X, labels = nnlib.datasets.moons(40)
    >>> Y = labels.astype(float).reshape(1, -1)
    >>> net = nnlib.Network([2, 4, 1], output="sigmoid", loss="binary_cross_entropy")
    >>> history = nnlib.train(net, X, Y, epochs=6, snapshot_every=2, progress=False)
    >>> replay = Replay(net, history, X, Y)
    >>> replay.epochs
    [0.0, 2.0, 4.0, 6.0]

    More training, shown in the same figure:

    >>> history = nnlib.train(net, X, Y, epochs=3, snapshot_every=1, progress=False)
    >>> replay.replace(net, history, X, Y)
    >>> replay.epochs
    [0.0, 1.0, 2.0, 3.0]
    """

    folder = Path(__file__).parent

    d = Counts([2, 1], 1, shortest=2, longest=20)
    hidden = Choice("tanh", ENTRYWISE.titles)
    output = Choice("identity", ACTIVATIONS.titles)
    loss = Choice("mse", LOSSES.titles)
    l2 = Number(0.0, 0)
    l1 = Number(0.0, 0)
    epochs = Numbers([0.0], 0, longest=MOST_SNAPSHOTS)
    snapshots = Array(shape=(None, None), dtype=_type_of_snapshots)
    answers = Array(shape=(None, None), dtype="float32")
    cost = Array(shape=(None,))
    validation_cost = Array(shape=(None,))
    X = Array(shape=(None, None))
    Y = Array(shape=(None, None))
    at = Count(0)
    beside = Counts([], 0, shortest=0, longest=1)
    show = Choice("change", {"change": "change so far", "weights": "weights"})

    def __init__(
        self, network: Network, history: History, X: ArrayLike, Y: ArrayLike, **settings: Any
    ) -> None:
        super().__init__(**{**_traits_of_run(network, history, X, Y), **settings})

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """Which traits make up a run, and the colours of the classes.

        Returns
        -------
        dict
        """
        return {**super().facts(), "run": list(RUN), "class_colours": list(CLASSES)}

    def replace(
        self,
        network: Network,
        history: History,
        X: ArrayLike,
        Y: ArrayLike,
        at: int | None = None,
    ) -> None:
        """Show another run in place of this one.

        All traits of the run change together, and reach the front end in one message.

        Parameters
        ----------
        network, history, X, Y
            As for a new figure; the network may have other widths.
        at : int, optional
            Which snapshot is shown; the last when left out.

        Raises
        ------
        TypeError, ValueError, TraitError
            As for a new figure. The figure then shows what it showed before.
        """
        run = _traits_of_run(network, history, X, Y)
        if at is not None:
            run["at"] = at
        with self.hold_sync(), self.hold_trait_notifications():
            for name, value in run.items():
                self.set_trait(name, value)

    @validate("at")
    def _is_there(self, proposal: Mapping[str, Any]) -> int:
        if proposal["value"] >= len(self.epochs):
            raise TraitError(
                f"at is {proposal['value']}, but there are {len(self.epochs)} snapshots, counted "
                f"from 0"
            )
        return proposal["value"]

    @validate("d", "output", "loss", "epochs", "snapshots", "X", "Y", "answers")
    def _fits_the_run(self, proposal: Mapping[str, Any]) -> Any:
        run = self._run() | {"at": self.at, proposal["trait"].name: proposal["value"]}
        try:
            _check_run(run)
        except ValueError as error:
            raise TraitError(
                f"{error}; to show another run, call replace(network, history, X, Y)"
            ) from None
        return proposal["value"]

    def _run(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in RUN}

    @property
    def epoch(self) -> int:
        """The number of epochs behind the snapshot that is shown."""
        return int(self.epochs[self.at])

    def network(self) -> Network:
        """The network as it was at the snapshot that is shown.

        Returns
        -------
        Network
        """
        return self._network_at(self.at)

    def _network_at(self, place: int) -> Network:
        return network_of(self._run() | {"theta": self.snapshots[:, place]})

    def still(self) -> Picture:
        """Draw the network at the snapshot that is shown, and the curves.

        Returns
        -------
        Picture
        """
        start = self._network_at(0).W[1] if self.show == "change" else None
        return draw(
            self.network(), self.epoch, np.array(self.X), np.array(self.Y), np.array(self.cost),
            np.array(self.validation_cost), start,
        )  # fmt: skip


def _traits_of_run(
    network: Network, history: History, X: ArrayLike, Y: ArrayLike
) -> dict[str, Any]:
    """The traits of a run, by name, and the last place of it."""
    if not isinstance(network, Network):
        raise TypeError(f"network is {network!r:.60}, but must be a nnlib.Network")
    if not isinstance(history, History):
        raise TypeError(
            f"history is {history!r:.60}, but must be the History that nnlib.train returned"
        )
    if network.d[0] not in (2, 64):
        raise TraitError(f"network has d_0 = {network.d[0]}, but {_WANTED}")
    snapshots = _checked_snapshots(network, history)
    X, Y = network.check_examples(X, Y)
    chosen = _first_of_each_class(Y) if network.d[0] == 64 else np.arange(X.shape[1])[:MOST_POINTS]
    run = {
        **traits_of(network),
        "epochs": [float(epoch) for epoch, _ in history.snapshots],
        "snapshots": snapshots,
        "cost": history.cost,
        "validation_cost": history.validation_cost,
        "X": X[:, chosen],
        "Y": Y[:, chosen],
    }
    run["answers"] = _answers(run) if network.d[0] == 64 else np.empty((0, 0))
    return {**{name: run[name] for name in RUN}, "at": snapshots.shape[1] - 1}


def _answers(run: Mapping[str, Any]) -> np.ndarray:
    """The outputs for the examples at each snapshot, shape (d_L N, S)."""
    thetas = run["snapshots"].T
    outputs = [network_of({**run, "theta": theta}).forward(run["X"]) for theta in thetas]
    return np.column_stack([Y_hat.ravel(order="F") for Y_hat in outputs])


def _first_of_each_class(Y: np.ndarray) -> np.ndarray:
    """Columns of `Y`: the first example of each class."""
    labels = Y.argmax(axis=0) if len(Y) > 1 else (Y[0] > (Y.min() + Y.max()) / 2)
    return np.unique(labels, return_index=True)[1][:MOST_EXAMPLES]


def _check_run(run: Mapping[str, Any]) -> None:
    """Check that the traits of a run belong together, or raise `ValueError`."""
    if run["d"][0] not in (2, 64):
        raise ValueError(f"d is {run['d']}, but {_WANTED}")
    network, count = network_of(run), len(run["epochs"])
    network.check_examples(run["X"], run["Y"])
    if run["snapshots"].shape != (network.P, count):
        raise ValueError(
            f"snapshots has shape {run['snapshots'].shape}, but d = {run['d']} and {count} epochs "
            f"need {(network.P, count)}"
        )
    wanted = run["Y"].size, count
    if run["answers"].size and run["answers"].shape != wanted:
        raise ValueError(
            f"answers has shape {run['answers'].shape}, but must have {wanted}, or none"
        )
    if run["at"] >= count:
        raise ValueError(f"at is {run['at']}, but there are {count} snapshots, counted from 0")


def _checked_snapshots(network: Network, history: History) -> np.ndarray:
    """The parameters of all snapshots, shape (P, S)."""
    kept = history.snapshots
    if not kept:
        raise TraitError(
            "history holds no snapshots, so there is nothing to replay: train with "
            "nnlib.train(..., snapshot_every=1), or a larger number for fewer of them"
        )
    for k, (_, theta) in enumerate(kept):
        if np.shape(theta) != (network.P,):
            raise TraitError(
                f"history.snapshots[{k}] holds {np.size(theta)} parameters, but the network, "
                f"d = {network.d}, has P = {network.P}: pass the network that was trained"
            )
    if len(kept) > MOST_SNAPSHOTS or len(kept) * network.P > MOST_NUMBERS:
        raise TraitError(
            f"history holds {len(kept)} snapshots of {network.P} parameters, too many for a page: "
            f"at most {MOST_SNAPSHOTS}, and {MOST_NUMBERS} numbers in all. Train with a larger "
            f"snapshot_every, or pass fewer of history.snapshots"
        )
    return np.column_stack([np.asarray(theta, dtype=np.float64) for _, theta in kept])
