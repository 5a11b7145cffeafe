"""Numbers from 0 to 1 as cells of one colour, more or less opaque."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from nnlib.figures.style import light

_CELL = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]


def shade_cells(
    axes: Axes,
    values: np.ndarray,
    color: str,
    corner: tuple[float, float],
    width: float = 1.0,
    height: float = 1.0,
    shades: int = 16,
    z: float = 1,
) -> None:
    """Fill the cells of a matrix, the more the larger the number, from the upper left `corner` on.

    Cells of one shade make one path: a thousand rectangles would weigh down the page.
    """
    left, top = corner
    level = np.rint(values * shades).astype(int)
    for shade in np.unique(level[level > 0]):
        places = np.argwhere(level == shade)
        points: list[tuple[float, float]] = []
        for row, column in places:
            x, y = left + column * width, top - row * height
            points += [(x, y), (x + width, y), (x + width, y - height), (x, y - height), (x, y)]
        path = Path(points, _CELL * len(places))
        patch = PathPatch(path, facecolor=light(color), lw=0, alpha=shade / shades, zorder=z)
        patch.set_gid("crisp")
        axes.add_patch(patch)
