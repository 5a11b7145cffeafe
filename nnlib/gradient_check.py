"""Checking a gradient against numbers: nudge every parameter, watch the cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import finite_array, positive
from .arrays import Parameters

if TYPE_CHECKING:
    from .network import Network

__all__ = ["GradientCheck", "LayerCheck", "check_gradient", "numerical_gradient"]

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


def check_gradient(
    network: Network, X: ArrayLike, Y: ArrayLike, tolerance: float = 1e-6
) -> GradientCheck:
    """Compare backpropagation with central differences, layer by layer.

    The relative error of an entry is the distance of the two values over the larger of them, or
    over 1e-4 (times the cost, where that is above 1) if both are smaller: below that, rounding in
    ``J`` is all that a difference shows. At a kink, as ReLU has at 0, the two may differ without a
    fault.

    Parameters
    ----------
    network : Network
        With ``dtype`` float64: float32 is too coarse for differences. Its parameters are the same
        afterwards, and its ``dW`` and ``db`` are those that were checked.
    X : ndarray of shape (d_0, N)
        Inputs; a few examples are enough.
    Y : ndarray of shape (d_L, N)
        Targets.
    tolerance : float
        The largest relative error that passes.

    Returns
    -------
    GradientCheck
        Per layer the largest relative error of W and of b, and ``.ok``.

    Raises
    ------
    ValueError
        If `X` or `Y` does not fit the network, or its dtype is not float64.
    """
    tolerance = positive("tolerance", tolerance)
    if network.dtype != np.float64:
        raise ValueError(
            f"network has dtype {network.dtype}, but central differences need float64: "
            f"build it with dtype=float for this check"
        )
    start = network.theta.copy()

    # On the network itself: a copy could differ in what a reader has put into it.
    def cost(theta: Array) -> float:
        network.theta[:] = theta
        return network.cost(X, Y)

    try:
        numerical = numerical_gradient(cost, start)
    finally:
        network.theta[:] = start
    J, gradient = network.cost_and_gradient(X, Y)
    floor = 1e-4 * max(1.0, abs(J))
    size = np.maximum(np.maximum(np.abs(gradient), np.abs(numerical)), floor)
    error = np.abs(gradient - numerical) / size

    d = network.d
    ours, theirs, errors = (Parameters(d, flat) for flat in (gradient, numerical, error))
    layers = []
    for ell in range(1, network.L + 1):
        i, j = np.unravel_index(errors.bW[ell].argmax(), errors.bW[ell].shape)
        entry = f"dW[{ell}][{i}, {j - 1}]" if j else f"db[{ell}][{i}]"
        a, n = ours.bW[ell][i, j], theirs.bW[ell][i, j]
        worst = f"{entry}: {a:.8g} by backpropagation, {n:.8g} by differences"
        layers.append(
            LayerCheck(ell, float(errors.W[ell].max()), float(errors.b[ell].max()), worst)
        )
    return GradientCheck(tuple(layers), tolerance)
