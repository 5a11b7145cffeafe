"""Numbers from 0 to 1 as cells of one colour, more or less opaque."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb
from matplotlib.image import AxesImage
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import ArrayLike

from nnlib.figures.style import light

_SHADES = 16
#: Cells of a matrix from which on they are an image and no shapes, which would weigh too much.
_MANY = 400
#: How the name of a group begins that holds an image of one colour; that of the colour follows.
SHADED = "shaded-"
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

    Cells of one shade make one path: a thousand rectangles would weigh down the page. Where there
    are many cells, all of them are one image, which `Picture` lets follow the theme too.
    """
    left, top = corner
    level = np.rint(values * _SHADES).astype(int)
    if level.size >= _MANY:
        rows, columns = level.shape
        sides = (left, left + columns * width, top - rows * height, top)
        axes.add_image(_Shades(axes, level / _SHADES, color, sides, z))
        return
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


class _Shades(AxesImage):
    """Cells as an image of one colour, in a group by whose name `Picture` finds that colour."""

    def __init__(
        self,
        axes: Axes,
        values: np.ndarray,
        color: str,
        sides: tuple[float, float, float, float],
        z: float,
    ) -> None:
        super().__init__(axes, interpolation="none", extent=sides, origin="upper", zorder=z)
        shades = np.empty((*values.shape, 4))
        shades[..., :3], shades[..., 3] = to_rgb(light(color)), values
        self.set_data(shades)
        self._name = f"{SHADED}{color}"

    def draw(self, renderer: RendererBase) -> None:
        renderer.open_group("shaded", self._name)
        super().draw(renderer)
        renderer.close_group("shaded")
