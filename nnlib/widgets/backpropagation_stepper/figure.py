"""Backpropagation step by step: one example through a small network, forward, back and update."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from traitlets import Dict, TraitError, default, validate

from nnlib import activations, losses
from nnlib.activations import ACTIVATIONS, ENTRYWISE
from nnlib.figures import Picture
from nnlib.network import Network
from nnlib.widgets.backpropagation_stepper.code import code_of_steps
from nnlib.widgets.backpropagation_stepper.still import pass_diagram
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Choice, Count, Counts, Number, Numbers, Switch

__all__ = ["BackpropagationStepper"]

LOSSES = ("mse", "binary_cross_entropy", "cross_entropy", "huber")
WIDEST = 3
BOUND = 1000.0

#: Settings by the name of the example.
PRESETS: dict[str, dict[str, Any]] = {
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
}  # fmt: skip


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
    key : str
        The name of the figure in the address of its page.

    Raises
    ------
    TraitError
        If a setting is out of range, or does not fit the others: the number of parameters, the
        length of `x` or `y`, the loss behind the output, targets that the loss does not allow.
    """

    folder = Path(__file__).parent

    d = Counts(PRESETS["mazur"]["d"], 1, WIDEST, shortest=2, longest=3)
    theta = Numbers(PRESETS["mazur"]["theta"], -BOUND, BOUND, longest=24)
    x = Numbers(PRESETS["mazur"]["x"], -BOUND, BOUND, longest=WIDEST)
    y = Numbers(PRESETS["mazur"]["y"], -BOUND, BOUND, longest=WIDEST)
    hidden = Choice("sigmoid", ENTRYWISE.titles)
    output = Choice("sigmoid", ACTIVATIONS.titles)
    loss = Choice("mse", LOSSES)
    eta = Number(0.5, 0.001, 10)
    update_biases = Switch(False)
    step = Count(0, 0)

    # What the front end shows beside the settings: taken from nnlib, so that it cannot go stale.
    code = Dict(read_only=True).tag(sync=True)
    presets = Dict(PRESETS, read_only=True).tag(sync=True)

    @classmethod
    def settings(cls) -> list[str]:
        """Names of the traits that make up the figure.

        Returns
        -------
        list of str
        """
        return [name for name in super().settings() if name not in ("code", "presets")]

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
            If the network has a penalty, or `x` or `y` holds more than one example.
        TraitError
            If the network is too large, or `x` or `y` does not fit it.
        """
        if not isinstance(net, Network):
            raise TypeError(f"net is {net!r:.60}, but must be a nnlib.Network")
        if net.l2 or net.l1:
            raise ValueError(f"net has penalties, l2={net.l2:g} and l1={net.l1:g}: none is shown")
        given: dict[str, Any] = {
            "d": net.d,
            "theta": net.theta.tolist(),
            "x": _column("x", x),
            "y": _column("y", y),
            "hidden": net.hidden,
            "output": net.output,
            "loss": net.loss.name,
            "update_biases": True,
        }
        return cls(**{**given, **settings})

    def network(self) -> Network:
        """The network with the parameters on display.

        Returns
        -------
        Network
            New on every call: what is done to it does not change the figure.
        """
        return _network({name: getattr(self, name) for name in self.settings()})

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
            "theta": (sum(n * (1 + m) for m, n in pairwise(d)), "P"),
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


def _network(settings: dict[str, Any]) -> Network:
    names = ("hidden", "output", "loss")
    net = Network(settings["d"], init="zeros", **{name: settings[name] for name in names})
    net.theta = np.array(settings["theta"])
    return net


def _column(name: str, values: ArrayLike) -> list[float]:
    """The numbers of one example, given as a list or as a column."""
    array = np.asarray(values, dtype=float)
    if array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]
    if array.ndim != 1:
        raise ValueError(f"{name} has shape {array.shape}, but one example is wanted: a column")
    return array.tolist()
