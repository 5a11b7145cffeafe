"""A feed-forward network: parameters, cost, gradient, predictions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from . import _checks, initializers, losses
from ._fields import Fixed
from ._last_pass import LastPass
from ._passes import Passes
from .arrays import Layers, Parameters, parameter_count
from .preprocessing import classes_of
from .regularizers import Regularizer, Strength, chosen
from .saving import Stored
from .sigma import Sigma

__all__ = ["Network"]

Array = NDArray[np.floating]


class Network(Passes, LastPass, Stored):
    """A fully connected feed-forward network.

    Parameters
    ----------
    d : sequence of int
        The widths ``d_0, d_1, ..., d_L``: inputs, hidden layers, outputs.
    hidden : str
        Activation of layers 1 to L - 1.
    output : str
        Activation of layer L.
    loss : str
        Loss of one example; the cost is its mean over the batch, plus the penalties.
    init : str or callable
        Initial weights; a callable is ``f(rng, d_ell, d_(ell-1))`` and returns ``W[ell]``.
    l2, l1 : float
        Penalties ``l2/2`` times the sum of squares and ``l1`` times the sum of absolute values of
        all weights. Biases are free of them.
    regularizer : Regularizer, optional
        The penalty as an object, in place of `l2` and `l1`: one of your own, say.
    dropout : float
        The share of hidden neurons, from 0 to below 1, that `train` leaves out in every step,
        others each time. Nothing else leaves any out.
    seed : int or None
        Seed of the initial weights; None takes fresh randomness.
    dtype : dtype
        float64 (``float``) or float32: the type of all numbers.

    Attributes
    ----------
    d : list of int
        The widths, ``d[0]`` to ``d[L]``.
    L : int
        Number of layers with parameters.
    P : int
        Number of parameters, {eq}`eq:parameter-count`.
    sigma : Sigma
        The activation function of each layer, ``sigma[1]`` to ``sigma[L]``; a hidden layer takes
        another one by ``sigma[ell] = ...``.
    W, b : Layers
        ``W[ell]`` of shape (d_ell, d_(ell-1)) and ``b[ell]`` of shape (d_ell, 1), for ell = 1 to L:
        views into `theta`.
    regularizer, l2, l1, dropout
        As given; all of them may be changed. Without a penalty `regularizer` is None.

    Raises
    ------
    ValueError
        If a width is not a whole number of at least 1, a name is unknown, the loss does not fit the
        output, a penalty is negative or given twice, there is nothing to drop, or the parameters do
        not fit into memory.
    """

    P = Fixed[int]("build another network")
    hidden = Fixed[str]("build another network")
    output = Fixed[str]("build another network")
    b = Fixed[Layers]("assign to a layer, b[1] = ...")
    l2 = Strength()
    l1 = Strength()

    def __init__(
        self,
        d: Sequence[int],
        *,
        hidden: str = "tanh",
        output: str = "identity",
        loss: str = "mse",
        init: str | initializers.Initializer = "glorot",
        l2: float = 0.0,
        l1: float = 0.0,
        regularizer: Regularizer | None = None,
        dropout: float = 0.0,
        seed: int | None = 0,
        dtype: DTypeLike = float,
    ) -> None:
        if not isinstance(d, (list, tuple)) or len(d) < 2:
            raise ValueError(f"d is {d!r}, but must be a list of at least two widths, d_0 to d_L")
        self._d = [_checks.count(f"d_{ell}", width) for ell, width in enumerate(d)]
        self._L = len(self.d) - 1
        self._P = parameter_count(self.d)
        self._dtype = _checks.float_type("dtype", dtype)
        self._sigma = Sigma.named(hidden, output, self.L)
        self._loss = losses.get(loss, self.sigma[self.L])
        self._hidden, self._output = hidden, output
        self.regularizer = chosen(regularizer, l2, l1)
        self.dropout = dropout
        self._parameters = Parameters(
            self.d, _checks.zeros(f"d is {self.d}: theta", (self.P,), self.dtype)
        )
        self._W, self._b = self._parameters.W, self._parameters.b
        initializers.fill(self.W, initializers.get(init), _checks.generator(seed))

    @property
    def theta(self) -> Array:
        """All parameters, ndarray of shape (P,): ``(b W)`` of layer 1 row by row, then layer 2, ...

        Assigning to it copies finite numbers in, so that ``W`` and ``b`` stay views. What is done
        to its entries, ``theta[0] = ...`` or ``theta -= ...``, is not checked.
        """
        return self._parameters.flat

    @theta.setter
    def theta(self, theta: ArrayLike) -> None:
        if theta is self.theta:  # theta -= ... has changed the entries, and then assigns the array
            return
        theta = _checks.as_array("theta", theta)
        if theta.shape != (self.P,):
            raise ValueError(
                f"theta has shape {theta.shape}, but this network, d = {self.d}, "
                f"has P = {self.P} parameters; is it the theta of another network?"
            )
        self.theta[:] = _checks.finite_array("theta", theta, self.dtype)

    @property
    def is_weight(self) -> NDArray[np.bool_]:
        """Which of the parameters are weights: an ndarray of bool, shape (P,), False at biases."""
        mask = np.ones(self.P, bool)
        for b in Parameters(self.d, mask).b:
            b[...] = False
        return mask

    def forward(self, X: ArrayLike) -> Array:
        """The predictions for a batch; keeps every ``A[ell]`` and ``Z[ell]``.

        Implements {eq}`eq:forward-augmented` and {eq}`eq:forward-activation`.

        Parameters
        ----------
        X : ndarray of shape (d_0, N)
            Inputs, one example in each column.

        Returns
        -------
        ndarray of shape (d_L, N)
            ``Y_hat``, which is ``A[L]``.

        Raises
        ------
        ValueError
            If `X` is not such a matrix of finite floats.
        """
        batch = self._forward(self.check_inputs(X))
        self._last = batch, None
        return batch.A[self.L]

    def cost(self, X: ArrayLike, Y: ArrayLike) -> float:
        """``J``: the mean loss over the batch, plus the penalties.

        It keeps no ``A`` and no ``Z``, so that it takes any number of examples. Implements
        {eq}`eq:cost`. Parameters and errors as in `cost_and_gradient`.
        """
        X, Y = self.check_examples(X, Y)
        J = self.penalty()
        for chunk, batch in self.passes(X):
            J += batch.N / X.shape[1] * self.mean_loss(batch, Y[:, chunk])
        return J

    def cost_and_gradient(self, X: ArrayLike, Y: ArrayLike) -> tuple[float, Array]:
        """``J`` and ``dJ/dTheta``, by one forward and one backward pass.

        Afterwards ``Delta[ell]``, ``dW[ell]`` and ``db[ell]`` hold what the backward pass computed.

        Implements {eq}`eq:cost`, {eq}`eq:delta-batch` and {eq}`eq:gradient-augmented`.

        Parameters
        ----------
        X : ndarray of shape (d_0, N)
            Inputs.
        Y : ndarray of shape (d_L, N)
            Targets.

        Returns
        -------
        J : float
            The cost.
        gradient : ndarray of shape (P,)
            Its gradient, laid out like `theta`.

        Raises
        ------
        ValueError
            If `X` or `Y` is not such a matrix, or `Y` holds targets that the loss does not allow.
        """
        X, Y = self.check_examples(X, Y)
        batch = self._forward(X)
        gradient = Parameters(self.d, np.empty(self.P, self.dtype), prefix="d")
        self.backward_pass(batch, Y, gradient)
        # Both at once, and only when whole: Ctrl-C or another thread must not find half a pass.
        self._last = batch, gradient
        # A copy: what a caller does to the result must not change dW and db.
        return self.mean_loss(batch, Y) + self.penalty(), gradient.flat.copy()

    def predict(self, X: ArrayLike) -> NDArray[Any]:
        """What the network answers, in the terms of its loss. It keeps no ``A`` and no ``Z``.

        Parameters
        ----------
        X : ndarray of shape (d_0, N)
            Inputs.

        Returns
        -------
        ndarray
            With ``loss="cross_entropy"`` the most probable class of each example, shape (N,). With
            ``"binary_cross_entropy"`` 1 where the probability is at least one half, else 0, shape
            (N,), or (d_L, N) where there are several outputs: as many yes-or-no questions. Else
            ``Y_hat``, shape (d_L, N); `classify` makes classes of it.

        Raises
        ------
        ValueError
            If `X` is not such a matrix of finite floats, or the network gives no number.
        """
        if self.loss.name == "cross_entropy":
            return self.classify(X)
        Y_hat = self._answers(X)
        if self.loss.name == "binary_cross_entropy":
            return classes_of(Y_hat) if self.d[self.L] == 1 else (Y_hat >= 0.5).astype(int)
        return Y_hat

    def classify(self, X: ArrayLike) -> NDArray[np.integer]:
        """The class of each example, whatever the output and the loss.

        It is the one that accuracies count: of ``labels``, from which `one_hot` has made targets,
        ``np.mean(net.classify(X) == labels)`` is the accuracy that `train` measures.

        Parameters
        ----------
        X : ndarray of shape (d_0, N)
            Inputs.

        Returns
        -------
        ndarray of int of shape (N,)
            The row of the largest output; with a single output 1 where it is at least 1/2, else 0.

        Raises
        ------
        ValueError
            As in `predict`.
        """
        return classes_of(self._answers(X))

    def _answers(self, X: ArrayLike) -> Array:
        """``Y_hat``, of numbers alone: a class of NaN would look like any other."""
        X = self.check_inputs(X)
        Y_hat = np.empty((X.shape[1], self.d[self.L]), self.dtype).T
        for chunk, batch in self.passes(X):
            Y_hat[:, chunk] = batch.A[self.L]
        return _checks.finite_array("Y_hat", Y_hat, self.dtype)

    @classmethod
    def _restored(cls, settings: dict[str, Any], theta: Array, own: dict[str, Any]) -> Self:
        """Build a network again; what a subclass has added comes back by way of `own`."""
        network = cls.__new__(cls)
        Network.__init__(network, **settings, seed=None, init="zeros")
        network.theta[:] = theta  # whatever it holds: a copy of a broken network is as broken
        vars(network).update(own)
        return network
