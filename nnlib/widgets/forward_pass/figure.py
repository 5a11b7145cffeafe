"""The forward pass: a small network beside its matrices, layer by layer, column by column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from traitlets import TraitError, validate

from nnlib.activations import ACTIVATIONS, ENTRYWISE
from nnlib.figures import Picture
from nnlib.network import Network
from nnlib.widgets.forward_pass.still import forward_still
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Choice, Count, Counts, Switch

__all__ = ["ForwardPass"]

_X, _W, _B = range(3)


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
    step = Count(-1, -1)
    seed = Count(266, 0, 9999)

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
        loss = "cross_entropy" if self.output == "softmax" else "mse"
        net = Network(self.d, hidden=self.hidden, output=self.output, loss=loss, init="zeros")
        for ell in range(1, net.L + 1):
            net.W[ell] = self._table(_W, ell, net.W[ell].shape, 9)
            net.b[ell] = self._table(_B, ell, net.b[ell].shape, 5)
        net.forward(self.inputs())
        return net

    def inputs(self) -> np.ndarray:
        """The examples on display.

        Returns
        -------
        ndarray of shape (d_0, N)
            X, one example per column.
        """
        return self._table(_X, 0, (self.d[0], self.N), 10)

    def still(self) -> Picture:
        """Draw the network with the numbers of one example, and the equation of every layer.

        The equations hold the whole batch where `batch` is set, else that example alone. What
        comes after `step` is a dot.

        Returns
        -------
        Picture
        """
        return forward_still(self.network(), self.example, self.batch, self.step)

    def _table(self, kind: int, ell: int, shape: tuple[int, ...], most: int) -> np.ndarray:
        """Numbers from -most/10 to most/10, never 0; each depends on its own place only."""
        rows, columns = shape
        scattered = [
            [_scatter(self.seed, kind, ell, i, j) for j in range(columns)] for i in range(rows)
        ]
        tenths = np.array(scattered) % (2 * most) - most
        return (tenths + (tenths >= 0)) / 10


def _scatter(*numbers: int) -> int:
    """Turn a few numbers into 32 bits that look random; forward_model.js has the same."""
    bits = 0
    for number in numbers:
        bits = (bits + 0x9E3779B9 + number) & 0xFFFFFFFF
        # The constants are those of Chris Wellons' lowbias32 (2018, public domain).
        bits = ((bits ^ bits >> 16) * 0x7FEB352D) & 0xFFFFFFFF
        bits = ((bits ^ bits >> 15) * 0x846CA68B) & 0xFFFFFFFF
        bits ^= bits >> 16
    return bits
