"""The plane of rate and momentum as a map of how fast a ravine is descended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.figures import Picture
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Choice, Number, Switch
from nnlib.widgets.momentum_plane import plane
from nnlib.widgets.momentum_plane.still import plane_still

__all__ = ["MomentumPlane"]

Array = NDArray[np.floating]


class MomentumPlane(LiveFigure):
    """How fast a ravine is descended with each pair of learning rate and momentum.

    A map of all pairs, shaded by the factor that the worst direction keeps of its error in a step
    and hatched where it diverges; the reader drags a point on it. Beside the map are the path that
    this pair takes on the ravine, and the error in the flat and in the steep direction on their
    own. Source: Goh, *Why Momentum Really Works* (2017).

    Parameters
    ----------
    rate : float
        The learning rate times the largest curvature: from 0.02 to 4.2.
    mu : float
        The momentum: from 0 to 0.99.
    kappa : float
        The condition number of the ravine: from 2 to 400.
    method : str
        ``"Momentum"`` or ``"Nesterov"``.
    best : bool
        Whether the best point is shown.
    key : str
        The name under which the settings stand in the address of the page.

    Raises
    ------
    TraitError
        If a setting is out of bounds.

    Examples
    --------
    >>> round(MomentumPlane(rate=100 / 36, mu=4 / 9, kappa=25).factor(), 4)
    0.6667
    """

    folder = Path(__file__).parent

    rate = Number(1.5, 0.02, plane.FARTHEST)
    mu = Number(0.0, 0, 0.99)
    kappa = Number(25.0, 2, 400)
    method = Choice("Momentum", plane.METHODS)
    best = Switch(False)

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """What Python tells the script: where the descent begins, and what is seen of it, too."""
        return {
            **super().facts(),
            "start": list(plane.START),
            "steps": plane.STEPS,
            "contours": list(plane.CONTOURS),
            "halfWidth": plane.HALF_WIDTH,
        }

    def factor(self) -> float:
        """Give what the worst direction keeps of its error in a step, in the long run.

        Returns
        -------
        float
        """
        return float(plane.worst_factor(self.method, self.rate, self.mu, self.kappa))

    def best_pair(self) -> tuple[float, float]:
        """Give the rate, times the largest curvature, and the momentum of the least factor.

        Returns
        -------
        rate, mu : float
        """
        return plane.best_pair(self.method, self.kappa)

    def path(self) -> Array:
        """Descend on the ravine.

        Returns
        -------
        ndarray of shape (61, 2)
            The error in the flat direction and in the steep one, before each step.
        """
        return plane.descend(self.method, self.rate, self.mu, self.kappa)

    def still(self) -> Picture:
        """Draw the map with the point, the path and the two directions.

        Returns
        -------
        Picture
        """
        best = self.best_pair() if self.best else None
        return plane_still(
            self.method, self.rate, self.mu, self.kappa, self.factor(), self.path(), best
        )
