"""A network to train on points in the plane, in the browser of the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from traitlets import TraitError, observe, validate

from nnlib.activations import ACTIVATIONS, ENTRYWISE
from nnlib.arrays import parameter_count
from nnlib.datasets import DATASETS
from nnlib.figures import Picture
from nnlib.initializers import INITIALIZERS
from nnlib.network import Network
from nnlib.optimizers import OPTIMIZERS, Optimizer
from nnlib.widgets.kit import traits
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.network_traits import network_of
from nnlib.widgets.kit.rules import facts_of_rules, new_rule, setting_trait
from nnlib.widgets.kit.traits import Checked, Choice, Count, Counts, Number, Numbers
from nnlib.widgets.playground.choices import ENDS, LOSS_WORDS, OWN_RATES, RATES, TARGETS
from nnlib.widgets.playground.data import NOISE, first_weights, generated_points, is_held_out
from nnlib.widgets.playground.experiments import EXPERIMENTS
from nnlib.widgets.playground.start import FARTHEST, own_points, settings_of
from nnlib.widgets.playground.still import playground_still

__all__ = ["Playground"]

MOST_POINTS = 1000
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
        The name of a class of `nnlib.optimizers`, such as ``"GradientDescent"``.
    eta : float
        The learning rate, above 0 and at most 10.
    mu : float
        The share of the velocity that an optimizer with momentum keeps, 0 to 0.999.
    kappa, meta, memory, beta1, rho : float
        Settings of other optimizers, by the names that their constructors have for them. Each has
        a slider for `eta` and for one more at most; what it has no slider for is as usual.
    batch_size : int
        Examples per step, 1 to 1000; all of them if there are fewer.
    l2 : float
        The penalty on large weights, 0 to 1.
    seed : int
        Seed of the points, the initial weights and the shuffling.
    edges : str
        What the lines between the units show: ``"weights"``, or ``"gradients"`` of the cost over
        the points that are trained on.
    unit : sequence of int
        The unit whose picture the plane shows: its layer, and its place in the layer from 1; empty
        for the output. One that the network has not is passed over.
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
        If a setting is out of bounds or unknown, or settings do not fit each other. To change
        two together, set both inside ``with playground.hold_trait_notifications():``.
    ValueError
        If `network`, `X` or `Y` is not of the kind above.
    """

    folder = Path(__file__).parent

    data = Choice("moons", {**{name: DATASETS.titles[name] for name in NOISE}, "own": "your own"})
    N = Count(200, 10, 500)
    noise = Number(1.0, 0, 3)
    held_out = Number(0.25, 0, 0.5)
    points = traits.Array(shape=(3, None))
    window = Numbers([0.0, 0.0, 1.5], -2 * FARTHEST, 2 * FARTHEST, shortest=3, longest=3)
    d = Counts((2, 4, 3, 1), 1, 8, shortest=2, longest=6)
    hidden = Choice("tanh", ENTRYWISE.titles)
    output = Choice("sigmoid", ACTIVATIONS.subset(list(TARGETS)).titles)
    loss = Choice("binary_cross_entropy", LOSS_WORDS)
    init = Choice("glorot", {**INITIALIZERS.titles, "given": "as given"})
    start = traits.Array(shape=(None,))
    optimizer = Choice("GradientDescent", OPTIMIZERS.titles)
    eta = setting_trait("eta", 0.3)
    mu = setting_trait("mu")
    kappa = setting_trait("kappa")
    meta = setting_trait("meta")
    memory = setting_trait("memory")
    beta1 = setting_trait("beta1")
    rho = setting_trait("rho")
    batch_size = Count(16, 1, MOST_POINTS)
    l2 = Number(0.0, 0, 1)
    seed = Count(0, 0, 9999)
    edges = Choice("weights", ["weights", "gradients"])
    unit = Counts([], 1, 8, shortest=0, longest=2)
    theta = traits.Array(shape=(None,))
    steps = Count(0)

    def __init__(
        self,
        network: Network | None = None,
        X: ArrayLike | None = None,
        Y: ArrayLike | None = None,
        **settings: Any,
    ) -> None:
        self._theta_belongs_to: list[Any] = []
        if network is not None:
            settings = settings_of(network) | settings
        if X is not None or Y is not None:
            # An output of another name is refused with the other settings.
            targets = TARGETS.get(settings.get("output", ""), TARGETS["sigmoid"])
            settings = own_points(X, Y, targets) | settings
        super().__init__(**settings)

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """What the script must know and Python says: see `LiveFigure.facts`.

        Returns
        -------
        dict
            Besides ``"traits"``: ``"settings"``, those that the reader chooses, in the order of
            their definition; ``"restarting"``, those that begin another run; ``"most_points"``;
            and by name the usual ``"noise"`` of a data set, the two ``"targets"`` of an output, the
            ``"rates"`` of an optimizer, the settings of the ``"experiments"``. ``"ends"`` are the
            pairs of output and loss; ``"rule_settings"`` says how settings of optimizers look, and
            ``"own_rates"`` which learning rates are not comparable with others.
        """
        defined = vars(Playground).items()
        return {
            **super().facts(),
            "settings": [
                name
                for name, trait in defined
                if isinstance(trait, Checked) and name not in ("theta", "steps")
            ],
            "restarting": list(RESTARTING),
            "most_points": MOST_POINTS,
            "noise": NOISE,
            "targets": {output: list(pair) for output, pair in TARGETS.items()},
            "rates": RATES,
            "rule_settings": facts_of_rules()["settings"],
            "own_rates": OWN_RATES,
            "experiments": EXPERIMENTS,
            "ends": [
                {"output": output, "loss": loss, "words": words}
                for (output, loss), words in ENDS.items()
            ],
        }

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
        low, high = TARGETS[self.output]
        return low + (high - low) * self.examples[2:]

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
        traits = {name: getattr(self, name) for name in ("d", "hidden", "output", "loss", "l2")}
        return network_of(traits | {"theta": self._parameters()})

    def _parameters(self) -> NDArray[np.float64]:
        if self.theta.size:
            return self.theta
        if self.init == "given":
            return self.start
        return first_weights(self.d, self.init, self.seed)

    def new_optimizer(self) -> Optimizer:
        """Give a new optimizer with the settings of the figure.

        Returns
        -------
        Optimizer
        """
        rates = {name: getattr(self, name) for name in RATES[self.optimizer]}
        return new_rule(self.optimizer, rates)

    def still(self) -> Picture:
        """Draw the points and what the network answers; if untrained, also after 100 epochs.

        Returns
        -------
        Picture
        """
        return playground_still(self)

    @validate("d")
    def _checked_widths(self, proposal: Any) -> list[int]:
        d = proposal["value"]
        if d[0] != 2 or d[-1] != 1:
            raise TraitError(f"d is {d}, but must begin with 2 and end with 1")
        self._check_start(d, self.init, self.start)
        return d

    @validate("init", "start")
    def _checked_start(self, proposal: Any) -> Any:
        now = {"init": self.init, "start": self.start} | {proposal["trait"].name: proposal["value"]}
        self._check_start(self.d, now["init"], now["start"])
        return proposal["value"]

    @staticmethod
    def _check_start(d: list[int], init: str, start: NDArray[np.float64]) -> None:
        P = parameter_count(d)
        if init == "given" and len(start) != P:
            raise TraitError(
                f"start has {len(start)} numbers, but a network with d = {d} has {P} parameters"
            )

    @validate("output", "loss")
    def _checked_end(self, proposal: Any) -> str:
        now = {"output": self.output, "loss": self.loss}
        now[proposal["trait"].name] = proposal["value"]
        if (now["output"], now["loss"]) not in ENDS:
            raise TraitError(f"loss is {now['loss']}, but output is {now['output']!r}")
        return proposal["value"]

    @validate("points")
    def _checked_points(self, proposal: Any) -> NDArray[np.float64]:
        points = proposal["value"]
        if points.shape[1] > MOST_POINTS:
            raise TraitError(
                f"points has {points.shape[1]} columns, but at most {MOST_POINTS} are shown"
            )
        if not np.isin(points[2], (0, 1)).all():
            raise TraitError("points[2] holds the classes, and must be 0 or 1")
        if np.abs(points[:2]).max(initial=0) > FARTHEST:
            raise TraitError(f"points[:2] must be from {-FARTHEST:g} to {FARTHEST:g}")
        return points

    @validate("window")
    def _checked_window(self, proposal: Any) -> list[float]:
        if not proposal["value"][2] > 0:
            raise TraitError(f"window is {proposal['value']}, but window[2] must be above 0")
        return proposal["value"]

    @validate("unit")
    def _checked_unit(self, proposal: Any) -> list[int]:
        unit = proposal["value"]
        if len(unit) == 1:
            raise TraitError(f"unit is {unit}, but must be a layer and a place in it, or empty")
        return unit

    @validate("theta")
    def _checked_theta(self, proposal: Any) -> NDArray[np.float64]:
        theta = proposal["value"]
        P = parameter_count(self.d)
        if len(theta) not in (0, P):
            raise TraitError(
                f"theta has {len(theta)} numbers, but a network with d = {self.d} has {P} "
                "parameters"
            )
        self._theta_belongs_to = self._restarting_settings()
        return theta

    @validate("steps")
    def _checked_steps(self, proposal: Any) -> int:
        if proposal["value"] and not self.theta.size:
            raise TraitError(
                f"steps is {proposal['value']}, but theta is empty: give the parameters that they "
                "led to"
            )
        return proposal["value"]

    @observe(*RESTARTING)
    def _forget_the_run(self, change: Any) -> None:
        if change.name == "data" and change.new == "own":
            # Points painted onto a data set leave the network as it is.
            self._theta_belongs_to = self._restarting_settings()
        elif self.theta.size and self._theta_belongs_to != self._restarting_settings():
            self.theta = np.empty(0)
            self.steps = 0

    def _restarting_settings(self) -> list[Any]:
        return [getattr(self, name) for name in RESTARTING]
