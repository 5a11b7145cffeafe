"""Matrices as blocks to scale: why the shapes of a product fit, and what a column means."""

from __future__ import annotations

from nnlib.figures.canvas import Canvas
from nnlib.figures.picture import Picture
from nnlib.figures.style import SMALL, styled

_HERE = r"{(\ell)}"
_BEFORE = r"{(\ell-1)}"
_NEXT = r"{(\ell+1)}"
_D = r"d_\ell"
_D_BEFORE = r"d_{\ell-1}"
_D_NEXT = r"d_{\ell+1}"
_WIDTH = 6.2
_LABEL = 0.42  # room below a block for its name
_TOP = 0.3  # room above a block for the number of its columns


def _count(name: str, value: int, most: int = 12) -> int:
    if int(value) != value or not 1 <= value <= most:
        raise ValueError(f"{name} is {value!r}, but a whole number from 1 to {most} is wanted")
    return int(value)


class _Row:
    """Blocks and signs set side by side, centred on one height."""

    def __init__(self, parts: list[tuple], room: float = 0.42) -> None:
        self.parts = parts
        self.room = room

    def columns(self) -> int:
        return sum(part[1] for part in self.parts if len(part) > 1)

    def tallest(self) -> int:
        return max(part[0] for part in self.parts if len(part) > 1)

    def draw(self, canvas: Canvas, middle: float, cell: float) -> list[tuple[float, float]]:
        """Draw the row and give the lower left corner of every block."""
        signs = [0.36 if len(part) == 1 else 0.0 for part in self.parts]
        gaps = [self.room if len(part) > 1 and part[4] else 0.06 for part in self.parts]
        total = self.columns() * cell + sum(signs)
        total += sum(gap for gap, part in zip(gaps, self.parts, strict=True) if len(part) > 1)
        x = (canvas.width - total) / 2 - 0.08
        corners = []
        for part, sign, gap in zip(self.parts, signs, gaps, strict=True):
            if sign:
                x += sign / 2
                canvas.symbol((x, middle), part[0], size=16)
                x += sign / 2
                continue
            rows, columns, color, label, row_label, column_label = part
            x += gap
            at = (x, middle - rows * cell / 2)
            canvas.block(at, rows, columns, cell, color, label, row_label, column_label)
            corners.append(at)
            x += columns * cell
        return corners

    def cell(self, width: float = _WIDTH, most: float = 0.3) -> float:
        """Largest cell with which the row fits into `width`."""
        used = sum(0.36 if len(part) == 1 else self.room for part in self.parts)
        return min(most, (width - used - 0.15) / self.columns())


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
    d_out, d_in, N = _count("d_out", d_out), _count("d_in", d_in), _count("N", N)
    z = (d_out, N, "preactivation", rf"\mathbf{{Z}}^{_HERE}", _D, "N")
    w = (d_out, d_in, "weight-pos", rf"\mathbf{{W}}^{_HERE}", _D, _D_BEFORE)
    a = (d_in, N, "activation", rf"\mathbf{{A}}^{_BEFORE}", _D_BEFORE, "N")
    sizes = f"Z has {d_out} rows and {N} columns, W {d_out} by {d_in}, A {d_in} by {N}"
    if not augmented:
        b = (d_out, 1, "bias", rf"\mathbf{{b}}^{_HERE}", _D, "1")
        one = (1, N, "muted", r"\mathbf{1}^\top", "1", "N")
        row = _Row([z, ("=",), w, a, ("+",), b, one], room=0.4)
        cell = row.cell()
        height = row.tallest() * cell + _LABEL + _TOP
        canvas = Canvas(_WIDTH, height)
        corners = row.draw(canvas, _LABEL + row.tallest() * cell / 2, cell)
        _write_ones(canvas, corners[-1], N, cell)
        words = (
            "The product of a layer as blocks to scale: Z equals W times A of the layer before, "
            f"plus b times a row of ones. {sizes}; b is one column of {d_out}, and the row of ones "
            f"repeats it {N} times, once for each example. The inner dimensions agree."
        )
        return Picture(canvas.figure, alt or words)
    wide = (d_out, d_in + 1, "weight-pos", "", _D, rf"1+{_D_BEFORE}")
    tall = (d_in + 1, N, "activation", "", rf"1+{_D_BEFORE}", "N")
    row = _Row([z, ("=",), wide, tall], room=0.62)
    cell = row.cell(most=0.32)
    tallest = row.tallest()
    canvas = Canvas(_WIDTH, tallest * cell + _LABEL + 0.15 + _TOP)
    middle = _LABEL + 0.15 + tallest * cell / 2
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
    names = rf"\left(\,\mathbf{{b}}^{_HERE}\;\;\mathbf{{W}}^{_HERE}\,\right)"
    canvas.symbol((x + (d_in + 1) * cell / 2, y - 0.09), names, va="top")
    below = (tall_at[0] + N * cell / 2, tall_at[1] - 0.09)
    stacked = rf"\genfrac{{(}}{{)}}{{0}}{{}}{{\mathbf{{1}}^\top}}{{\mathbf{{A}}^{_BEFORE}}}"
    canvas.symbol(below, stacked, va="top", size=15)
    words = (
        "The same product in augmented form, as blocks to scale: Z equals one wide block, the "
        "column b beside W, times one tall block, a row of ones above A of the layer before. "
        f"The wide block is {d_out} by {d_in + 1}, the tall one {d_in + 1} by {N}, Z {d_out} by {N}."
    )
    return Picture(canvas.figure, alt or words)


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
    d_in, d_out, N = _count("d_in", d_in), _count("d_out", d_out), _count("N", N)
    gap = 0.95
    cell = min(0.27, (_WIDTH - 2 * gap - 0.7) / (3 * N))
    tallest = max(d_in, d_out) * cell
    canvas = Canvas(_WIDTH, tallest + 1.1)
    middle = 0.62 + tallest / 2
    left = (_WIDTH - 3 * N * cell - 2 * gap + 0.25) / 2
    marked = (N + 1) // 2
    blocks = [
        (d_in, "ink", r"\mathbf{X}=\mathbf{A}^{(0)}", "d_0", r"\mathbf{x}"),
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
        f"example; column n, marked, is x_n. W and b of layer 1 turn X into Z of layer 1, and sigma "
        f"turns that into A of layer 1. Column n of each, marked too, belongs to example n only.",
    )


@styled
def gradient_blocks(
    d_out: int = 4,
    d_in: int = 3,
    N: int = 5,
    *,
    outer_products: bool = False,
    alt: str | None = None,
) -> Picture:
    """Draw the product Delta A^T that gives the gradient of a layer's weights.

    Parameters
    ----------
    d_out, d_in, N : int
        d_ell, d_{ell-1} and the number of examples in the drawing.
    outer_products : bool
        Draw the same product as a sum over the examples of delta_n a_n^T.
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
    d_out, d_in, N = _count("d_out", d_out), _count("d_in", d_in), _count("N", N)
    total = rf"\sum_n \partial\mathcal{{L}}_n/\partial\mathbf{{W}}^{_HERE}"
    result = (d_out, d_in, "error", total, _D, _D_BEFORE)
    if not outer_products:
        delta = (d_out, N, "error", rf"\boldsymbol{{\Delta}}^{_HERE}", _D, "N")
        a = (N, d_in, "activation", rf"(\mathbf{{A}}^{_BEFORE})^\top", "N", _D_BEFORE)
        row = _Row([delta, a, ("=",), result], room=0.5)
        words = (
            "The gradient product as blocks to scale. Delta of the layer, "
            f"{d_out} by {N}, times the transpose of A of the layer before, {N} by {d_in}, gives a "
            f"block of {d_out} by {d_in}, the shape of W. The inner dimension that is summed over "
            "is N: the examples."
        )
    else:
        parts: list[tuple] = []
        for name in ("1", "2", "N"):
            if name == "N":
                parts += [(r"\cdots",), ("+",)]
            parts.append((d_out, 1, "error", rf"\boldsymbol{{\delta}}_{name}^{_HERE}", "", ""))
            label = rf"(\mathbf{{a}}_{name}^{_BEFORE})^\top"
            parts.append((1, d_in, "activation", label, "", ""))
            if name != "N":
                parts.append(("+",))
        parts += [("=",), (d_out, d_in, "error", total, "", "")]
        row = _Row(parts)
        words = (
            "The same gradient as a sum of outer products, one for each example: the column "
            "delta_1 times the row a_1 transposed, plus delta_2 times a_2 transposed, and so on up "
            f"to N. Each product, like the sum, is a block of {d_out} by {d_in}, the shape of W."
        )
    cell = row.cell(most=0.3)
    if outer_products:
        cell = min(0.26, (_WIDTH - 2.75) / row.columns())
    canvas = Canvas(_WIDTH, row.tallest() * cell + _LABEL + _TOP + 0.05)
    row.draw(canvas, _LABEL + 0.05 + row.tallest() * cell / 2, cell)
    return Picture(canvas.figure, alt or words)


@styled
def recursion_blocks(
    d_here: int = 4, d_next: int = 3, N: int = 5, *, alt: str | None = None
) -> Picture:
    """Draw the delta recursion of a batch as blocks to scale.

    Parameters
    ----------
    d_here, d_next, N : int
        d_ell, d_{ell+1} and the number of examples in the drawing.
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
    here, after, N = _count("d_here", d_here), _count("d_next", d_next), _count("N", N)
    row = _Row(
        [
            (here, N, "error", rf"\boldsymbol{{\Delta}}^{_HERE}", _D, "N"),
            ("=",),
            (here, after, "weight-pos", rf"(\mathbf{{W}}^{_NEXT})^\top", _D, _D_NEXT),
            (after, N, "error", rf"\boldsymbol{{\Delta}}^{_NEXT}", _D_NEXT, "N"),
            (r"\otimes",),
            (here, N, "preactivation", rf"\sigma'(\mathbf{{Z}}^{_HERE})", _D, "N"),
        ]
    )
    cell = row.cell(most=0.3)
    canvas = Canvas(_WIDTH, row.tallest() * cell + _LABEL + _TOP)
    row.draw(canvas, _LABEL + row.tallest() * cell / 2, cell)
    return Picture(
        canvas.figure,
        alt
        or "The delta recursion as blocks to scale. Delta of layer ell equals the transpose of W "
        f"of layer ell plus 1, {here} by {after}, times Delta of layer ell plus 1, {after} by {N}, "
        f"multiplied entry by entry with sigma prime of Z of layer ell, {here} by {N}.",
    )


@styled
def transpose_rows(
    d_out: int = 3, d_in: int = 4, *, k: int = 2, alt: str | None = None
) -> Picture:
    """Draw how row k of W becomes column k of its transpose, and meets delta_k there.

    Parameters
    ----------
    d_out, d_in : int
        d_{ell+1} and d_ell in the drawing.
    k : int
        The row to mark, from 1.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a number is not a whole number from 1 to 12, or there is no row `k`.
    """
    d_out, d_in = _count("d_out", d_out), _count("d_in", d_in)
    k = _count("k", k, d_out)
    row = _Row(
        [
            (d_out, d_in, "weight-pos", rf"\mathbf{{W}}^{_NEXT}", _D_NEXT, _D),
            (r"\rightarrow",),
            (d_in, d_out, "weight-pos", rf"(\mathbf{{W}}^{_NEXT})^\top", _D, _D_NEXT),
            (d_out, 1, "error", rf"\boldsymbol{{\delta}}^{_NEXT}", _D_NEXT, "1"),
        ],
        room=0.55,
    )
    cell = row.cell(most=0.34)
    canvas = Canvas(_WIDTH, row.tallest() * cell + _LABEL + _TOP)
    first, second, third = row.draw(canvas, _LABEL + row.tallest() * cell / 2, cell)
    rows_at = (first[0], first[1] + (d_out - k) * cell)
    column_at = (second[0] + (k - 1) * cell, second[1])
    delta_at = (third[0], third[1] + (d_out - k) * cell)
    marks = [(rows_at, d_in, 1), (column_at, 1, d_in), (delta_at, 1, 1)]
    for number, (at, columns, rows) in enumerate(marks):
        color = "error" if number == 2 else "weight-pos"
        canvas.box(at, columns * cell, rows * cell, fill="highlight", line=0, z=2.5)
        canvas.bold_outline(at, columns * cell, rows * cell, color)
    x, y = delta_at
    canvas.symbol((x + cell + 0.08, y + cell / 2), rf"\delta_k^{_NEXT}", "error", ha="left")
    where = (first[0] + d_in * cell / 2, rows_at[1] + cell / 2)
    canvas.text(where, r"row $k$", size=SMALL)
    middle = (column_at[0] + cell / 2, second[1] + d_in * cell / 2)
    canvas.text(middle, r"column $k$", size=SMALL, rotation=90)
    return Picture(
        canvas.figure,
        alt
        or f"Row k of W of layer ell plus 1, the weights that enter neuron k, is marked, here k = {k}. "
        "In the transpose it stands as column k. In the product of the transpose with the column "
        "delta of layer ell plus 1, this column is multiplied by the entry delta_k, also marked.",
    )
