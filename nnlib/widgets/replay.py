"""A finished training run, played again from the parameters kept along the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from traitlets import TraitError, validate

from nnlib.activations import ENTRYWISE
from nnlib.figures import Picture
from nnlib.network import Network
from nnlib.training import History
from nnlib.widgets.base import LiveFigure
from nnlib.widgets.traits import Array, Choice, Count, Number, Numbers

__all__ = ["Replay"]

OUTPUTS = (*ENTRYWISE, "softmax")
LOSSES = ("mse", "binary_cross_entropy", "cross_entropy", "huber")
#: Points in the plane, snapshots and numbers in them that a page can carry.
MOST_POINTS, MOST_SNAPSHOTS, MOST_NUMBERS = 1000, 1000, 500_000


class Snapshots(Array):
    """Parameters along the way, one column for each; they travel in single precision."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(shape=(None, None), **keywords)

    @staticmethod
    def _to_json(value: np.ndarray, widget: Any) -> dict[str, Any]:
        data = value.astype("<f4").ravel(order="F")
        return {"shape": list(value.shape), "data": memoryview(data.tobytes())}

    @staticmethod
    def _from_json(value: Any, widget: Any) -> Any:
        if not isinstance(value, dict):
            return value
        flat = np.frombuffer(value["data"], dtype="<f4").astype(np.float64)
        return flat.reshape(value["shape"], order="F")


class Replay(LiveFigure):
    """What a network was like, epoch after epoch, while it was trained.

    Of a network with two inputs it shows the map of its answers; of one with 64, which reads 8 by 8
    pixels, the weights into each neuron of layer 1 and its answers to a few examples. Beside that
    are the curves of the cost, with a mark where the replay is. The browser computes everything
    from the parameters that were kept, in single precision.

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

    Raises
    ------
    TypeError
        If `network` is no network or `history` no history.
    ValueError
        If `X` or `Y` does not fit the network.
    TraitError
        If the history holds no snapshots, or those of another network, or a setting does not fit.

    Examples
    --------
    >>> import nnlib
    >>> X, labels = nnlib.datasets.moons(40)
    >>> Y = labels.astype(float).reshape(1, -1)
    >>> net = nnlib.Network([2, 4, 1], output="sigmoid", loss="binary_cross_entropy")
    >>> history = nnlib.train(net, X, Y, epochs=6, snapshot_every=2, progress=False)
    >>> Replay(net, history, X, Y).epochs
    [0.0, 2.0, 4.0, 6.0]
    """

    module = "replay.js"
    styles = ("live.css", "replay.css")

    d = Numbers([2.0, 1.0], 1, shortest=2, longest=20)
    hidden = Choice("tanh", ENTRYWISE)
    output = Choice("identity", OUTPUTS)
    loss = Choice("mse", LOSSES)
    l2 = Number(0.0, 0)
    l1 = Number(0.0, 0)
    epochs = Numbers([0.0], 0, longest=MOST_SNAPSHOTS)
    snapshots = Snapshots()
    cost = Array(shape=(None,))
    validation_cost = Array(shape=(None,))
    X = Array(shape=(None, None))
    Y = Array(shape=(None, None))
    at = Count(0)
    show = Choice("change", ("change", "weights"))

    def __init__(
        self, network: Network, history: History, X: ArrayLike, Y: ArrayLike, **settings: Any
    ) -> None:
        if not isinstance(network, Network):
            raise TypeError(f"network is {network!r:.60}, but must be a nnlib.Network")
        if not isinstance(history, History):
            raise TypeError(
                f"history is {history!r:.60}, but must be the History that nnlib.train returned"
            )
        if network.d[0] not in (2, 64):
            raise TraitError(
                f"network has d_0 = {network.d[0]}, but a replay shows networks with d_0 = 2 (a "
                f"map of the plane) or d_0 = 64 (8 x 8 pixels)"
            )
        theta = _checked_snapshots(network, history)
        X, Y = network.check_examples(X, Y)
        if network.d[0] == 64:
            known = Y.argmax(axis=0) if len(Y) > 1 else (Y[0] > (Y.min() + Y.max()) / 2)
            chosen = np.unique(known, return_index=True)[1][:16]
        else:
            chosen = np.arange(min(X.shape[1], MOST_POINTS))
        super().__init__(**{
            "d": [float(width) for width in network.d],
            "hidden": network.hidden,
            "output": network.output,
            "loss": network.loss.name,
            "l2": network.l2,
            "l1": network.l1,
            "epochs": [float(epoch) for epoch, _ in history.snapshots],
            "snapshots": theta,
            "cost": history.cost,
            "validation_cost": history.validation_cost,
            "X": X[:, chosen],
            "Y": Y[:, chosen],
            "at": theta.shape[1] - 1,
            **settings,
        })  # fmt: skip

    @validate("at")
    def _is_there(self, proposal: Mapping[str, Any]) -> int:
        if proposal["value"] >= len(self.epochs):
            raise TraitError(
                f"at is {proposal['value']}, but there are {len(self.epochs)} snapshots, counted "
                f"from 0"
            )
        return proposal["value"]

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
        network = Network(
            [int(width) for width in self.d], hidden=self.hidden, output=self.output,
            loss=self.loss, init="zeros", l2=self.l2, l1=self.l1,
        )  # fmt: skip
        network.theta = self.snapshots[:, self.at]
        return network

    def still(self) -> Picture:
        """Draw the network at the snapshot that is shown, and the curves.

        Returns
        -------
        Picture
        """
        from nnlib.widgets.replay_still import draw

        first = self.network()
        first.theta = self.snapshots[:, 0]
        return draw(
            self.network(), self.epoch, np.array(self.X), np.array(self.Y), np.array(self.cost),
            np.array(self.validation_cost), first.W[1] if self.show == "change" else None,
        )  # fmt: skip


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
