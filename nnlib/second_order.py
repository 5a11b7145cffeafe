"""Curvature: products with the Hessian, its eigenvalues, and Newton's step.

The Hessian ``H`` of the cost has P x P entries, and none of these functions but `hessian` writes
them down: a product ``H v`` costs about two gradients, and is all that they need.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _checks
from ._progress import progress_bar
from .network import Network
from .r_operator import ROperator

__all__ = [
    "NewtonStep",
    "gauss_newton_product",
    "hessian",
    "hessian_vector_product",
    "largest_eigenvalues",
    "newton_step",
    "smallest_eigenvalues",
]

Array = NDArray[np.floating]
Product = Callable[[Array], Array]

#: Parameters of the largest network whose Hessian is written down: it takes 0.75 GiB.
_LARGEST = 10_000


def hessian_vector_product(net: Network, X: ArrayLike, Y: ArrayLike, v: ArrayLike) -> Array:
    """``H v``: how the gradient changes when the parameters move along ``v``, exactly.

    The cost is the one of `Network.cost`, with the penalties and without dropout. The network's
    parameters and its last pass stay as they are. Source: Pearlmutter, *Fast exact multiplication
    by the Hessian* (1994).

    Implements {eq}`eq:curvature-r-gradient`.

    Parameters
    ----------
    net : Network
        At a kink, as ReLU has at 0, there is no second derivative, and one side's is taken. An
        activation of your own needs a method ``second_derivative``, see `Activation`, and a penalty
        of your own a ``gradient_along``, see `Regularizer`.
    X : ndarray of shape (d_0, N)
        Inputs.
    Y : ndarray of shape (d_L, N)
        Targets.
    v : ndarray of shape (P,)
        The direction, laid out like ``theta``.

    Returns
    -------
    ndarray of shape (P,)
        The product, laid out like ``theta``.

    Raises
    ------
    ValueError
        If `X` or `Y` does not fit the network, or `v` is not a vector of P finite floats.
    NotImplementedError
        If an activation or a penalty of your own lacks its second derivative.

    Examples
    --------
    >>> import numpy as np
    >>> net = Network([1, 1], init="zeros")
    >>> hessian_vector_product(net, np.array([[3.0]]), np.array([[1.0]]), np.array([1.0, 2.0]))
    array([ 7., 21.])
    """
    return _matrix(net, X, Y)(_direction(net, v))


def gauss_newton_product(net: Network, X: ArrayLike, Y: ArrayLike, v: ArrayLike) -> Array:
    """``G v``, with the Gauss-Newton matrix in the place of the Hessian.

    ``G`` is the Hessian of a network that is replaced by its tangent: the curvature of the loss,
    without that of the network. With a convex loss, as all of nnlib's are, it has no negative
    eigenvalue. Source: Schraudolph, *Fast curvature matrix-vector products for second-order
    gradient descent* (2002).

    Implements {eq}`eq:curvature-gauss-newton`. Parameters, result and errors as in
    `hessian_vector_product`.
    """
    return _matrix(net, X, Y, gauss_newton=True)(_direction(net, v))


def hessian(
    net: Network,
    X: ArrayLike,
    Y: ArrayLike,
    *,
    gauss_newton: bool = False,
    progress: bool = True,
) -> Array:
    """``H`` itself, a column for each parameter.

    Parameters
    ----------
    net : Network
        One of at most 10,000 parameters.
    X : ndarray of shape (d_0, N)
        Inputs.
    Y : ndarray of shape (d_L, N)
        Targets.
    gauss_newton : bool
        Whether to write down the Gauss-Newton matrix in its place.
    progress : bool
        Whether to show a progress bar where it takes more than a few seconds.

    Returns
    -------
    ndarray of shape (P, P)
        Equal to its transpose, to the last bit.

    Raises
    ------
    ValueError
        If `X` or `Y` does not fit the network, or the network has more parameters.
    """
    if net.P > _LARGEST:
        size = net.P**2 * net.dtype.itemsize / 2**30
        raise ValueError(
            f"net has P = {net.P:,} parameters, and its Hessian P^2 = {net.P**2:,} entries, "
            f"{size:,.1f} GiB; hessian writes it down for at most P = {_LARGEST:,}. For a larger "
            f"network, hessian_vector_product and largest_eigenvalues need no matrix"
        )
    product = _matrix(net, X, Y, gauss_newton)
    H, v = np.empty((net.P, net.P), net.dtype), np.zeros(net.P, net.dtype)
    with progress_bar(net.P, progress, unit="column", leave=False, delay=5) as bar:
        for p in range(net.P):
            v[p] = 1
            H[p] = product(v)
            v[p] = 0
            bar.update()
    return (H + H.T) / 2  # rounding is not symmetric


def largest_eigenvalues(
    net: Network,
    X: ArrayLike,
    Y: ArrayLike,
    k: int = 1,
    *,
    gauss_newton: bool = False,
    start: ArrayLike | None = None,
    tolerance: float = 1e-6,
) -> tuple[Array, Array]:
    """The k largest eigenvalues of the Hessian, the most positive ones, with their eigenvectors.

    By SciPy's Lanczos method, which needs products alone: some dozens of them for one eigenvalue.

    Parameters
    ----------
    net : Network
        Its parameters say where.
    X : ndarray of shape (d_0, N)
        Inputs.
    Y : ndarray of shape (d_L, N)
        Targets.
    k : int
        How many, from 1 to P.
    gauss_newton : bool
        Whether to take those of the Gauss-Newton matrix.
    start : ndarray of shape (P,), optional
        A vector that is about right, such as the eigenvector of a moment ago.
    tolerance : float
        The error that is allowed, as a share of the eigenvalue that is largest in size; of a
        float32 network no less than 1e-4.

    Returns
    -------
    eigenvalues : ndarray of shape (k,)
        The largest first.
    eigenvectors : ndarray of shape (P, k)
        In the columns, each of length 1.

    Raises
    ------
    ValueError
        If `X` or `Y` does not fit the network, or another argument is not as described.
    RuntimeError
        If the tolerance is too small to be reached.
    """
    return _extreme(net, X, Y, k, gauss_newton, start, tolerance, sign=1)


def smallest_eigenvalues(
    net: Network,
    X: ArrayLike,
    Y: ArrayLike,
    k: int = 1,
    *,
    gauss_newton: bool = False,
    start: ArrayLike | None = None,
    tolerance: float = 1e-6,
) -> tuple[Array, Array]:
    """The k smallest eigenvalues of the Hessian, the most negative ones, with their eigenvectors.

    The smallest comes first. Parameters, result and errors as in `largest_eigenvalues`. Where none
    is far below zero, many lie close together, and it takes more products.
    """
    return _extreme(net, X, Y, k, gauss_newton, start, tolerance, sign=-1)


@dataclass(frozen=True)
class NewtonStep:
    """What `newton_step` has found.

    Attributes
    ----------
    direction : ndarray of shape (P,)
        ``d``: what is to be added to ``theta``. It leads downhill.
    gradient : ndarray of shape (P,)
        ``g``, where the step begins.
    predicted : float
        By how much ``J`` would change, were it its parabola: ``g^T d + d^T H d / 2``.
    curvature : float
        The least ``p^T H p / p^T p`` of the directions ``p`` that were looked along.
    damping : float
        As given.
    solved : bool
        Whether ``d`` solves the equation: not so where negative curvature was met, or the products
        were used up.
    products : int
        How many products with the matrix it took.
    """

    direction: Array
    gradient: Array
    predicted: float
    curvature: float
    damping: float
    solved: bool
    products: int

    @property
    def negative(self) -> bool:
        """Whether a direction was met along which ``H + damping I`` is not positive."""
        return self.curvature + self.damping <= 0


def newton_step(
    net: Network,
    X: ArrayLike,
    Y: ArrayLike,
    damping: float = 0.0,
    *,
    gauss_newton: bool = False,
    tolerance: float = 1e-6,
    max_products: int = 1000,
) -> NewtonStep:
    """The damped Newton step ``d``, which solves ``(H + damping I) d = -g``.

    By conjugate gradients, which need products alone. They build ``d`` up from directions, and stop
    at the first one along which the matrix is not positive: there the parabola has no minimum, and
    to go where its slope vanishes could mean to go uphill. ``d`` is then what had been built, or
    ``-g`` if that was nothing, and the result says so. Source: Nocedal and Wright, *Numerical
    optimization* (2006), algorithm 7.1. The pass that gives ``g`` is the network's last pass
    afterwards; its parameters stay as they are.

    Implements {eq}`eq:curvature-damped`.

    Parameters
    ----------
    net : Network
        Its parameters say where.
    X : ndarray of shape (d_0, N)
        Inputs.
    Y : ndarray of shape (d_L, N)
        Targets.
    damping : float
        What is added to every eigenvalue of ``H``, at least 0. With none it is Newton's own step;
        a large one makes ``d`` short, and turns it to ``-g``.
    gauss_newton : bool
        Whether the Gauss-Newton matrix takes the place of ``H``: then no curvature is negative.
    tolerance : float
        How large what is left of the equation may be, as a share of ``g``.
    max_products : int
        After how many products to give up.

    Returns
    -------
    NewtonStep
        ``theta += step.direction`` takes it.

    Raises
    ------
    ValueError
        If `X` or `Y` does not fit the network, the gradient is not finite, or another argument is
        not as described.
    """
    damping = _checks.positive("damping", damping, or_zero=True)
    tolerance = _checks.positive("tolerance", tolerance)
    _checks.count("max_products", max_products)
    g = _checks.finite_array("gradient", net.cost_and_gradient(X, Y)[1], net.dtype)
    product = _matrix(net, X, Y, gauss_newton)
    d, Hd, residual = np.zeros_like(g), np.zeros_like(g), -g
    p, left, enough = -g, float(g @ g), tolerance**2 * float(g @ g)
    least, products = np.inf, 0
    while left > enough and products < max_products:
        Hp, length = product(p), float(p @ p)
        products += 1
        least = min(least, float(p @ Hp) / length)
        bend = float(p @ Hp) + damping * length
        if bend <= 0:
            if products == 1:
                d, Hd = p, Hp
            break
        share = left / bend
        d, Hd = d + share * p, Hd + share * Hp
        residual = residual - share * (Hp + damping * p)
        before, left = left, float(residual @ residual)
        p = residual + left / before * p
    predicted = float(g @ d + d @ Hd / 2)
    return NewtonStep(d, g, predicted, least, damping, left <= enough, products)


def _matrix(net: Network, X: ArrayLike, Y: ArrayLike, gauss_newton: bool = False) -> Product:
    """Multiplication by ``H``, or by ``G``, at the network's present parameters."""
    R = ROperator(net, *net.check_examples(X, Y))
    product = R.gauss_newton_product if gauss_newton else R.hessian_product
    return lambda v: _checks.finite_array("the product", product(v), net.dtype)


def _direction(net: Network, v: ArrayLike, argument: str = "v") -> Array:
    """`v` as a vector of the network's parameters, or a `ValueError`."""
    direction = _checks.as_array(argument, v)
    if direction.shape != (net.P,):
        raise ValueError(
            f"{argument} has shape {direction.shape}, but a direction of this network, "
            f"d = {net.d}, has P = {net.P} entries, shape ({net.P},)"
        )
    return _checks.finite_array(argument, direction, net.dtype)


def _extreme(
    net: Network,
    X: ArrayLike,
    Y: ArrayLike,
    k: int,
    gauss_newton: bool,
    start: ArrayLike | None,
    tolerance: float,
    sign: int,
) -> tuple[Array, Array]:
    """The k largest eigenvalues of a matrix, or with the sign -1 the smallest, these first."""
    k = _checks.count("k", k, high=net.P, of=" = P")
    tolerance = _checks.positive("tolerance", tolerance)
    product = _matrix(net, X, Y, gauss_newton)
    rng = np.random.default_rng(0)
    begin = rng.normal(size=net.P) if start is None else _direction(net, start, "start")
    if not begin.any():
        raise ValueError("start is zero, but must be a vector with a direction")
    if 2 * k >= net.P:  # Lanczos needs more room
        columns = [product(column) for column in np.eye(net.P, dtype=net.dtype)]
        values, vectors = np.linalg.eigh(np.array(columns, float))
        chosen = slice(None, -k - 1, -1) if sign > 0 else slice(k)
        return values[chosen].astype(net.dtype), vectors[:, chosen].astype(net.dtype)
    size = _size(product, rng.normal(size=net.P).astype(net.dtype))
    if not size:
        return np.zeros(k, net.dtype), np.eye(net.P, k, dtype=net.dtype)
    from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh  # here: it is slow

    def multiply(v: Array) -> Array:
        v = np.ravel(v)
        return sign * product(v.astype(net.dtype)) + size * v

    if net.dtype == np.float32:
        tolerance = max(tolerance, 1e-4)  # the products have seven digits
    # Moved away from 0, where a share of an eigenvalue is a precision that nobody could reach.
    matrix = LinearOperator((net.P, net.P), matvec=multiply, dtype=float)
    try:
        values, vectors = eigsh(matrix, k=k, which="LA", v0=begin.astype(float), tol=tolerance)
    except ArpackNoConvergence as error:
        raise RuntimeError(
            f"tolerance is {tolerance:g}, and Lanczos has found {len(error.eigenvalues)} of "
            f"k = {k} eigenvalues: allow a larger one"
        ) from None
    order = np.argsort(-values)
    found = sign * (values[order] - size)
    return found.astype(net.dtype), vectors[:, order].astype(net.dtype)


def _size(product: Product, v: Array, steps: int = 5) -> float:
    """How large a matrix is, about: what some steps of power iteration say of its eigenvalues."""
    size = 0.0
    for _ in range(steps):
        v = product(v / np.linalg.norm(v))
        size = float(np.linalg.norm(v))
        if not size:
            break
    return size
