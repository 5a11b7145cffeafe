"""Checking a gradient against numbers: nudge every parameter, watch the cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import finite_array, positive
from .arrays import Parameters
from .network import Network
from .objective import Differentiable, Objective

__all__ = ["FunctionCheck", "GradientCheck", "LayerCheck", "check_gradient", "numerical_gradient"]

Array = NDArray[np.floating]

# The cube root of the machine precision balances the two errors of a central difference:
# truncation, which grows with epsilon^2, and rounding, which grows with 1/epsilon.
_EPSILON = float(np.cbrt(np.finfo(float).eps))


def numerical_gradient(
    function: Callable[[Array], float], theta: ArrayLike, epsilon: float = _EPSILON
) -> Array:
    """The gradient of a function by central differences.

    Implements {eq}`eq:central-difference`.

    Parameters
    ----------
    function : callable
        Takes an array like `theta` and returns a number.
    theta : ndarray
        Where to take the gradient; left as it is.
    epsilon : float
        The nudge, in units of `theta`. The default is about 6e-6.

    Returns
    -------
    ndarray of the shape of `theta`
        Entry i is ``(f(theta + epsilon e_i) - f(theta - epsilon e_i)) / (2 epsilon)``.

    Raises
    ------
    ValueError
        If `theta` is not an array of finite floats, `epsilon` is not above 0, or the function
        returns something else than a finite number.

    Examples
    --------
    >>> numerical_gradient(lambda v: v[0] ** 2 + 3 * v[1], np.array([2.0, 5.0])).round(6)
    array([4., 3.])
    """
    epsilon = positive("epsilon", epsilon)
    point = finite_array("theta", theta, float).copy()
    gradient = np.empty_like(point)
    for i in np.ndindex(point.shape):
        centre = point[i]
        point[i] = centre + epsilon
        above = _number(function(point))
        point[i] = centre - epsilon
        below = _number(function(point))
        point[i] = centre
        gradient[i] = (above - below) / (2 * epsilon)
    return gradient


def _number(value: Any) -> float:
    number = np.asarray(value)
    if number.ndim or number.dtype.kind not in "fiu":
        got = f"an array of shape {number.shape}" if number.ndim else repr(value)
        raise ValueError(f"function returned {got}, but must return a number")
    if not np.isfinite(number):
        raise ValueError(f"function returned {value}, but must return a finite number")
    return float(number)


@dataclass(frozen=True)
class LayerCheck:
    """How far the two gradients of one layer are apart.

    Attributes
    ----------
    ell : int
        The layer.
    W, b : float
        Largest relative error of ``dW[ell]`` and of ``db[ell]``.
    worst : str
        The entry with the largest error, with both values.
    """

    ell: int
    W: float
    b: float
    worst: str

    def within(self, tolerance: float) -> bool:
        """Whether both errors are at most `tolerance`; NaN is not.

        Parameters
        ----------
        tolerance : float
            The largest relative error that passes.

        Returns
        -------
        bool
        """
        # Not the larger of the two: max(W, b) is W where b is NaN.
        return all(error <= tolerance for error in (self.W, self.b))


@dataclass(frozen=True)
class GradientCheck:
    """What `check_gradient` found; prints as a table.

    Attributes
    ----------
    layers : tuple of LayerCheck
        Layers 1 to L.
    tolerance : float
        The largest relative error that passes.
    """

    layers: tuple[LayerCheck, ...]
    tolerance: float

    @property
    def ok(self) -> bool:
        """Whether every relative error is within the tolerance."""
        return all(layer.within(self.tolerance) for layer in self.layers)

    def __str__(self) -> str:
        rows = [f"{'ell':>3}  {'error of dW':>11}  {'error of db':>11}"]
        for layer in self.layers:
            row = f"{layer.ell:>3}  {layer.W:>11.1e}  {layer.b:>11.1e}"
            within = layer.within(self.tolerance)
            rows.append(row if within else f"{row}  fails:\n     {layer.worst}")
        verdict = "ok" if self.ok else "FAILED"
        return "\n".join([*rows, f"{verdict}: tolerance {self.tolerance:.0e}"])

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True)
class FunctionCheck:
    """What `check_gradient` found for a function that has no layers; prints as a line.

    Attributes
    ----------
    error : float
        The largest relative error.
    worst : str
        The entry that has it, with both values.
    tolerance : float
        The largest relative error that passes.
    """

    error: float
    worst: str
    tolerance: float

    @property
    def ok(self) -> bool:
        """Whether every relative error is within the tolerance."""
        return self.error <= self.tolerance

    def __str__(self) -> str:
        verdict = "ok" if self.ok else f"FAILED, {self.worst}"
        return f"largest error {self.error:.1e}, tolerance {self.tolerance:.0e}: {verdict}"

    def __repr__(self) -> str:
        return str(self)


def check_gradient(
    function: Network | Differentiable,
    X: ArrayLike | None = None,
    Y: ArrayLike | None = None,
    tolerance: float = 1e-6,
    *,
    theta: ArrayLike | None = None,
) -> GradientCheck | FunctionCheck:
    """Compare backpropagation with central differences, layer by layer.

    The relative error of an entry is the distance of the two values over the larger of them, or
    over 1e-4 (times the cost, where that is above 1) if both are smaller: below that, rounding in
    ``J`` is all that a difference shows. At a kink, as ReLU has at 0, the two may differ without a
    fault.

    Parameters
    ----------
    function : Network, Objective or Surface
        A network with ``dtype`` float64: float32 is too coarse for differences. Its parameters are
        the same afterwards, and its ``dW`` and ``db`` are those that were checked. Or anything that
        has a method ``value_and_gradient(theta)``.
    X : ndarray of shape (d_0, N)
        Inputs of a network; a few examples are enough.
    Y : ndarray of shape (d_L, N)
        Targets of a network.
    tolerance : float
        The largest relative error that passes.
    theta : ndarray, optional
        Where to check; where the network, or a surface, starts when left out.

    Returns
    -------
    GradientCheck or FunctionCheck
        Per layer the largest relative error of W and of b, or the largest error of a function that
        has no layers; and ``.ok``.

    Raises
    ------
    ValueError
        If `X` or `Y` does not fit the network, or its dtype is not float64.
    """
    tolerance = positive("tolerance", tolerance)
    if isinstance(function, Network):
        if X is None or Y is None:
            raise ValueError("X and Y are missing: the cost of a network is that on some examples")
        function = Objective(function, X, Y)
    elif X is not None or Y is not None:
        raise ValueError("X and Y are for a network alone: give theta=... to say where to check")
    network = function.network if isinstance(function, Objective) else None
    if network is not None and network.dtype != np.float64:
        raise ValueError(
            f"network has dtype {network.dtype}, but central differences need float64: "
            f"build it with dtype=float for this check"
        )
    if theta is None:
        theta = network.theta.copy() if network else getattr(function, "start", None)
    if theta is None:
        raise ValueError("theta is missing: say where to check")
    point = finite_array("theta", theta, float)
    # Differences first, so that the last pass of a network is the one that is checked.
    theirs = numerical_gradient(_value_of(function), point)
    J, ours = function.value_and_gradient(point)
    errors = _relative_errors(ours, theirs, floor=1e-4 * max(1.0, abs(float(J))))
    if network is None:
        k = np.unravel_index(errors.argmax(), errors.shape)
        entry = f"gradient[{', '.join(map(str, k))}]"
        worst = f"{entry}: {ours[k]:.8g} as given, {theirs[k]:.8g} by differences"
        return FunctionCheck(float(errors.max()), worst, tolerance)
    flats = (Parameters(network.d, flat) for flat in (ours, theirs, errors))
    return GradientCheck(tuple(_layer_checks(*flats)), tolerance)


def _value_of(function: Differentiable) -> Callable[[Array], Any]:
    """``J`` alone, where it can be had without its gradient."""
    return getattr(function, "value", lambda theta: function.value_and_gradient(theta)[0])


def _relative_errors(ours: Array, theirs: Array, floor: float) -> Array:
    size = np.maximum(np.maximum(np.abs(ours), np.abs(theirs)), floor)
    return np.abs(ours - theirs) / size


def _layer_checks(ours: Parameters, theirs: Parameters, errors: Parameters) -> Iterator[LayerCheck]:
    """The check of every layer, with the entry of ``(db dW)`` that is worst."""
    for ell, error in enumerate(errors.bW, start=1):
        i, j = np.unravel_index(error.argmax(), error.shape)
        entry = f"dW[{ell}][{i}, {j - 1}]" if j else f"db[{ell}][{i}]"
        a, n = ours.bW[ell][i, j], theirs.bW[ell][i, j]
        worst = f"{entry}: {a:.8g} by backpropagation, {n:.8g} by differences"
        yield LayerCheck(ell, float(errors.W[ell].max()), float(errors.b[ell].max()), worst)
