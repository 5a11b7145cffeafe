"""The still picture of a `ChainRule`: two contributions and their sum, beside the curve z(t)."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from nnlib.figures import Picture, light
from nnlib.figures.style import SMALL, THIN, styled
from nnlib.widgets.kit.rounding import equals

__all__ = ["chain_rule_still"]

_DASHES = (0, (4, 2))
_DOTS = (0, (1, 2))


@styled
def chain_rule_still(
    t: float,
    z: float,
    through_x: float,
    through_y: float,
    nudge: tuple[float, float],
    span: tuple[float, float],
) -> Picture:
    """Draw the contributions end to end, and the curve with the tangent of that slope.

    A secant over the nudge shows what the tangent is the limit of.

    Parameters
    ----------
    t, z : float
        The point.
    through_x, through_y : float
        What the two paths contribute to dz/dt.
    nudge : tuple of float
        The nudge dt, with its sign, and the slope of the secant over it.
    span : tuple of float
        Smallest and largest t to plot.

    Returns
    -------
    Picture
    """
    slope = through_x + through_y
    figure = Figure(figsize=(5.6, 4.4))
    bars = figure.add_axes((0.23, 0.74, 0.74, 0.25))
    curve = figure.add_axes((0.11, 0.11, 0.86, 0.5))

    reach = 1.5 * max(0.75, abs(through_x), abs(slope))
    rows = (
        (r"$\frac{\partial z}{\partial x}\frac{\mathrm{d}x}{\mathrm{d}t}$", 0.0, through_x,
         "activation"),
        (r"$\frac{\partial z}{\partial y}\frac{\mathrm{d}y}{\mathrm{d}t}$", through_x, through_y,
         "ink"),
        (r"$\frac{\mathrm{d}z}{\mathrm{d}t}$", 0.0, slope, "error"),
    )  # fmt: skip
    for row, (_, start, part, color) in enumerate(rows):
        bars.barh(
            -row, part, left=start, height=0.5, lw=1.4, edgecolor=light(color),
            facecolor=light(color if row == 2 else "paper"), ls=_DASHES if row == 1 else "-",
        )  # fmt: skip
        text = f"{equals(4, part)} {part:.4f}".replace("-", "\N{MINUS SIGN}")
        bars.annotate(
            text, (max(start, start + part), -row),
            xytext=(5, 0), textcoords="offset points", fontsize=SMALL, va="center",
        )  # fmt: skip
    bars.axvline(0, color=light("muted"), lw=THIN, zorder=0)
    bars.set(xlim=(-reach, reach), ylim=(-2.5, 0.5))
    bars.set_yticks([0, -1, -2], [label for label, *_ in rows])
    bars.tick_params(left=False, labelsize=15)
    bars.tick_params(axis="x", labelsize=SMALL)
    bars.spines[["left", "top", "right"]].set_visible(False)

    points = np.linspace(*span, 600)
    curve.axhline(0, color=light("faint"), lw=THIN, zorder=0)
    curve.plot(points, np.sin(np.exp(2 * points) + points**4), color=light("activation"))
    # The tangent is as long on paper whether it is flat or steep.
    run = 0.12 * (span[1] - span[0]) / np.hypot(1, slope * (span[1] - span[0]) / 2.5 / 2)
    ends = np.array([t - run, t + run])
    curve.plot(ends, z + slope * (ends - t), color=light("error"), ls=_DASHES, lw=2)
    dt, quotient = nudge
    beyond = np.array([t, t + dt]) + np.sign(dt) * np.array([-0.5, 0.5]) * run
    curve.plot(beyond, z + quotient * (beyond - t), color=light("ink"), ls=_DOTS, lw=1.6)
    curve.plot([t], [z], "o", color=light("ink"), ms=6)
    curve.plot([t + dt], [z + quotient * dt], "o", mfc=light("paper"), mec=light("ink"), ms=6)
    curve.set(xlim=span, ylim=(-1.25, 1.25), xlabel="$t$", ylabel="$z(t)$")
    words = (
        f"At t {equals(2, t)} {t:.2f}, the path through x contributes {through_x:.4f} to dz/dt and "
        f"the path through y {through_y:.4f}; bars laid end to end give {slope:.4f}. Below, the "
        f"curve z of t with the point z {equals(4, z)} {z:.4f} and a dashed tangent of that slope. "
        f"A dotted secant over dt = {dt:g} has the slope {quotient:.4f}."
    )
    return Picture(figure, words)
