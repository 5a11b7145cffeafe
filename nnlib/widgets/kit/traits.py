"""Traits that refuse a bad value in words: which trait, what came, what was wanted.

A figure that is given nonsense would be blank, on a page where nobody sees a traceback. So every
setting is checked here, before it travels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from numbers import Integral, Real
from typing import Any

import numpy as np
from traitlets import TraitError, TraitType

from nnlib._checks import choose

__all__ = [
    "Array", "Checked", "Choice", "Choices", "Count", "Counts", "Number", "Numbers", "Switch",
    "Text",
]  # fmt: skip


class Checked(TraitType[Any, Any]):
    """A synced trait whose `check` returns the value in its one form, or says what is wrong."""

    #: Attributes that bound the values; the front end gets them, and types none of them again.
    bounds: tuple[str, ...] = ()

    def __init__(self, default: Any, **keywords: Any) -> None:
        super().__init__(default_value=default, **keywords)
        self.tag(sync=True)

    def check(self, name: str, value: Any) -> Any:
        """Return `value` in its one form, or raise a `ValueError` that says what is wrong."""
        raise NotImplementedError

    def facts(self) -> dict[str, Any]:
        """What the front end must know of the trait: its kind, and the bounds of its values."""
        bounds = {name: _finite(getattr(self, name)) for name in self.bounds}
        return {"kind": type(self).__name__.lower(), **bounds}

    def validate(self, obj: Any, value: Any) -> Any:
        """Check `value`; called by traitlets whenever the trait is set."""
        try:
            return self.check(self.name or "value", value)
        except ValueError as error:
            raise TraitError(str(error)) from None


def _finite(bound: Any) -> Any:
    """A bound as JSON can carry it: None where there is none."""
    return None if isinstance(bound, float) and math.isinf(bound) else bound


def _number(
    name: str, value: Any, low: float, high: float, above: bool = False, kind: str = "number"
) -> float:
    wanted = f"a finite {kind}"
    if math.isfinite(low) and math.isfinite(high):
        bounds = f"above {low:g} and at most" if above else f"from {low:g} to"
        wanted = f"a {kind} {bounds} {high:g}"
    elif math.isfinite(low):
        wanted = f"a {kind} {'above' if above else 'of at least'} {low:g}"
    elif math.isfinite(high):
        wanted = f"a {kind} of at most {high:g}"
    if isinstance(value, Real) and not isinstance(value, bool | np.bool_):
        number = float(value)
        inside = low < number if above else low <= number
        if math.isfinite(number) and inside and number <= high:
            return number
    raise ValueError(f"{name} is {value!r}, but must be {wanted}")


class Number(Checked):
    """A finite number, from `low` to `high`; with `above` it must be greater than `low`.

    Parameters
    ----------
    default : float
        The value at the start.
    low, high : float
        The bounds; infinite for none.
    above : bool
        Whether `low` itself is refused.
    """

    bounds = ("low", "high", "above")

    def __init__(
        self,
        default: float,
        low: float = -math.inf,
        high: float = math.inf,
        *,
        above: bool = False,
        **keywords: Any,
    ) -> None:
        self.low, self.high, self.above = low, high, above
        super().__init__(default, **keywords)

    def check(self, name: str, value: Any) -> float:
        """Return `value` as a float."""
        return _number(name, value, self.low, self.high, self.above)


class Count(Checked):
    """A whole number from `low` to `high`.

    Parameters
    ----------
    default : int
        The value at the start.
    low, high : int
        The bounds; `high` is None for none.
    """

    bounds = ("low", "high")

    def __init__(
        self, default: int, low: int = 0, high: int | None = None, **keywords: Any
    ) -> None:
        self.low, self.high = low, high
        super().__init__(default, **keywords)

    def check(self, name: str, value: Any) -> int:
        """Return `value` as an int; a front end may send 3 as 3.0."""
        whole = isinstance(value, Integral) or (isinstance(value, float) and value.is_integer())
        if whole and not isinstance(value, bool | np.bool_):
            number = int(value)
            if number >= self.low and (self.high is None or number <= self.high):
                return number
        wanted = f"a whole number of at least {self.low}"
        if self.high is not None:
            wanted = f"a whole number from {self.low} to {self.high}"
        raise ValueError(f"{name} is {value!r}, but must be {wanted}")


class Numbers(Checked):
    """A list of finite numbers from `low` to `high`, of a length from `shortest` to `longest`.

    Setting it takes any sequence or one-dimensional array. It is a new list each time: change it
    by assignment, for a change inside the list is not seen.

    Parameters
    ----------
    default : sequence of float
        The value at the start.
    low, high : float
        The bounds of every number.
    shortest, longest : int
        The bounds of the length.
    """

    #: What the list holds, for the words of an error.
    kind = "number"

    bounds = ("low", "high", "shortest", "longest")

    def __init__(
        self,
        default: Sequence[float],
        low: float = -math.inf,
        high: float = math.inf,
        *,
        shortest: int = 1,
        longest: int = 1000,
        **keywords: Any,
    ) -> None:
        self.low, self.high, self.shortest, self.longest = low, high, shortest, longest
        super().__init__(list(default), **keywords)

    def check(self, name: str, value: Any) -> list[float]:
        """Return `value` as a list of floats."""
        if self.shortest == self.longest:
            length = f"{self.longest} {self.kind}s"
        else:
            length = f"{self.shortest} to {self.longest} {self.kind}s"
        if isinstance(value, np.ndarray) and value.ndim == 1:
            value = value.tolist()
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise ValueError(f"{name} is {value!r}, but must be a list of {length}")
        if not self.shortest <= len(value) <= self.longest:
            raise ValueError(f"{name} has length {len(value)}, but must have {length}")
        low, high, kind = self.low, self.high, self.kind
        return [_number(f"{name}[{i}]", v, low, high, kind=kind) for i, v in enumerate(value)]

    def make_dynamic_default(self) -> list[float]:
        """Give each figure a list of its own."""
        return list(self.default_value)


class Counts(Numbers):
    """A list of whole numbers; parameters as for `Numbers`."""

    kind = "whole number"

    def check(self, name: str, value: Any) -> list[int]:  # type: ignore[override]
        """Return `value` as a list of int; a front end may send 3 as 3.0."""
        numbers = super().check(name, value)
        if any(not number.is_integer() for number in numbers):
            raise ValueError(f"{name} is {value!r}, but must be a list of whole numbers")
        return [int(number) for number in numbers]


class Choice(Checked):
    """One of a few names.

    Parameters
    ----------
    default : str
        The value at the start.
    choices : iterable of str, or mapping
        The names; as a mapping, each with the words that a reader sees for it.
    """

    bounds = ("choices", "labels")

    def __init__(
        self, default: str, choices: Iterable[str] | Mapping[str, str], **keywords: Any
    ) -> None:
        self.choices = tuple(choices)
        words = choices if isinstance(choices, Mapping) else {}
        self.labels = [words.get(name, name.replace("_", " ")) for name in self.choices]
        super().__init__(default, **keywords)

    def check(self, name: str, value: Any) -> str:
        """Return `value` if it is one of the names."""
        return choose(name, value, {choice: choice for choice in self.choices})


class Choices(Choice):
    """Some of a few names, each once at most, in the order in which the choice lists them.

    Parameters
    ----------
    default : sequence of str
        The value at the start.
    choices : iterable of str, or mapping
        As for `Choice`.
    """

    def __init__(
        self, default: Sequence[str], choices: Iterable[str] | Mapping[str, str], **keywords: Any
    ) -> None:
        super().__init__(list(default), choices, **keywords)  # type: ignore[arg-type]

    def check(self, name: str, value: Any) -> list[str]:  # type: ignore[override]
        """Return `value` as a list of names."""
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise ValueError(f"{name} is {value!r}, but must be a list of names")
        chosen = {super(Choices, self).check(f"{name}[{i}]", v) for i, v in enumerate(value)}
        if len(chosen) < len(value):
            raise ValueError(f"{name} is {value!r}, but must name each once at most")
        return [choice for choice in self.choices if choice in chosen]

    def make_dynamic_default(self) -> list[str]:
        """Give each figure a list of its own."""
        return list(self.default_value)


class Switch(Checked):
    """True or False."""

    def check(self, name: str, value: Any) -> bool:
        """Return `value` as a bool."""
        if isinstance(value, bool | np.bool_):
            return bool(value)
        raise ValueError(f"{name} is {value!r}, but must be True or False")


class Text(Checked):
    """Some words."""

    def check(self, name: str, value: Any) -> str:
        """Return `value` if it is a string."""
        if isinstance(value, str):
            return value
        raise ValueError(f"{name} is {value!r}, but must be a string")


def shortest_type(values: np.ndarray) -> str:
    """Name the shortest of float16, float32 and float64 that holds all values as they are."""
    with np.errstate(over="ignore"):
        for dtype in ("float16", "float32"):
            if np.array_equal(values.astype(dtype), values):
                return dtype
    return "float64"


class Array(Checked):
    """A float64 array, which travels as bytes and not as text.

    The front end gets ``{shape, dtype, data}``, `data` being a DataView of the entries column after
    column, as nnlib and the engine store a matrix of one example per column: entry (i, n) of a
    d x N matrix at ``i + n * d``. There, ``array(model.get(name))`` of numbers.js gives
    ``{shape, values}`` with a Float64Array. What comes back has no dtype, and is float64.

    Parameters
    ----------
    default : array_like, optional
        The value at the start; an empty array when left out.
    shape : tuple, optional
        The wanted shape, None standing for any length: ``(2, None)``.
    dtype : str or callable, optional
        The type in which the entries travel: ``"float16"``, ``"float32"`` or ``"float64"``, or what
        gives it for a figure. When left out, the shortest that holds all of them as they are.
    """

    bounds = ("shape",)

    def __init__(
        self,
        default: Any = None,
        shape: tuple[int | None, ...] | None = None,
        dtype: str | Callable[[Any], str] | None = None,
        **keywords: Any,
    ) -> None:
        self.shape, self.dtype = shape, dtype
        if default is None:
            default = np.zeros([length or 0 for length in shape or (0,)])
        super().__init__(default, **keywords)
        self.tag(to_json=self._to_json, from_json=self._from_json)

    def check(self, name: str, value: Any) -> np.ndarray:
        """Return `value` as a finite float64 array that nothing else changes."""
        try:
            array = np.array(value, dtype=np.float64, order="F")
        except (TypeError, ValueError):
            raise ValueError(f"{name} is {value!r:.60}, but must be an array of numbers") from None
        if self.shape is not None:
            fits = len(self.shape) == array.ndim and all(
                wanted in (None, length)
                for wanted, length in zip(self.shape, array.shape, strict=True)
            )
            if not fits:
                wanted = " x ".join("any" if n is None else str(n) for n in self.shape)
                raise ValueError(f"{name} has shape {array.shape}, but must be {wanted}")
        if not np.isfinite(array).all():
            place = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
            raise ValueError(f"{name} holds {array[place]} at {place}, but must be finite")
        array.setflags(write=False)
        return array

    def _to_json(self, value: np.ndarray, widget: Any) -> dict[str, Any]:
        dtype = self.dtype(widget) if callable(self.dtype) else self.dtype or shortest_type(value)
        data = value.astype(np.dtype(dtype).newbyteorder("<")).ravel(order="F")
        shape = list(value.shape)
        return {"shape": shape, "dtype": dtype, "data": memoryview(data.tobytes())}

    @staticmethod
    def _from_json(value: Any, widget: Any) -> Any:
        if not isinstance(value, dict):
            return value
        dtype = np.dtype(value.get("dtype", "float64")).newbyteorder("<")
        flat = np.frombuffer(value["data"], dtype).astype(np.float64)
        return flat.reshape(value["shape"], order="F")
