"""Checking a gradient against numbers: nudge every parameter, watch the cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import finite_array, positive
from ._gradient_reports import FunctionCheck, GradientCheck, LayerCheck
from ._progress import progress_bar
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
        If `theta` is not an array of finite floats, `epsilon` is not above 0 or is lost in the
        rounding of `theta`, or the function changes its argument or returns anything but a finite
        number.

    Examples
    --------
    >>> numerical_gradient(lambda v: v[0] ** 2 + 3 * v[1], np.array([2.0, 5.0])).round(6)
    array([4., 3.])
    """
    epsilon = positive("epsilon", epsilon)
    point = finite_array("theta", theta, float).copy()
    _check_steps(point, epsilon)
    nudged = point.view()
    nudged.flags.writeable = False  # a function that changed it would be told of other points
    gradient = np.empty_like(point)
    for i in np.ndindex(point.shape):
        centre = point[i]
        point[i] = centre + epsilon
        above = _number(function(nudged))
        point[i] = centre - epsilon
        below = _number(function(nudged))
        point[i] = centre
        gradient[i] = (above - below) / (2 * epsilon)
    return gradient


def _check_steps(point: Array, epsilon: float) -> None:
    """Refuse a step that rounding swallows, in whole or in part: its quotient would be wrong."""
    taken = (point + epsilon) - (point - epsilon)
    wrong = np.abs(taken - 2 * epsilon) > 1e-3 * epsilon
    if wrong.any():
        i = tuple(int(k) for k in np.argwhere(wrong)[0])
        where = f"theta{list(i)}" if i else "theta"
        raise ValueError(
            f"epsilon is {epsilon:g}, a step that rounding swallows at {where} = {point[i]:g}; "
            f"take a larger one, about {_EPSILON * max(1.0, abs(point[i])):.0e}, or smaller "
            f"parameters"
        )


def _number(value: Any) -> float:
    number = np.asarray(value)
    if number.ndim or number.dtype.kind not in "fiu":
        got = f"an array of shape {number.shape}" if number.ndim else repr(value)
        raise ValueError(f"function returned {got}, but must return a number")
    if not np.isfinite(number):
        raise ValueError(f"function returned {value}, but must return a finite number")
    return float(number)


def check_gradient(
    function: Network | Differentiable,
    X: ArrayLike | None = None,
    Y: ArrayLike | None = None,
    tolerance: float = 1e-6,
    *,
    theta: ArrayLike | None = None,
    progress: bool = True,
) -> GradientCheck | FunctionCheck:
    """Compare backpropagation with central differences, layer by layer.

    The relative error of an entry is the distance of the two values over the larger of them, or
    over 1e-4 (times the cost, where that is above 1) if both are smaller: below that, rounding in
    ``J`` is all that a difference shows. At a kink, as ReLU has at 0, there is no derivative, and
    a difference shows something else: entries that fail there, and are right beside it, are left
    out.

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
    progress : bool
        Whether to show a progress bar where it takes more than a few seconds.

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
    value = _value_of(function)
    with progress_bar(2 * point.size, progress, unit="cost", leave=False, delay=5) as bar:
        theirs = numerical_gradient(_counted(value, bar), point)
    J, ours = function.value_and_gradient(point)
    errors = relative_errors(ours, theirs, J)
    kinks = np.zeros(errors.shape, bool)
    if (errors > tolerance).any():
        faults = np.where(errors > tolerance, np.abs(ours - theirs), 0.0)
        kinks = _at_kinks(function, point, faults, tolerance)
        errors[kinks] = 0
        # Once more, so that the last pass of a network is the one that is checked.
        function.value_and_gradient(point)
    if network is None:
        k = np.unravel_index(errors.argmax(), errors.shape)
        entry = f"gradient[{', '.join(map(str, k))}]"
        worst = f"{entry}: {ours[k]:.8g} as given, {theirs[k]:.8g} by differences"
        return FunctionCheck(float(errors.max()), worst, tolerance)
    flats = (Parameters(network.d, flat) for flat in (ours, theirs, errors, kinks))
    return GradientCheck(tuple(_layer_checks(*flats)), tolerance)


def _value_of(function: Differentiable) -> Callable[[Array], Any]:
    """``J`` alone, where it can be had without its gradient."""
    return getattr(function, "value", lambda theta: function.value_and_gradient(theta)[0])


def _counted(function: Callable[[Array], Any], bar: Any) -> Callable[[Array], Any]:
    """The function, whose calls move the bar."""

    def call(theta: Array) -> Any:
        bar.update()
        return function(theta)

    return call


def _at_kinks(
    function: Differentiable, point: Array, faults: Array, tolerance: float
) -> NDArray[np.bool_]:
    """Which entries with a fault have it for no other reason than that the point is on a kink.

    Beside a kink, a short random way off, a right gradient is right; a wrong one is as wrong there.
    Three ways are tried, since another kink may lie on one of them. `faults` holds the distances
    of the two gradients at the point, 0 where they agree.
    """
    value, rng = _value_of(function), np.random.default_rng(0)
    wrong = faults > 0
    for _ in range(3):
        beside = point + 1e-3 * rng.normal(size=point.shape)
        J, ours = function.value_and_gradient(beside)
        for i in map(tuple, np.argwhere(wrong)):
            theirs = numerical_gradient(_along(value, beside, i), 0.0)
            agrees = relative_errors(ours[i], theirs, J) <= tolerance
            wrong[i] = not (agrees and np.abs(ours[i] - theirs) < faults[i] / 4)
    return (faults > 0) & ~wrong


def _along(
    function: Callable[[Array], Any], point: Array, i: tuple[int, ...]
) -> Callable[[Array], Any]:
    """The function of one entry, the others being those of the point."""

    def of_entry(step: Array) -> Any:
        nudged = point.copy()
        nudged[i] += step
        return function(nudged)

    return of_entry


def floor_of(J: Any) -> float:
    """What a relative error divides by at least.

    Parameters
    ----------
    J : float
        The cost.

    Returns
    -------
    float
    """
    return 1e-4 * max(1.0, abs(float(J)))


def relative_errors(ours: Array, theirs: Array, J: Any) -> Array:
    """Compare two gradients, entry by entry.

    Implements {eq}`eq:relative-error`.

    Parameters
    ----------
    ours, theirs : ndarray
        As computed, and by differences.
    J : float
        The cost.

    Returns
    -------
    ndarray
        Of the shape of both.
    """
    size = np.maximum(np.maximum(np.abs(ours), np.abs(theirs)), floor_of(J))
    return np.abs(ours - theirs) / size


def _layer_checks(
    ours: Parameters, theirs: Parameters, errors: Parameters, kinks: Parameters
) -> Iterator[LayerCheck]:
    """The check of every layer, with the entry of ``(db dW)`` that is worst."""
    for ell, error in enumerate(errors.bW, start=1):
        i, j = np.unravel_index(error.argmax(), error.shape)
        entry = f"dW[{ell}][{i}, {j - 1}]" if j else f"db[{ell}][{i}]"
        a, n = ours.bW[ell][i, j], theirs.bW[ell][i, j]
        worst = f"{entry}: {a:.8g} by backpropagation, {n:.8g} by differences"
        largest = float(errors.W[ell].max()), float(errors.b[ell].max())
        yield LayerCheck(ell, *largest, worst, int(kinks.bW[ell].sum()))
