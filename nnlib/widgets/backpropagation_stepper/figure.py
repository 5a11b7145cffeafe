"""Backpropagation step by step: one example through a small network, forward, back and update."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from traitlets import Dict, TraitError, default, validate

from nnlib import activations, losses
from nnlib._families import Family
from nnlib.activations import ACTIVATIONS, ENTRYWISE
from nnlib.arrays import parameter_count
from nnlib.figures import Picture
from nnlib.losses import LOSSES
from nnlib.network import Network
from nnlib.widgets.backpropagation_stepper.code import code_of_steps
from nnlib.widgets.backpropagation_stepper.still import pass_diagram
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.network_traits import network_of, traits_of
from nnlib.widgets.kit.traits import Choice, Count, Counts, Number, Numbers, Switch

__all__ = ["BackpropagationStepper"]

WIDEST = 3
LONGEST = 3
BOUND = 1000.0

#: Examples to begin with: the settings of each, and the words for it.
PRESETS: Family[dict[str, Any]] = Family(
    "example",
    {
        "mazur": {
            "d": [2, 2, 2],
            # (b W) of layer 1 row by row, then of layer 2.
            "theta": [0.35, 0.15, 0.20, 0.35, 0.25, 0.30, 0.60, 0.40, 0.45, 0.60, 0.50, 0.55],
            "x": [0.05, 0.10],
            "y": [0.01, 0.99],
            "hidden": "sigmoid",
            "output": "sigmoid",
            "loss": "mse",
            "eta": 0.5,
            "update_biases": False,
        },
        "softmax": {
            "d": [2, 3, 2],
            "theta": [
                0.10, 0.50, -0.40, 0.00, -0.30, 0.80, -0.20, 0.60, 0.70,
                0.00, 0.90, -0.50, 0.30, 0.10, -0.60, 0.40, 0.20,
            ],
            "x": [1.0, 0.5],
            "y": [0.0, 1.0],
            "hidden": "tanh",
            "output": "softmax",
            "loss": "cross_entropy",
            "eta": 0.5,
            "update_biases": True,
        },
    },
    {"mazur": "Mazur", "softmax": "tanh and softmax"},
)  # fmt: skip
_START = PRESETS["mazur"]


class BackpropagationStepper(LiveFigure):
    """One example goes through a small network: forward, back, and one update, step by step.

    The steps are, for a network with layers 1 to L: ``Z`` and ``A`` of each layer; the loss;
    ``Delta[L]``; then, from layer L down, the gradients of a layer and ``Delta`` of the layer
    below; the update of all parameters. Every number can be changed, and all others follow. The
    example at the start is that of Mazur (2015).

    Parameters
    ----------
    d : list of int
        The widths ``d_0, ..., d_L``: two or three, each from 1 to 3.
    theta : list of float
        The P parameters, ``(b W)`` of layer 1 row by row, then layer 2, as ``net.theta``.
    x : list of float
        The example, d_0 numbers.
    y : list of float
        Its targets, d_L numbers.
    hidden, output, loss : str
        Names as for `nnlib.Network`.
    eta : float
        The learning rate, from 0.001 to 10.
    update_biases : bool
        Whether the update moves the biases too. Mazur leaves them as they are, so they are left
        here unless this is set; `nnlib.optimizers.GradientDescent` moves all parameters.
    step : int
        The step on display, counted from 0 to 4 L + 1.
    chosen : int
        Which of the numbers that the step computes is worked out in full, counted from 0 row by
        row; the first, if there are not so many.
    key : str
        The name of the figure in the address of its page.

    Raises
    ------
    TraitError
        If a setting is out of range, or does not fit the others: the number of parameters, the
        length of `x` or `y`, the loss behind the output, targets that the loss does not allow.
    """

    folder = Path(__file__).parent

    d = Counts(_START["d"], 1, WIDEST, shortest=2, longest=LONGEST)
    theta = Numbers(_START["theta"], -BOUND, BOUND, longest=parameter_count([WIDEST] * LONGEST))
    x = Numbers(_START["x"], -BOUND, BOUND, longest=WIDEST)
    y = Numbers(_START["y"], -BOUND, BOUND, longest=WIDEST)
    hidden = Choice(_START["hidden"], ENTRYWISE.titles)
    output = Choice(_START["output"], ACTIVATIONS.titles)
    loss = Choice(_START["loss"], LOSSES.titles)
    eta = Number(_START["eta"], 0.001, 10)
    update_biases = Switch(_START["update_biases"])
    step = Count(0, 0)
    chosen = Count(0, 0)

    # What the front end shows beside the settings: taken from nnlib, so that it cannot go stale.
    code = Dict(read_only=True).tag(sync=True)

    @classmethod
    def settings(cls) -> list[str]:
        """Names of the traits that make up the figure.

        Returns
        -------
        list of str
        """
        return [name for name in super().settings() if name != "code"]

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """The examples to begin with, and which losses go with each output.

        Returns
        -------
        dict
            Besides what every figure tells: ``"presets"``, each with ``"title"`` and
            ``"settings"``, and ``"losses"``, a list of names for each output.
        """
        presets = {
            name: {"title": PRESETS.titles[name], "settings": settings}
            for name, settings in PRESETS.items()
        }
        losses_of = {
            output: [name for name, loss in LOSSES.items() if output in loss.outputs]
            for output in ACTIVATIONS
        }
        return {**super().facts(), "presets": presets, "losses": losses_of}

    @classmethod
    def from_network(
        cls, net: Network, x: ArrayLike, y: ArrayLike, **settings: Any
    ) -> BackpropagationStepper:
        """Make the figure of a network and one example.

        Parameters
        ----------
        net : Network
            With one or two layers of at most three neurons, at most three inputs, and no penalty.
        x : array_like of shape (d_0,) or (d_0, 1)
            The example.
        y : array_like of shape (d_L,) or (d_L, 1)
            Its targets.
        **settings
            Other settings, such as `eta`. The update moves the biases too, unless
            ``update_biases=False`` is among them.

        Returns
        -------
        BackpropagationStepper

        Raises
        ------
        TypeError
            If `net` is no network.
        ValueError
            If the network has a penalty or an activation without a name, or `x` or `y` holds more
            than one example.
        TraitError
            If the network is too large, or `x` or `y` does not fit it.
        """
        if not isinstance(net, Network):
            raise TypeError(f"net is {net!r:.60}, but must be a nnlib.Network")
        if net.l2 or net.l1:
            raise ValueError(f"net has penalties, l2={net.l2:g} and l1={net.l1:g}: none is shown")
        names = ("d", "theta", "hidden", "output", "loss")
        given = {name: value for name, value in traits_of(net).items() if name in names}
        example = {"x": _column("x", x), "y": _column("y", y)}
        return cls(**{**given, **example, "update_biases": True, **settings})

    def network(self) -> Network:
        """The network with the parameters on display.

        Returns
        -------
        Network
            New on every call: what is done to it does not change the figure.
        """
        return network_of({name: getattr(self, name) for name in self.settings()})

    def example(self) -> tuple[np.ndarray, np.ndarray]:
        """The example on display as a batch of one.

        Returns
        -------
        X : ndarray of shape (d_0, 1)
            Inputs.
        Y : ndarray of shape (d_L, 1)
            Targets.
        """
        return np.array(self.x).reshape(-1, 1), np.array(self.y).reshape(-1, 1)

    def still(self) -> Picture:
        """Draw the network with the numbers of the whole pass.

        Returns
        -------
        Picture
        """
        return pass_diagram(self.network(), *self.example())

    @default("code")
    def _code(self) -> dict[str, Any]:
        return code_of_steps()

    @validate("d", "theta", "x", "y", "hidden", "output", "loss", "step")
    def _fitting(self, proposal: Any) -> Any:
        """Check that the settings fit each other."""
        settings = {name: getattr(self, name) for name in self.settings()}
        settings[proposal["trait"].name] = proposal["value"]
        d = settings["d"]
        wanted = {
            "theta": (parameter_count(d), "P"),
            "x": (d[0], "d_0"),
            "y": (d[-1], "d_L"),
        }
        for name, (length, symbol) in wanted.items():
            if len(settings[name]) != length:
                raise TraitError(
                    f"{name} has length {len(settings[name])}, but d = {d} needs {symbol} = "
                    f"{length}; set what belongs together at once, in "
                    f"`with figure.hold_trait_notifications():`"
                )
        last = 4 * (len(d) - 1) + 1
        if settings["step"] > last:
            raise TraitError(f"step is {settings['step']}, but the steps are 0 to {last}")
        try:
            loss = losses.get(settings["loss"], activations.get(settings["output"], "output"))
            loss.check_targets(np.array(settings["y"]).reshape(-1, 1), "y")
        except ValueError as error:
            raise TraitError(str(error)) from None
        return proposal["value"]


def _column(name: str, values: ArrayLike) -> list[float]:
    """The numbers of one example, given as a list or as a column."""
    array = np.asarray(values, dtype=float)
    if array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]
    if array.ndim != 1:
        raise ValueError(f"{name} has shape {array.shape}, but one example is wanted: a column")
    return array.tolist()
