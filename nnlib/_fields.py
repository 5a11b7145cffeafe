"""Attributes that check what is assigned to them."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, overload

from ._checks import count, positive

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


class Share(_Field[float]):
    """A number from 0 to below 1, and why it cannot be 1."""

    def __init__(self, why_below_1: str) -> None:
        self.why_below_1 = why_below_1

    def __set__(self, thing: object, value: float) -> None:
        share = positive(self.name, value, or_zero=True)
        if share >= 1:
            raise ValueError(f"{self.name} is {value!r}, but must be below 1: {self.why_below_1}")
        vars(thing)[self.place] = share


class Count(_Field[int]):
    """A whole number of at least 1."""

    def __set__(self, thing: object, value: int) -> None:
        vars(thing)[self.place] = count(self.name, value)
