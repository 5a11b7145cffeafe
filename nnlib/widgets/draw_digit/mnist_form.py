"""From the strokes of a pen to 28 by 28 pixels, as the digits of MNIST are made.

The page of the data set says how: the digit is scaled to fit a box of 20 by 20 pixels, its shape
kept, with levels of grey at its edges; then its centre of mass is moved to the middle of the 28 by
28. In the images that is pixel 14 of 0 to 27, whose middle is at 14.5. How thick the pen is, and
how soft its edge, are read off the images: they give about the mean ink of the data.
``mnist_form.js`` does the same arithmetic with the numbers of `MNIST_FORM`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nnlib.widgets.draw_digit.strokes import SMALLEST, Lines, Stroke, squared_distances

__all__ = ["MNIST_FORM", "mnist_pixels"]

#: Side of the image, and the box that a digit fits in.
SIDE, BOX = 28, 20.0
#: Where the centre of mass comes to.
MIDDLE = 14.5
#: Half the thickness of a stroke, and the width of its edge, over which it fades.
PEN, EDGE = 1.3, 1.2
#: All of these by name, for the script; ``broadest`` is how far ink reaches from a line.
MNIST_FORM = {
    "side": SIDE,
    "box": BOX,
    "middle": MIDDLE,
    "pen": PEN,
    "edge": EDGE,
    "broadest": PEN + EDGE / 2,
    "smallest": SMALLEST,
}


def mnist_pixels(strokes: Sequence[Stroke]) -> NDArray[np.float64]:
    """Bring a drawing into the form of `nnlib.datasets.mnist`.

    Parameters
    ----------
    strokes : sequence of list of (float, float)
        None, or lines with x from left to right and y downwards, in any unit.

    Returns
    -------
    ndarray of shape (784, 1)
        How much ink each pixel holds, row by row, from 0 to 1.
    """
    if not strokes:
        return np.zeros((SIDE * SIDE, 1))
    lines = [np.array(stroke, dtype=np.float64) for stroke in strokes]
    points = np.vstack(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (BOX - 2 * PEN) / max((high - low).max(), SMALLEST)
    placed = [(line - (low + high) / 2) * scale + MIDDLE for line in lines]
    ink = _ink(placed)
    y, x = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    centre = np.array([(ink * x).sum(), (ink * y).sum()]) / ink.sum()
    return _ink([line - centre + MIDDLE for line in placed]).reshape(-1, 1)


def _ink(lines: Lines) -> NDArray[np.float64]:
    """How much ink each pixel gets: all of it near a line, less and less over the edge."""
    distance = np.sqrt(squared_distances(lines, SIDE))
    return np.clip((PEN + EDGE / 2 - distance) / EDGE, 0, 1)
