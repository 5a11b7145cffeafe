"""From the strokes of a pen to the 8 by 8 pixels that the digits of the book are made of.

The pictures of the data set were prepared in two steps. Programs of NIST (Garris et al., NISTIR
5469, 1994) brought each digit into a standard form, a bitmap of 32 by 32; then that was cut into
blocks of 4 by 4, and the pixels set in each block were counted. The bitmaps do not come with the
data, so the standard form here is read off the counts: digits reach from the upper edge to the
lower, keep to about 20 columns, hold nearly the same amount of ink whichever digit it is, and the
leftmost ink at the top mostly stands above that at the bottom, as after a shear. So the lines of a
pen are sheared and scaled like this, and made as thick as gives that ink. Digits there fill their
box across as well, so a narrow drawing is widened, or its thickened lines would run together into a
1. Only a narrow drawing with as little travel across as a 1 with its flag keeps its width.
``strokes.js`` does the same arithmetic in the same order, with the numbers of `FORM`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.widgets.kit.traits import Checked

__all__ = ["FORM", "Strokes", "bitmap", "pixels", "squared_distances"]

Stroke = list[tuple[float, float]]
#: Strokes as arrays of shape (points, 2).
Lines = list[NDArray[np.float64]]

#: Side of the bitmap, and the box that a digit fills in it: as in the data set.
SIDE, WIDTH, HEIGHT = 32, 20.0, 32.0
#: Pixels that are set, the mean over the data set, where it is nearly the same for all digits.
INK = 310
#: Half the thickness of a stroke, for which room is left in the box, and the largest allowed.
PEN, BROADEST = 2.2, 4.5
#: The share of the height that counts as top, and as bottom.
BAND = 0.06
#: The steepest shear that is undone, and the smallest size that is blown up.
STEEPEST, SMALLEST = 0.7, 0.05
#: How much more a drawing is stretched upwards than across: a dash does not fill the height.
TALLEST = 2.5
#: How much a narrow drawing is widened at most, and between which amounts of travel across, in
#: heights, that sets in: a 1 with a flag has up to 0.35, the narrowest 4 or 0 more.
WIDEST, STEM, LOOP = 2.0, 0.34, 0.44
#: What is a tremor of the hand and no travel, as a share of the height.
TREMOR = 0.03
#: All of these by name, for the script.
FORM = {
    "side": SIDE,
    "width": WIDTH,
    "height": HEIGHT,
    "ink": INK,
    "pen": PEN,
    "broadest": BROADEST,
    "band": BAND,
    "steepest": STEEPEST,
    "smallest": SMALLEST,
    "tallest": TALLEST,
    "widest": WIDEST,
    "stem": STEM,
    "loop": LOOP,
    "tremor": TREMOR,
}


class Strokes(Checked):
    """Lines of a pen: a sequence of strokes, each a sequence of points (x, y) from 0 to 1."""

    bounds = ("most",)

    #: Most points of a drawing.
    most = 5000

    def check(self, name: str, value: Any) -> list[Stroke]:
        """Return `value` as lists of pairs of floats."""
        wanted = "a list of strokes, each a list of points (x, y) from 0 to 1"
        if not isinstance(value, list | tuple):
            raise ValueError(f"{name} is {value!r:.60}, but must be {wanted}")
        strokes: list[Stroke] = []
        for k, stroke in enumerate(value):
            try:
                points = np.array(stroke, dtype=np.float64)
            except (TypeError, ValueError):
                points = np.empty(0)
            if points.ndim != 2 or points.shape[1] != 2 or not len(points):
                raise ValueError(f"{name}[{k}] is {stroke!r:.60}, but {name} must be {wanted}")
            outside = ~((points >= 0) & (points <= 1))
            if outside.any():
                place = int(np.argwhere(outside)[0, 0])
                raise ValueError(
                    f"{name}[{k}][{place}] is {tuple(points[place].tolist())}, but a point must "
                    f"lie within 0 and 1"
                )
            strokes.append([(x, y) for x, y in points.tolist()])
        if sum(map(len, strokes)) > self.most:
            raise ValueError(f"{name} has more than {self.most} points")
        return strokes


def bitmap(strokes: Sequence[Stroke]) -> NDArray[np.bool_]:
    """Bring a drawing into the standard form of the data set.

    Parameters
    ----------
    strokes : sequence of list of (float, float)
        At least one; x from left to right and y downwards, in any unit.

    Returns
    -------
    ndarray of bool of shape (32, 32)
        Which pixels hold ink, row by row.
    """
    lines = [np.array(stroke, dtype=np.float64) for stroke in strokes]
    nearest = squared_distances(_placed(_upright(lines)), SIDE)
    # So thick that the usual number of pixels is set.
    farthest = np.sort(nearest, axis=None)[INK - 1]
    return nearest <= min(farthest, BROADEST * BROADEST)


def _upright(lines: Lines) -> Lines:
    """The lines after a shear that brings the leftmost ink at the bottom below that at the top."""
    points = np.vstack(lines)
    top, bottom = points[:, 1].min(), points[:, 1].max()
    height = max(bottom - top, SMALLEST)
    upper = points[points[:, 1] <= top + BAND * height, 0].min()
    lower = points[points[:, 1] >= bottom - BAND * height, 0].min()
    shear = min(max((lower - upper) / height, -STEEPEST), STEEPEST)
    return [np.column_stack([s[:, 0] - shear * (s[:, 1] - top), s[:, 1]]) for s in lines]


def _placed(lines: Lines) -> Lines:
    """The lines in the middle of the bitmap, as large as its box allows; in pixels."""
    x, y = np.vstack(lines).T
    (left, right), (top, bottom) = (x.min(), x.max()), (y.min(), y.max())
    width, height = max(right - left, SMALLEST), max(bottom - top, SMALLEST)
    room_x, room_y = WIDTH - 2 * PEN, HEIGHT - 2 * PEN
    scale_y = min(room_y / height, TALLEST * room_x / width)
    share = min(max((_travel(lines, TREMOR * height) / height - STEM) / (LOOP - STEM), 0.0), 1.0)
    scale_x = min(room_x / width, (1 + share * (WIDEST - 1)) * scale_y)
    middle, scale = [(left + right) / 2, (top + bottom) / 2], [scale_x, scale_y]
    return [(s - middle) * scale + SIDE / 2 for s in lines]


def squared_distances(lines: Lines, side: int) -> NDArray[np.float64]:
    """From the middle of each pixel to the nearest line, shape (side, side).

    Parameters
    ----------
    lines : list of ndarray of shape (points, 2)
        In pixels.
    side : int
        Pixels along one side.

    Returns
    -------
    ndarray of shape (side, side)
    """
    nearest = np.full((side, side), np.inf)
    y, x = np.mgrid[0:side, 0:side] + 0.5
    for line in lines:
        for k in range(max(1, len(line) - 1)):
            x0, y0 = line[k]
            dx, dy = line[min(k + 1, len(line) - 1)] - line[k]
            length = dx * dx + dy * dy
            t = ((x - x0) * dx + (y - y0) * dy) / length if length > 0 else np.zeros_like(x)
            t = np.minimum(np.maximum(t, 0.0), 1.0)
            off_x, off_y = x - x0 - t * dx, y - y0 - t * dy
            nearest = np.minimum(nearest, off_x * off_x + off_y * off_y)
    return nearest


def _travel(lines: Lines, least: float) -> float:
    """How far the pen goes across, to and fro, in pieces of at least `least`."""
    way = 0.0
    for line in lines:
        last = line[0, 0]
        for x in line[1:, 0]:
            if abs(x - last) >= least:
                way += abs(x - last)
                last = x
    return way


def pixels(strokes: Sequence[Stroke]) -> NDArray[np.float64]:
    """Count the ink in blocks of 4 by 4 pixels of the bitmap.

    Parameters
    ----------
    strokes : sequence of list of (float, float)
        None, or as in `bitmap`.

    Returns
    -------
    ndarray of shape (64, 1)
        The share of each block that holds ink, row by row: k/16.
    """
    if not strokes:
        return np.zeros((64, 1))
    return bitmap(strokes).reshape(8, 4, 8, 4).sum(axis=(1, 3)).reshape(64, 1) / 16
