"""RProp: a step for each parameter, of which the gradient gives the sign alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._fields import Above1, Choice, Positive, Share
from .base import Optimizer

__all__ = ["RProp"]

Array = NDArray[np.floating]


#: How a change of sign is answered, by the name of the variant.
VARIANTS = {
    "rprop+": "the last step is taken back",
    "rprop-": "the shorter step is taken at once",
    "irprop-": "no step is taken, and the shorter one the next time",
}


class RProp(Optimizer):
    """``theta <- theta - sign(gradient) * steps``, where each parameter has a step of its own.

    A step grows by the factor `up` where the gradient has kept its sign, and shrinks by `down`
    where it has changed it: the parameter has leapt over a minimum. How large the gradient is does
    not matter. Implements {eq}`eq:rprop`. What else follows a change of sign tells the variants
    apart:

    - ``"rprop+"`` takes the last step back (*weight backtracking*): Riedmiller and Braun, *A direct
      adaptive method for faster backpropagation learning: the RPROP algorithm* (1993).
    - ``"rprop-"`` takes the shorter step at once: Riedmiller, *Advanced supervised learning in
      multi-layer perceptrons* (1994).
    - ``"irprop-"`` stays where it is: Igel and Hüsken, *Empirical evaluation of the improved Rprop
      learning algorithms* (2003), who named all three. It is PyTorch's ``Rprop``.

    In the first and the last, the step that follows is then as long as it is, not adapted again.

    It is made for gradients over all examples. A parameter whose gradient is 0.1 in nine batches
    and -0.9 in the tenth should stay where it is: RProp takes nine steps one way and one the other
    (Hinton's example, which leads to `RMSProp`).

    Parameters
    ----------
    eta : float
        The step that each parameter begins with, above 0.
    variant : {"irprop-", "rprop+", "rprop-"}
        What follows a change of sign.
    up : float
        The factor by which a step grows, above 1.
    down : float
        The factor by which it shrinks, above 0 and below 1.
    smallest, largest : float
        Bounds of a step, above 0; the first one is held to them too.

    Attributes
    ----------
    steps : ndarray of the shape of theta
        The step of each parameter.
    signs : ndarray of the shape of theta
        Sign of each one's last gradient, -1 or 1; 0 where it does not count, as after a change of
        sign in ``"rprop+"`` and ``"irprop-"``.

    Raises
    ------
    ValueError
        If a setting is out of range.
    """

    title = "RProp"
    keeps = ("steps", "signs")
    eta = Positive()
    variant = Choice(VARIANTS)
    up = Above1()
    down = Share("a step would never shrink", or_zero=False)
    smallest = Positive(at_most="largest")
    largest = Positive(at_least="smallest")

    steps: Array
    signs: Array

    def __init__(
        self,
        eta: float = 0.1,
        variant: str = "irprop-",
        up: float = 1.2,
        down: float = 0.5,
        smallest: float = 1e-6,
        largest: float = 50.0,
    ) -> None:
        self.eta = eta
        self.variant = variant
        self.up = up
        self.down = down
        self.smallest = smallest
        self.largest = largest

    def begin(self, theta: Array) -> None:
        """Give every parameter the step `eta`. Parameter as in `Optimizer.begin`."""
        super().begin(theta)
        self.steps[...] = self.eta

    def update(self, theta: Array, gradient: Array) -> None:
        """Adapt the steps, and move `theta` by them. Parameters as in `Optimizer.step`."""
        steps, signs = self.steps, np.sign(gradient)
        same = self.times(signs, self.signs)
        kept, turned = same > 0, same < 0
        if self.variant == "rprop+":
            np.add(theta, self.times(self.signs, steps), out=theta, where=turned)
        np.multiply(steps, self.up, out=steps, where=kept)
        np.multiply(steps, self.down, out=steps, where=turned)
        np.clip(steps, self.smallest, self.largest, out=steps)
        if self.variant != "rprop-":
            signs[turned] = 0
        theta -= self.times(signs, steps)
        self.signs = signs
