"""Draw a digit, and a trained network says which one it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from traitlets import TraitError, validate

from nnlib import datasets
from nnlib.activations import ENTRYWISE
from nnlib.arrays import parameter_count
from nnlib.figures import Picture
from nnlib.network import Network
from nnlib.widgets.draw_digit.mnist_form import MNIST_FORM, mnist_pixels
from nnlib.widgets.draw_digit.strokes import FORM, Strokes, pixels
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.network_traits import network_of, traits_of
from nnlib.widgets.kit.traits import Array, Choice, Count, Counts, Numbers

__all__ = ["DrawDigit"]

#: What is behind the probabilities: no other network will do.
OUTPUT = {"output": "softmax", "loss": "cross_entropy"}
#: How settings are changed that do not fit one by one.
_TOGETHER = "; set what belongs together at once, in `with figure.hold_trait_notifications():`"
#: Classes that there is room for.
MOST_CLASSES = 16
#: How many inputs a network may have, one for each pixel, and how many examples of each class are
#: then kept: the large ones would weigh down the page.
EXAMPLES = {64: 3, 784: 1}

#: A three, which stands in the field at first.
THREE = [
    [
        (0.31, 0.27), (0.322, 0.246), (0.334, 0.221), (0.35, 0.2), (0.371, 0.184), (0.395,
        0.17), (0.42, 0.16), (0.446, 0.152), (0.473, 0.147), (0.5, 0.145), (0.527, 0.147),
        (0.554, 0.152), (0.58, 0.16), (0.604, 0.172), (0.627, 0.187), (0.645, 0.205),
        (0.658, 0.225), (0.666, 0.247), (0.67, 0.27), (0.669, 0.293), (0.664, 0.317),
        (0.655, 0.34), (0.641, 0.362), (0.624, 0.382), (0.605, 0.4), (0.585, 0.414),
        (0.563, 0.426), (0.54, 0.435), (0.517, 0.441), (0.494, 0.446), (0.47, 0.45),
        (0.497, 0.454), (0.524, 0.458), (0.55, 0.465), (0.576, 0.476), (0.602, 0.489),
        (0.625, 0.505), (0.646, 0.523), (0.665, 0.543), (0.68, 0.565), (0.691, 0.589),
        (0.697, 0.614), (0.7, 0.64), (0.699, 0.667), (0.694, 0.694), (0.685, 0.72),
        (0.672, 0.745), (0.655, 0.769), (0.635, 0.79), (0.612, 0.807), (0.587, 0.82),
        (0.56, 0.83), (0.531, 0.837), (0.501, 0.84), (0.47, 0.84), (0.439, 0.837), (0.409,
        0.83), (0.38, 0.82), (0.355, 0.806), (0.333, 0.788), (0.31, 0.77),
    ]
]  # fmt: skip


class DrawDigit(LiveFigure):
    """A field to draw on, and what a network makes of the drawing.

    The drawing is brought into the form of the digits in `nnlib.datasets.digits`, 8 by 8 pixels,
    or of those in `nnlib.datasets.mnist`, 28 by 28, whichever the network reads, and goes through
    it with every movement of the pen. The figure shows these pixels, the probability of each class,
    and the units of the first layer with their weights. For 28 by 28 it holds parameters and
    examples in half precision, as a page has to carry them.

    Parameters
    ----------
    network : Network
        With ``d_0 = 64`` or ``d_0 = 784`` inputs and softmax output. The figure keeps a copy of its
        parameters.
    X : ndarray of shape (d_0, N), optional
        Examples to load, with numbers from 0 to 1; those of `nnlib.datasets.digits` or
        `nnlib.datasets.mnist` when left out. The figure keeps the last of each class: three of
        them, of the large ones one.
    labels : ndarray of int of shape (N,), optional
        Their classes.
    strokes : list of list of (float, float)
        The drawing: strokes of points (x, y) from 0 to 1, y downwards. A three at first.
    example : int
        Which of the examples in `X` is shown in place of the drawing, from 1; 0 for none.
    unit : int
        The unit of layer 1 shown larger, from 1; 0 for the one with the largest activation.
    key : str
        The name under which the settings stand in the address of the page.

    Attributes
    ----------
    d : list of int
        The widths of the network.
    theta : ndarray of shape (P,)
        Its parameters.

    Raises
    ------
    TypeError
        If `network` is no network.
    TraitError
        If the network does not read 64 or 784 pixels into a softmax, or a setting does not fit it.
    """

    folder = Path(__file__).parent

    d = Counts([64, 10], 1, longest=20, shortest=2)
    hidden = Choice("tanh", ENTRYWISE.titles)
    theta = Array(shape=(None,))
    X = Array(shape=(None, None))
    labels = Numbers([], 0, shortest=0)
    strokes = Strokes(THREE)
    example = Count(0)
    unit = Count(0)

    def __init__(
        self,
        network: Network,
        X: ArrayLike | None = None,
        labels: ArrayLike | None = None,
        **settings: Any,
    ) -> None:
        if not isinstance(network, Network):
            raise TypeError(
                f"network is {network!r:.60}, but must be a nnlib.Network, such as the one "
                f"trained on nnlib.datasets.digits()"
            )
        _check_network(network)
        if X is None:
            if labels is not None:
                raise TraitError("labels are given, but X is not: pass the examples X as well")
            X, labels = datasets.digits() if network.d[0] == 64 else datasets.mnist()
            known = labels < network.d[network.L]
            X, labels = X[:, known], labels[known]
        elif labels is None:
            raise TraitError("X is given, but labels are not: pass the class of each example")
        X, classes = _last_of_each_class(network.check_inputs(X), labels, network)
        held = traits_of(network)
        if network.d[0] > 64:
            X, held["theta"] = _in_half_precision(X), _in_half_precision(held["theta"])
        settings = {
            **{name: held[name] for name in ("d", "hidden", "theta")},
            "X": X,
            "labels": classes,
            **settings,
        }
        if settings.get("example"):
            settings.setdefault("strokes", [])
        super().__init__(**settings)
        self.observe(self._replace_the_other, ["strokes", "example"])

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """How a drawing is brought into the form of the data.

        Returns
        -------
        dict
            As of every figure, with ``"form"`` for 8 by 8 pixels and ``"mnistForm"`` for 28 by 28.
        """
        return {**super().facts(), "form": FORM, "mnistForm": MNIST_FORM}

    @validate("d", "theta", "X", "labels", "example", "unit")
    def _fitting(self, proposal: Mapping[str, Any]) -> Any:
        """Check that the settings fit each other; those of a change are checked together."""
        names = ("d", "theta", "X", "labels", "example", "unit")
        held = {name: getattr(self, name) for name in names}
        held[proposal["trait"].name] = proposal["value"]
        d, examples = held["d"], held["X"].shape[1]
        P = parameter_count(d)
        if held["theta"].size != P:
            raise TraitError(
                f"theta has {held['theta'].size} numbers, but the network, d = {d}, has "
                f"P = {P} parameters{_TOGETHER}"
            )
        if held["X"].shape[0] != d[0]:
            raise TraitError(
                f"X has shape {held['X'].shape}, but must have d_0 = {d[0]} rows{_TOGETHER}"
            )
        if len(held["labels"]) != examples:
            raise TraitError(
                f"labels has length {len(held['labels'])}, but X has N = {examples} "
                f"columns{_TOGETHER}"
            )
        if held["example"] > examples:
            raise TraitError(f"example is {held['example']}, but there are {examples} examples")
        if held["unit"] > d[1]:
            raise TraitError(f"unit is {held['unit']}, but layer 1 has {d[1]} units")
        return proposal["value"]

    def _replace_the_other(self, change: Mapping[str, Any]) -> None:
        """A new drawing takes the place of an example, and the other way round."""
        if change["name"] == "strokes" and self.strokes:
            self.example = 0
        elif change["name"] == "example" and self.example:
            self.strokes = []

    def network(self) -> Network:
        """The network that answers, as a copy.

        Returns
        -------
        Network
        """
        held = {"d": self.d, "hidden": self.hidden, "theta": self.theta}
        return network_of(held | OUTPUT)

    @property
    def pixels(self) -> NDArray[np.float64]:
        """What the network sees, shape (d_0, 1): numbers from 0 to 1, row by row."""
        if self.example:
            return np.array(self.X[:, self.example - 1 : self.example])
        return pixels(self.strokes) if self.d[0] == 64 else mnist_pixels(self.strokes)

    @property
    def probabilities(self) -> NDArray[np.float64]:
        """What the network answers: the probability of each class, shape (d_L,)."""
        return self.network().forward(self.pixels)[:, 0].astype(np.float64, copy=False)

    def still(self) -> Picture:
        """Draw the picture, the probabilities and the units of layer 1 as they stand.

        Returns
        -------
        Picture
        """
        from nnlib.widgets.draw_digit.still import draw

        network = self.network()
        network.forward(self.pixels)
        drawing = [] if self.example else self.strokes
        return draw(drawing, self.pixels, network)


def _check_network(network: Network) -> None:
    if network.d[0] not in EXAMPLES:
        raise TraitError(
            f"network has d_0 = {network.d[0]}, but must have d_0 = 64 or 784, one input for each "
            f"of 8 x 8 or 28 x 28 pixels: nnlib.Network([64, ..., 10], output='softmax', "
            f"loss='cross_entropy')"
        )
    if network.output != "softmax":
        raise TraitError(
            f"network has output {network.output!r}, but must have output 'softmax', so that its "
            f"answers are probabilities of classes"
        )
    classes = network.d[network.L]
    if not 2 <= classes <= MOST_CLASSES:
        raise TraitError(
            f"network has d_L = {classes} classes, but the figure shows 2 to {MOST_CLASSES}"
        )


def _in_half_precision(values: np.ndarray) -> np.ndarray:
    """The nearest numbers that travel in two bytes each."""
    return values.astype(np.float16).astype(np.float64)


def _last_of_each_class(
    X: np.ndarray, labels: Any, network: Network
) -> tuple[np.ndarray, list[float]]:
    """The last few examples of each class, in the order of the classes."""
    classes, few = network.d[network.L], EXAMPLES[network.d[0]]
    numbers = np.asarray(labels)
    if numbers.shape != (X.shape[1],):
        raise TraitError(f"labels has shape {numbers.shape}, but X has N = {X.shape[1]} columns")
    wrong = ~np.isin(numbers, np.arange(classes))
    if wrong.any():
        raise TraitError(
            f"labels holds {numbers[wrong][0]}, but the classes of the network are 0 to "
            f"{classes - 1}"
        )
    if X.min() < 0 or X.max() > 1:
        raise TraitError(
            f"X holds numbers from {X.min():g} to {X.max():g}, but pixels must lie within 0 and 1"
        )
    kept = np.concatenate([np.flatnonzero(numbers == c)[-few:] for c in range(classes)])
    return X[:, kept], [float(label) for label in numbers[kept]]
