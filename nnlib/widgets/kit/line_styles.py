"""How lines that share a picture are told apart: by colour, dashes, and a mark at their end."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

from nnlib.figures import light

__all__ = ["RULE_STYLES", "RUN_STYLES", "LineStyle"]

Polygon = tuple[tuple[float, float], ...]
#: Width of a line in a live figure, in pixels: the unit of dashes in a still one.
_WIDTH = 2


@dataclass(frozen=True)
class LineStyle:
    """A style, for a script and for matplotlib alike.

    Attributes
    ----------
    colour : str
        A name of the palette.
    dash : tuple of float
        Lengths of dashes and gaps in pixels; empty for a line without gaps.
    mark : tuple of pairs
        Corners of the mark in pixels, the second one downwards.
    """

    colour: str
    dash: tuple[float, ...]
    mark: Polygon

    def facts(self) -> dict[str, Any]:
        """Give the style as a script takes it.

        Returns
        -------
        dict
            The name of the ``colour``; ``dash`` and ``mark`` as attributes of an SVG path.
        """
        corners = "L".join(f"{x:g},{y:g}" for x, y in self.mark)
        dash = " ".join(f"{length:g}" for length in self.dash)
        return asdict(self) | {"dash": dash, "mark": f"M{corners}z"}

    def line(self) -> dict[str, Any]:
        """Give colour and dashes as matplotlib takes them.

        Returns
        -------
        dict
            Keywords of ``plot``.
        """
        dashes = tuple(length / _WIDTH for length in self.dash)
        return {"color": light(self.colour), "ls": (0, dashes) if dashes else "-"}

    def end(self) -> dict[str, Any]:
        """Give colour and mark as matplotlib takes them.

        Returns
        -------
        dict
            Keywords of ``plot``.
        """
        upright = [(x, -y) for x, y in self.mark]
        return {"color": light(self.colour), "marker": upright, "ls": ""}


def _regular(corners: int, radius: float, turned: float = 0.0, inner: float = 0.0) -> Polygon:
    """A regular polygon with a corner at the top; with an inner radius, a star."""
    count = 2 * corners if inner else corners
    radii = [inner if inner and k % 2 else radius for k in range(count)]
    angles = [math.tau * k / count + turned for k in range(count)]
    return tuple(
        (round(r * math.sin(a), 2), round(-r * math.cos(a), 2))
        for r, a in zip(radii, angles, strict=True)
    )


_SQUARE: Polygon = ((-5, -5), (5, -5), (5, 5), (-5, 5))
_UP: Polygon = ((0, -6), (6, 5), (-6, 5))
_DOWN: Polygon = ((0, 6), (6, -5), (-6, -5))
_DIAMOND: Polygon = ((0, -7), (6, 0), (0, 7), (-6, 0))
_PLUS: Polygon = (
    (-2, -6), (2, -6), (2, -2), (6, -2), (6, 2), (2, 2),
    (2, 6), (-2, 6), (-2, 2), (-6, 2), (-6, -2), (-2, -2),
)  # fmt: skip
_CROSS: Polygon = tuple(
    (round((x - y) / math.sqrt(2), 2), round((x + y) / math.sqrt(2), 2)) for x, y in _PLUS
)
_BAR: Polygon = ((-2.5, -7), (2.5, -7), (2.5, 7), (-2.5, 7))
_HOURGLASS: Polygon = ((-5, -6), (5, -6), (-5, 6), (5, 6))

#: Paths that came from Python.
RUN_STYLES = [
    LineStyle("preactivation", (8, 4), _SQUARE),
    LineStyle("weight-neg", (2, 4), _UP),
    LineStyle("bias", (9, 3, 2, 3), _DIAMOND),
    LineStyle("weight-pos", (4, 3), _DOWN),
    LineStyle("muted", (12, 4, 4, 4), _PLUS),
]

_COLOURS = (
    "activation", "weight-neg", "bias", "weight-pos", "class-0", "class-1", "ink", "preactivation",
)  # fmt: skip
_DASHES: tuple[tuple[float, ...], ...] = ((), (8, 4), (9, 3, 2, 3), (2, 3), (12, 4, 4, 4))
_MARKS = (
    _regular(24, 5.5), _SQUARE, _DIAMOND, _regular(5, 6.5), _UP, _CROSS, _DOWN,
    _regular(5, 7.5, inner=3.2),
    _regular(3, 6.5, math.pi / 2), _BAR, _HOURGLASS, _PLUS, _regular(3, 6.5, -math.pi / 2),
)  # fmt: skip

#: Rules beside each other, in the order of their table: no two of the first 65 look alike.
RULE_STYLES = [
    LineStyle(_COLOURS[k % len(_COLOURS)], _DASHES[k % len(_DASHES)], _MARKS[k % len(_MARKS)])
    for k in range(len(_DASHES) * len(_MARKS))
]
