"""One neuron from inside, and its place between two layers."""

from __future__ import annotations

import numpy as np

from nnlib import activations
from nnlib.figures.canvas import Canvas
from nnlib.figures.picture import Picture
from nnlib.figures.style import BEFORE, BOLD, HERE, LINE, NEXT, SYMBOL, styled


def activation_values(name: str, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Evaluate an activation of nnlib and its derivative at the points `z`.

    Parameters
    ----------
    name : str
        A name known to `nnlib.activations`.
    z : ndarray of shape (n,)
        Where to evaluate.

    Returns
    -------
    tuple of ndarray, each of shape (n,)
        sigma(z) and sigma'(z).

    Raises
    ------
    ValueError
        If there is no such activation, or it acts on a whole layer at once, as softmax does.
    """
    sigma = activations.get(name)
    if not sigma.entrywise:
        raise ValueError(f"name is {name!r}, but its value depends on the whole layer: no curve")
    return sigma.value(z), sigma.derivative(z)


@styled
def neuron_diagram(*, activation: str = "sigmoid", alt: str | None = None) -> Picture:
    """Draw what neuron i of layer ell computes, from its inputs to its activation.

    Parameters
    ----------
    activation : str
        Whose curve to draw in the box of sigma.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is no such activation, or it has no curve.
    """
    z = np.linspace(-4, 4, 81)
    curve, _ = activation_values(activation, z)
    canvas = Canvas(6.2, 3.3)
    y_mid = 1.5
    inputs = [("1", 2.75), ("2", 2.05), (None, 1.4), (r"d_{\ell-1}", 0.55)]
    sum_x = 2.92
    for index, y in inputs:
        if index is None:
            canvas.symbol((0.42, y), r"\vdots", size=16)
            canvas.symbol((1.42, y), r"\vdots", size=16)
            continue
        canvas.symbol((0.8, y), rf"a_{{{index}}}^{BEFORE}", "activation", ha="right")
        canvas.arrow((0.86, y), (1.26, y), "activation", head=0.09)
        canvas.circle((1.42, y), 0.16)
        canvas.symbol((1.42, y), r"\times", size=SYMBOL)
        canvas.symbol((1.42, y + 0.19), rf"w_{{i,{index}}}^{HERE}", "weight-pos", va="bottom")
        canvas.arrow((1.42, y), (sum_x, y_mid), gaps=(0.16, 0.3))
    canvas.circle((sum_x, y_mid), 0.3)
    canvas.symbol((sum_x, y_mid), r"\Sigma", size=17)
    canvas.symbol((sum_x, 2.5), rf"b_i^{HERE}", "bias", va="bottom")
    canvas.arrow((sum_x, 2.46), (sum_x, y_mid + 0.3), "bias")
    canvas.arrow((sum_x + 0.3, y_mid), (4.1, y_mid), "preactivation")
    canvas.symbol((3.65, y_mid + 0.08), rf"z_i^{HERE}", "preactivation", va="bottom")
    left, side = 4.1, 0.84
    canvas.box((left, y_mid - side / 2), side, side, rounding=0.08)
    _draw_curve(canvas, z, curve, left, y_mid, side)
    canvas.symbol((left + side / 2, y_mid + side / 2 + 0.08), r"\sigma(\cdot)", va="bottom")
    canvas.arrow((left + side, y_mid), (5.52, y_mid), "activation")
    canvas.symbol((5.58, y_mid), rf"a_i^{HERE}", "activation", ha="left")
    for x, words in ((1.42, "weigh"), (sum_x, "sum"), (left + side / 2, "activate")):
        canvas.text((x, 0.1), words, "muted", va="bottom")
    return Picture(
        canvas.figure,
        alt
        or "What neuron i of layer ell computes. The activations a_1 to a_d of layer ell minus 1 "
        "enter on the left, each is multiplied by its weight w_i,1 to w_i,d, and the products are "
        "added up together with the bias b_i. The sum is the pre-activation z_i; it passes through "
        f"the activation function sigma, drawn as a small {activation} curve, and leaves on the "
        "right as the activation a_i.",
    )


def _draw_curve(
    canvas: Canvas, z: np.ndarray, curve: np.ndarray, left: float, y_mid: float, side: float
) -> None:
    inner = 0.36 * side
    x = left + side / 2 + inner * z / np.abs(z).max()
    low, high = min(curve.min(), 0.0), curve.max()
    y = y_mid - inner + 2 * inner * (curve - low) / (high - low)
    zero = y_mid - inner + 2 * inner * (0 - low) / (high - low)
    canvas.line([(left + side / 2 - inner, zero), (left + side / 2 + inner, zero)], "faint", z=3.2)
    canvas.line(
        [(left + side / 2, y_mid - inner), (left + side / 2, y_mid + inner)], "faint", z=3.2
    )
    canvas.line(list(zip(x, y, strict=True)), "activation", 1.9, z=3.6)


@styled
def two_layer_zoom(*, backward: bool = False, alt: str | None = None) -> Picture:
    """Draw how neuron i of layer ell acts on every neuron k of the next layer.

    Parameters
    ----------
    backward : bool
        Also draw the errors that come back along the same weights.
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture
    """
    canvas = Canvas(6.2, 3.6)
    y_mid, half = 1.95, 0.29
    left, right = (0.72, 1.06), (3.78, 1.5)
    rows = [("1", 3.1), ("k", y_mid), (r"d_{\ell+1}", 0.8)]
    start = (left[0] + left[1], y_mid)
    for offset in (0.75, 0.0, -0.75):
        end = (left[0], y_mid + 0.16 * offset)
        canvas.arrow((0.12, y_mid + offset), end, "muted", 0.9)
    _draw_split_neuron(canvas, left, y_mid, half, "i", HERE)
    for index, y in rows:
        marked = index == "k"
        rise = y - y_mid
        end = (right[0], y)
        # Where errors come back, the arrows of a pair bend away from the middle, side by side.
        side = (1 if rise >= 0 else -1) if backward else 0
        bend, shift = 0.17 * side, 0.05 * side
        leaves_at = y_mid + 0.12 * rise
        canvas.arrow(
            (start[0], leaves_at + shift), (end[0], y + shift), "weight-pos",
            BOLD if marked else LINE, bend=bend,
        )  # fmt: skip
        at = (start[0] + 0.55 * (end[0] - start[0]), y_mid + 0.57 * rise + 1.05 * bend)
        canvas.symbol(at, rf"w_{{{index},i}}^{NEXT}", "weight-pos", ground="paper")
        _draw_split_neuron(canvas, right, y, half, index, NEXT)
        if backward:
            back_at = (start[0], leaves_at - shift)
            canvas.arrow((end[0], y - shift), back_at, "error", 1.5, dashed=True, bend=bend)
            beside = (right[0] + right[1] + 0.1, y)
            canvas.symbol(beside, rf"\delta_{{{index}}}^{NEXT}", "error", ha="left")
        else:
            canvas.arrow((right[0] + right[1], y), (5.85, y), "muted", 0.9)
    for y in ((y_mid + 3.1) / 2, (y_mid + 0.8) / 2):
        canvas.symbol((right[0] + right[1] / 2, y), r"\vdots", "muted", size=15)
    canvas.text((left[0] + left[1] / 2, 0.14), r"layer $\ell$", "muted")
    canvas.text((right[0] + right[1] / 2, 0.14), r"layer $\ell+1$", "muted")
    if backward:
        above = (left[0] + left[1] / 4, y_mid + half + 0.07)
        canvas.symbol(above, rf"\delta_i^{HERE}", "error", va="bottom")
    words = (
        "Neuron i of layer ell, drawn in two halves, its pre-activation z_i and its "
        "activation a_i. From it one solid arrow goes to each neuron 1, ..., k, ..., d of layer "
        "ell plus 1, labelled with the weights w_1,i to w_d,i of that layer; these neurons "
        "have the halves z_k and a_k in the same way."
    )
    if backward:
        words += (
            " Along the same weights dashed red arrows run back: the errors delta_1 to delta_d of "
            "layer ell plus 1 meet at neuron i and form its error delta_i."
        )
    return Picture(canvas.figure, alt or words)


def _draw_split_neuron(
    canvas: Canvas, span: tuple[float, float], y: float, half: float, index: str, layer: str
) -> None:
    """Draw a neuron as two rooms, z and a; `span` is its left edge and its width."""
    left, width = span
    canvas.box((left, y - half), width, 2 * half, rounding=half * 0.98, z=4)
    canvas.line([(left + width / 2, y - half), (left + width / 2, y + half)], "faint", z=4.5)
    size = 12.0
    z_at, a_at = (left + 0.27 * width, y), (left + 0.73 * width, y)
    canvas.symbol(z_at, rf"z_{{{index}}}^{layer}", "preactivation", size=size)
    canvas.symbol(a_at, rf"a_{{{index}}}^{layer}", "activation", size=size)


@styled
def weight_path(*, alt: str | None = None) -> Picture:
    """Draw the one path by which a weight and a bias reach the loss.

    Parameters
    ----------
    alt : str, optional
        Description to use in place of the generated one.

    Returns
    -------
    Picture
    """
    canvas = Canvas(6.2, 2.4)
    y_mid = 1.3
    canvas.symbol((0.42, 2.0), rf"w_{{i,j}}^{HERE}", "weight-pos", ground="highlight")
    canvas.symbol((0.42, 0.4), rf"b_i^{HERE}", "bias")
    radius = 0.36
    z_at, a_at, loss_at = (2.3, y_mid), (3.55, y_mid), (5.75, y_mid)
    canvas.arrow((0.75, 1.93), z_at, "weight-pos", BOLD, gaps=(0, radius), head=0.14)
    canvas.arrow((0.65, 0.47), z_at, "bias", gaps=(0, radius))
    canvas.symbol((1.5, 1.83), rf"\times\; a_j^{BEFORE}", "activation", ha="left")
    canvas.symbol((1.5, 0.58), r"\times\; 1", "muted", ha="left")
    canvas.circle(z_at, radius, "preactivation")
    canvas.symbol(z_at, rf"z_i^{HERE}", "preactivation")
    canvas.arrow(z_at, a_at, gaps=(radius, radius))
    canvas.symbol((2.92, y_mid + 0.1), r"\sigma", va="bottom")
    canvas.circle(a_at, radius, "activation")
    canvas.symbol(a_at, rf"a_i^{HERE}", "activation")
    canvas.arrow(a_at, (4.3, y_mid), gaps=(radius, 0))
    canvas.box((4.3, y_mid - 0.42), 0.8, 0.84, "muted", dashed=True, rounding=0.08)
    canvas.text((4.7, y_mid), "later\nlayers", "muted", size=10.5)
    canvas.arrow((5.1, y_mid), loss_at, gaps=(0, 0.2))
    canvas.symbol(loss_at, r"\mathcal{L}", size=15)
    canvas.arrow((5.75, y_mid - 0.2), (2.4, y_mid - 0.36), "error", 1.5, dashed=True, bend=0.42)
    canvas.symbol(
        (4.1, 0.2), rf"\partial\mathcal{{L}}\,/\,\partial z_i^{HERE}", "error", ground="paper"
    )
    return Picture(
        canvas.figure,
        alt
        or "The one path from a weight to the loss. The weight w_i,j of layer ell, multiplied by "
        "the activation a_j of the layer before, and the bias b_i, multiplied by 1, enter the "
        "pre-activation z_i. From there the path runs through sigma to a_i, through the later "
        "layers, to the loss L. A dashed red arrow leads back from L to z_i: the derivative of L "
        "by z_i.",
    )
