"""Blocks and signs in a row, as in an equation between matrices."""

from __future__ import annotations

from typing import NamedTuple

from nnlib import _checks
from nnlib.figures.canvas import Canvas

D_HERE = r"d_\ell"
D_BEFORE = r"d_{\ell-1}"
D_NEXT = r"d_{\ell+1}"
WIDTH = 6.2
LABEL = 0.42  # room below a block for its name
TOP = 0.3  # room above a block for the number of its columns
_SIGN = 0.36


def count(name: str, value: int, most: int = 12) -> int:
    """Return `value`, which must be a whole number from 1 to `most`."""
    return _checks.count(name, value, high=most)


class Block(NamedTuple):
    """A matrix: its size, its colour, and the formulas for it and for the two numbers."""

    rows: int
    columns: int
    color: str
    label: str = ""
    row_label: str = ""
    column_label: str = ""


class Row:
    """Blocks and signs set side by side, centred on one height.

    Parameters
    ----------
    parts : list of Block or str
        From left to right; a sign is the formula for it.
    """

    def __init__(self, parts: list[Block | str]) -> None:
        self.parts = parts
        self.blocks = [part for part in parts if isinstance(part, Block)]
        self.gaps = [_SIGN if isinstance(part, str) else _gap(part.row_label) for part in parts]

    def columns(self) -> int:
        """Count the columns of all blocks."""
        return sum(block.columns for block in self.blocks)

    def tallest(self) -> int:
        """Count the rows of the tallest block."""
        return max(block.rows for block in self.blocks)

    def draw(self, canvas: Canvas, middle: float, cell: float) -> list[tuple[float, float]]:
        """Draw the row, and return the lower left corner of every block."""
        x = (canvas.width - self.columns() * cell - sum(self.gaps)) / 2 - 0.05
        corners = []
        for part, gap in zip(self.parts, self.gaps, strict=True):
            x += gap
            if isinstance(part, str):
                canvas.symbol((x - gap / 2, middle), part, size=16)
                continue
            at = (x, middle - part.rows * cell / 2)
            rows, columns, color, *labels = part
            canvas.block(at, rows, columns, cell, color, *labels)
            corners.append(at)
            x += columns * cell
        return corners

    def cell(self, width: float = WIDTH, most: float = 0.3) -> float:
        """Find the largest cell with which the row fits into `width`."""
        return min(most, (width - sum(self.gaps) - 0.25) / self.columns())


def _gap(row_label: str) -> float:
    """Return the room that the number of its rows needs to the left of a block."""
    letters = len(row_label.replace(r"\ell", "l").translate({ord(c): None for c in "_{}"}))
    return {0: 0.11, 1: 0.26, 2: 0.36, 4: 0.54}.get(letters, 0.76)
