"""Refusing bad input at once, in words that say which argument, what came and what was wanted."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

Choice = TypeVar("Choice")


def choose(
    argument: str,
    name: Any,
    choices: Mapping[str, Choice],
    elsewhere: Mapping[str, str] | None = None,
) -> Choice:
    """The choice of that name, or a `ValueError` that lists them all.

    `elsewhere` has names that other libraries give to a choice, and what it is called here.
    """
    if isinstance(name, str) and name in choices:
        return choices[name]
    message = f"{argument} is {name!r}, but must be one of {listing(choices)}"
    if isinstance(name, str):
        plain = name.lower().replace("-", "_").replace(" ", "_")
        if here := (elsewhere or {}).get(plain):
            raise ValueError(f"{message}; it is called {here!r} here")
        if close := difflib.get_close_matches(plain, choices, n=1):
            raise ValueError(f"{message}; did you mean {close[0]!r}?")
    raise ValueError(message)


def listing(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in names)


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def float_type(argument: str, dtype: DTypeLike) -> np.dtype[Any]:
    """`dtype` as one of the two types that nnlib computes in."""
    try:
        kind: Any = np.dtype(dtype)
    except TypeError:
        kind = repr(dtype)
    if kind not in (np.float64, np.float32):
        raise ValueError(f"{argument} is {kind}, but must be float64 or float32")
    return kind


def zeros(what: str, shape: tuple[int, ...], dtype: Any) -> NDArray[np.floating]:
    """Zeros of a shape; where there is no room, a `ValueError` that says what they would take."""
    try:
        # In Fortran order: the numbers of a column, which is an example, are neighbours.
        return np.zeros(shape, dtype, order="F")
    except (MemoryError, ValueError):
        size = Decimal(math.prod(shape) * np.dtype(dtype).itemsize) / 2**30
        raise ValueError(
            f"{what} would have shape {shape} and take {size:,.0f} GiB, more than there is memory"
        ) from None


def generator(seed: Any) -> np.random.Generator:
    """A source of randomness: the same for the same `seed`, fresh for None, or a given one."""
    if isinstance(seed, np.random.Generator):
        return seed
    return np.random.default_rng(None if seed is None else count("seed", seed, low=0))


def as_array(argument: str, array: ArrayLike) -> NDArray[Any]:
    """`array` as an ndarray of whatever shape and type; masked and sparse ones are refused."""
    if hasattr(array, "toarray") and not isinstance(array, np.ndarray):
        raise ValueError(
            f"{argument} is a sparse {type(array).__name__}, but an array is wanted: "
            f"{expression(argument)}.toarray()"
        )
    if np.ma.is_masked(array):
        raise ValueError(
            f"{argument} has masked entries, but every entry must be a number; "
            f"{argument}.filled(...) puts one in their place"
        )
    try:
        return np.asarray(array)
    except ValueError:
        raise ValueError(f"{argument} has rows of different lengths") from None


def expression(argument: str, array: ArrayLike | None = None) -> str:
    """What a user types for an argument, with the methods of an array."""
    name = {"validation X": "validation[0]", "validation Y": "validation[1]"}.get(
        argument, argument
    )
    return name if array is None or isinstance(array, np.ndarray) else f"np.asarray({name})"


def _conversion(argument: str, array: ArrayLike, values: NDArray[Any]) -> str:
    """How an array of another type becomes one of floats, where it can."""
    if np.issubdtype(values.dtype, np.integer) or values.dtype == bool:
        return f"; convert it with {expression(argument, array)}.astype(float)"
    if values.dtype.kind in "OUS":
        try:
            numbers = values.astype(float)
        except (TypeError, ValueError):
            numbers = np.array(math.nan)
        if np.isnan(numbers).any():
            return "; some of its entries are no numbers"
        return f"; convert it with np.asarray({expression(argument)}, dtype=float)"
    return ""


def finite_array(
    argument: str, array: ArrayLike, dtype: Any, given: ArrayLike | None = None
) -> NDArray[np.floating]:
    """`array` as floats of type `dtype`; integers, objects, NaN and infinity are refused.

    `given` is what the user handed over, where that was not `array` itself.
    """
    values = as_array(argument, array)
    if not np.issubdtype(values.dtype, np.floating):
        hint = _conversion(argument, array if given is None else given, values)
        raise ValueError(
            f"{argument} has dtype {values.dtype}, but floating-point numbers are wanted{hint}"
        )
    with np.errstate(over="ignore"):
        floats = values.astype(dtype, copy=False)
    if not np.isfinite(floats).all():
        wrong = ~np.isfinite(floats)
        where = tuple(int(i) for i in np.argwhere(wrong)[0])
        kind = "NaN" if np.isnan(floats[where]) else "infinite"
        if np.isfinite(values[where]):
            kind = f"{values[where]:g}, which is infinite as {floats.dtype}"
        entries = "1 entry that is" if wrong.sum() == 1 else f"{wrong.sum()} entries that are"
        raise ValueError(
            f"{argument} holds {entries} NaN or infinite, the first ({kind}) at {list(where)}; "
            f"all entries must be finite"
        )
    return floats


def same_shape(argument: str, array: NDArray[Any], shape: tuple[int, ...], other: str) -> None:
    """Refuse what would broadcast to `shape`, that of the argument `other`."""
    if array.shape != shape:
        raise ValueError(f"{argument} has shape {array.shape}, but {other} has shape {shape}")


def matrix(
    argument: str, array: ArrayLike, rows: tuple[str, int], dtype: Any, columns: int | None = None
) -> NDArray[np.floating]:
    """`array` as a finite matrix with one example in each column.

    `rows` is the wanted number of rows, by symbol and value (``("d_0", 64)``); `columns` the wanted
    N, where another argument has fixed it.
    """
    symbol, count = rows
    given, array = array, as_array(argument, array)
    name = expression(argument, given)
    shape = array.shape
    wanted = f"({count}, {'N' if columns is None else columns})"
    from_labels = f"; class labels become such a matrix by nnlib.one_hot(labels, {count})"
    if len(shape) != 2:
        hint = ""
        if len(shape) == 1 and count == 1:
            of_what = "targets" if "Y" in argument else "examples of one number each"
            hint = f"; a row of {of_what} is {name}.reshape(1, -1)"
        elif len(shape) == 1 and "Y" in argument:
            hint = from_labels
        elif len(shape) == 1:
            hint = f"; one example is a column, {name}.reshape(-1, 1)"
        elif len(shape) > 2 and math.prod(shape[1:]) == count:
            hint = (
                f"; an example, {shape[1:]}, becomes a column by {name}.reshape({shape[0]}, -1).T"
            )
        raise ValueError(
            f"{argument} has shape {shape}, but a {symbol} x N matrix is wanted, "
            f"shape {wanted}{hint}"
        )
    if shape[1] == 0:
        raise ValueError(f"{argument} has no columns (N = 0), but at least one example is wanted")
    if shape[0] != count:
        hint = ""
        if shape[1] == count:
            hint = (
                f"; it has {_plural(count, 'column')}: each example must be a column, pass {name}.T"
            )
        elif shape[0] == 1 and "Y" in argument:
            hint = from_labels
        raise ValueError(f"{argument} has {_plural(shape[0], 'row')}, but {symbol} = {count}{hint}")
    if columns is not None and shape[1] != columns:
        raise ValueError(f"{argument} has {_plural(shape[1], 'column')}, but X has N = {columns}")
    return finite_array(argument, array, dtype, given)


def positive(argument: str, number: Any, *, or_zero: bool = False) -> float:
    """`number` as a finite float that is above zero (or at least zero)."""
    wanted = "a number of at least 0" if or_zero else "a number above 0"
    if not isinstance(number, Real) or isinstance(number, bool):
        raise ValueError(f"{argument} is {number!r}, but must be {wanted}")
    try:
        value = float(number)
    except OverflowError:  # a whole number of more than 308 digits
        value = math.inf
    if not math.isfinite(value) or value < 0 or (value == 0 and not or_zero):
        raise ValueError(f"{argument} is {number!r}, but must be {wanted}")
    return value


def count(
    argument: str, number: Any, *, low: int = 1, high: int | None = None, of: str = ""
) -> int:
    """`number` as a whole number from `low` to `high`; `of` says what `high` is."""
    wanted = f"a whole number of at least {low}"
    if high is not None:
        wanted = f"a whole number from {low} to {high}{of}"
    if isinstance(number, Integral) and not isinstance(number, bool):
        value = int(number)
        if low <= value and (high is None or value <= high):
            return value
    raise ValueError(f"{argument} is {number!r}, but must be {wanted}")
