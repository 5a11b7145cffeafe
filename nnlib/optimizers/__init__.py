"""Optimizers: how a gradient moves the parameters.

An optimizer sees arrays, never a network, so that it can train one or walk down a surface alike.
Each rule has a file of its own and its line in the table below.
"""

from .._families import Family
from .base import Optimizer as Optimizer
from .gradient_descent import GradientDescent as GradientDescent
from .momentum import Momentum as Momentum
from .online_lbfgs import OnlineLBFGS as OnlineLBFGS

#: Every rule by the name of its class.
OPTIMIZERS: Family[type[Optimizer]] = Family.of("optimizer", GradientDescent, Momentum, OnlineLBFGS)
__all__ = ["OPTIMIZERS", "Optimizer", *OPTIMIZERS]
