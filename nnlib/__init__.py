"""Feed-forward networks and backpropagation in NumPy, with the names of the book.

An example is a column: ``X`` has shape (d_0, N). ``W[ell]``, ``Z[ell]``, ``Delta[ell]`` are the
symbols of *Backpropagation from the Notation Up*, which derives every line.
"""

from . import (
    activations,
    datasets,
    dropout,
    initializers,
    losses,
    optimizers,
    preprocessing,
    regularizers,
    second_order,
    surfaces,
)
from .gradient_check import check_gradient, numerical_gradient
from .minimize import minimize
from .network import Network
from .objective import Objective
from .preprocessing import one_hot, split
from .second_order import hessian, hessian_vector_product
from .training import (
    DivergenceError,
    History,
    StalledWarning,
    accuracy,
    confusion_matrix,
    train,
)

__all__ = [
    "DivergenceError",
    "History",
    "Network",
    "Objective",
    "StalledWarning",
    "accuracy",
    "activations",
    "check_gradient",
    "confusion_matrix",
    "datasets",
    "dropout",
    "hessian",
    "hessian_vector_product",
    "initializers",
    "losses",
    "minimize",
    "numerical_gradient",
    "one_hot",
    "optimizers",
    "preprocessing",
    "regularizers",
    "second_order",
    "split",
    "surfaces",
    "train",
]
__version__ = "0.1.0"
