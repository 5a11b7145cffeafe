"""The error of a gradient check over its nudge, with a mistake to switch on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.figures import Picture
from nnlib.gradient_check import floor_of, relative_errors
from nnlib.widgets.gradient_check_curve.checked import (
    LOWEST,
    MISTAKES,
    PRECISIONS,
    STEP,
    Checked,
    checked,
)
from nnlib.widgets.gradient_check_curve.still import gradient_check_still
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Choice, Number

__all__ = ["GradientCheckCurve"]

Array = NDArray[np.floating]


class GradientCheckCurve(LiveFigure):
    """How far the derivative of one weight is from its central difference, for every nudge.

    Implements {eq}`eq:central-difference` and {eq}`eq:relative-error`: the weight is the one of the
    first layer of a 64-4-4-10 network with the largest derivative, the cost that of 20 digits with
    a small penalty. All numbers come from `nnlib`.

    Parameters
    ----------
    mistake : str
        What the backward pass does wrong: ``"none"``, ``"transpose"``, ``"slope"``, ``"sum"`` or
        ``"penalty"``.
    precision : str
        ``"float64"`` or ``"float32"``.
    power : float
        The nudge is 10 to this power: from -12 to 0, in tenths.
    key : str
        The name under which the settings stand in the address of the page.

    Raises
    ------
    TraitError
        If a setting is out of bounds.
    """

    folder = Path(__file__).parent

    mistake = Choice("none", MISTAKES)
    precision = Choice("float64", PRECISIONS)
    power = Number(-5.0, LOWEST, 0)

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """What Python tells the script: the derivatives, computed with every mistake, too."""
        known = {
            name: {
                "computed": found.computed,
                "numerical": found.numerical.tolist(),
                "J": found.J,
                "third": found.third,
                "floor": floor_of(found.J),
                "unit": float(np.finfo(name).eps),
            }
            for name, found in ((name, checked(name)) for name in PRECISIONS)
        }
        return {**super().facts(), "checked": known, "step": STEP}

    @property
    def epsilon(self) -> float:
        """The nudge."""
        return 10.0 ** (LOWEST + STEP * self._place)

    @property
    def computed(self) -> float:
        """The derivative by backpropagation, with the mistake."""
        return self._checked.computed[self.mistake]

    @property
    def numerical(self) -> float:
        """The central difference."""
        return float(self._checked.numerical[self._place])

    @property
    def relative_error(self) -> float:
        """The relative error of the two."""
        return float(self.errors()[self._place])

    def errors(self) -> Array:
        """Give the relative error for every nudge.

        Returns
        -------
        ndarray of shape (121,)
            From the smallest nudge up.
        """
        found = self._checked
        return relative_errors(np.array(self.computed), found.numerical, found.J)

    def still(self) -> Picture:
        """Draw the curve, with the place of the nudge.

        Returns
        -------
        Picture
        """
        return gradient_check_still(
            self.errors(),
            self._place,
            (self.computed, self.numerical),
            MISTAKES[self.mistake],
            PRECISIONS[self.precision],
        )

    @property
    def _checked(self) -> Checked:
        return checked(self.precision)

    @property
    def _place(self) -> int:
        return round((self.power - LOWEST) / STEP)
