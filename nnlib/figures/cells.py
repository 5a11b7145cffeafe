"""Numbers from 0 to 1 as cells of one colour, more or less opaque."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import ArrayLike

from nnlib.figures.style import light

_SHADES = 16
_RECTANGLE = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]


def one_path(outlines: Sequence[ArrayLike]) -> Path:
    """Join rectangles, each given by its corners and the first of them again, to one path."""
    return Path(np.vstack(outlines), _RECTANGLE * len(outlines))


def shade_cells(
    axes: Axes,
    values: np.ndarray,
    color: str,
    corner: tuple[float, float],
    width: float = 1.0,
    height: float = 1.0,
    z: float = 1,
) -> None:
    """Draw a matrix as cells, its upper left corner at `corner`: the larger a number, the darker.

    Cells of one shade make one path: a thousand rectangles would weigh down the page.
    """
    left, top = corner
    level = np.rint(values * _SHADES).astype(int)
    for shade in np.unique(level[level > 0]):
        places = np.argwhere(level == shade)
        outlines = []
        for row, column in places:
            x, y = left + column * width, top - row * height
            outlines.append(
                [(x, y), (x + width, y), (x + width, y - height), (x, y - height), (x, y)]
            )
        patch = PathPatch(
            one_path(outlines), facecolor=light(color), lw=0, alpha=shade / _SHADES, zorder=z
        )
        patch.set_gid("crisp")
        axes.add_patch(patch)
