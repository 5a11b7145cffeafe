"""The still picture of a `Neuron`: bars that add up to z, above the activation curve."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nnlib.figures import Picture, light
from nnlib.figures.neuron import activation_values
from nnlib.figures.style import SMALL, SYMBOL, THIN, styled
from nnlib.widgets.kit.rounding import equals


@styled
def neuron_still(w: Sequence[float], a: Sequence[float], b: float, activation: str) -> Picture:
    """Draw products and bias end to end along the z axis, and the curve on the same axis.

    Parameters
    ----------
    w, a : sequence of float
        Weights, and the activations that they meet.
    b : float
        The bias.
    activation : str
        A name known to `nnlib.activations`, softmax excepted.

    Returns
    -------
    Picture
    """
    # What rounds to 0 is printed without a minus.
    parts = [round(part, 9) + 0.0 for part in (*np.multiply(w, a).tolist(), b)]
    stops = np.concatenate([[0.0], np.cumsum(parts)])
    z = float(stops[-1])
    (value,), (slope,) = (
        np.round(each, 9) + 0.0 for each in activation_values(activation, np.array([z]))
    )
    reach = max(5.0, 1.08 * float(np.abs(stops).max()))

    rows = len(parts) + 1
    height = 0.25 * rows + 2.9
    figure = Figure(figsize=(5.6, height))
    lower = figure.add_axes((0.12, 0.5 / height, 0.85, 2.2 / height))
    upper = figure.add_axes((0.12, 2.85 / height, 0.85, 0.25 * rows / height), sharex=lower)
    _bars(upper, parts, stops)
    points = np.linspace(-reach, reach, 401)
    curve, _ = activation_values(activation, points)
    low, high = min(curve.min(), 0.0), curve.max()
    room = 0.08 * (high - low)
    lower.set(xlim=(-reach, reach), ylim=(low - room, high + room))
    for line in (lower.axhline, lower.axvline, upper.axvline):
        line(0, color=light("faint"), lw=THIN, zorder=0)
    lower.plot(points, curve, color=light("activation"), lw=2)
    # The tangent is as long on paper whether it is flat or steep.
    run = 0.3 * reach / np.hypot(1, slope * reach / (high - low))
    ends = np.array([z - run, z + run])
    lower.plot(ends, value + slope * (ends - z), color=light("error"), ls=(0, (4, 2)), lw=2)
    lower.plot([z, z, -reach], [high + room, value, value], ":", color=light("muted"), lw=THIN)
    lower.plot([z], [value], "o", color=light("ink"), ms=6)
    readings = (
        ("activation", rf"$a_i = \sigma(z_i) {_in_math(value)} {value:.3f}$"),
        ("error", rf"slope $\sigma{{\prime}}(z_i) {_in_math(slope)} {slope:.3f}$"),
    )
    for number, (colour, text) in enumerate(readings):
        lower.text(
            0.03, 0.9 - 0.14 * number, text, color=light(colour), transform=lower.transAxes,
            fontsize=SYMBOL, va="center",
        )  # fmt: skip
    lower.set_xlabel("$z_i$", labelpad=0)
    words = (
        f"A neuron with the {activation.replace('_', ' ')} activation: the products of weights and "
        f"inputs, {', '.join(f'{part:.2f}' for part in parts[:-1])}, and the bias {b:.2f} are laid "
        f"end to end and reach z {equals(2, z)} {z:.2f}. On the curve above z lies the activation "
        f"{value:.3f}; the dashed tangent there has the slope {slope:.3f}."
    )
    return Picture(figure, words)


def _bars(axes: Axes, parts: Sequence[float], stops: np.ndarray) -> None:
    """Draw one bar below the other, each from where the last one ended, then their sum."""
    last = len(parts) - 1
    for row, part in enumerate([*parts, stops[-1]]):
        start = 0.0 if row > last else stops[row]
        name = "bias" if row == last else "preactivation"
        axes.barh(
            -row, part, left=start, height=0.6, facecolor=light("paper" if row <= last else name),
            edgecolor=light(name), ls="-" if part >= 0 else (0, (3, 2)), lw=1.4,
        )  # fmt: skip
        right = part >= 0
        end = max(start, start + part) if right else min(start, start + part)
        text = f"{part:+.2f}" if row <= last else f"{part:.2f}"
        axes.annotate(
            text.replace("-", "\N{MINUS SIGN}"), (end, -row),
            xytext=(5 if right else -5, 0), textcoords="offset points", fontsize=SMALL,
            va="center", ha="left" if right else "right",
        )  # fmt: skip
    names = [rf"$w_{{i,{j + 1}}}\, a_{j + 1}$" for j in range(last)] + ["$b_i$", "$z_i$"]
    axes.set_ylim(-last - 1.6, 0.6)
    axes.set_yticks([-row for row in range(last + 2)], names)
    axes.tick_params(left=False, bottom=False, labelbottom=False)
    axes.spines[:].set_visible(False)


def _in_math(number: float) -> str:
    """The sign before a number that is printed with three digits, in a formula."""
    return equals(3, number).replace("≈", r"\approx")
