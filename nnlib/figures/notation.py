"""How to read a symbol: pictures for the notation guide."""

from __future__ import annotations

from nnlib.figures.canvas import Canvas
from nnlib.figures.picture import Picture
from nnlib.figures.style import THIN, styled


@styled
def symbol_anatomy(*, alt: str | None = None) -> Picture:
    """Draw what each mark of w_{i,j}^{(ell)} says, and what the rows and columns of X are.

    Parameters
    ----------
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture
    """
    canvas = Canvas(6.2, 2.75)
    canvas.symbol((0.5, 1.45), "w", "weight-pos", size=46)
    canvas.symbol((0.98, 1.78), r"(\ell)", "ink", size=24)
    canvas.symbol((0.84, 1.17), "i", "ink", size=24)
    canvas.symbol((0.955, 1.09), ",", "ink", size=24)
    canvas.symbol((1.08, 1.155), "j", "ink", size=24)
    notes = [
        ((0.98, 2.02), 2.42, r"belongs to layer $\ell$"),
        ((1.2, 1.17), 1.17, r"from neuron $j$ of layer $\ell-1$"),
        ((0.84, 1.0), 0.45, r"to neuron $i$ of layer $\ell$"),
    ]
    for (x, y), level, words in notes:
        canvas.line([(x, y), (x, level), (1.42, level)], "muted", THIN)
        canvas.text((1.48, level), words, ha="left")
    _draw_matrix(canvas)
    return Picture(
        canvas.figure,
        alt
        or "Left: the symbol w with the indices i and j and the layer ell in parentheses above. "
        "The raised ell says that the weight belongs to layer ell, the first index that it leads "
        "to neuron i of layer ell, the second that it comes from neuron j of layer ell minus 1. "
        "Right: the matrix X, whose d_0 rows are the components and whose N columns are the "
        "examples; column n, marked, is x_n.",
    )


def _draw_matrix(canvas: Canvas) -> None:
    cell, rows, columns = 0.29, 4, 5
    at = (4.5, 0.85)
    x = at[0] + 2 * cell
    canvas.box((x, at[1]), cell, rows * cell, fill="highlight", line=0, z=2.5)
    canvas.block(at, rows, columns, cell, "activation", "", r"d_0")
    canvas.bold_outline((x, at[1]), cell, rows * cell, "activation")
    canvas.symbol(
        (x + cell / 2, at[1] + rows * cell + 0.07), r"\mathbf{x}_n", "activation", va="bottom"
    )
    canvas.symbol((at[0] - 0.33, at[1] + rows * cell + 0.22), r"\mathbf{X}", size=20)
    canvas.text((at[0] - 0.33, at[1] + rows * cell / 2), "components", "muted", rotation=90)
    canvas.brace(at[0], at[0] + columns * cell, at[1] - 0.07, "$N$ examples", below=True)
