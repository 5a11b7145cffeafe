"""Activation functions: sigma and its derivatives, side by side.

A neuron sums its inputs to ``z`` and answers ``a = sigma(z)``. The forward pass needs ``sigma``;
the delta recursion needs ``sigma'``; a product with the Hessian needs ``sigma''``. Each class below
holds all of them, so that one can be checked against the other at a glance.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ._families import Family

__all__ = ["ACTIVATIONS", "Activation", "get"]

Array = NDArray[np.floating]


class Activation:
    """A function applied to every entry of ``Z``, with its derivative.

    `value` and `derivative` return arrays of the shape and dtype of ``Z``, or floats where ``Z``
    holds whole numbers. Both are finite wherever ``Z`` is, however large.

    Attributes
    ----------
    name : str
        What `get` and `Network` know it by.
    title : str
        The words for it in a figure, where they are not the name.
    entrywise : bool
        Whether each entry of ``A`` depends on one entry of ``Z`` alone: only then is there a
        derivative, and only then may it stand in a hidden layer.
    """

    name: str
    title = ""
    entrywise = True

    def value(self, Z: Array, out: Array | None = None) -> Array:
        """``sigma(Z)``, entry by entry.

        Parameters
        ----------
        Z : ndarray of shape (d_ell, N)
            Pre-activations.
        out : ndarray of shape (d_ell, N), optional
            Where to write the result; a new array when left out.

        Returns
        -------
        ndarray of shape (d_ell, N)
            The activations ``A``.
        """
        raise NotImplementedError

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        """``sigma'(Z)``, entry by entry.

        Parameters
        ----------
        Z : ndarray of shape (d_ell, N)
            Pre-activations.
        A : ndarray of shape (d_ell, N), optional
            ``sigma(Z)`` where it is known already, which saves computing it again.
        out : ndarray of shape (d_ell, N), optional
            Where to write the result; a new array when left out.

        Returns
        -------
        ndarray of shape (d_ell, N)
        """
        raise NotImplementedError

    def second_derivative(self, Z: Array) -> Array:
        """``sigma''(Z)``, entry by entry: only products with the Hessian ask for it.

        At a kink, where there is none, it is that of one of the sides.

        Parameters
        ----------
        Z : ndarray of shape (d_ell, N)
            Pre-activations.

        Returns
        -------
        ndarray of shape (d_ell, N)
        """
        raise NotImplementedError(
            f"{type(self).__name__} must have a method second_derivative(Z), sigma'' of every "
            f"entry, for products with the Hessian"
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Identity(Activation):
    """``sigma(z) = z``: the output of a regression network."""

    name = "identity"

    def value(self, Z: Array, out: Array | None = None) -> Array:
        out = _like(Z) if out is None else out
        out[...] = Z
        return out

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        out = _like(Z) if out is None else out
        out[...] = 1
        return out

    def second_derivative(self, Z: Array) -> Array:
        return np.zeros_like(_floats(Z))


class Sigmoid(Activation):
    """``sigma(z) = 1 / (1 + exp(-z))``, between 0 and 1.

    The derivative ``a (1 - a)`` is as exact as ``1 - a``: of a neuron that answers almost 1 it has
    few digits, and none beyond z = 37, where ``a`` is 1.

    Implements {eq}`eq:sigmoid` and {eq}`eq:sigmoid-derivative`.
    """

    name = "sigmoid"

    def value(self, Z: Array, out: Array | None = None) -> Array:
        # With e = exp(-|z|), which cannot overflow:
        # 1 / (1 + e) for z >= 0, and e / (1 + e) below.
        e = np.exp(-np.abs(_floats(Z)))
        return np.divide(np.where(Z >= 0, 1, e), 1 + e, out=out)

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        A = self.value(Z) if A is None else A
        return np.multiply(A, 1 - A, out=out)

    def second_derivative(self, Z: Array) -> Array:
        A = self.value(Z)
        return A * (1 - A) * (1 - 2 * A)


class Tanh(Activation):
    """``sigma(z) = tanh(z)``, between -1 and 1.

    The derivative ``1 - a^2`` is as exact as that difference: of a saturated neuron it has few
    digits (ten at ``|z| = 7``), and none beyond ``|z| = 19``, where ``|a|`` is 1.

    Implements {eq}`eq:tanh` and {eq}`eq:tanh-derivative`.
    """

    name = "tanh"

    def value(self, Z: Array, out: Array | None = None) -> Array:
        return np.tanh(_floats(Z), out=out)

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        A = np.tanh(_floats(Z)) if A is None else A
        out = np.multiply(A, A, out=out)
        return np.subtract(1, out, out=out)

    def second_derivative(self, Z: Array) -> Array:
        A = self.value(Z)
        return -2 * A * (1 - A * A)


class Relu(Activation):
    """``sigma(z) = max(0, z)``, with ``sigma'(0) = 0`` by convention.

    Implements {eq}`eq:relu` and {eq}`eq:relu-derivative`.
    """

    name = "relu"
    title = "ReLU"

    def value(self, Z: Array, out: Array | None = None) -> Array:
        return np.maximum(Z, 0.0, out=out)

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        out = _like(Z) if out is None else out
        np.greater(Z, 0, out=out, casting="unsafe")
        return out

    def second_derivative(self, Z: Array) -> Array:
        return np.zeros_like(_floats(Z))


class LeakyRelu(Activation):
    """``sigma(z) = z`` for ``z > 0``, else ``0.01 z``; ``sigma'(0) = 0.01`` by convention.

    Source: Maas, Hannun and Ng, *Rectifier nonlinearities improve neural network acoustic models*
    (2013).
    """

    name = "leaky_relu"
    title = "leaky ReLU"
    slope = 0.01

    def value(self, Z: Array, out: Array | None = None) -> Array:
        return np.maximum(Z, self.slope * Z, out=out)

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        out = _like(Z) if out is None else out
        out[...] = np.where(Z > 0, 1, self.slope)
        return out

    def second_derivative(self, Z: Array) -> Array:
        return np.zeros_like(_floats(Z))


class Elu(Activation):
    """``sigma(z) = z`` for ``z > 0``, else ``exp(z) - 1``: smooth at 0, bounded below by -1.

    Source: Clevert, Unterthiner and Hochreiter, *Fast and accurate deep network learning by
    exponential linear units* (2016), with alpha = 1.
    """

    name = "elu"
    title = "ELU"

    def value(self, Z: Array, out: Array | None = None) -> Array:
        out = _like(Z) if out is None else out
        out[...] = np.where(Z > 0, Z, np.expm1(np.minimum(_floats(Z), 0)))
        return out

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        return np.exp(np.minimum(_floats(Z), 0), out=out)

    def second_derivative(self, Z: Array) -> Array:
        return np.where(Z > 0, 0, self.derivative(Z)).astype(_floats(Z).dtype, copy=False)


class Softplus(Activation):
    """``sigma(z) = log(1 + exp(z))``: a smooth ReLU, whose derivative is the sigmoid.

    Source: Dugas, Bengio, Belisle, Nadeau and Garcia, *Incorporating second-order functional
    knowledge for better option pricing* (2001).
    """

    name = "softplus"

    def value(self, Z: Array, out: Array | None = None) -> Array:
        return np.logaddexp(0, _floats(Z), out=out)

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        return Sigmoid().value(Z, out=out)

    def second_derivative(self, Z: Array) -> Array:
        return Sigmoid().derivative(Z)


class Gelu(Activation):
    """``sigma(z) = z Phi(z)``, with the normal distribution function ``Phi``: a smooth ReLU.

    The exact form, not the tanh approximation. Source: Hendrycks and Gimpel, *Gaussian error linear
    units* (2016).
    """

    name = "gelu"
    title = "GELU"

    def value(self, Z: Array, out: Array | None = None) -> Array:
        return np.multiply(Z, self._normal_distribution(Z), out=out)

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        # Beyond 40 the density is zero in double precision; the bound keeps z^2 from overflowing.
        z = np.clip(_floats(Z), -40, 40)
        density = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
        return np.add(self._normal_distribution(Z), z * density, out=out)

    def second_derivative(self, Z: Array) -> Array:
        z = np.clip(_floats(Z), -40, 40)
        return (2 - z**2) * np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)

    @staticmethod
    def _normal_distribution(Z: Array) -> Array:
        from scipy.special import ndtr  # here, so that importing nnlib does not load SciPy

        return ndtr(_floats(Z))


def _floats(Z: Array) -> Array:
    """`Z` in floating point: minus a `uint8` is another one, and its exponential has 16 bits."""
    return Z if Z.dtype.kind == "f" else Z.astype(float)


def _like(Z: Array) -> Array:
    """An empty array like `Z`, of floats: a slope of 0.01 among whole numbers would be 0."""
    return np.empty_like(Z, dtype=Z.dtype if Z.dtype.kind == "f" else float)


class Softmax(Activation):
    """``a_i = exp(z_i) / sum_k exp(z_k)`` down each column: the output as a probability per class.

    It mixes the entries of a column, so it has no entrywise derivative: it stands only at the
    output, together with the cross-entropy loss, whose output error needs none.

    Implements {eq}`eq:softmax`.
    """

    name = "softmax"
    entrywise = False

    def value(self, Z: Array, out: Array | None = None) -> Array:
        Z = _floats(Z)
        # Subtracting the largest entry of a column changes no quotient, and exp cannot overflow.
        with np.errstate(over="ignore"):  # exp(-2e308) is 0, as it should be
            shifted = np.subtract(Z, Z.max(axis=0), out=out)
        out = np.exp(shifted, out=out)
        return np.divide(out, out.sum(axis=0), out=out)

    def derivative(self, Z: Array, A: Array | None = None, out: Array | None = None) -> Array:
        raise ValueError(
            "softmax has no entrywise derivative; use it at the output with loss='cross_entropy'"
        )

    def second_derivative(self, Z: Array) -> Array:
        return self.derivative(Z)  # which is refused


#: Every activation by its name.
ACTIVATIONS: Family[type[Activation]] = Family.of(
    "activation",
    Identity,
    Sigmoid,
    Tanh,
    Relu,
    LeakyRelu,
    Elu,
    Softplus,
    Gelu,
    Softmax,
    elsewhere={
        **dict.fromkeys(("linear", "none"), "identity"),
        **dict.fromkeys(("logistic", "expit"), "sigmoid"),
        "leakyrelu": "leaky_relu",
    },
)
#: Those that may stand in a hidden layer: all but softmax, which mixes the entries of a column.
ENTRYWISE = ACTIVATIONS.subset([name for name, sigma in ACTIVATIONS.items() if sigma.entrywise])
__all__ += [sigma.__name__ for sigma in ACTIVATIONS.values()]


def get(name: str, argument: str = "activation") -> Activation:
    """The activation function of that name.

    Parameters
    ----------
    name : str
        A key of `ACTIVATIONS`.
    argument : str
        What to call the name in the message.

    Returns
    -------
    Activation

    Raises
    ------
    ValueError
        If no activation has that name.
    """
    return ACTIVATIONS.choose(name, argument)()
