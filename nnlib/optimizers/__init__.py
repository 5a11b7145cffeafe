"""Optimizers: how a gradient moves the parameters.

An optimizer sees arrays, never a network, so that it can train one or walk down a surface alike.
Each rule has a file of its own and its line in the table below.
"""

from .._families import Family
from .adagrad import AdaGrad as AdaGrad
from .adam import Adam as Adam
from .adamw import AdamW as AdamW
from .amsgrad import AMSGrad as AMSGrad
from .base import Optimizer as Optimizer
from .delta_bar_delta import DeltaBarDelta as DeltaBarDelta
from .gradient_descent import GradientDescent as GradientDescent
from .idbd import IDBD as IDBD
from .momentum import Momentum as Momentum
from .nesterov import Nesterov as Nesterov
from .online_lbfgs import OnlineLBFGS as OnlineLBFGS
from .rmsprop import RMSProp as RMSProp
from .rprop import RProp as RProp

#: Every rule by the name of its class.
OPTIMIZERS: Family[type[Optimizer]] = Family.of(
    "optimizer",
    GradientDescent,
    Momentum,
    Nesterov,
    DeltaBarDelta,
    RProp,
    AdaGrad,
    RMSProp,
    Adam,
    AdamW,
    AMSGrad,
    IDBD,
    OnlineLBFGS,
    elsewhere={
        "sgd": "GradientDescent",
        "heavy_ball": "Momentum",
        "nag": "Nesterov",
        "delta_bar_delta": "DeltaBarDelta",
        "rprop": "RProp",
        "irprop_": "RProp",
        "adagrad": "AdaGrad",
        "rmsprop": "RMSProp",
        "adam": "Adam",
        "adamw": "AdamW",
        "amsgrad": "AMSGrad",
        "idbd": "IDBD",
        "lbfgs": "OnlineLBFGS",
    },
)
__all__ = ["OPTIMIZERS", "Optimizer", *OPTIMIZERS]
