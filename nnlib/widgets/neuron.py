"""One neuron to play with: a weighted sum, and what the activation makes of it."""

from __future__ import annotations

import numpy as np
from traitlets import TraitError, validate

from nnlib import activations
from nnlib.figures import Picture
from nnlib.widgets.base import LiveFigure
from nnlib.widgets.traits import Choice, Number, Numbers

__all__ = ["Neuron"]

ACTIVATIONS = ("identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu")


class Neuron(LiveFigure):
    """Neuron i of layer ell: ``z = sum_j w_j a_j + b``, then ``sigma(z)``."""

    module = "neuron.js"
    styles = ("live.css", "neuron.css")

    a = Numbers([1.0, -0.5, 0.8], -2, 2, longest=6)
    w = Numbers([0.9, 1.2, -0.7], -2, 2, longest=6)
    b = Number(0.3, -2, 2)
    activation = Choice("sigmoid", ACTIVATIONS)

    @validate("a", "w")
    def _as_many(self, proposal: dict) -> list[float]:
        if len(self.a) != len(self.w):
            raise TraitError(f"a has {len(self.a)} numbers, but w has {len(self.w)}")
        return proposal["value"]

    def still(self) -> Picture:
        """Draw the neuron."""
        from nnlib.figures import neuron_diagram

        return neuron_diagram(activation=self.activation)
