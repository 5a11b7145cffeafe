"""Attributes that check what is assigned to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from ._checks import choose, count, positive

Value = TypeVar("Value")


class _Field(Generic[Value]):
    """A value that lies beside the attribute, under its name with an underscore."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name, self.place = name, f"_{name}"

    @overload
    def __get__(self, thing: None, owner: type) -> _Field[Value]: ...
    @overload
    def __get__(self, thing: object, owner: type) -> Value: ...
    def __get__(self, thing: object | None, owner: type) -> Any:
        return self if thing is None else vars(thing)[self.place]


class Fixed(_Field[Value]):
    """What a thing is made of: another value in its place would be ignored, or contradict the rest.

    The thing itself assigns to the name with an underscore.
    """

    def __init__(self, instead: str) -> None:
        self.instead = instead

    def __set__(self, thing: object, value: Any) -> None:
        raise AttributeError(f"{self.name} of a network cannot be replaced: {self.instead}")


class NotNegative(_Field[float]):
    """A number of at least 0."""

    def __set__(self, thing: object, value: float) -> None:
        vars(thing)[self.place] = positive(self.name, value, or_zero=True)


class Positive(_Field[float]):
    """A number above 0; with another setting of the thing as its bound, where that is set."""

    def __init__(self, at_least: str = "", at_most: str = "") -> None:
        self.at_least, self.at_most = at_least, at_most

    def __set__(self, thing: object, value: float) -> None:
        number = positive(self.name, value)
        low = vars(thing).get(f"_{self.at_least}", number)
        high = vars(thing).get(f"_{self.at_most}", number)
        if not low <= number <= high:
            bound = (
                f"least {self.at_least} = {low}"
                if number < low
                else f"most {self.at_most} = {high}"
            )
            raise ValueError(f"{self.name} is {value!r}, but must be at {bound}")
        vars(thing)[self.place] = number


class Above1(_Field[float]):
    """A number above 1: a factor that makes larger."""

    def __set__(self, thing: object, value: float) -> None:
        number = positive(self.name, value)
        if number <= 1:
            raise ValueError(f"{self.name} is {value!r}, but must be a number above 1")
        vars(thing)[self.place] = number


class Share(_Field[float]):
    """A number from 0 to below 1, and why it cannot be 1; a factor may be barred from 0 too."""

    def __init__(self, why_below_1: str, *, or_zero: bool = True) -> None:
        self.why_below_1, self.or_zero = why_below_1, or_zero

    def __set__(self, thing: object, value: float) -> None:
        share = positive(self.name, value, or_zero=self.or_zero)
        if share >= 1:
            raise ValueError(f"{self.name} is {value!r}, but must be below 1: {self.why_below_1}")
        vars(thing)[self.place] = share


class Count(_Field[int]):
    """A whole number of at least 1."""

    def __set__(self, thing: object, value: int) -> None:
        vars(thing)[self.place] = count(self.name, value)


class Choice(_Field[str]):
    """A name of a table."""

    def __init__(self, choices: Mapping[str, Any]) -> None:
        self.choices = choices

    def __set__(self, thing: object, value: str) -> None:
        choose(self.name, value, self.choices)
        vars(thing)[self.place] = value


class Mask(_Field["NDArray[np.bool_] | None"]):
    """An array of True and False, or None for True throughout."""

    def __set__(self, thing: object, value: NDArray[np.bool_] | None) -> None:
        if value is not None and (not isinstance(value, np.ndarray) or value.dtype != bool):
            got = getattr(value, "dtype", type(value).__name__)
            raise ValueError(f"{self.name} is of type {got}, but must be an array of bool, or None")
        vars(thing)[self.place] = value
