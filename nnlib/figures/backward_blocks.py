"""The backward pass as blocks to scale: gradients, the recursion, and the transpose."""

from __future__ import annotations

from nnlib.figures.canvas import Canvas
from nnlib.figures.picture import Picture
from nnlib.figures.rows import D_BEFORE, D_HERE, D_NEXT, LABEL, TOP, WIDTH, Block, Row, count
from nnlib.figures.style import BEFORE, HERE, NEXT, SMALL, styled


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
    d_out, d_in, N = count("d_out", d_out), count("d_in", d_in), count("N", N)
    total = rf"\sum_n \partial\mathcal{{L}}_n/\partial\mathbf{{W}}^{HERE}"
    result = Block(d_out, d_in, "error", total, D_HERE, D_BEFORE)
    if not outer_products:
        delta = Block(d_out, N, "error", rf"\boldsymbol{{\Delta}}^{HERE}", D_HERE, "N")
        a = Block(N, d_in, "activation", rf"(\mathbf{{A}}^{BEFORE})^\top", "N", D_BEFORE)
        row = Row([delta, a, "=", result])
        words = (
            "The gradient product as blocks to scale. Delta of the layer, "
            f"{d_out} by {N}, times the transpose of A of the layer before, {N} by {d_in}, gives a "
            f"block of {d_out} by {d_in}, the shape of W. The inner dimension that is summed over "
            "is N: the examples."
        )
    else:
        parts: list[Block | str] = []
        for name in ("1", "2", "N"):
            if name == "N":
                parts += [r"\cdots", "+"]
            parts.append(Block(d_out, 1, "error", rf"\boldsymbol{{\delta}}_{name}^{HERE}"))
            label = rf"(\mathbf{{a}}_{name}^{BEFORE})^\top"
            parts.append(Block(1, d_in, "activation", label))
            if name != "N":
                parts.append("+")
        parts += ["=", Block(d_out, d_in, "error", total)]
        row = Row(parts)
        words = (
            "The same gradient as a sum of outer products, one for each example: the column "
            "delta_1 times the row a_1 transposed, plus delta_2 times a_2 transposed, and so on up "
            f"to N. Each product, like the sum, is a block of {d_out} by {d_in}, the shape of W."
        )
    cell = row.cell(most=0.3)
    if outer_products:
        cell = min(0.26, (WIDTH - 2.75) / row.columns())
    canvas = Canvas(WIDTH, row.tallest() * cell + LABEL + TOP + 0.05)
    row.draw(canvas, LABEL + 0.05 + row.tallest() * cell / 2, cell)
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
    here, after, N = count("d_here", d_here), count("d_next", d_next), count("N", N)
    row = Row(
        [
            Block(here, N, "error", rf"\boldsymbol{{\Delta}}^{HERE}", D_HERE, "N"),
            "=",
            Block(here, after, "weight-pos", rf"(\mathbf{{W}}^{NEXT})^\top", D_HERE, D_NEXT),
            Block(after, N, "error", rf"\boldsymbol{{\Delta}}^{NEXT}", D_NEXT, "N"),
            r"\otimes",
            Block(here, N, "preactivation", rf"\sigma{{\prime}}(\mathbf{{Z}}^{HERE})", D_HERE, "N"),
        ]
    )
    cell = row.cell(most=0.3)
    canvas = Canvas(WIDTH, row.tallest() * cell + LABEL + TOP)
    row.draw(canvas, LABEL + row.tallest() * cell / 2, cell)
    return Picture(
        canvas.figure,
        alt
        or "The delta recursion as blocks to scale. Delta of layer ell equals the transpose of W "
        f"of layer ell plus 1, {here} by {after}, times Delta of layer ell plus 1, {after} by {N}, "
        f"multiplied entry by entry with sigma prime of Z of layer ell, {here} by {N}.",
    )


@styled
def transpose_rows(d_out: int = 3, d_in: int = 4, *, k: int = 2, alt: str | None = None) -> Picture:
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
    d_out, d_in = count("d_out", d_out), count("d_in", d_in)
    k = count("k", k, d_out)
    row = Row(
        [
            Block(d_out, d_in, "weight-pos", rf"\mathbf{{W}}^{NEXT}", D_NEXT, D_HERE),
            r"\rightarrow",
            Block(d_in, d_out, "weight-pos", rf"(\mathbf{{W}}^{NEXT})^\top", D_HERE, D_NEXT),
            Block(d_out, 1, "error", rf"\boldsymbol{{\delta}}^{NEXT}", D_NEXT, "1"),
        ]
    )
    cell = row.cell(most=0.34)
    canvas = Canvas(WIDTH, row.tallest() * cell + LABEL + TOP)
    first, second, third = row.draw(canvas, LABEL + row.tallest() * cell / 2, cell)
    rows_at = (first[0], first[1] + (d_out - k) * cell)
    column_at = (second[0] + (k - 1) * cell, second[1])
    delta_at = (third[0], third[1] + (d_out - k) * cell)
    marks = [(rows_at, d_in, 1), (column_at, 1, d_in), (delta_at, 1, 1)]
    for number, (at, columns, rows) in enumerate(marks):
        color = "error" if number == 2 else "weight-pos"
        canvas.box(at, columns * cell, rows * cell, fill="highlight", line=0, z=2.5)
        canvas.bold_outline(at, columns * cell, rows * cell, color)
    x, y = delta_at
    canvas.symbol((x + cell + 0.08, y + cell / 2), rf"\delta_k^{NEXT}", "error", ha="left")
    where = (first[0] + d_in * cell / 2, rows_at[1] + cell / 2)
    canvas.text(where, r"row $k$", size=SMALL)
    middle = (column_at[0] + cell / 2, second[1] + d_in * cell / 2)
    canvas.text(middle, r"column $k$", size=SMALL, rotation=90)
    return Picture(
        canvas.figure,
        alt
        or f"Row k of W of layer ell plus 1, the weights that enter neuron k, is marked, here for "
        f"k = {k}. In the transpose it stands as column k. In the product of the transpose with "
        "the column delta of layer ell plus 1, this column is multiplied by the entry "
        "delta_k, also marked.",
    )
