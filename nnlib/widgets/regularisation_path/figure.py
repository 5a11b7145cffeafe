"""A small network fitted to noisy points, with a penalty on its weights to slide."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.figures import Picture
from nnlib.network import Network
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Choice, Number
from nnlib.widgets.regularisation_path import solve
from nnlib.widgets.regularisation_path.still import Shown, regularisation_still

__all__ = ["RegularisationPath"]

Array = NDArray[np.floating]

#: A weight below this is called small.
SMALL = 1e-3


class RegularisationPath(LiveFigure):
    """What a penalty on the weights does to the fit, to the weights and to both costs.

    A 1-10-1 network (tanh, identity, half squared error) is fitted to 14 noisy points of a sine, to
    the end, with each of 51 strengths of a penalty. The reader slides the strength, and chooses
    between {eq}`eq:l2-penalty` and {eq}`eq:l1-penalty`. Drawn are the fitted curve, the 20 weights
    as bars, and the cost on the points and on 200 held out.

    Parameters
    ----------
    penalty : str
        ``"l2"`` or ``"l1"``: what `nnlib.Network` takes under that name.
    power : float
        The strength is 10 to this power: from -5 to 0, in tenths.
    key : str
        The name under which the settings stand in the address of the page.

    Raises
    ------
    TraitError
        If a setting is out of bounds.
    """

    folder = Path(__file__).parent

    penalty = Choice("l2", solve.PENALTIES)
    power = Number(-4.0, solve.LOWEST, 0)

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """What Python tells the script: the points, the trained networks and their costs, too."""
        X, Y, _, _ = solve.examples()
        paths = {
            name: {
                "shape": list(path.shape),
                "dtype": "float16",
                "data": b64encode(path.astype("<f2").tobytes(order="F")).decode(),
            }
            for name, path in solve.paths().items()
        }
        return {
            **super().facts(),
            "X": X[0].round(4).tolist(),
            "Y": Y[0].round(4).tolist(),
            "reach": solve.REACH,
            "step": solve.STEP,
            "small": SMALL,
            "paths": paths,
            "costs": {
                name: [[float(f"{J:.4g}") for J in costs] for costs in _costs(name)]
                for name in solve.PENALTIES
            },
        }

    @property
    def strength(self) -> float:
        """The strength of the penalty, lambda."""
        return 10.0 ** (solve.LOWEST + solve.STEP * self._place)

    def network(self) -> Network:
        """Make the network that was trained with this penalty.

        Returns
        -------
        Network
            Without the penalty, so that its cost is that of the examples alone.
        """
        return solve.network(solve.paths()[self.penalty][:, self._place])

    def weights(self) -> Array:
        """Give the weights of the network.

        Returns
        -------
        ndarray of shape (2, 10)
            Of each unit the weight into it and the weight out of it.
        """
        net = self.network()
        return np.vstack([net.W[1][:, 0], net.W[2][0]])

    def costs(self) -> tuple[Array, Array]:
        """Give the costs for every strength, without the penalty.

        Returns
        -------
        trained, held_out : ndarray of shape (51,)
        """
        return _costs(self.penalty)

    def still(self) -> Picture:
        """Draw the fit, the weights and both costs.

        Returns
        -------
        Picture
        """
        x = np.linspace(-solve.REACH, solve.REACH, 121)
        X, Y, _, _ = solve.examples()
        return regularisation_still(
            Shown(
                points=(X[0], Y[0]),
                curve=(x, self.network().forward(x[None])[0]),
                weights=self.weights(),
                costs=self.costs(),
                place=self._place,
                penalty=solve.PENALTIES[self.penalty],
            )
        )

    @property
    def _place(self) -> int:
        return round((self.power - solve.LOWEST) / solve.STEP)


@lru_cache(maxsize=len(solve.PENALTIES))
def _costs(penalty: str) -> tuple[Array, Array]:
    X, Y, X_held, Y_held = solve.examples()
    nets = [solve.network(theta) for theta in solve.paths()[penalty].T]
    trained = np.array([net.cost(X, Y) for net in nets])
    return trained, np.array([net.cost(X_held, Y_held) for net in nets])
