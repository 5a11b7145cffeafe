"""An image as a column of the input matrix."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nnlib.figures.canvas import Canvas, Point
from nnlib.figures.cells import shade_cells
from nnlib.figures.picture import Picture
from nnlib.figures.style import SMALL, styled

_HEIGHT = 3.84
_COLUMN = 0.22


@styled
def digit_as_column(X: ArrayLike, n: int = 0, *, alt: str | None = None) -> Picture:
    """Draw an image, its pixels as one column, and that column within X.

    Parameters
    ----------
    X : ndarray of shape (64, N)
        Images of 8 by 8 pixels, read row by row, from 0 to 1. All N columns are drawn: pass a few.
    n : int
        Which column is the image, counted from 0.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `X` has not 64 rows, has no or more than 20 columns, holds numbers outside 0 to 1, or has
        no column `n`.
    """
    pixels = np.asarray(X, float)
    if pixels.ndim != 2 or pixels.shape[0] != 64 or not 1 <= pixels.shape[1] <= 20:
        raise ValueError(f"X has shape {pixels.shape}, but (64, N) is wanted, with N up to 20")
    if not (pixels.min() >= 0 and pixels.max() <= 1):
        raise ValueError(
            f"X ranges from {pixels.min():g} to {pixels.max():g}, but 0 to 1 is wanted"
        )
    N = pixels.shape[1]
    if not 0 <= n < N:
        raise ValueError(f"n is {n}, but X has columns 0 to {N - 1}")

    bottom, cell = 0.42, _HEIGHT / 64
    image, column, matrix = 0.12, 2.5, 3.3
    canvas = Canvas(matrix + N * _COLUMN + 0.4, bottom + _HEIGHT + 0.45)
    top, middle, side = bottom + _HEIGHT, bottom + _HEIGHT / 2, 0.21
    image_bottom = middle - 4 * side

    _shade(canvas, (image, image_bottom), pixels[:, n].reshape(8, 8), side, side)
    canvas.highlight((image, image_bottom + 7 * side), 8 * side, side, z=0.5)
    canvas.text((image + 4 * side, image_bottom + 8 * side + 0.1), "8 × 8 pixels", va="bottom")
    canvas.text(
        (image + 4 * side, image_bottom - 0.12), "read row by row", "muted", va="top", size=SMALL
    )
    canvas.arrow((image + 8 * side + 0.12, middle), (column - 0.12, middle), "muted")

    _shade(canvas, (column, bottom), pixels[:, [n]], _COLUMN, cell)
    canvas.highlight((column, top - 8 * cell), _COLUMN, 8 * cell, z=0.5)
    canvas.symbol((column + _COLUMN / 2, top + 0.1), rf"\mathbf{{x}}_{{{n + 1}}}", va="bottom")
    for row, at in ((1, top - cell / 2), (64, bottom + cell / 2)):
        canvas.symbol((column - 0.07, at), f"x_{{{row}}}", "muted", ha="right", size=SMALL)
    canvas.arrow((column + _COLUMN + 0.12, middle), (matrix - 0.12, middle), "muted")

    _shade(canvas, (matrix, bottom), pixels, _COLUMN, cell)
    canvas.bold_outline((matrix + n * _COLUMN, bottom), _COLUMN, _HEIGHT, "activation")
    canvas.symbol((matrix + N * _COLUMN / 2, top + 0.1), r"\mathbf{X}", va="bottom")
    canvas.symbol((matrix + N * _COLUMN + 0.07, middle), r"\cdots", ha="left")
    canvas.text(
        (matrix + N * _COLUMN / 2, bottom - 0.08),
        "one column for each example",
        "muted",
        va="top",
        size=SMALL,
    )
    return Picture(canvas.figure, alt or _description(N, n))


def _shade(canvas: Canvas, at: Point, values: np.ndarray, width: float, height: float) -> None:
    """Draw a matrix of shades with its lower left corner at `at`, and frame it."""
    rows, columns = values.shape
    corner = (at[0], at[1] + rows * height)
    shade_cells(canvas.axes, values, "ink", corner, width, height, z=2)
    canvas.box(at, columns * width, rows * height, "muted", fill=None, line=0.9, z=3)


def _description(N: int, n: int) -> str:
    return (
        f"From an image to column {n + 1} of X. An image of 8 by 8 pixels stands on the left. An "
        f"arrow leads to a column of 64 cells, x_1 at the top to x_64 at the bottom, with the "
        f"first row of the image in its first 8 cells. A second arrow leads to the matrix X, {N} "
        f"such columns side by side and more to follow, where column {n + 1} is framed."
    )
