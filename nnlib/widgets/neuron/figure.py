"""One neuron to play with: a weighted sum, and what the activation makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from traitlets import TraitError, validate

from nnlib import activations
from nnlib.activations import ENTRYWISE
from nnlib.figures import Picture
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Choice, Number, Numbers
from nnlib.widgets.neuron.still import neuron_still

__all__ = ["Neuron"]

BOUND = 2.0
#: The bias goes further, so that the point reaches where every curve that saturates is flat.
FURTHEST = 6.0


class Neuron(LiveFigure):
    """Neuron i of a layer: the reader sets what comes in and sees what goes out.

    Implements {eq}`eq:pre-activation` and {eq}`eq:activation`. Sliders set the inputs, the weights
    and the bias. Bars add the products up to z; below them, the activation curve has a point at z
    and the tangent there. Every setting can be read and set in Python, too.

    Parameters
    ----------
    a : sequence of float
        Activations a_1, a_2, ... of the layer before, from -2 to 2; at most 6.
    w : sequence of float
        Weights w_i1, w_i2, ... from -2 to 2, one for each input.
    b : float
        The bias b_i, from -6 to 6.
    activation : str
        A name known to `nnlib.activations`, softmax excepted.
    key : str
        The name under which the settings stand in the address of the page.

    Raises
    ------
    TraitError
        If a setting is out of bounds or unknown, or `a` and `w` differ in length. To change the
        number of inputs, set both inside ``with neuron.hold_trait_notifications():``.
    """

    folder = Path(__file__).parent

    a = Numbers([1.0, -0.5, 0.8], -BOUND, BOUND, longest=6)
    w = Numbers([1.5, 0.8, -0.7], -BOUND, BOUND, longest=6)
    b = Number(0.5, -FURTHEST, FURTHEST)
    activation = Choice("sigmoid", ENTRYWISE.titles)

    @validate("a", "w")
    def _one_weight_for_each_input(self, proposal: Any) -> list[float]:
        counts = {"a": len(self.a), "w": len(self.w)}
        counts[proposal["trait"].name] = len(proposal["value"])
        if counts["a"] != counts["w"]:
            raise TraitError(f"a has {counts['a']} numbers, but w has {counts['w']}")
        return proposal["value"]

    @property
    def products(self) -> list[float]:
        """The products w_ij a_j."""
        return [w_j * a_j for w_j, a_j in zip(self.w, self.a, strict=True)]

    @property
    def z(self) -> float:
        """The pre-activation z_i."""
        return sum(self.products) + self.b

    @property
    def output(self) -> float:
        """The activation a_i = sigma(z_i)."""
        return float(activations.get(self.activation).value(np.array([[self.z]]))[0, 0])

    @property
    def slope(self) -> float:
        """The derivative sigma'(z_i)."""
        return float(activations.get(self.activation).derivative(np.array([[self.z]]))[0, 0])

    def still(self) -> Picture:
        """Draw the neuron as it stands: the sum in bars, the curve, the point and the tangent.

        Returns
        -------
        Picture
        """
        return neuron_still(self.w, self.a, self.b, self.activation)
