"""A network to train on points in the plane, in the browser of the reader."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from traitlets import TraitError, observe, validate

from nnlib import optimizers
from nnlib.activations import ENTRYWISE
from nnlib.figures import Picture
from nnlib.network import Network
from nnlib.widgets.kit import traits
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Choice, Count, Counts, Number, Numbers
from nnlib.widgets.playground.data import NOISE, first_weights, generated_points, is_held_out
from nnlib.widgets.playground.start import FARTHEST, own_points, settings_of
from nnlib.widgets.playground.still import playground_still

__all__ = ["Playground"]

INITS = ("glorot", "he", "lecun", "normal", "zeros")
MOST = 1000
# A change of one of these begins another run.
RESTARTING = ("data", "N", "noise", "held_out", "seed", "d", "hidden", "output", "loss", "init")


class Playground(LiveFigure):
    """A small network that learns to tell two classes of points apart, while the reader watches.

    The reader chooses or paints the points, builds the network and trains it. The browser computes
    with the equations of nnlib; `network` gives what it has learned. The random numbers are those
    of the figures and not of NumPy, so the points and the first weights are known here, too.

    Parameters
    ----------
    network : Network, optional
        Where to start from: two inputs, one output, at most 4 hidden layers of at most 8 units, an
        output and a loss of those below.
    X : array_like of shape (2, N), optional
        Points to learn from, at most 1000, their coordinates at most 1e6 in size; the reader can
        paint more.
    Y : array_like of shape (1, N) or (N,), optional
        Their targets: 0 or 1, but -1 or 1 where the output is tanh.
    data : str
        ``"moons"``, ``"circles"``, ``"spirals"``, ``"xor"``, ``"blobs"``; ``"own"`` for `points`.
    N : int
        How many points are drawn, 10 to 500; for ``"own"`` it has no meaning, nor has `noise`.
    noise : float
        Their noise, 0 to 3, as a multiple of what is usual for the data set.
    held_out : float
        The share of the points that is measured on and not trained on, 0 to 1/2.
    points : array_like of shape (3, N)
        Points of the reader's own: x_1, x_2, and the class, 0 or 1.
    window : sequence of float
        What the picture shows of the plane around `points`: x_1 and x_2 of its middle, and half of
        its side. It grows to show all of them.
    d : sequence of int
        The widths of the network: 2, up to four hidden layers of 1 to 8 units, 1.
    hidden : str
        Activation of the hidden layers, softmax excepted.
    output, loss : str
        ``"sigmoid"``, ``"tanh"`` or ``"identity"``, with ``"mse"``; or ``"sigmoid"`` with
        ``"binary_cross_entropy"``.
    init : str
        Initial weights: a name known to `nnlib.initializers`, or ``"given"`` for `start`.
    start : array_like of shape (P,)
        Parameters to start from if `init` is ``"given"``.
    optimizer : str
        ``"GradientDescent"`` or ``"Momentum"``.
    eta : float
        The learning rate, above 0 and at most 10.
    mu : float
        The share of the velocity that ``"Momentum"`` keeps, 0 to 0.999.
    batch_size : int
        Examples per step, 1 to 1000; all of them if there are fewer.
    l2 : float
        The penalty on large weights, 0 to 1.
    seed : int
        Seed of the points, the initial weights and the shuffling.
    theta : array_like of shape (P,)
        The parameters after `steps` steps; empty before the first. While the figure trains, it
        brings both up to date a few times a second.
    steps : int
        Number of steps so far.
    key : str
        The name under which the settings stand in the address of the page.

    Raises
    ------
    TraitError
        If a setting is out of bounds or unknown, or settings do not fit to each other. To change
        two together, set both inside ``with playground.hold_trait_notifications():``.
    ValueError
        If `network`, `X` or `Y` is not of the kind above.
    """

    folder = Path(__file__).parent

    data = Choice("moons", (*NOISE, "own"))
    N = Count(200, 10, 500)
    noise = Number(1.0, 0, 3)
    held_out = Number(0.25, 0, 0.5)
    points = traits.Array(shape=(3, None))
    window = Numbers([0.0, 0.0, 1.5], -2 * FARTHEST, 2 * FARTHEST, shortest=3, longest=3)
    d = Counts((2, 4, 3, 1), 1, 8, shortest=2, longest=6)
    hidden = Choice("tanh", ENTRYWISE.titles)
    output = Choice("sigmoid", ("sigmoid", "tanh", "identity"))
    loss = Choice("binary_cross_entropy", ("binary_cross_entropy", "mse"))
    init = Choice("glorot", (*INITS, "given"))
    start = traits.Array(shape=(None,))
    optimizer = Choice("GradientDescent", ("GradientDescent", "Momentum"))
    eta = Number(0.3, 0, 10, above=True)
    mu = Number(0.9, 0, 0.999)
    batch_size = Count(16, 1, MOST)
    l2 = Number(0.0, 0, 1)
    seed = Count(0, 0, 9999)
    theta = traits.Array(shape=(None,))
    steps = Count(0)

    def __init__(
        self,
        network: Network | None = None,
        X: ArrayLike | None = None,
        Y: ArrayLike | None = None,
        **settings: Any,
    ) -> None:
        self._run: list[Any] = []
        if network is not None:
            settings = settings_of(network) | settings
        if X is not None or Y is not None:
            low = -1.0 if settings.get("output") == "tanh" else 0.0
            settings = own_points(X, Y, low) | settings
        super().__init__(**settings)

    @classmethod
    def from_network(
        cls,
        network: Network,
        X: ArrayLike | None = None,
        Y: ArrayLike | None = None,
        **settings: Any,
    ) -> Playground:
        """Start from a network: ``Playground(network, X, Y)``.

        Parameters
        ----------
        network : Network
            Where to start from; it is left as it is.
        X, Y : array_like, optional
            As for `Playground`.
        **settings
            Values of other traits.

        Returns
        -------
        Playground
        """
        return cls(network, X, Y, **settings)

    @property
    def examples(self) -> NDArray[np.float64]:
        """The points on display, ndarray of shape (3, N): x_1, x_2 and the class."""
        if self.data == "own":
            return np.array(self.points)
        return generated_points(self.data, self.N, self.noise * NOISE[self.data], self.seed)

    @property
    def X(self) -> NDArray[np.float64]:
        """The inputs, ndarray of shape (2, N)."""
        return self.examples[:2]

    @property
    def labels(self) -> NDArray[np.int64]:
        """The class of each point, ndarray of shape (N,): 0 or 1."""
        return self.examples[2].astype(int)

    @property
    def Y(self) -> NDArray[np.float64]:
        """The targets, ndarray of shape (1, N): 0 and 1, or -1 and 1 where the output is tanh."""
        classes = self.examples[2:]
        return 2 * classes - 1 if self.output == "tanh" else classes

    @property
    def is_held_out(self) -> NDArray[np.bool_]:
        """Which points are measured on and not trained on, ndarray of shape (N,)."""
        return is_held_out(self.labels, self.held_out)

    def network(self) -> Network:
        """Give the network as the reader has trained it.

        Returns
        -------
        Network
            A new one: training it changes nothing here. Before the first step it has the initial
            weights.
        """
        net = Network(
            self.d, hidden=self.hidden, output=self.output, loss=self.loss, l2=self.l2, init="zeros"
        )
        if self.theta.size:
            net.theta = self.theta
        elif self.init == "given":
            net.theta = self.start
        else:
            net.theta = first_weights(net.d, self.init, self.seed)
        return net

    def new_optimizer(self) -> optimizers.Optimizer:
        """Give a new optimizer with the settings of the figure.

        Returns
        -------
        Optimizer
        """
        if self.optimizer == "Momentum":
            return optimizers.Momentum(self.eta, self.mu)
        return optimizers.GradientDescent(self.eta)

    def still(self) -> Picture:
        """Draw the points and what the network answers; if untrained, also after 100 epochs.

        Returns
        -------
        Picture
        """
        return playground_still(self)

    @validate("d")
    def _start_fits_widths(self, proposal: Any) -> list[int]:
        d = proposal["value"]
        if d[0] != 2 or d[-1] != 1:
            raise TraitError(f"d is {d}, but must begin with 2 and end with 1")
        self._start_fits(d, self.init, self.start)
        return d

    @validate("init", "start")
    def _a_start(self, proposal: Any) -> Any:
        now = {"init": self.init, "start": self.start} | {proposal["trait"].name: proposal["value"]}
        self._start_fits(self.d, now["init"], now["start"])
        return proposal["value"]

    @staticmethod
    def _start_fits(d: list[int], init: str, start: NDArray[np.float64]) -> None:
        if init == "given" and len(start) != _count(d):
            raise TraitError(
                f"start has {len(start)} numbers, but a network with d = {d} has {_count(d)} "
                "parameters"
            )

    @validate("output", "loss")
    def _loss_fits_output(self, proposal: Any) -> str:
        now = {"output": self.output, "loss": self.loss}
        now[proposal["trait"].name] = proposal["value"]
        if now["loss"] == "binary_cross_entropy" and now["output"] != "sigmoid":
            raise TraitError(f"loss is binary_cross_entropy, but output is {now['output']!r}")
        return proposal["value"]

    @validate("points")
    def _classes_and_number(self, proposal: Any) -> NDArray[np.float64]:
        points = proposal["value"]
        if points.shape[1] > MOST:
            raise TraitError(f"points has {points.shape[1]} columns, but at most {MOST} are shown")
        if not np.isin(points[2], (0, 1)).all():
            raise TraitError("points[2] holds the classes, and must be 0 or 1")
        if np.abs(points[:2]).max(initial=0) > FARTHEST:
            raise TraitError(f"points[:2] must be from {-FARTHEST:g} to {FARTHEST:g}")
        return points

    @validate("window")
    def _some_width(self, proposal: Any) -> list[float]:
        if not proposal["value"][2] > 0:
            raise TraitError(f"window is {proposal['value']}, but window[2] must be above 0")
        return proposal["value"]

    @validate("theta")
    def _all_parameters(self, proposal: Any) -> NDArray[np.float64]:
        theta = proposal["value"]
        if len(theta) not in (0, _count(self.d)):
            raise TraitError(
                f"theta has {len(theta)} numbers, but a network with d = {self.d} has "
                f"{_count(self.d)} parameters"
            )
        self._run = self._run_of_now()
        return theta

    @validate("steps")
    def _steps_made_something(self, proposal: Any) -> int:
        if proposal["value"] and not self.theta.size:
            raise TraitError(
                f"steps is {proposal['value']}, but theta is empty: give the parameters that they "
                "led to"
            )
        return proposal["value"]

    @observe(*RESTARTING)
    def _begin_again(self, change: Any) -> None:
        if change.name == "data" and change.new == "own":
            # Points painted onto a data set leave the network as it is.
            self._run = self._run_of_now()
        elif self.theta.size and self._run != self._run_of_now():
            self.theta = np.empty(0)
            self.steps = 0

    def _run_of_now(self) -> list[Any]:
        """Give the settings that `theta` belongs to."""
        return [getattr(self, name) for name in RESTARTING]


def _count(d: list[int]) -> int:
    """P, the number of parameters of a network with the widths `d`."""
    return sum(d_out * (1 + d_in) for d_in, d_out in pairwise(d))
