"""Activations and errors on their way through ten layers, for weights of a size to choose."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import ENTRYWISE
from nnlib.figures import Picture
from nnlib.network import Network
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.random_numbers import Random
from nnlib.widgets.kit.traits import Choice, Count, Number
from nnlib.widgets.playground.data import first_weights
from nnlib.widgets.signal_depth.still import signal_depth_still

__all__ = ["SignalDepth"]

Array = NDArray[np.floating]

WIDTH, LAYERS, EXAMPLES = 64, 10, 50


class SignalDepth(LiveFigure):
    """How large activations and errors are in each of ten layers, before any training.

    Implements {eq}`eq:variance-forward` and {eq}`eq:variance-backward`, by measurement: a network
    of ten hidden layers of 64 neurons gets 50 random inputs, and random errors of size one behind
    its last layer. The reader chooses the activation and the standard deviation of the weights.

    Parameters
    ----------
    hidden : str
        Activation of every hidden layer.
    s : float
        Standard deviation of a weight, in units of ``1 / sqrt(64)``: from 1/4 to 4.
    seed : int
        Of the weights, the inputs and the errors.
    key : str
        The name under which the settings stand in the address of the page.

    Raises
    ------
    TraitError
        If a setting is out of bounds.
    """

    folder = Path(__file__).parent

    hidden = Choice("relu", ENTRYWISE.titles)
    s = Number(1.0, 0.25, 4)
    seed = Count(0, 0, 9999)

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """What Python tells the script: the size of the network, too."""
        return {**super().facts(), "width": WIDTH, "layers": LAYERS, "examples": EXAMPLES}

    def network(self) -> Network:
        """Make the network as it stands, after both passes.

        Returns
        -------
        Network
            Whose ``A[1]`` to ``A[10]`` and ``Delta[1]`` to ``Delta[10]`` are those of the figure.
        """
        theta, X, errors = _drawn(self.seed)
        net = Network([WIDTH] * (LAYERS + 2), hidden=self.hidden, init="zeros")
        net.theta = self.s * theta
        # The output is the identity and the loss half the squared error: Y_hat - Y is the error.
        net.cost_and_gradient(X, net.forward(X) - errors)
        return net

    def sizes(self) -> tuple[Array, Array]:
        """Give the root mean squares of activations and errors.

        Returns
        -------
        a, delta : ndarray of shape (10,)
            Of layers 1 to 10.
        """
        net = self.network()
        layers = range(1, LAYERS + 1)
        rms = (
            np.array([np.sqrt(np.mean(arrays[ell] ** 2)) for ell in layers])
            for arrays in (net.A, net.Delta)
        )
        a, delta = rms
        return a, delta

    def still(self) -> Picture:
        """Draw histograms of the activations, and both sizes, layer by layer.

        Returns
        -------
        Picture
        """
        net = self.network()
        activations = [net.A[ell].ravel() for ell in range(1, LAYERS + 1)]
        return signal_depth_still(activations, *self.sizes(), ENTRYWISE.titles[self.hidden], self.s)


@lru_cache(maxsize=4)
def _drawn(seed: int) -> tuple[Array, Array, Array]:
    """Draw weights for s = 1, inputs, and errors at the output: those of ``model.js``."""
    rng = Random(seed + 1)
    X, errors = (
        np.reshape([rng.normal() for _ in range(WIDTH * EXAMPLES)], (WIDTH, EXAMPLES), order="F")
        for _ in range(2)
    )
    return first_weights([WIDTH] * (LAYERS + 2), "lecun", seed), X, errors
