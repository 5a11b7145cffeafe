"""What every optimizer has: checks, the memory of a run, rates that may change with the step."""

from __future__ import annotations

import inspect
import threading
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from .._checks import count, finite_array, positive, same_shape

__all__ = ["Optimizer", "Rate"]

Array = NDArray[np.floating]


class Rate:
    """A setting above 0 that may change from step to step: a number, or a function of the step.

    Of a function, a rule reads the value at its step ``t``, which counts from 1::

        GradientDescent(eta=lambda t: 0.5 / t)

    Every assignment is checked; the value of a function is checked when it is read.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name, self.place = name, f"_{name}"

    def __get__(self, optimizer: Any, owner: type | None = None) -> Any:
        if optimizer is None:
            return self
        rate = vars(optimizer)[self.place]
        return (
            positive(f"{self.name}({optimizer.t})", rate(optimizer.t)) if callable(rate) else rate
        )

    def __set__(self, optimizer: Any, rate: Any) -> None:
        vars(optimizer)[self.place] = rate if callable(rate) else positive(self.name, rate)


class Optimizer:
    """A rule that moves ``theta`` in place, one `step` at a time.

    A rule is a subclass with the method `update`, which is its equation. What `update` keeps from
    one step to the next it names in `keeps`. One of your own may also override `step` itself; then
    the checks are its own affair.

    Attributes
    ----------
    title : str
        The words for the rule in a figure.
    keeps : tuple of str
        Names of the arrays that the rule keeps: attributes like ``theta``, made by `begin`, which
        lets them be 0 before step 1.
    looks_again : bool
        Whether `train` takes a second gradient after each step, for `look_again`.
    t : int
        The number of the step, 1 in the first `update`; 0 before it.
    """

    title: ClassVar[str] = ""
    keeps: ClassVar[tuple[str, ...]] = ()
    looks_again: ClassVar[bool] = False

    t = 0
    _theta: Array | None = None
    _product: Array | None = None
    # Whether the memory comes from elsewhere, from a file say, and has not been looked at.
    _unchecked = False

    def step(self, theta: Array, gradient: Array) -> None:
        """Move `theta` by one step.

        An optimizer that remembers, because it keeps arrays or has a rate that changes, belongs to
        the first array that it moves, until `reset`. Threads may share one that does not.

        Parameters
        ----------
        theta : ndarray
            Parameters, floats, changed in place.
        gradient : ndarray of the same shape
            ``dJ/dtheta`` at `theta`, floats; left as it is.

        Raises
        ------
        ValueError
            If the two are not arrays of floats of one shape, or `theta` is another array than the
            one that this optimizer remembers; if a rate that is a function gives no rate, or an
            array that the rule keeps does not fit `theta`. Then nothing has moved.
        """
        _check("theta", theta)
        _check("gradient", gradient)
        same_shape("gradient", gradient, theta.shape, "theta")
        with self._lock:
            if self._theta is None:
                self._remember(theta)
            elif theta is not self._theta:
                self._refuse(theta)
            self._check_kept(theta)
            self.t += 1
            try:
                self.update(theta, gradient)
            except Exception:
                self.t -= 1  # no step was taken
                raise

    def resume(self, theta: Array) -> None:
        """Go on with this array, in place of the one so far.

        An optimizer that was copied or read from a file has a copy of the parameters of its own;
        the network beside it has others, equal but not the same, so it is told which it moves::

            net, optimizer = pickle.load(file)
            optimizer.resume(net.theta)

        So is a new one whose ``t`` and arrays are set by hand, in whatever way they were kept.

        Parameters
        ----------
        theta : ndarray
            Parameters, floats, of the shape and type that the optimizer has moved so far.

        Raises
        ------
        ValueError
            If an array that the rule keeps is missing, of another shape or type than `theta`, or
            not finite. The optimizer is then as it was.
        """
        _check("theta", theta)
        with self._lock:
            if count("t", self.t, low=0):
                if self._theta is not None:
                    same_shape("theta", theta, self._theta.shape, "the array so far")
                self._check_kept(theta, finite=True)
                self._theta = theta if self._remembers else None
            else:
                self.reset()  # it has not begun: the next step will

    @property
    def _lock(self) -> threading.RLock:
        """One step at a time: two threads in `times` at once would write into one buffer."""
        # In one go, and not in a constructor, which a rule of the reader's own may leave out.
        return vars(self).setdefault("_one_at_a_time", threading.RLock())

    @property
    def _remembers(self) -> bool:
        begins = type(self).begin is not Optimizer.begin
        return begins or bool(self.keeps) or any(callable(value) for value in vars(self).values())

    def __getstate__(self) -> dict[str, Any]:
        left = ("_one_at_a_time", "_product")  # a lock cannot be copied, a buffer need not be
        return {name: value for name, value in vars(self).items() if name not in left}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, _unchecked=True)

    def begin(self, theta: Array) -> None:
        """Make the arrays that the rule keeps, before its first step: all 0, unless it says else.

        Parameters
        ----------
        theta : ndarray
            As in `step`.
        """
        for name in self.keeps:
            setattr(self, name, np.zeros_like(theta))

    def update(self, theta: Array, gradient: Array) -> None:
        """Apply the equation of the rule, to arrays that have been checked.

        Parameters
        ----------
        theta, gradient : ndarray of one shape
            As in `step`.
        """
        raise NotImplementedError(f"{type(self).__name__} must have a method update or step")

    def look_again(self, theta: Array, gradient: Array) -> None:
        """Learn from what the last step has changed; most rules do not.

        Parameters
        ----------
        theta : ndarray
            Where it has led; left as it is.
        gradient : ndarray of the same shape
            ``dJ/dtheta`` there, of the examples whose gradient the step was given.
        """

    def reset(self) -> None:
        """Forget the steps so far: the next one is the first of another run."""
        with self._lock:
            self.t, self._theta = 0, None
            for name in self.keeps:
                vars(self).pop(name, None)

    def times(self, factor: float | Array, array: Array) -> Array:
        """``factor * array``, in a buffer that the next call writes again.

        A new array in every step would cost more than the sum that it goes into. The buffer may
        itself be the array of the next call: ``times(2, times(x, x))``.

        Parameters
        ----------
        factor : float or ndarray
            A rate, say, or one for each entry.
        array : ndarray
            Of the shape of ``theta``.

        Returns
        -------
        ndarray
        """
        return np.multiply(array, factor, out=self._buffer(array))

    def over_root(self, factor: float, array: Array, squares: Array, epsilon: float) -> Array:
        """``factor * array / (sqrt(squares) + epsilon)``, in the buffer of `times`.

        Parameters
        ----------
        factor : float
            A rate, say.
        array : ndarray
            Of the shape of ``theta``; not what `times` has returned.
        squares : ndarray of that shape
            At least 0; may be what `times` has returned.
        epsilon : float
            What is added to the root, above 0.

        Returns
        -------
        ndarray
        """
        out = np.sqrt(squares, out=self._buffer(array))
        out += epsilon
        np.divide(array, out, out=out)
        out *= factor
        return out

    def _buffer(self, like: Array) -> Array:
        buffer = self._product
        if buffer is None or buffer.shape != like.shape or buffer.dtype != like.dtype:
            buffer = self._product = np.empty_like(like)
        return buffer

    def _remember(self, theta: Array) -> None:
        """Remember the array, if there is anything to remember."""
        if self._remembers:
            self._theta = theta
        self.begin(theta)

    def _check_kept(self, theta: Array, *, finite: bool = False) -> None:
        """Refuse a memory that does not belong to `theta`; look at each number only where asked."""
        for name in self.keeps:
            array = vars(self).get(name)
            if not isinstance(array, np.ndarray) or array.dtype != theta.dtype:
                got = (
                    "missing"
                    if array is None
                    else f"of type {getattr(array, 'dtype', type(array).__name__)}"
                )
                raise ValueError(
                    f"{name} is {got}, but must be an array of {theta.dtype}, like theta"
                )
            same_shape(name, array, theta.shape, "theta")
            if finite or self._unchecked:
                finite_array(name, array, array.dtype)
        self._unchecked = False

    def _refuse(self, theta: Array) -> None:
        assert self._theta is not None
        name = type(self).__name__
        raise ValueError(
            f"theta, of shape {theta.shape}, is another array than the one that this {name} has "
            f"moved, of shape {self._theta.shape}: take a new {name} for each run, or call reset()"
            f"; to go on with a run that was copied or read from a file, call resume(theta)"
        )

    def __repr__(self) -> str:
        parameters = inspect.signature(type(self)).parameters
        known = {name: vars(self).get(name, vars(self).get(f"_{name}")) for name in parameters}
        return f"{type(self).__name__}({', '.join(f'{k}={_told(v)}' for k, v in known.items())})"


def _told(setting: Any) -> str:
    """A setting as it is typed; an array by what it is, not by its thousand entries."""
    if isinstance(setting, np.ndarray):
        return f"<array of {setting.dtype}, shape {setting.shape}>"
    return repr(setting)


def _check(argument: str, array: Array) -> None:
    """Refuse what could not be changed in place."""
    if not isinstance(array, np.ndarray) or array.dtype.kind != "f":
        got = getattr(array, "dtype", type(array).__name__)
        raise ValueError(f"{argument} is of type {got}, but must be an array of floats")
