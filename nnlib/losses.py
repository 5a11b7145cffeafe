"""Loss functions, and the output error that each sends back.

A loss compares one target with one prediction; the cost ``J`` is the mean of the losses of a batch.
Backpropagation starts from the loss: its derivative with respect to the pre-activations of the
output layer is ``Delta[L]``. That derivative depends on the output activation too, so a loss is
built for the activation that it stands behind.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ._checks import expression, listing, same_shape
from ._families import Family
from .activations import ENTRYWISE, Activation

__all__ = ["LOSSES", "Loss", "get"]

Array = NDArray[np.floating]


class Loss:
    """A loss together with the activation ``sigma`` of the output layer.

    Parameters
    ----------
    output : Activation
        The activation of layer L.

    Raises
    ------
    ValueError
        If the loss makes no sense behind that activation.
    """

    name: str
    title = ""
    outputs: Iterable[str]

    def __init__(self, output: Activation) -> None:
        if output.name not in self.outputs:
            raise ValueError(
                f"loss={self.name!r} does not fit output={output.name!r}; "
                f"it goes with output among {listing(self.outputs)}"
            )
        self.output = output

    def value(self, Y: Array, Y_hat: Array, Z: Array) -> Array:
        """The loss of every example, by `per_example` once the shapes are checked.

        Parameters
        ----------
        Y, Y_hat : ndarray of shape (d_L, N)
            Targets, and the activations of layer L.
        Z : ndarray of shape (d_L, N)
            Pre-activations of layer L.

        Returns
        -------
        ndarray of shape (N,)
            The losses, one for each example, not yet averaged.

        Raises
        ------
        ValueError
            If the three are not of one shape.
        """
        self._check_shapes(Y, Y_hat, Z)
        return self.per_example(Y, Y_hat, Z)

    def output_error(self, Y: Array, Y_hat: Array, Z: Array, out: Array | None = None) -> Array:
        """Error at the output, by `error` once the shapes are checked: a column for each example.

        Parameters
        ----------
        Y, Y_hat : ndarray of shape (d_L, N)
            Targets, and the activations of layer L.
        Z : ndarray of shape (d_L, N)
            Pre-activations of layer L.
        out : ndarray of shape (d_L, N), optional
            Where to write the result; a new array when left out.

        Returns
        -------
        ndarray of shape (d_L, N)
            Delta[L]. It has no factor 1/N: the mean enters with the gradients.

        Raises
        ------
        ValueError
            If the three are not of one shape.
        """
        self._check_shapes(Y, Y_hat, Z)
        return self.error(Y, Y_hat, Z, out)

    def per_example(self, Y: Array, Y_hat: Array, Z: Array) -> Array:
        """The equation of the loss: what `value` returns, of shapes that have been checked."""
        raise NotImplementedError(f"{type(self).__name__} must have a method per_example")

    def error(self, Y: Array, Y_hat: Array, Z: Array, out: Array | None = None) -> Array:
        """The equation of the output error: what `output_error` returns, as `per_example`."""
        raise NotImplementedError(f"{type(self).__name__} must have a method error")

    def error_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        """How the output error changes when ``Z`` moves: its derivative in the direction ``RZ``.

        Only products with the Hessian ask for it.

        Parameters
        ----------
        Y, Y_hat : ndarray of shape (d_L, N)
            Targets, and the activations of layer L.
        Z, RZ : ndarray of shape (d_L, N)
            Pre-activations of layer L, and the direction in which they move.

        Returns
        -------
        ndarray of shape (d_L, N)
            ``R{Delta[L]}``, without a factor 1/N.
        """
        raise NotImplementedError(
            f"{type(self).__name__} must have a method error_along(Y, Y_hat, Z, RZ), the "
            f"derivative of the output error in the direction RZ, for products with the Hessian"
        )

    def curvature_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        """What of `error_along` is the loss's own, were the output activation a straight line.

        That is the part which a Gauss-Newton product keeps. A convex loss has no negative one. Of a
        cross-entropy, which makes one function with its activation, it is all of `error_along`.

        Parameters
        ----------
        Y, Y_hat : ndarray of shape (d_L, N)
            Targets, and the activations of layer L.
        Z, RZ : ndarray of shape (d_L, N)
            Pre-activations of layer L, and the direction in which they move.

        Returns
        -------
        ndarray of shape (d_L, N)
        """
        raise NotImplementedError(
            f"{type(self).__name__} must have a method curvature_along(Y, Y_hat, Z, RZ), the part "
            f"of error_along that a straight output activation would leave, for Gauss-Newton "
            f"products"
        )

    def of_constant(self, Y: Array) -> float:
        """The mean loss of giving every example the same answer, the mean of the targets.

        Parameters
        ----------
        Y : ndarray of shape (d_L, N)
            Targets.

        Returns
        -------
        float
            What a network reaches that has learned nothing from its inputs.
        """
        mean = np.broadcast_to(Y.mean(axis=1, keepdims=True), Y.shape)
        return float(self.per_example(Y, mean, self.pre_activations_of(mean)).mean())

    def pre_activations_of(self, Y_hat: Array) -> Array:
        """``Z`` that gives an answer, for a loss that is computed from it.

        Parameters
        ----------
        Y_hat : ndarray of shape (d_L, N)
            The answer.

        Returns
        -------
        ndarray of shape (d_L, N)
            Where the loss does not look at ``Z``, the answer itself.
        """
        return Y_hat

    @staticmethod
    def _check_shapes(Y: Array, Y_hat: Array, Z: Array) -> None:
        """Refuse arrays that would broadcast."""
        if not Y.shape == Y_hat.shape == Z.shape:  # once a step: cheaper than the two calls
            same_shape("Y", Y, Z.shape, "Z")
            same_shape("Y_hat", Y_hat, Z.shape, "Z")

    def check_targets(self, Y: Array, argument: str = "Y") -> None:
        """Refuse targets for which this loss is not defined.

        Parameters
        ----------
        Y : ndarray of shape (d_L, N)
            Targets.
        argument : str
            What to call them in the message.

        Raises
        ------
        ValueError
            If an entry of ``Y`` is outside the range of targets.
        """

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.output!r})"


class MeanSquaredError(Loss):
    """Half the squared distance between target and prediction.

    Implements {eq}`eq:loss-mse`.
    """

    name = "mse"
    title = "half squared error"
    outputs = ENTRYWISE

    def per_example(self, Y: Array, Y_hat: Array, Z: Array) -> Array:
        return np.sum((Y - Y_hat) ** 2, axis=0) / 2

    def error(self, Y: Array, Y_hat: Array, Z: Array, out: Array | None = None) -> Array:
        """``(Y_hat - Y) * sigma'(Z)``, one column for each example.

        Implements {eq}`eq:output-error-mse`. Parameters and result as in `Loss.output_error`.
        """
        slope = self.output.derivative(Z, Y_hat)
        return np.multiply(Y_hat - Y, slope, out=out)

    def error_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        """``(sigma'(Z)^2 + (Y_hat - Y) * sigma''(Z)) * RZ``.

        Implements {eq}`eq:curvature-output-mse`. Parameters and result as in `Loss.error_along`.
        """
        bend = (Y_hat - Y) * self.output.second_derivative(Z)
        return self.curvature_along(Y, Y_hat, Z, RZ) + bend * RZ

    def curvature_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        """``sigma'(Z)^2 * RZ``. Parameters and result as in `Loss.curvature_along`."""
        return self.output.derivative(Z, Y_hat) ** 2 * RZ


class Huber(Loss):
    """Squared error near the target, absolute error beyond a distance of 1.

    An output that misses by ``r`` costs ``r^2 / 2`` where ``|r| <= 1``, else ``|r| - 1/2``: an
    outlier pulls with a bounded force. Source: Huber, *Robust estimation of a location parameter*
    (1964), with threshold 1.
    """

    name = "huber"
    title = "Huber"
    outputs = ENTRYWISE

    def per_example(self, Y: Array, Y_hat: Array, Z: Array) -> Array:
        distance = np.abs(Y - Y_hat)
        # With q = min(distance, 1): q^2/2 near the target, and 1/2 + (distance - 1) beyond.
        quadratic = np.minimum(distance, 1)
        return np.sum(quadratic**2 / 2 + (distance - quadratic), axis=0)

    def error(self, Y: Array, Y_hat: Array, Z: Array, out: Array | None = None) -> Array:
        """``clip(Y_hat - Y, -1, 1) * sigma'(Z)``, one column for each example.

        Implements {eq}`eq:output-error-huber`. Parameters and result as in `Loss.output_error`.
        """
        slope = self.output.derivative(Z, Y_hat)
        return np.multiply(np.clip(Y_hat - Y, -1, 1), slope, out=out)

    def error_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        """As with the half squared error near the target; beyond it the bend of sigma alone.

        Parameters and result as in `Loss.error_along`.
        """
        bend = np.clip(Y_hat - Y, -1, 1) * self.output.second_derivative(Z)
        return self.curvature_along(Y, Y_hat, Z, RZ) + bend * RZ

    def curvature_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        """``sigma'(Z)^2 * RZ`` near the target, 0 beyond: there the loss is a straight line.

        Parameters and result as in `Loss.curvature_along`.
        """
        near = np.abs(Y_hat - Y) <= 1
        return near * self.output.derivative(Z, Y_hat) ** 2 * RZ


class BinaryCrossEntropy(Loss):
    """Negative log-likelihood of yes-or-no targets, each output a probability of yes.

    Implements {eq}`eq:loss-bce` by way of {eq}`eq:loss-bce-stable`: with ``log(1 + exp(z))`` as
    ``max(z, 0) + log(1 + exp(-|z|))`` it is finite where ``log(y_hat)`` would not be, and keeps its
    digits where it is almost zero.
    """

    name = "binary_cross_entropy"
    title = "binary cross-entropy"
    outputs = ("sigmoid",)

    def per_example(self, Y: Array, Y_hat: Array, Z: Array) -> Array:
        log_sum = np.log1p(np.exp(-np.abs(Z)))
        linear = np.maximum(Z, 0) - Y * Z
        return np.sum(linear + log_sum, axis=0)

    def pre_activations_of(self, Y_hat: Array) -> Array:
        return _log(Y_hat) - _log(1 - Y_hat)

    def error(self, Y: Array, Y_hat: Array, Z: Array, out: Array | None = None) -> Array:
        """``Y_hat - Y``, one column for each example.

        Implements {eq}`eq:output-error-bce`. Parameters and result as in `Loss.output_error`.
        """
        return np.subtract(Y_hat, Y, out=out)

    def error_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        """``sigma'(Z) * RZ``: the targets do not depend on anything.

        Implements {eq}`eq:curvature-output-bce`. Parameters and result as in `Loss.error_along`.
        """
        return self.output.derivative(Z, Y_hat) * RZ

    def curvature_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        """All of it. Parameters and result as in `Loss.curvature_along`."""
        return self.error_along(Y, Y_hat, Z, RZ)

    def check_targets(self, Y: Array, argument: str = "Y") -> None:
        low, high = Y.min(), Y.max()
        if low < 0 or high > 1:
            name = expression(argument)
            from_elsewhere = {
                (-1, 1): f"; ({name} + 1) / 2 makes them",
                (1, 2): f"; {name} - 1 does",
            }
            raise ValueError(
                f"{argument} ranges from {low:g} to {high:g}, but the targets of "
                f"loss='binary_cross_entropy' are probabilities, from 0 to 1"
                f"{from_elsewhere.get((low, high), '')}"
            )


class CrossEntropy(Loss):
    """Negative log-likelihood of the class of an example, under a softmax output.

    Implements {eq}`eq:loss-cross-entropy` by way of {eq}`eq:log-sum-exp`: the loss is
    ``log sum_k exp(z_k) - y^T z``, finite for every ``Z``.
    """

    name = "cross_entropy"
    title = "cross-entropy"
    outputs = ("softmax",)

    def per_example(self, Y: Array, Y_hat: Array, Z: Array) -> Array:
        m = Z.max(axis=0)
        # z - m may lie beyond the lowest number there is.
        with np.errstate(over="ignore"):
            below = np.nan_to_num(Z - m, nan=np.nan)
        log_sum = np.log(np.sum(np.exp(below), axis=0))
        # y^T (z - m), not y^T z - m: the difference
        # of two large numbers would lose digits.
        loss = log_sum - np.sum(Y * below, axis=0)
        # Rounded targets miss the sum 1 by a little:
        # then the gradient Y_hat - Y asks for the rest.
        return loss + m * (1 - Y.sum(axis=0))

    def pre_activations_of(self, Y_hat: Array) -> Array:
        return _log(Y_hat)

    def error(self, Y: Array, Y_hat: Array, Z: Array, out: Array | None = None) -> Array:
        """``Y_hat - Y``, one column for each example.

        Implements {eq}`eq:output-error-softmax`. Parameters and result as in `Loss.output_error`.
        """
        return np.subtract(Y_hat, Y, out=out)

    def error_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        """``Y_hat * (RZ - 1 (1^T (Y_hat * RZ)))``: how a softmax changes.

        Implements {eq}`eq:curvature-output-softmax`. Parameters and result as in
        `Loss.error_along`.
        """
        return Y_hat * (RZ - np.sum(Y_hat * RZ, axis=0))

    def curvature_along(self, Y: Array, Y_hat: Array, Z: Array, RZ: Array) -> Array:
        """All of it. Parameters and result as in `Loss.curvature_along`."""
        return self.error_along(Y, Y_hat, Z, RZ)

    def check_targets(self, Y: Array, argument: str = "Y") -> None:
        sums = Y.sum(axis=0, dtype=float)
        # Rounded probabilities of a float32 model must pass; a forgotten class must not.
        wrong = np.flatnonzero((np.abs(sums - 1) > 1e-5) | (Y.min(axis=0) < 0))
        if wrong.size:
            n = wrong[0]
            raise ValueError(
                f"{argument} has in column {n} (of {wrong.size} such) entries from "
                f"{Y[:, n].min():g} with sum {sums[n]:g}, but the targets of loss='cross_entropy' "
                f"are probabilities: at least 0, with sum 1 in each column; "
                f"nnlib.one_hot(labels, d_L) makes them"
            )


def _log(probability: Array) -> Array:
    """Its logarithm, of 0 that of the smallest number: nothing is less probable."""
    return np.log(np.maximum(probability, np.finfo(probability.dtype).tiny))


#: Every loss by its name.
LOSSES: Family[type[Loss]] = Family.of(
    "loss",
    MeanSquaredError,
    BinaryCrossEntropy,
    CrossEntropy,
    Huber,
    elsewhere={
        **dict.fromkeys(("mean_squared_error", "squared_error", "l2"), "mse"),
        **dict.fromkeys(("bce", "binary_crossentropy", "logistic"), "binary_cross_entropy"),
        **dict.fromkeys(
            (
                "crossentropy",
                "categorical_crossentropy",
                "sparse_categorical_crossentropy",
                "categorical_cross_entropy",
                "nll",
                "nll_loss",
                "negative_log_likelihood",
                "log_likelihood",
                "log_loss",
            ),
            "cross_entropy",
        ),
        **dict.fromkeys(("smooth_l1", "huber_loss"), "huber"),
    },
)
__all__ += [loss.__name__ for loss in LOSSES.values()]


def get(name: str, output: Activation) -> Loss:
    """The loss of that name, for a network whose last layer has the activation `output`.

    Parameters
    ----------
    name : str
        A key of `LOSSES`.
    output : Activation
        The activation of layer L.

    Returns
    -------
    Loss

    Raises
    ------
    ValueError
        If no loss has that name, or it does not fit the activation: ``"cross_entropy"`` goes with
        ``"softmax"`` alone, ``"binary_cross_entropy"`` with ``"sigmoid"`` alone, the others with
        every activation but ``"softmax"``.
    """
    if not isinstance(output, Activation):
        raise ValueError(
            f"output is {output!r}, but must be an Activation; "
            f"nnlib.activations.get(name) makes one"
        )
    return LOSSES.choose(name)(output)
