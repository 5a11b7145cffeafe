"""The forward pass: a small network beside its matrices, layer by layer, column by column."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from traitlets import TraitError, validate

from nnlib.activations import ACTIVATIONS, ENTRYWISE
from nnlib.figures import Picture
from nnlib.losses import LOSSES
from nnlib.network import Network
from nnlib.widgets.forward_pass.still import COMPLETE, forward_still, weights_still
from nnlib.widgets.forward_pass.tables import MIXING, TABLES, table
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Choice, Count, Counts, Switch, Text

__all__ = ["ForwardPass"]

#: For each output a loss that fits it: a network must have one, and here none is shown.
LOSS_FOR = {
    output: next(name for name, loss in LOSSES.items() if output in loss.outputs)
    for output in ACTIVATIONS
}


class ForwardPass(LiveFigure):
    """A small network and all matrices of its forward pass; the reader chooses the shapes.

    Implements {eq}`eq:forward-batch` and {eq}`eq:forward-activation`. A bar moves through the
    layers, and in a batch from column to column. Pointing at an edge lights its entry of W, and
    pointing at an entry lights its edge. The numbers come from a table: a layer that grows keeps
    those it has.

    Parameters
    ----------
    d : list of int
        The widths ``d_0, ..., d_L``: two to four, each from 1 to 5.
    N : int
        The number of examples, from 1 to 6.
    hidden, output : str
        Names of activations, as for `nnlib.Network`.
    batch : bool
        Whether all examples are shown, or `example` alone.
    example : int
        The example on which the network stands, from 1 to N.
    step : int
        What has come last: 0 the inputs, ``2 ell - 1`` the pre-activations of layer ell, and
        ``2 ell`` its activations, in a batch the column of `example`; -1 for the complete pass.
    seed : int
        Which table the weights, biases and inputs are from.
    chosen : str
        The entry that is explained, counted from 1: ``"W2.1.3"`` is the weight to neuron 1 of layer
        2 from neuron 3, ``"b2.1"`` a bias, ``"Z1.2.4"`` and ``"A1.2.4"`` belong to neuron 2 and
        example 4. The nearest, if there is none; the latest, if it is empty.
    content : str
        ``"pass"``, or ``"weights"`` for the network and its weights and biases alone: without
        examples, activations and steps.
    key : str
        The name under which the settings stand in the address of the page.

    Raises
    ------
    TraitError
        If a setting is out of bounds or unknown, `example` is above `N`, or `d` has no such
        `step`. To change what belongs together, set it inside
        ``with figure.hold_trait_notifications():``.
    """

    folder = Path(__file__).parent

    d = Counts([3, 4, 2], 1, 5, shortest=2, longest=4)
    N = Count(4, 1, 6)
    hidden = Choice("tanh", ENTRYWISE.titles)
    output = Choice("identity", ACTIVATIONS.titles)
    batch = Switch(False)
    example = Count(1, 1, 6)
    step = Count(COMPLETE, COMPLETE)
    seed = Count(266, 0, 9999)
    chosen = Text("")
    content = Choice("pass", ["pass", "weights"])

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """What the numbers are made of, and a loss for each output.

        Returns
        -------
        dict
            Besides what every figure tells: ``"tables"`` and ``"mixing"``, from which the script
            makes the same numbers, and ``"losses"``.
        """
        own = {"tables": TABLES, "mixing": MIXING, "losses": LOSS_FOR}
        return {**super().facts(), **own}

    @validate("chosen")
    def _entry(self, proposal: Any) -> str:
        value = proposal["value"]
        if value and not re.fullmatch(r"[WZA]\d+\.\d+\.\d+|b\d+\.\d+", value):
            raise TraitError(f"chosen is {value!r}, but must be like 'W2.1.3' or 'b2.1', or empty")
        return value

    @validate("d", "N", "example", "step")
    def _fitting(self, proposal: Any) -> Any:
        values = {"d": self.d, "N": self.N, "example": self.example, "step": self.step}
        values[proposal["trait"].name] = proposal["value"]
        if values["example"] > values["N"]:
            raise TraitError(f"example is {values['example']}, but there are N = {values['N']}")
        last = 2 * (len(values["d"]) - 1)
        if values["step"] > last:
            raise TraitError(
                f"step is {values['step']}, but with d = {values['d']} the steps are 0 to {last}, "
                f"and -1 is the complete pass"
            )
        return proposal["value"]

    def network(self) -> Network:
        """The network on display, after the forward pass of all N examples.

        Returns
        -------
        Network
            New on every call: what is done to it does not change the figure.
        """
        loss = LOSS_FOR[self.output]
        net = Network(self.d, hidden=self.hidden, output=self.output, loss=loss, init="zeros")
        for ell, (d_in, d_out) in enumerate(pairwise(self.d), start=1):
            net.W[ell] = table("W", self.seed, ell, (d_out, d_in))
            net.b[ell] = table("b", self.seed, ell, (d_out, 1))
        net.forward(self.inputs())
        return net

    def inputs(self) -> np.ndarray:
        """The examples on display.

        Returns
        -------
        ndarray of shape (d_0, N)
            X, one example per column.
        """
        return table("X", self.seed, 0, (self.d[0], self.N))

    def still(self) -> Picture:
        """Draw the network with the numbers of one example, and the equation of every layer.

        The equations hold the whole batch where `batch` is set, else that example alone. What
        comes after `step` is a dot. Of the weights alone, their matrices.

        Returns
        -------
        Picture
        """
        if self.content == "weights":
            return weights_still(self.network())
        return forward_still(self.network(), self.example, self.batch, self.step)
