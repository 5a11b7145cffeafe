"""SciPy's methods on the cost of a network: a line search in place of a learning rate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import choose, count, finite_array, positive
from ._progress import progress_bar
from .network import Network
from .objective import Objective
from .second_order import hessian_vector_product
from .training.history import History
from .training.measure import Measure
from .training.runs import EndOfEpoch, check_callbacks, early_stopping, held_out_measure
from .training.stopping import Callback, Recovery

__all__ = ["METHODS", "minimize"]

Array = NDArray[np.floating]

#: What SciPy is told, by the name that it has for a method: its own tests of how small a step or a
#: fall is are off, because the gradient decides.
METHODS: dict[str, dict[str, Any]] = {
    "L-BFGS-B": {"gtol": 0.0, "ftol": 0.0, "maxfun": np.inf},
    "CG": {"gtol": 0.0},
    "Newton-CG": {"xtol": 0.0},
}
#: What other programs call them.
ELSEWHERE = {
    "lbfgs": "L-BFGS-B",
    "l_bfgs": "L-BFGS-B",
    "l_bfgs_b": "L-BFGS-B",
    "bfgs": "L-BFGS-B",
    "fminunc": "L-BFGS-B",
    "fmincon": "L-BFGS-B",
    "fminlbfgs": "L-BFGS-B",
    "cg": "CG",
    "fmincg": "CG",
    "newton": "Newton-CG",
    "newton_cg": "Newton-CG",
}
_NO_LOWER = (
    "the line search found no lower cost: where the cost is as flat as its rounding, or has a "
    "kink, this is as far as it gets"
)
_ADVICE = "smaller weights to start from"
#: How a message of SciPy begins, and what it means.
_MEANINGS = {
    "ABNORMAL": _NO_LOWER,
    "CONVERGENCE: RELATIVE REDUCTION": _NO_LOWER,
    "Desired error": _NO_LOWER,
    "Optimization terminated": _NO_LOWER,  # by a step of 0
    "Warning: Desired error": _NO_LOWER,
    "Warning: CG iterations": (
        "Newton's equation could not be solved by conjugate gradients: the Hessian is too close to "
        "singular"
    ),
}


def minimize(
    network: Network,
    X: ArrayLike,
    Y: ArrayLike,
    *,
    method: str = "L-BFGS-B",
    max_iterations: int = 200,
    tolerance: float = 1e-5,
    validation: tuple[ArrayLike, ArrayLike] | None = None,
    patience: int | None = None,
    callbacks: Sequence[Callback] = (),
    progress: bool = True,
) -> History:
    """Train a network by a method of SciPy on all examples at once, in place.

    Nobody chooses a learning rate: each iteration finds a direction, and along it a step that
    lowers the cost, by Wolfe's conditions {eq}`eq:quasi-wolfe`. That takes one to a few gradients
    over all examples, which ``history.gradients`` counts. It suits small networks and some
    thousands of examples; where the examples are many and alike, `train` is ahead before this has
    taken its first steps.

    Parameters
    ----------
    network : Network
        What is trained; its parameters change. SciPy computes in float64: for a network in float32
        each point is rounded to it, and its cost and gradient go back as they are, so that the run
        ends where their last digits do.
    X : ndarray of shape (d_0, N)
        Inputs.
    Y : ndarray of shape (d_L, N)
        Targets.
    method : str
        ``"L-BFGS-B"``: quasi-Newton with 10 pairs, and no bounds here. ``"CG"``: nonlinear
        conjugate gradients after Polak and Ribière. ``"Newton-CG"``: Newton's equation, solved by
        conjugate gradients with `hessian_vector_product`.
    max_iterations : int
        The most iterations.
    tolerance : float
        The run ends when no entry of the gradient is larger than this.
    validation : tuple of two ndarrays, optional
        Inputs and targets to measure on, never trained on.
    patience : int, optional
        Early stopping, as in `train`, with iterations for epochs.
    callbacks : sequence of callable
        Each is called as ``callback(network, history)`` after every iteration, and may stop the
        run, as in `train`. What it does to the parameters lasts until the next iteration.
    progress : bool
        Whether to show a progress bar with the cost.

    Returns
    -------
    History
        As that of `train`, with an entry for each iteration; ``history.stopped`` says why the run
        ended before `max_iterations`. After an interruption from the keyboard the network keeps the
        parameters of the last iteration finished, which are its best: no iteration raises the cost
        (with `patience`, those of the lowest validation cost).

    Raises
    ------
    TypeError
        If `network` is not a Network.
    ValueError
        If another argument does not fit, or the network drops neurons: a line search compares costs
        of one function, and each draw of masks makes another.
    DivergenceError
        If a cost or a parameter is not finite, as in `train`.
    Exception
        Whatever a callback raises, with the iterations finished in its ``history``.

    Notes
    -----
    Names from MATLAB. *fminunc* minimizes without constraints, by BFGS with the full matrix unless
    told otherwise, or by a trust region; its option ``HessianApproximation="lbfgs"`` is the
    ``"L-BFGS-B"`` of here. *fmincon* is for constraints, which a network has none of. *FMINLBFGS*
    by D. Kroon offers BFGS, L-BFGS and steepest descent. *fmincg* by C. E. Rasmussen, known from a
    course, is ``"CG"``: directions after Polak and Ribière, a line search by polynomials and the
    Wolfe-Powell conditions.

    Examples
    --------
    >>> import numpy as np
    >>> X = np.array([[-2.0, -1.0, 1.0, 2.0]])
    >>> line = Network([1, 1])
    >>> history = minimize(line, X, 3 * X + 1, progress=False)
    >>> history.stopped
    'no entry of the gradient is larger than 1e-05'
    >>> np.round(line.theta, 4)
    array([1., 3.])
    """
    objective = _checked(network, X, Y)
    choose("method", method, METHODS, ELSEWHERE)
    count("max_iterations", max_iterations)
    tolerance = positive("tolerance", tolerance)
    held_out = held_out_measure(network, validation, objective.Y)
    watch = early_stopping(patience, held_out)
    check_callbacks(callbacks)

    history = History()
    measure = Measure(network, objective.X, objective.Y)
    recovery = Recovery(network, measure, history, lambda: _ADVICE, "iteration")
    with recovery, progress_bar(max_iterations, progress, unit="iteration") as bar:
        end = EndOfEpoch(recovery, held_out, watch, callbacks, bar)
        history.stopped = _Iterations(objective, end, tolerance).run(method, max_iterations)
    if watch:
        watch.restore(network, history)
    return history


def _checked(network: Network, X: ArrayLike, Y: ArrayLike) -> Objective:
    """The cost as a function of the parameters, of copies of the examples."""
    if not isinstance(network, Network):
        raise TypeError(f"network is {network!r}, but must be an nnlib.Network")
    finite_array("theta", network.theta, network.dtype)
    if network.dropout:
        raise ValueError(
            f"network has dropout {network.dropout}, but a line search compares costs of one "
            f"function, and every draw of masks makes another: set network.dropout = 0, or use "
            f"nnlib.train"
        )
    X, Y = network.check_examples(X, Y)
    # What a callback does to its arrays must not change the cost.
    return Objective(network, X.copy(order="F"), Y.copy(order="F"))


class _EarlyEndError(Exception):
    """Ends a run of SciPy from within, with the reason."""


class _Iterations:
    """What SciPy calls: the cost and its derivatives, and what follows an iteration.

    Parameters
    ----------
    objective : Objective
        The cost.
    end : EndOfEpoch
        What is done after each iteration.
    tolerance : float
        As in `minimize`.
    """

    def __init__(self, objective: Objective, end: EndOfEpoch, tolerance: float) -> None:
        self.objective, self.end, self.tolerance = objective, end, tolerance
        self.network = objective.network
        self.gradients = 0
        self._at: Array | None = None
        self._found: tuple[float, Array] = np.inf, np.empty(0)

    def run(self, method: str, max_iterations: int) -> str:
        """Minimize, and tell why it ended before `max_iterations`, or nothing.

        Parameters
        ----------
        method : str
            A key of `METHODS`.
        max_iterations : int
            As in `minimize`.
        """
        from scipy import optimize  # here: it is slow to load

        start = self.network.theta.astype(float)
        try:
            self._refuse_unless_finite(start)
            self._stop_if_flat(start)
            result = optimize.minimize(
                self.cost_and_gradient,
                start,
                jac=True,
                hessp=self.hessian_vector_product if method == "Newton-CG" else None,
                method=method,
                callback=self.after_iteration,
                options=METHODS[method] | {"maxiter": max_iterations},
            )
        except _EarlyEndError as early_end:
            return str(early_end)
        if self.end.recovery.history.epochs == max_iterations:
            return ""
        meanings = (said for begin, said in _MEANINGS.items() if result.message.startswith(begin))
        return next(meanings, result.message)

    def cost_and_gradient(self, theta: Array) -> tuple[float, Array]:
        """``J(theta)`` and ``dJ/dtheta``, in float64; the last ones are kept.

        Parameters
        ----------
        theta : ndarray of shape (P,)
            Where SciPy looks.
        """
        if self._at is None or not np.array_equal(theta, self._at):
            with np.errstate(over="ignore", invalid="ignore"):
                self._found = self._evaluated(theta.astype(self.network.dtype))
            self._at = theta.copy()
        J, gradient = self._found
        return J, gradient.copy()

    def hessian_vector_product(self, theta: Array, v: Array) -> Array:
        """``H v`` at `theta`, which takes a forward and a backward pass, and their derivatives.

        Parameters
        ----------
        theta, v : ndarray of shape (P,)
            Where, and what is multiplied.
        """
        self.gradients += 2
        network, dtype = self.network, self.network.dtype
        with self.objective.at(theta.astype(dtype)):
            product = hessian_vector_product(
                network, self.objective.X, self.objective.Y, v.astype(dtype)
            )
        return product.astype(float)

    def after_iteration(self, theta: Array) -> None:
        """Take the parameters over, measure, and stop where there is a reason.

        Parameters
        ----------
        theta : ndarray of shape (P,)
            Where the iteration has led.
        """
        np.copyto(self.network.theta, theta, casting="same_kind")
        history = self.end.recovery.history
        try:
            self.end(self.gradients)
        except StopIteration as error:
            # SciPy would take it for a wish of its own kind, and nobody would hear of it.
            raise RuntimeError("a callback raised StopIteration") from error
        if history.stopped:
            raise _EarlyEndError(history.stopped)
        self._stop_if_flat(theta)

    def _refuse_unless_finite(self, theta: Array) -> None:
        J, gradient = self.cost_and_gradient(theta)
        if not np.isfinite(J):
            self.end.recovery.fail(f"the cost became {J}")
        if not np.isfinite(gradient).all():
            self.end.recovery.fail("the gradient became infinite or NaN")

    def _stop_if_flat(self, theta: Array) -> None:
        _, gradient = self.cost_and_gradient(theta)
        if np.abs(gradient).max() <= self.tolerance:
            raise _EarlyEndError(f"no entry of the gradient is larger than {self.tolerance:g}")

    def _evaluated(self, theta: Array) -> tuple[float, Array]:
        if not np.isfinite(theta).all():
            # A step too long, which the line search shortens when it hears of the cost there.
            return np.inf, np.full(theta.shape, np.nan)
        self.gradients += 1
        J, gradient = self.objective.value_and_gradient(theta)
        return J, gradient.astype(float)
