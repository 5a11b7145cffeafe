"""Initial weights, and why they are random.

Two hidden neurons that start with the same weights receive the same gradient and stay equal for
ever, so a layer of equal neurons learns no more than one. Random weights break that symmetry. Their
spread matters too: it decides whether signals grow or fade from layer to layer. Biases start at
zero.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from . import _checks
from ._families import Family

if TYPE_CHECKING:
    from .arrays import Layers

__all__ = ["INITIALIZERS", "Initializer", "get"]

#: Makes ``W[ell]`` from a random generator, ``d_ell`` and ``d_(ell-1)``.
Initializer = Callable[[np.random.Generator, int, int], NDArray[np.floating]]


def glorot(rng: np.random.Generator, d_out: int, d_in: int) -> NDArray[np.floating]:
    """Uniform on ``±sqrt(6 / (d_in + d_out))``: for tanh, sigmoid and softmax layers.

    The variance ``2 / (d_in + d_out)`` is a compromise between keeping the size of activations on
    the way forward and that of errors on the way back. Source: Glorot and Bengio, *Understanding
    the difficulty of training deep feedforward neural networks* (2010).

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    d_out, d_in : int
        ``d_ell`` and ``d_(ell-1)``.

    Returns
    -------
    ndarray of shape (d_out, d_in)
        ``W[ell]``.
    """
    limit = sqrt(6 / (d_in + d_out))
    return rng.uniform(-limit, limit, (d_out, d_in))


def he(rng: np.random.Generator, d_out: int, d_in: int) -> NDArray[np.floating]:
    """Normal with variance ``2 / d_in``: for ReLU and its like, which silence half their input.

    Source: He, Zhang, Ren and Sun, *Delving deep into rectifiers* (2015). Parameters and result as
    in `glorot`.
    """
    return rng.normal(0, sqrt(2 / d_in), (d_out, d_in))


def lecun(rng: np.random.Generator, d_out: int, d_in: int) -> NDArray[np.floating]:
    """Normal with variance ``1 / d_in``: a weighted sum as large as its inputs.

    Source: LeCun, Bottou, Orr and Müller, *Efficient BackProp* (1998). Parameters and result as in
    `glorot`.
    """
    return rng.normal(0, sqrt(1 / d_in), (d_out, d_in))


def orthogonal(rng: np.random.Generator, d_out: int, d_in: int) -> NDArray[np.floating]:
    """Perpendicular columns of length 1, or rows where there are fewer of them.

    A layer that is no narrower than the one before keeps every length and every angle. All such
    matrices are equally likely. Source: Saxe, McClelland and Ganguli, *Exact solutions to the
    nonlinear dynamics of learning in deep linear neural networks* (2013). Parameters and result as
    in `glorot`.
    """
    narrow, wide = sorted((d_out, d_in))
    Q, R = np.linalg.qr(rng.normal(0, 1, (wide, narrow)))
    # The factorization leaves the signs of the columns open: R gets a positive diagonal.
    Q *= np.copysign(1, np.diagonal(R))
    return Q if d_out == wide else Q.T


def normal(rng: np.random.Generator, d_out: int, d_in: int) -> NDArray[np.floating]:
    """Normal with variance 1, whatever the layer: wide layers saturate.

    Parameters and result as in `glorot`.
    """
    return rng.normal(0, 1, (d_out, d_in))


def zeros(rng: np.random.Generator, d_out: int, d_in: int) -> NDArray[np.floating]:
    """All zero: the symmetry that must be broken, kept to be looked at.

    Parameters and result as in `glorot`.
    """
    return np.zeros((d_out, d_in))


#: Every initializer by its name.
INITIALIZERS: Family[Initializer] = Family(
    "init",
    {f.__name__: f for f in (glorot, he, lecun, orthogonal, normal, zeros)},
    {
        "glorot": "Glorot",
        "he": "He",
        "lecun": "LeCun",
        "normal": "normal, variance 1",
        "zeros": "all zero",
    },
    {
        **dict.fromkeys(("xavier", "xavier_uniform", "glorot_uniform"), "glorot"),
        **dict.fromkeys(("kaiming", "kaiming_normal", "he_normal"), "he"),
        "lecun_normal": "lecun",
        **dict.fromkeys(("gaussian", "random", "random_normal"), "normal"),
        "zero": "zeros",
    },
)
__all__ += list(INITIALIZERS)


def get(name: str | Initializer) -> Initializer:
    """The initializer of that name; a callable is returned as it is.

    Parameters
    ----------
    name : str or callable
        A key of `INITIALIZERS`, or a function ``f(rng, d_out, d_in)`` that returns ``W[ell]`` of
        shape (d_out, d_in).

    Returns
    -------
    callable

    Raises
    ------
    ValueError
        If no initializer has that name.
    """
    return name if callable(name) else INITIALIZERS.choose(name)


def fill(W: Layers, init: Initializer, rng: np.random.Generator) -> None:
    """Give every layer its initial weights, from the first to the last.

    Parameters
    ----------
    W : Layers
        The weights of a network, which are filled.
    init : callable
        Makes the weights of one layer.
    rng : numpy.random.Generator
        Source of randomness.

    Raises
    ------
    ValueError
        If `init` returns an array of another shape, or numbers that are not finite.
    """
    for ell, weights in enumerate(W, start=1):
        given = _checks.as_array(f"init for W[{ell}]", init(rng, *weights.shape))
        if given.shape != weights.shape:
            raise ValueError(
                f"init returned shape {given.shape} for W[{ell}], but it has shape {weights.shape}"
            )
        W[ell] = given
