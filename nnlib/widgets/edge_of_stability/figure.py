"""Gradient descent on digits, and the largest eigenvalue of the Hessian, which stops at 2/eta."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from traitlets import TraitError, validate

from nnlib.figures import Picture
from nnlib.widgets.edge_of_stability import run as runs
from nnlib.widgets.edge_of_stability.still import edge_still
from nnlib.widgets.kit.few_digits import facts_of_digits
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Count, Number, Numbers

__all__ = ["EdgeOfStability"]


class EdgeOfStability(LiveFigure):
    """Where full-batch gradient descent takes the largest eigenvalue of the Hessian.

    A 64-16-10 network (tanh, identity, half squared error) learns 100 digits, centred and divided
    by one standard deviation, all of them in every step. Two curves are drawn against the step: the
    cost, and the largest eigenvalue of the Hessian, found by {eq}`eq:edge-product`, with the edge
    of stability, ``2 / eta``; with momentum, {eq}`eq:edge-momentum`. The reader may change `eta` in
    the middle of a run. Source: Cohen et al., *Gradient Descent on Neural Networks Typically Occurs
    at the Edge of Stability* (2021).

    Parameters
    ----------
    eta : float
        The learning rate: from 0.05 to 2.
    mu : float
        Momentum: from 0 to 0.9. A change begins the run anew.
    step : int
        How far the run has come: from 0 to 1000.
    earlier : sequence of float
        Former rates of this run, for one in whose middle the rate was changed: up to which step,
        the rate, and so on in turn.
    key : str
        The name under which the settings stand in the address of the page.

    Raises
    ------
    TraitError
        If a setting is out of bounds, or `earlier` is no list of steps that grow, each with a rate.
    """

    folder = Path(__file__).parent

    eta = Number(0.5, 0.05, 2)
    mu = Number(0.0, 0, 0.9)
    step = Count(0, 0, runs.LAST)
    earlier = Numbers([], 0, runs.LAST, shortest=0, longest=200)

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """What Python tells the script: the digits and the network, too."""
        network = {"widths": runs.WIDTHS, "share": runs.SHARE, "seed": runs.SEED}
        method = {"krylov": runs.KRYLOV, "rounds": runs.ROUNDS, "nudge": runs.NUDGE}
        return {
            **super().facts(),
            **facts_of_digits(),
            "network": network,
            "method": method,
            "every": runs.EVERY,
            "far": runs.FAR,
        }

    @validate("earlier")
    def _check_earlier(self, proposal: Any) -> list[float]:
        earlier: list[float] = proposal["value"]
        steps, rates = earlier[::2], earlier[1::2]
        low, high = (self.class_traits()["eta"].facts()[bound] for bound in ("low", "high"))
        if (
            len(steps) != len(rates)
            or any(not step.is_integer() for step in steps)
            or any(b <= a for a, b in zip([0.0, *steps], steps, strict=False))
            or any(not low <= rate <= high for rate in rates)
        ):
            raise TraitError(
                f"earlier is {earlier}, but must list steps that grow, from 1, "
                f"each followed by a rate from {low:g} to {high:g}"
            )
        return earlier

    def run(self) -> runs.Run:
        """Compute what the figure shows.

        The figure finds the same, until rounding errors have grown: above the edge they do.

        Returns
        -------
        Run
            With the attributes ``J``, the cost at steps 0 to `step`; ``eigenvalues``, the largest
            of the Hessian at every second of them; and ``diverged``.
        """
        return runs.run(self.step, self.eta, self.mu, tuple(self.earlier))

    def still(self) -> Picture:
        """Draw both curves: as far as the run has come, or a whole run where it has not begun.

        Returns
        -------
        Picture
        """
        steps = self.step or runs.LAST
        found = runs.run(steps, self.eta, self.mu, tuple(self.earlier))
        rates = [runs.rate_at(t, self.eta, tuple(self.earlier)) for t in range(found.J.size)]
        return edge_still(found, 2 * (1 + self.mu) / np.array(rates), self.eta, self.mu)
