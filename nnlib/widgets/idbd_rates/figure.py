"""IDBD on a linear unit: which of its inputs get a rate of their own, and what it is good for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nnlib.figures import Picture
from nnlib.widgets.idbd_rates import run as runs
from nnlib.widgets.idbd_rates.still import rates_still
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Count, Number

__all__ = ["IDBDRates"]


class IDBDRates(LiveFigure):
    """The rates that IDBD finds for the inputs of a linear unit, and its error.

    Of 20 normally distributed inputs some are relevant: their weights in the target are 1 or -1,
    and every 20 examples one of them changes its sign. The unit learns by {eq}`eq:idbd`, one
    example at a time, and so do eight others by gradient descent with a single rate each. A bar
    shows the rate of each input. Below, the squared error over the last 1,000 examples is drawn:
    that of IDBD, and that of the best single rate, chosen with hindsight. Source: Sutton, *Adapting
    bias by gradient descent: an incremental version of delta-bar-delta* (1992), whose tasks have 5
    relevant inputs and no noise.

    Parameters
    ----------
    meta : float
        The meta rate: from 0.001 to 0.1.
    relevant : int
        How many inputs are relevant: from 1 to 20.
    noise : float
        Standard deviation of the noise that is added to the target: from 0 to 3.
    step : int
        How far the run has come, in hundreds of examples: from 0 to 200.
    key : str
        The name under which the settings stand in the address of the page.

    Raises
    ------
    TraitError
        If a setting is out of bounds.
    """

    folder = Path(__file__).parent

    meta = Number(0.005, 0.001, 0.1)
    relevant = Count(5, 1, runs.INPUTS)
    noise = Number(0.0, 0, 3)
    step = Count(100, 0, runs.LAST)

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """What Python tells the script: the task, too."""
        return {
            **super().facts(),
            "seed": runs.SEED,
            "inputs": runs.INPUTS,
            "every": runs.EVERY,
            "stretch": runs.STRETCH,
            "first": runs.FIRST,
            "rates": list(runs.RATES),
            "window": runs.WINDOW,
            "far": runs.FAR,
        }

    def run(self) -> runs.Run:
        """Compute what the figure shows.

        Returns
        -------
        Run
            With the attributes ``rates``, of each input after every hundred examples; ``errors``
            and ``single``, the mean squared error of IDBD and of each single rate in every hundred;
            ``best``, which of these rates is the best; and ``lost``.
        """
        return runs.run(self.step, self.meta, self.relevant, self.noise)

    def still(self) -> Picture:
        """Draw the rates and the errors: as far as the run has come.

        Returns
        -------
        Picture
        """
        return rates_still(self.run(), self.relevant, self.meta, self.noise)
