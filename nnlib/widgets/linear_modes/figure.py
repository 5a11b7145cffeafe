"""The modes of a deep linear network: the strong ones are learned first, the weak ones later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.figures import Picture
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Choice, Number, Numbers
from nnlib.widgets.linear_modes import modes
from nnlib.widgets.linear_modes.still import modes_still

__all__ = ["LinearModes"]

Array = NDArray[np.floating]


class LinearModes(LiveFigure):
    """How strong the modes of a linear network of two layers are while it learns.

    The targets are a linear map of whitened inputs, with four modes (singular vectors); the reader
    drags their strengths (singular values). Each mode of a 4-4-4 network with identity activations
    is drawn against the time, learning rate times steps: as {eq}`eq:linear-course` has it for
    gradient flow, and as gradient descent has it; below, the cost. Source: Saxe, McClelland
    and Ganguli, *Exact solutions to the nonlinear dynamics of learning in deep linear neural
    networks* (2014), equation 12.

    Parameters
    ----------
    strengths : sequence of 4 float
        What is to be learned, each from 0.8 to 5.
    u0 : float
        The strength of every mode at the start: from 0.0001 to 0.3.
    eta : float
        The learning rate of the descent: from 0.005 to 0.1.
    start : str
        ``"aligned"``, for weights along the modes, the same in both layers, as the formula wants
        it; or ``"random"``, for normal weights, whose modes start from
        {eq}`eq:linear-random-start`, which is `u0` on average.
    key : str
        The name under which the settings stand in the address of the page.

    Raises
    ------
    TraitError
        If a setting is out of bounds.
    """

    folder = Path(__file__).parent

    strengths = Numbers([4.0, 3.0, 2.0, 1.0], 0.8, 5, shortest=4, longest=4)
    u0 = Number(0.001, 0.0001, 0.3)
    eta = Number(0.01, 0.005, 0.1)
    start = Choice("aligned", {"aligned": "along the modes", "random": "random"})

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """What Python tells the script: the examples and the modes, too."""
        return {
            **super().facts(),
            "end": modes.END,
            "apart": modes.APART,
            "seed": modes.SEED,
            "left": modes.LEFT.tolist(),
            "right": modes.RIGHT.tolist(),
            "inputs": modes.INPUTS.T.tolist(),
        }

    def exact(self, t: ArrayLike) -> Array:
        """Give the strengths of the modes by the formula.

        Parameters
        ----------
        t : array_like of shape (n,)
            The times.

        Returns
        -------
        ndarray of shape (4, n)
        """
        u0 = modes.first_strengths(self.u0, self.start)
        return modes.exact(np.array(self.strengths)[:, None], u0[:, None], t)

    def half_times(self) -> Array:
        """Say when half of each strength is learned, by the formula.

        Returns
        -------
        ndarray of shape (4,)
        """
        return modes.half_times(self.strengths, modes.first_strengths(self.u0, self.start))

    def descend(self) -> modes.Course:
        """Train the network.

        Returns
        -------
        Course
            With the attributes ``t`` of shape (n,), times; ``u`` of shape (4, n), the strengths
            of the modes then; and ``J`` of shape (n,), the cost.
        """
        return modes.descend(tuple(self.strengths), self.u0, self.eta, self.start)

    def gap(self) -> float:
        """Measure how far the descent comes away from the curves.

        Returns
        -------
        float
        """
        found = self.descend()
        return float(np.abs(found.u - self.exact(found.t)).max())

    def still(self) -> Picture:
        """Draw the curves with the marks of the descent, and the cost.

        Returns
        -------
        Picture
        """
        t = np.linspace(0, modes.END, 161)
        course = self.descend()
        return modes_still(t, self.exact(t), course, self.strengths, self._words())

    def _words(self) -> str:
        halves = ", ".join(f"{t:.2f}" for t in self.half_times())
        strengths = ", ".join(f"{s:g}" for s in self.strengths)
        weights = {"aligned": "weights along the modes", "random": "random weights"}[self.start]
        return (
            f"Strength of four modes of a linear network against the time, from {weights} and a "
            f"strength of {self.u0:g}. To be learned are {strengths}; half of each is reached at "
            f"t = {halves}. Marks show gradient descent with learning rate {self.eta:g}, at most "
            f"{self.gap():.2f} from the curves. Below, the cost, on a logarithmic axis."
        )
