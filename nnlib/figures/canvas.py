"""A sheet measured in inches, and the few strokes that every diagram is made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path

from nnlib.figures.style import BOLD, LINE, SMALL, SYMBOL, THIN, WORD, light

Point = tuple[float, float]
_DASHES = (0, (3.2, 2.0))
_HEAD = 0.105


class Canvas:
    """A figure of `width` x `height` inches whose coordinates are inches from the lower left.

    Parameters
    ----------
    width, height : float
        In inches.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width, height))
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set(xlim=(0, width), ylim=(0, height))

    def text(
        self,
        at: Point,
        words: str,
        color: str = "ink",
        size: float = WORD,
        ha: Any = "center",
        va: Any = "center",
        ground: str | None = None,
        z: float = 6,
        **options: Any,
    ) -> None:
        """Write words or a formula; `ground` puts a small coloured plate beneath it."""
        plate = None
        if ground is not None:
            plate = {
                "boxstyle": "round,pad=0.18,rounding_size=0.18",
                "facecolor": light(ground),
                "edgecolor": "none",
            }
        self.axes.text(
            *at,
            words,
            color=light(color),
            fontsize=size,
            ha=ha,
            va=va,
            zorder=z,
            bbox=plate,
            **options,
        )

    def symbol(self, at: Point, formula: str, color: str = "ink", **options: Any) -> None:
        """Write a formula in the size of symbols."""
        self.text(at, f"${formula}$", color, **{"size": SYMBOL, **options})

    def circle(
        self,
        at: Point,
        radius: float,
        color: str = "ink",
        fill: str = "paper",
        width: float = LINE,
        z: float = 4,
    ) -> None:
        """Draw a filled circle."""
        self.axes.add_patch(
            Circle(at, radius, facecolor=light(fill), edgecolor=light(color), lw=width, zorder=z)
        )

    def box(
        self,
        at: Point,
        width: float,
        height: float,
        color: str = "ink",
        fill: str | None = "paper",
        alpha: float = 1.0,
        line: float = LINE,
        rounding: float = 0.0,
        dashed: bool = False,
        z: float = 3,
    ) -> None:
        """Draw a box with its lower left corner at `at`; `alpha` is the opacity of its fill."""
        outline: Any = _DASHES if dashed else "solid"
        kind: dict[str, Any] = {"zorder": z, "linestyle": outline}
        if rounding:
            shape = f"round,pad=0,rounding_size={rounding}"
            for part in self._fill_and_edge(color, fill, alpha, line):
                self.axes.add_patch(FancyBboxPatch(at, width, height, shape, **kind, **part))
        else:
            for part in self._fill_and_edge(color, fill, alpha, line):
                self.axes.add_patch(Rectangle(at, width, height, **kind, **part))

    @staticmethod
    def _fill_and_edge(
        color: str, fill: str | None, alpha: float, line: float
    ) -> list[dict[str, Any]]:
        parts: list[dict[str, Any]] = []
        if fill is not None:
            parts.append({"facecolor": light(fill), "edgecolor": "none", "alpha": alpha})
        if line:
            parts.append({"facecolor": "none", "edgecolor": light(color), "lw": line})
        return parts

    def line(
        self,
        points: Sequence[Point],
        color: str = "ink",
        width: float = LINE,
        dashed: bool = False,
        z: float = 2,
        alpha: float = 1.0,
    ) -> None:
        """Draw a line through `points`."""
        xs, ys = zip(*points, strict=True)
        self.axes.plot(
            xs,
            ys,
            color=light(color),
            lw=width,
            ls=_DASHES if dashed else "-",
            zorder=z,
            alpha=alpha,
            solid_capstyle="butt",
        )

    def arrow(
        self,
        start: Point,
        end: Point,
        color: str = "ink",
        width: float = LINE,
        dashed: bool = False,
        bend: float = 0.0,
        gaps: tuple[float, float] = (0.0, 0.0),
        z: float = 2,
        head: float = _HEAD,
    ) -> None:
        """Draw an arrow with a solid head.

        Parameters
        ----------
        start, end : pair of float
            Where it would begin and end without gaps.
        color, width, dashed
            How the shaft looks.
        bend : float
            How far the middle is pushed to the left, seen along the arrow, in inches.
        gaps : pair of float
            Room left free at the start and at the end, such as the radius of a neuron.
        z, head : float
            Drawing order, and the length of the head in inches.
        """
        a, b = np.asarray(start, float), np.asarray(end, float)
        along = (b - a) / np.hypot(*(b - a))
        control = (a + b) / 2 + 2 * bend * np.array([-along[1], along[0]])
        a = a + gaps[0] * _unit(control - a)
        b = b + gaps[1] * _unit(control - b)
        tip = _unit(b - control)
        side = np.array([-tip[1], tip[0]])
        neck = b - head * tip
        shaft = Path([a, control, neck + 0.1 * head * tip], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
        style: Any = _DASHES if dashed else "solid"
        self.axes.add_patch(
            PathPatch(shaft, facecolor="none", edgecolor=light(color), lw=width, ls=style, zorder=z)
        )
        wing = 0.36 * head
        corners = np.array([b, neck + wing * side, neck - wing * side])
        self.axes.add_patch(
            Polygon(corners, facecolor=light(color), edgecolor="none", zorder=z + 0.1)
        )

    def brace(
        self,
        start: float,
        end: float,
        at: float,
        words: str,
        below: bool = False,
        color: str = "muted",
    ) -> None:
        """Draw a brace over (or under) the stretch from x = `start` to x = `end`."""
        sign = -1 if below else 1
        depth = 0.1
        middle = (start + end) / 2
        y = [at, at + sign * depth / 2, at + sign * depth]
        points = [
            (start, y[0]), (start, y[1]), (start + depth, y[1]),
            (middle - depth, y[1]), (middle, y[1]), (middle, y[2]),
            (middle, y[1]), (middle + depth, y[1]),
            (end - depth, y[1]), (end, y[1]), (end, y[0]),
        ]  # fmt: skip
        codes = [Path.MOVETO, Path.CURVE3, Path.CURVE3, Path.LINETO, Path.CURVE3, Path.CURVE3]
        codes += [Path.CURVE3, Path.CURVE3, Path.LINETO, Path.CURVE3, Path.CURVE3]
        self.axes.add_patch(
            PathPatch(
                Path(points, codes), facecolor="none", edgecolor=light(color), lw=THIN, zorder=2
            )
        )
        self.text((middle, y[2] + sign * 0.06), words, color, va="top" if below else "bottom")

    def block(
        self,
        at: Point,
        rows: int,
        columns: int,
        cell: float,
        color: str,
        label: str = "",
        row_label: str = "",
        column_label: str = "",
    ) -> None:
        """Draw a matrix to scale, lower left corner at `at`, with its dimensions.

        Parameters
        ----------
        at : pair of float
            Lower left corner.
        rows, columns : int
            How many cells it has.
        cell : float
            Side of a cell.
        color : str
            The colour's name in the palette.
        label : str
            Formula below it.
        row_label, column_label : str
            Formulas for the number of rows (left) and of columns (above).
        """
        x, y = at
        width, height = columns * cell, rows * cell
        self.box(at, width, height, color, fill=color, alpha=0.16, line=0)
        for row in range(1, rows):
            self.line(
                [(x, y + row * cell), (x + width, y + row * cell)], color, 0.6, alpha=0.55, z=3.2
            )
        for column in range(1, columns):
            self.line(
                [(x + column * cell, y), (x + column * cell, y + height)],
                color,
                0.6,
                alpha=0.55,
                z=3.2,
            )
        self.box(at, width, height, color, fill=None, line=LINE, z=3.5)
        if label:
            self.symbol((x + width / 2, y - 0.09), label, va="top", color=color)
        if row_label:
            self.symbol((x - 0.07, y + height / 2), row_label, "muted", ha="right", size=SMALL)
        if column_label:
            self.symbol(
                (x + width / 2, y + height + 0.06), column_label, "muted", va="bottom", size=SMALL
            )

    def highlight(
        self, at: Point, width: float, height: float, z: float = 1, pad: float = 0.05
    ) -> None:
        """Lay the colour of a text marker behind what the text points at."""
        x, y = at
        self.box(
            (x - pad, y - pad), width + 2 * pad, height + 2 * pad,
            fill="highlight", line=0, rounding=0.06, z=z,
        )  # fmt: skip

    def bold_outline(self, at: Point, width: float, height: float, color: str = "ink") -> None:
        """Frame a row, a column or a cell of a block."""
        self.box(at, width, height, color, fill=None, line=BOLD, z=5)


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(math.hypot(*vector), 1e-12)
