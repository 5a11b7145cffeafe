"""What depends on what: paths of the chain rule, from losses to the cost, the algorithm's flow."""

from __future__ import annotations

from nnlib._checks import count
from nnlib.figures.canvas import Canvas, Point
from nnlib.figures.picture import Picture
from nnlib.figures.style import SMALL, THIN, styled


def _node(
    canvas: Canvas, at: Point, formula: str, color: str = "ink", radius: float = 0.27
) -> None:
    canvas.circle(at, radius, color)
    canvas.symbol(at, formula, color if color != "muted" else "ink")


@styled
def chain_paths(*, alt: str | None = None) -> Picture:
    """Draw the two paths by which t acts on z, through x and through y.

    Parameters
    ----------
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture
    """
    canvas = Canvas(5.6, 2.9)
    y_mid, radius = 1.45, 0.27
    t, z = (0.55, y_mid), (5.05, y_mid)
    x, y = (2.8, 2.3), (2.8, 0.6)
    for middle, name, color, dashed in ((x, "x", "activation", False), (y, "y", "ink", True)):
        side = 1 if name == "x" else -1
        for start, end, label in (
            (t, middle, rf"\frac{{\mathrm{{d}}{name}}}{{\mathrm{{d}}t}}"),
            (middle, z, rf"\frac{{\partial z}}{{\partial {name}}}"),
        ):
            canvas.arrow(start, end, color, 1.8, dashed=dashed, gaps=(radius, radius))
            at = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 0.3 * side)
            lean = -0.1 if start is t else 0.1
            canvas.symbol((at[0] + lean, at[1]), label, color, size=17)
        _node(canvas, middle, name, color)
    _node(canvas, t, "t")
    _node(canvas, z, "z")
    return Picture(
        canvas.figure,
        alt
        or "Two paths lead from t to z. The upper one, solid, goes through x; its arrows carry dx "
        "by dt and partial z by partial x. The lower one, dashed, goes through y; its arrows carry "
        "dy by dt and partial z by partial y. Along a path the derivatives multiply; both add up.",
    )


@styled
def chain_paths_vector(*, alt: str | None = None) -> Picture:
    """Draw the paths by which one component t_i acts on z, through every x_k.

    Parameters
    ----------
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture
    """
    canvas = Canvas(5.6, 3.5)
    y_mid, radius = 1.75, 0.27
    t, z = (0.6, y_mid), (5.0, y_mid)
    rows = [("1", 3.1), ("2", 2.2), ("q", 0.45)]
    for index, height in rows:
        middle = (2.8, height)
        canvas.arrow(t, middle, "activation", 1.6, gaps=(radius, radius))
        canvas.arrow(middle, z, "activation", 1.6, gaps=(radius, radius))
        share = 0.56
        for start, end, label in (
            (t, middle, rf"\frac{{\partial x_{index}}}{{\partial t_i}}"),
            (z, middle, rf"\frac{{\partial z}}{{\partial x_{index}}}"),
        ):
            at = (
                start[0] + share * (end[0] - start[0]),
                start[1] + share * (end[1] - start[1]),
            )
            canvas.symbol(at, label, size=16, ground="paper")
        _node(canvas, middle, f"x_{index}", "activation")
    canvas.symbol((2.8, 1.36), r"\vdots", size=16)
    _node(canvas, t, "t_i")
    _node(canvas, z, "z")
    return Picture(
        canvas.figure,
        alt
        or "From one component t_i an arrow leads to every component x_1, x_2, up to x_q, and from "
        "each of them an arrow leads to z. The first arrows carry the derivatives of x_k by t_i, "
        "the second ones the derivatives of z by x_k. Each path is a product, and "
        "the products add up.",
    )


@styled
def loss_and_cost(N: int = 4, *, alt: str | None = None) -> Picture:
    """Draw how every example gives a loss, and the losses give the cost.

    Parameters
    ----------
    N : int
        Rows to draw: 1, 2, ..., an ellipsis, and N.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `N` is not a whole number from 3 to 8.
    """
    N = count("N", N, low=3, high=8)
    step = 0.78
    canvas = Canvas(6.2, 0.55 + N * step)
    top = canvas.height - 0.6
    middle = top - (N - 1) * step / 2
    names = [*(str(n) for n in range(1, N - 1)), "", "N"]
    mean = (4.62, middle)
    canvas.box((0.95, top - (N - 1) * step - 0.3), 0.92, (N - 1) * step + 0.6, rounding=0.1)
    canvas.text((1.41, middle + 0.13), "network")
    canvas.symbol((1.41, middle - 0.13), r"\Theta")
    for row, name in enumerate(names):
        y = top - row * step
        if not name:
            for x in (0.42, 2.5, 3.45):
                canvas.symbol((x, y), r"\vdots", size=16)
            continue
        canvas.symbol((0.42, y), rf"\mathbf{{x}}_{{{name}}}")
        canvas.arrow((0.6, y), (0.95, y), "activation")
        canvas.arrow((1.87, y), (2.25, y), "activation")
        canvas.symbol((2.47, y), rf"\hat{{\mathbf{{y}}}}_{{{name}}}", "activation")
        canvas.arrow((2.68, y), (3.2, y), "activation")
        canvas.symbol((2.78, y + 0.3), rf"\mathbf{{y}}^*_{{{name}}}")
        canvas.arrow((2.95, y + 0.27), (3.45, y), gaps=(0, 0.25), head=0.09)
        canvas.circle((3.45, y), 0.25)
        canvas.symbol((3.45, y), rf"\mathcal{{L}}_{{{name}}}")
        canvas.arrow((3.45, y), mean, "muted", gaps=(0.25, 0.4))
    canvas.circle(mean, 0.4)
    canvas.symbol(mean, r"\frac{1}{N}\,\Sigma", size=15)
    canvas.arrow((5.02, middle), (5.45, middle))
    canvas.symbol((5.5, middle), r"J(\Theta)", ha="left", size=14)
    words = (
        "From left to right: the examples x_1, x_2, up to x_N go through one network with the "
        "parameters Theta and give the predictions y-hat_1 to y-hat_N. Each prediction meets its "
        "own target y-star and gives its own loss L_1 to L_N. All losses go into one mean, 1 over "
        "N times their sum, which is the cost J of Theta."
    )
    return Picture(canvas.figure, alt or words)


@styled
def delta_flow(L: int = 3, *, alt: str | None = None) -> Picture:
    """Draw the whole algorithm: the forward pass, the errors on their way back, the gradients.

    Parameters
    ----------
    L : int
        Number of layers with weights.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `L` is not a whole number from 1 to 4.
    """
    L = count("L", L, high=4)
    step = 1.62
    canvas = Canvas(1.92 + L * step, 3.75)
    forward, back, ground = 3.05, 1.85, 0.55
    half, width = 0.25, 1.1
    edge = canvas.width - 0.1
    canvas.text((edge, 3.6), "forward", "activation", ha="right")
    canvas.text((edge, back - 0.05), "backward", "error", ha="right")
    canvas.text((edge, ground), "gradients", "error", ha="right")
    canvas.symbol((0.36, forward), r"\mathbf{X}", "activation", size=14)
    loss, cost = (1.12 + L * step, forward), (1.76 + L * step, forward)
    for ell in range(1, L + 1):
        left = 0.98 + (ell - 1) * step
        source = 0.54 if ell == 1 else left - step + width
        canvas.arrow((source, forward), (left, forward), "activation", 1.6)
        canvas.symbol(
            ((source + left) / 2, forward + 0.09), rf"\mathbf{{W}}^{{({ell})}}",
            "weight-pos", size=SMALL, va="bottom",
        )  # fmt: skip
        canvas.box((left, forward - half), width, 2 * half, rounding=0.12)
        canvas.line(
            [(left + width / 2, forward - half), (left + width / 2, forward + half)], "faint", z=4
        )
        z_x, a_x = left + width / 4, left + 3 * width / 4
        canvas.symbol((z_x, forward), rf"\mathbf{{Z}}^{{({ell})}}", "preactivation")
        canvas.symbol((a_x, forward), rf"\mathbf{{A}}^{{({ell})}}", "activation")
        _draw_backward(canvas, ell, L, (z_x, back), step, (forward - half, ground))
    canvas.arrow((0.98 + (L - 1) * step + width, forward), loss, "activation", 1.6, gaps=(0, 0.25))
    canvas.circle(loss, 0.25)
    canvas.symbol(loss, r"\mathcal{L}_n")
    target = (loss[0] + 0.4, forward - 0.62)
    canvas.symbol(target, r"\mathbf{Y}^*", size=14)
    canvas.arrow(target, loss, gaps=(0.2, 0.25))
    canvas.arrow(loss, cost, "muted", gaps=(0.25, 0.15))
    canvas.symbol(cost, "J", size=15)
    z_last = 0.98 + (L - 1) * step + width / 4
    canvas.arrow(loss, (z_last + 0.34, back), "error", 1.6, dashed=True, gaps=(0.25, 0))
    words = (
        f"The algorithm as a flow through {L} layers. Upper row, solid blue arrows to the right: "
        f"X, then Z and A of every layer. A of layer {L} and the targets Y-star go into the losses "
        "L_n, and their mean is the cost J. Lower row, dashed red arrows to the left: from the "
        f"losses to Delta of layer {L}"
        + (
            ", and on through the transposed weights down to Delta of layer 1. Each Delta below "
            f"layer {L} takes the slope at Z of its own layer from the forward pass"
            if L > 1
            else ""
        )
        + ". From each Delta, together with A of the layer before, the gradients by W and b of its "
        "layer leave at the bottom."
    )
    return Picture(canvas.figure, alt or words)


def _draw_backward(
    canvas: Canvas, ell: int, last: int, at: Point, step: float, heights: tuple[float, float]
) -> None:
    (x, y), (above, below), radius = at, heights, 0.34
    before = 0.36 if ell == 1 else x - step + 0.55
    drop = above if ell > 1 else above + 0.08
    canvas.line([(before, drop), (before, below), (x - 0.55, below)], "muted", THIN, z=1)
    canvas.arrow((x - 0.6, below), (x - 0.46, below), "muted", THIN, z=1, head=0.09)
    if ell < last:  # the error of layer L comes from the loss, in whose formula its slope may be
        canvas.arrow((x, above), (x, y + 0.25), "preactivation", THIN)
        canvas.symbol(
            (x + 0.06, (above + y + 0.25) / 2),
            r"\sigma{\prime}",
            "preactivation",
            size=SMALL,
            ha="left",
        )
    canvas.box((x - radius, y - 0.25), 2 * radius, 0.5, "error", rounding=0.12, z=4)
    canvas.symbol((x, y), rf"\boldsymbol{{\Delta}}^{{({ell})}}", "error")
    if ell < last:
        canvas.arrow((x + step - radius, y), (x + radius, y), "error", 1.6, dashed=True, z=2.5)
        middle = x + step / 2 + 0.12
        canvas.symbol(
            (middle, y + 0.1), rf"(\mathbf{{W}}^{{({ell + 1})}})^\top", "weight-pos",
            size=SMALL, va="bottom", ground="paper",
        )  # fmt: skip
    canvas.arrow((x, y - 0.25), (x, below + 0.42), "error")
    for offset, name in ((0.2, "W"), (-0.2, "b")):
        formula = rf"\partial J/\partial\mathbf{{{name}}}^{{({ell})}}"
        canvas.symbol((x + 0.02, below + offset), formula, "error", size=11.5)
    canvas.box((x - 0.46, below - 0.42), 0.96, 0.84, "error", line=THIN, rounding=0.08)
