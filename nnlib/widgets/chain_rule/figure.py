"""The chain rule over two paths: z = sin(x^2 + y^2) with x = e^t and y = t^2."""

from __future__ import annotations

import math
from pathlib import Path

from nnlib.figures import Picture
from nnlib.widgets.chain_rule.still import chain_rule_still
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Number

__all__ = ["ChainRule"]


class ChainRule(LiveFigure):
    """What a nudge of t does to z, along the path through x and along the path through y.

    Implements {eq}`eq:chain-two-paths` for z = sin(x^2 + y^2), x = e^t, y = t^2. The reader moves
    t and sees the derivative on each edge, the two contributions end to end, and the curve z(t)
    with the tangent whose slope is their sum; a secant over a nudge dt
    turns into it as dt shrinks.

    Parameters
    ----------
    t : float
        Where the derivatives are taken, from -1.5 to 1.
    dt : float
        The nudge of t whose secant is drawn beside the tangent, from 0.001 to 0.5.
    key : str
        The name under which t stands in the address of the page.

    Raises
    ------
    TraitError
        If `t` or `dt` is out of bounds.
    """

    folder = Path(__file__).parent

    t = Number(-0.5, -1.5, 1)
    dt = Number(0.4, 0.001, 0.5)

    @property
    def x(self) -> float:
        """The value of x = e^t."""
        return math.exp(self.t)

    @property
    def y(self) -> float:
        """The value of y = t^2."""
        return self.t**2

    @property
    def z(self) -> float:
        """The value of z = sin(x^2 + y^2)."""
        return math.sin(self.x**2 + self.y**2)

    @property
    def edges(self) -> dict[str, float]:
        """The derivatives on the edges: ``dx_dt``, ``dz_dx``, ``dy_dt`` and ``dz_dy``."""
        cosine = math.cos(self.x**2 + self.y**2)
        return {
            "dx_dt": self.x,
            "dz_dx": 2 * self.x * cosine,
            "dy_dt": 2 * self.t,
            "dz_dy": 2 * self.y * cosine,
        }

    @property
    def through_x(self) -> float:
        """The contribution of the path through x."""
        return self.edges["dz_dx"] * self.edges["dx_dt"]

    @property
    def through_y(self) -> float:
        """The contribution of the path through y."""
        return self.edges["dz_dy"] * self.edges["dy_dt"]

    @property
    def dz_dt(self) -> float:
        """The total derivative: the sum over both paths."""
        return self.through_x + self.through_y

    @property
    def nudge(self) -> float:
        """The nudge dt, which goes to the left where t + dt is off the plot."""
        return self.dt if self.t + self.dt <= type(self).t.high else -self.dt

    @property
    def quotient(self) -> float:
        """The slope of the secant over the nudge."""
        return (ChainRule(t=self.t + self.nudge).z - self.z) / self.nudge

    def still(self) -> Picture:
        """Draw the contributions as bars, and the curve with its tangent at t.

        Returns
        -------
        Picture
        """
        low, high = type(self).t.low, type(self).t.high
        return chain_rule_still(
            self.t, self.z, self.through_x, self.through_y, (self.nudge, self.quotient), (low, high)
        )
