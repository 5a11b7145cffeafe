"""Matrices as blocks to scale: why the shapes of a product fit, and what a column means."""

from __future__ import annotations

from matplotlib.figure import Figure

from nnlib.figures.canvas import Canvas
from nnlib.figures.picture import Picture
from nnlib.figures.rows import D_BEFORE, D_HERE, LABEL, TOP, WIDTH, Block, Row, count
from nnlib.figures.style import BEFORE, HERE, SMALL, styled


@styled
def product_blocks(
    d_out: int = 4, d_in: int = 3, N: int = 5, *, augmented: bool = False, alt: str | None = None
) -> Picture:
    """Draw the forward product of a layer as blocks to scale.

    Parameters
    ----------
    d_out, d_in, N : int
        d_ell, d_{ell-1} and the number of examples in the drawing.
    augmented : bool
        Draw (b W)(1; A) instead of W A + b 1^T.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a number is not a whole number from 1 to 12.
    """
    d_out, d_in, N = count("d_out", d_out), count("d_in", d_in), count("N", N)
    if augmented:
        figure, words = _draw_augmented(d_out, d_in, N)
    else:
        figure, words = _draw_plain(d_out, d_in, N)
    return Picture(figure, alt or words)


def _draw_plain(d_out: int, d_in: int, N: int) -> tuple[Figure, str]:
    """Draw Z = W A + b 1^T, and describe it."""
    w = Block(d_out, d_in, "weight-pos", rf"\mathbf{{W}}^{HERE}", D_HERE, D_BEFORE)
    a = Block(d_in, N, "activation", rf"\mathbf{{A}}^{BEFORE}", D_BEFORE, "N")
    b = Block(d_out, 1, "bias", rf"\mathbf{{b}}^{HERE}", D_HERE, "1")
    ones = Block(1, N, "muted", r"\mathbf{1}^\top", "1", "N")
    row = Row([_pre_activations(d_out, N), "=", w, a, "+", b, ones])
    cell = row.cell()
    canvas = Canvas(WIDTH, row.tallest() * cell + LABEL + TOP)
    corners = row.draw(canvas, LABEL + row.tallest() * cell / 2, cell)
    _write_ones(canvas, corners[-1], N, cell)
    words = (
        "The product of a layer as blocks to scale: Z equals W times A of the layer before, "
        f"plus b times a row of ones. Z has {d_out} rows and {N} columns, W {d_out} by {d_in}, "
        f"A {d_in} by {N}; b is one column of {d_out}, and the row of ones "
        f"repeats it {N} times, once for each example. The inner dimensions agree."
    )
    return canvas.figure, words


def _draw_augmented(d_out: int, d_in: int, N: int) -> tuple[Figure, str]:
    """Draw Z = (b W)(1; A), and describe it."""
    wide = Block(d_out, d_in + 1, "weight-pos", "", D_HERE, rf"1+{D_BEFORE}")
    tall = Block(d_in + 1, N, "activation", "", rf"1+{D_BEFORE}", "N")
    row = Row([_pre_activations(d_out, N), "=", wide, tall])
    cell = row.cell(most=0.32)
    tallest = row.tallest()
    canvas = Canvas(WIDTH, tallest * cell + LABEL + 0.15 + TOP)
    middle = LABEL + 0.15 + tallest * cell / 2
    (_, wide_at, tall_at) = row.draw(canvas, middle, cell)
    canvas.box(wide_at, cell, d_out * cell, fill="paper", line=0, z=3.55)
    canvas.block(wide_at, d_out, 1, cell, "bias")
    x, y = wide_at
    canvas.box(wide_at, cell, d_out * cell, "bias", fill="bias", alpha=0.16, line=0, z=3.6)
    canvas.block((x, y), d_out, 1, cell, "bias")
    top = (tall_at[0], tall_at[1] + d_in * cell)
    canvas.box(top, N * cell, cell, fill="paper", line=0, z=3.55)
    _write_ones(canvas, top, N, cell)
    canvas.box(top, N * cell, cell, "muted", fill=None, z=4)
    names = rf"\left(\,\mathbf{{b}}^{HERE}\;\;\mathbf{{W}}^{HERE}\,\right)"
    canvas.symbol((x + (d_in + 1) * cell / 2, y - 0.09), names, va="top")
    below = (tall_at[0] + N * cell / 2, tall_at[1] - 0.09)
    stacked = rf"\genfrac{{(}}{{)}}{{0}}{{}}{{\mathbf{{1}}^\top}}{{\mathbf{{A}}^{BEFORE}}}"
    canvas.symbol(below, stacked, va="top", size=19)
    words = (
        "The same product in augmented form, as blocks to scale: Z equals one wide block, the "
        "column b beside W, times one tall block, a row of ones above A of the layer before. "
        f"The wide block is {d_out} by {d_in + 1}, the tall one {d_in + 1} by {N}."
    )
    return canvas.figure, words


def _pre_activations(d_out: int, N: int) -> Block:
    return Block(d_out, N, "preactivation", rf"\mathbf{{Z}}^{HERE}", D_HERE, "N")


def _write_ones(canvas: Canvas, at: tuple[float, float], count: int, cell: float) -> None:
    for column in range(count):
        middle = (at[0] + (column + 0.5) * cell, at[1] + 0.47 * cell)
        canvas.symbol(middle, "1", "muted", size=min(SMALL, 45 * cell))


@styled
def batch_as_columns(
    d_in: int = 3, d_out: int = 4, N: int = 5, *, alt: str | None = None
) -> Picture:
    """Draw how the examples of a batch stay in their columns all the way through a layer.

    Parameters
    ----------
    d_in, d_out, N : int
        d_0, d_1 and the number of examples in the drawing.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a number is not a whole number from 1 to 12.
    """
    d_in, d_out, N = count("d_in", d_in), count("d_out", d_out), count("N", N)
    gap = 0.95
    cell = min(0.27, (WIDTH - 2 * gap - 0.7) / (3 * N))
    tallest = max(d_in, d_out) * cell
    canvas = Canvas(WIDTH, tallest + 1.1)
    middle = 0.62 + tallest / 2
    left = (WIDTH - 3 * N * cell - 2 * gap + 0.25) / 2
    marked = (N + 1) // 2
    blocks = [
        (d_in, "activation", r"\mathbf{X}=\mathbf{A}^{(0)}", "d_0", r"\mathbf{x}"),
        (d_out, "preactivation", r"\mathbf{Z}^{(1)}", "d_1", r"\mathbf{z}"),
        (d_out, "activation", r"\mathbf{A}^{(1)}", "d_1", r"\mathbf{a}"),
    ]
    for number, (rows, color, label, row_label, vector) in enumerate(blocks):
        at = (left + number * (N * cell + gap), middle - rows * cell / 2)
        x = at[0] + (marked - 1) * cell
        canvas.box((x, at[1]), cell, rows * cell, fill="highlight", line=0, z=2.5)
        canvas.block(at, rows, N, cell, color, label, row_label)
        canvas.bold_outline((x, at[1]), cell, rows * cell, color)
        layer = "" if number == 0 else r"^{(1)}"
        top = (x + cell / 2, at[1] + rows * cell + 0.07)
        canvas.symbol(top, rf"{vector}_n{layer}", color, va="bottom")
        if number < 2:
            start = at[0] + N * cell + 0.1
            sign = r"\mathbf{W}^{(1)}\!,\;\mathbf{b}^{(1)}" if number == 0 else r"\sigma"
            canvas.arrow((start, middle), (start + gap - 0.45, middle), "activation")
            canvas.symbol((start + (gap - 0.45) / 2, middle + 0.09), sign, size=11, va="bottom")
        if number == 0:
            canvas.brace(at[0], at[0] + N * cell, at[1] - 0.38, r"$N$ examples", below=True)
    return Picture(
        canvas.figure,
        alt
        or f"A batch of {N} examples goes through a layer. The matrix X has one column for each "
        "example; column n, marked, is x_n. W and b of layer 1 turn X into Z of layer 1, and "
        "sigma turns that into A of layer 1. Column n of each, marked too, belongs to example n "
        "only.",
    )
