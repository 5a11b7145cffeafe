"""AdamW: Adam, with a decay of the parameters beside it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .._checks import same_shape
from .._fields import Mask, NotNegative, Positive, Share
from .base import Optimizer, Rate

__all__ = ["AdamW"]

Array = NDArray[np.floating]


class AdamW(Optimizer):
    """``theta <- theta - eta * (m_hat / (sqrt(r_hat) + epsilon) + lam * theta)``.

    ``m_hat`` and ``r_hat`` are those of `Adam`. The decay ``eta * lam * theta`` is *decoupled*: a
    penalty of the cost, ``Network(l2=...)``, would enter the gradient, so `Adam` would divide it by
    ``sqrt(r_hat)``, and a weight with large gradients would hardly decay.

    Implements {eq}`eq:adamw`.

    Source: Loshchilov and Hutter, *Decoupled weight decay regularization* (2019), algorithm 2.
    There the decay is ``lam * theta`` without `eta`, and one multiplier, which follows a schedule,
    stands before the step and the decay. PyTorch and Optax multiply the decay by the rate, as here:
    the ``lam`` of the paper is our ``eta * lam``, and half the rate is half the decay. The default
    0.01 is PyTorch's; Optax has 0.0001.

    An optimizer sees arrays and cannot tell a weight from a bias: what decays it is told. The
    weights of a network alone, as with its penalties, are ``AdamW(decays=net.is_weight)``.

    Parameters
    ----------
    eta : float or callable
        The learning rate, above 0; or a function of the number of the step, from 1.
    beta1 : float
        The share of the mean gradient that is kept, from 0 to below 1.
    beta2 : float
        The share of the mean square that is kept, from 0 to below 1.
    epsilon : float
        A small number above 0.
    lam : float
        The strength of the decay, at least 0.
    decays : ndarray of bool, of the shape of theta, optional
        True for each parameter that decays; all do when it is left out, biases too, as in PyTorch
        and Optax.

    Attributes
    ----------
    m, r : ndarray of the shape of theta
        As in `Adam`.

    Raises
    ------
    ValueError
        If a setting is out of range, or `decays` of another shape than theta.
    """

    title = "AdamW"
    keeps = ("m", "r")
    eta = Rate()
    beta1 = Share("the mean would never change")
    beta2 = Share("the mean would never change")
    epsilon = Positive()
    lam = NotNegative()
    decays = Mask()

    m: Array
    r: Array

    def __init__(
        self,
        eta: float | Callable[[int], float] = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        lam: float = 0.01,
        decays: NDArray[np.bool_] | None = None,
    ) -> None:
        self.eta = eta
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.lam = lam
        self.decays = decays

    def update(self, theta: Array, gradient: Array) -> None:
        """Shrink `theta`, and move it as `Adam` does. Parameters as in `Optimizer.step`."""
        eta, beta1, beta2, m, r, t = self.eta, self.beta1, self.beta2, self.m, self.r, self.t
        if self.decays is not None:
            same_shape("decays", self.decays, theta.shape, "theta")
        decays = True if self.decays is None else self.decays
        np.multiply(theta, 1 - eta * self.lam, out=theta, where=decays)
        m *= beta1
        m += self.times(1 - beta1, gradient)
        r *= beta2
        r += self.times(1 - beta2, self.times(gradient, gradient))
        r_hat = self.times(1 / (1 - beta2**t), r)
        theta -= self.over_root(eta / (1 - beta1**t), m, r_hat, self.epsilon)
