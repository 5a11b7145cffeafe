"""The numbers of a `ForwardPass`: tables in which each entry depends on its own place only.

A layer that grows keeps the numbers it has. The script makes the same tables, from these constants,
whenever the reader asks for other numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["MIXING", "TABLES", "table"]

#: For each matrix the number of its table, and the largest entry in tenths.
TABLES = {
    "X": {"number": 0, "largest": 10},
    "W": {"number": 1, "largest": 9},
    "b": {"number": 2, "largest": 5},
}

#: How whole numbers become 32 bits that look random: what is added with each of them, and then the
#: shift and the factor of each round, those of Chris Wellons' lowbias32 (2018, public domain).
MIXING: dict[str, Any] = {
    "increment": 0x9E3779B9,
    "rounds": [(16, 0x7FEB352D), (15, 0x846CA68B), (16, 1)],
}


def table(name: str, seed: int, ell: int, shape: tuple[int, int]) -> np.ndarray:
    """The upper left corner of a table.

    Parameters
    ----------
    name : str
        A key of `TABLES`.
    seed : int
        Which of all tables of that name.
    ell : int
        The layer; 0 for ``X``.
    shape : tuple of int
        Rows and columns that are wanted.

    Returns
    -------
    ndarray of shape `shape`
        Tenths, positive and negative and never 0.
    """
    rows, columns = shape
    number, largest = TABLES[name]["number"], TABLES[name]["largest"]
    bits = [[_mixed(seed, number, ell, i, j) for j in range(columns)] for i in range(rows)]
    tenths = np.array(bits) % (2 * largest) - largest
    return (tenths + (tenths >= 0)) / 10


def _mixed(*numbers: int) -> int:
    """A few whole numbers as 32 bits that look random."""
    bits = 0
    for number in numbers:
        bits = (bits + MIXING["increment"] + number) & 0xFFFFFFFF
        for shift, factor in MIXING["rounds"]:
            bits = ((bits ^ bits >> shift) * factor) & 0xFFFFFFFF
    return bits
