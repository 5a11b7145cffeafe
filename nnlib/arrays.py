"""Where the numbers live: parameters as one flat vector, and the arrays of a pass, by layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from . import _checks

__all__ = ["Batch", "Chunks", "Layers", "Parameters", "augment", "parameter_count"]

Array = NDArray[np.floating]

#: Examples that are looked at together where nobody asks for ``A`` and ``Z``: so the memory that a
#: prediction or a cost takes does not grow with N.
CHUNK = 1024


def parameter_count(d: Sequence[int]) -> int:
    """``P``, the number of parameters: each neuron has a bias and a weight for each input.

    Implements {eq}`eq:parameter-count`.

    Parameters
    ----------
    d : sequence of int
        The widths ``d_0`` to ``d_L``.

    Returns
    -------
    int
    """
    return sum(d_out * (1 + d_in) for d_in, d_out in pairwise(d))


def augment(A: Array) -> Array:
    """``(1; A)``: the activations of a layer below a row of ones.

    Parameters
    ----------
    A : ndarray of shape (d, N)
        Activations, one example in each column.

    Returns
    -------
    ndarray of shape (1 + d, N)
        In Fortran order: the numbers of one example are neighbours in memory.
    """
    A1 = np.empty((1 + A.shape[0], A.shape[1]), dtype=A.dtype, order="F")
    A1[0] = 1
    A1[1:] = A
    return A1


class Layers:
    """One array for each layer, indexed as in the book: ``W[1]`` up to ``W[L]``.

    Assigning an array, ``W[1] = ...``, copies finite numbers of its shape in. What is done to its
    entries, ``W[1][0, 0] = ...`` or ``W[1] += ...``, is not checked.

    Parameters
    ----------
    name : str
        The symbol, for messages.
    first : int
        The lowest layer that has such an array: 0 for ``A``, 1 for the others.
    arrays : sequence of ndarray
        The arrays, from layer `first` up.
    """

    def __init__(self, name: str, first: int, arrays: Sequence[Array]) -> None:
        self._name = name
        self._arrays = dict(enumerate(arrays, start=first))

    def __getitem__(self, ell: int) -> Array:
        try:
            return self._arrays[ell]
        except (KeyError, TypeError):
            first, last = min(self._arrays), max(self._arrays)
            raise IndexError(
                f"{self._name}[{ell!r}] does not exist: ell goes from {first} to L = {last}"
            ) from None

    def __setitem__(self, ell: int, values: ArrayLike) -> None:
        name, target = f"{self._name}[{ell}]", self[ell]
        if values is target:  # W[1] += 0.1 has changed the entries, and then assigns the array
            return
        values = _checks.as_array(name, values)
        if values.shape != target.shape:
            raise ValueError(f"{name} has shape {target.shape}, but got {values.shape}")
        target[...] = _checks.finite_array(name, values, target.dtype)

    def __len__(self) -> int:
        return len(self._arrays)

    def __iter__(self) -> Iterator[Array]:
        return iter(self._arrays.values())

    def __reversed__(self) -> Iterator[Array]:
        return reversed(self._arrays.values())

    def __repr__(self) -> str:
        entries = (f"{self._name}[{ell}]: {array.shape}" for ell, array in self._arrays.items())
        return f"<{', '.join(entries)}>"


class Parameters:
    """A flat vector, seen as the matrices ``(b W)`` of the layers.

    Implements {eq}`eq:parameters`.

    Serves ``Theta`` and ``dJ/dTheta`` alike: an optimizer moves the flat vector, and every ``W``
    and ``b`` moves with it.

    Parameters
    ----------
    d : sequence of int
        The widths ``d_0`` to ``d_L``.
    flat : ndarray of shape (P,)
        The numbers: ``(b W)`` of layer 1 row by row, then of layer 2, and so on.
    prefix : str
        Put before the symbols in messages: ``"d"`` for a gradient.

    Attributes
    ----------
    flat : ndarray of shape (P,)
    bW, W, b : Layers
        Views into `flat`: ``(b W)`` of shape (d_ell, 1 + d_(ell-1)), its weights, and its bias
        column of shape (d_ell, 1), for ell = 1 to L.

    Raises
    ------
    ValueError
        If `flat` has another length.
    """

    def __init__(self, d: Sequence[int], flat: Array, prefix: str = "") -> None:
        P = parameter_count(d)
        if flat.shape != (P,):
            raise ValueError(f"flat has shape {flat.shape}, but d = {d} has P = {P} parameters")
        self.flat = flat
        matrices, start = [], 0
        for d_in, d_out in pairwise(d):
            stop = start + d_out * (1 + d_in)
            matrices.append(flat[start:stop].reshape(d_out, 1 + d_in))
            start = stop
        self.bW = Layers(f"{prefix}bW", 1, matrices)
        self.W = Layers(f"{prefix}W", 1, [bW[:, 1:] for bW in matrices])
        self.b = Layers(f"{prefix}b", 1, [bW[:, :1] for bW in matrices])


class Batch:
    """The arrays of one pass over N examples.

    Every array is stored with the numbers of one example side by side, and the activations carry
    their row of ones, so that a layer is one matrix product with nothing to copy.

    Parameters
    ----------
    d : sequence of int
        The widths ``d_0`` to ``d_L``.
    N : int
        Number of examples.
    dtype : dtype
        Type of all numbers.

    Attributes
    ----------
    A1 : Layers
        ``(1; A[ell])`` of shape (1 + d_ell, N), ell = 0 to L.
    A : Layers
        ``A[ell]`` of shape (d_ell, N), ell = 0 to L: views into `A1`.
    Z, slope, Delta : Layers
        ``Z[ell]``, ``sigma'(Z[ell])`` and ``Delta[ell]`` of shape (d_ell, N), ell = 1 to L.
    M : Layers or None
        Dropout's masks of the pass, ``M[ell]`` of shape (d_ell, N), ell = 1 to L - 1; None where
        nothing is dropped.
    """

    M: Layers | None = None

    def __init__(self, d: Sequence[int], N: int, dtype: DTypeLike) -> None:
        self.d, self.N, self.dtype = d, N, dtype
        self.A1 = Layers("A1", 0, [self._columns(1 + rows) for rows in d])
        for A1 in self.A1:
            A1[0] = 1
        self.A = Layers("A", 0, [A1[1:] for A1 in self.A1])
        self.Z = self._layers("Z")

    # A forward pass needs no room for what goes back.
    @cached_property
    def slope(self) -> Layers:
        """``sigma'(Z[ell])``, once a backward pass has been there."""
        return self._layers("slope")

    @cached_property
    def Delta(self) -> Layers:
        """``Delta[ell]``, once a backward pass has been there."""
        return self._layers("Delta")

    def _layers(self, name: str) -> Layers:
        return Layers(name, 1, [self._columns(rows) for rows in self.d[1:]])

    def _columns(self, rows: int) -> Array:
        return np.empty((self.N, rows), self.dtype).T


class Chunks:
    """Many examples, a bounded number of them at a time, in arrays that are made once.

    Parameters
    ----------
    d : sequence of int
        The widths ``d_0`` to ``d_L``.
    N : int
        Number of examples.
    dtype : dtype
        Type of all numbers.
    """

    def __init__(self, d: Sequence[int], N: int, dtype: DTypeLike) -> None:
        self._places = [slice(n, min(n + CHUNK, N)) for n in range(0, N, CHUNK)]
        sizes = {place.stop - place.start for place in self._places}
        self._batches = {size: Batch(d, size, dtype) for size in sizes}

    def __iter__(self) -> Iterator[tuple[slice, Batch]]:
        """Which examples, and a batch for them, whose arrays the next one uses again."""
        for place in self._places:
            yield place, self._batches[place.stop - place.start]
