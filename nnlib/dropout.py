"""Dropout: in every step of training some hidden neurons are left out, others each time.

With its mask held fast, dropout is nothing but another activation function, ``M * sigma(Z)``, whose
derivative is ``M * sigma'(Z)``. So the two passes need not know of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ._checks import count, generator, same_shape
from ._fields import Share
from .activations import Activation
from .arrays import Layers

if TYPE_CHECKING:
    from .network import Network

__all__ = ["Masked", "draw_masks"]

Array = NDArray[np.floating]


class Masked(Activation):
    """``M * sigma(Z)``: an activation function under a fixed mask.

    It makes a gradient with dropout one that can be checked: in a copy of a network,
    ``twin.sigma[ell] = Masked(twin.sigma[ell], M[ell])`` for every hidden layer.

    Implements {eq}`eq:dropout`.

    Parameters
    ----------
    given : Activation
        ``sigma``.
    mask : ndarray of shape (d_ell, N)
        ``M``: a factor for each neuron and each example.
    """

    def __init__(self, given: Activation, mask: Array) -> None:
        self.given, self.mask = given, mask
        self.title = given.title

    def value(self, Z: Array, out: Array | None = None) -> Array:
        """``M * sigma(Z)``. Parameters as in `Activation.value`."""
        same_shape("Z", Z, self.mask.shape, "the mask")
        A = self.given.value(Z, out=out)
        A *= self.mask
        return A

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        """``M * sigma'(Z)``. Parameters as in `Activation.derivative`; `A` is not looked at."""
        same_shape("Z", Z, self.mask.shape, "the mask")
        # What is known of A went through the mask, and sigma' may be computed from what came in.
        slope = self.given.derivative(Z, self.given.value(Z), out)
        slope *= self.mask
        return slope

    def second_derivative(self, Z: Array) -> Array:
        """``M * sigma''(Z)``. Parameters as in `Activation.second_derivative`."""
        same_shape("Z", Z, self.mask.shape, "the mask")
        return self.mask * self.given.second_derivative(Z)

    def __repr__(self) -> str:
        return f"Masked({self.given!r}, mask of shape {self.mask.shape})"


def draw_masks(network: Network, N: int, seed: int | np.random.Generator | None = 0) -> Layers:
    """Draw for every hidden layer which neurons are left out, and what the others are scaled by.

    An entry is 0 with the probability ``network.dropout``, else ``1 / (1 - network.dropout)``: 1 on
    average, so that nothing needs to be scaled where nothing is dropped. Source: Srivastava,
    Hinton, Krizhevsky, Sutskever and Salakhutdinov, *Dropout: a simple way to prevent neural
    networks from overfitting* (2014).

    Implements {eq}`eq:dropout-mask`.

    Parameters
    ----------
    network : Network
        Tells the widths and the rate.
    N : int
        Number of examples: each has a mask of its own.
    seed : int, numpy.random.Generator or None
        Seed of the draw; None takes fresh randomness.

    Returns
    -------
    Layers
        ``M[ell]`` of shape (d_ell, N), ell = 1 to L - 1.
    """
    count("N", N)
    rng, kept = generator(seed), 1 - network.dropout
    masks = []
    for width in network.d[1:-1]:
        mask = rng.random((N, width), network.dtype) < kept
        masks.append((mask / network.dtype.type(kept)).T)
    return Layers("M", 1, masks)


class DropoutRate(Share):
    """The share of hidden neurons that a network leaves out while it is trained."""

    def __init__(self) -> None:
        super().__init__("no neuron would be left")

    def __set__(self, network: Any, value: float) -> None:
        super().__set__(network, value)
        if value and network.L == 1:
            vars(network)[self.place] = 0.0
            raise ValueError(
                f"dropout is {value!r}, but d = {network.d} has no hidden layer to drop neurons of"
            )
