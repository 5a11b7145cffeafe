"""The settings of the optimizers that figures have sliders for, and what suits a place."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import numpy as np

from nnlib.optimizers import OPTIMIZERS, Optimizer
from nnlib.widgets.kit.traits import Number

__all__ = [
    "SETTINGS",
    "Setting",
    "defaults_of",
    "facts_of_rules",
    "goes_by_gradient",
    "new_rule",
    "setting_trait",
    "settings_of",
    "suited",
]


@dataclass(frozen=True)
class Setting:
    """A number that a rule takes, as a figure shows it.

    Attributes
    ----------
    words : str
        What it is called.
    symbol : str
        The letter of the book for it.
    low, high : float
        Bounds.
    shown : tuple of two floats
        The ends of a slider, which may leave out what is seldom wanted.
    above : bool
        Whether `low` itself is refused.
    log : bool
        Whether the slider is logarithmic.
    step : float
        Of the slider; for a logarithmic one a share of a decade.
    whole : bool
        Whether it is a whole number.
    """

    words: str
    symbol: str
    low: float
    high: float
    shown: tuple[float, float]
    above: bool = False
    log: bool = False
    step: float = 0.01
    whole: bool = False


#: Every setting with a slider. A rule has the first, and one of the others at most.
SETTINGS = {
    "eta": Setting("learning rate", "η", 0, 10, (1e-4, 10), above=True, log=True),
    "mu": Setting("momentum", "μ", 0, 0.999, (0, 0.99)),
    "kappa": Setting("growth", "κ", 0, 1, (1e-5, 1), above=True, log=True, step=0.05),
    "meta": Setting("meta rate", "θ", 0, 1, (1e-4, 1), above=True, log=True, step=0.05),
    "memory": Setting("memory", "m", 1, 50, (1, 50), step=1, whole=True),
    "beta1": Setting("memory", "β₁", 0, 0.999, (0, 0.99)),
    "rho": Setting("memory", "ρ", 0, 0.999, (0, 0.999), step=0.001),
}
#: The learning rate of a rule that has no usual one.
ETA = 0.1
#: So many steps against a steady gradient measure how far a rule goes.
TRIED = 10


def facts_of_rules(rules: Mapping[str, type[Optimizer]] = OPTIMIZERS) -> dict[str, Any]:
    """Give what a script must know of the rules.

    Parameters
    ----------
    rules : mapping of str to class
        Those that the figure offers.

    Returns
    -------
    dict
        ``"settings"``: those with a slider by name, as the attributes of a `Setting`;
        ``"sliders"``: of each rule, the names of those that it takes.
    """
    return {
        "settings": {name: asdict(setting) for name, setting in SETTINGS.items()},
        "sliders": {name: settings_of(rule) for name, rule in rules.items()},
    }


def setting_trait(name: str, default: float | None = None) -> Number:
    """Make the trait that holds a setting, for a figure in which one rule goes at a time.

    Parameters
    ----------
    name : str
        A key of `SETTINGS`.
    default : float, optional
        The value at the start; that of the first rule that has it when left out.

    Returns
    -------
    Number
    """
    if default is None:
        default = next(usual[name] for usual in map(defaults_of, OPTIMIZERS) if name in usual)
    setting = SETTINGS[name]
    return Number(default, setting.low, setting.high, above=setting.above)


def settings_of(rule: type[Optimizer]) -> list[str]:
    """Name the settings of a rule that figures have sliders for.

    Parameters
    ----------
    rule : class
        Of `nnlib.optimizers`.

    Returns
    -------
    list of str
        ``eta``, where it takes that, and one more at most.
    """
    taken = [name for name in SETTINGS if name in inspect.signature(rule).parameters]
    return [name for name in taken if name == "eta"] + [name for name in taken if name != "eta"][:1]


def defaults_of(name: str) -> dict[str, float]:
    """Give the usual values of the settings of a rule.

    Parameters
    ----------
    name : str
        A key of `OPTIMIZERS`.

    Returns
    -------
    dict
    """
    parameters = inspect.signature(OPTIMIZERS[name]).parameters
    usual = {setting: parameters[setting].default for setting in settings_of(OPTIMIZERS[name])}
    if usual.get("eta") is inspect.Parameter.empty:  # a rule may leave it to its user
        usual["eta"] = ETA
    return usual


def new_rule(name: str, settings: dict[str, float]) -> Optimizer:
    """Make an optimizer.

    Parameters
    ----------
    name : str
        A key of `OPTIMIZERS`.
    settings : dict
        As a figure has them: whole numbers may be floats.

    Returns
    -------
    Optimizer
    """
    rule: Any = OPTIMIZERS[name]
    return rule(**{key: int(v) if SETTINGS[key].whole else v for key, v in settings.items()})


def goes_by_gradient(name: str) -> bool:
    """Say whether a rule steps in proportion to the gradient, so that rates compare.

    Parameters
    ----------
    name : str
        A key of `OPTIMIZERS`.

    Returns
    -------
    bool
    """
    return "memory" not in defaults_of(name) and _travelled(name, 100.0) > 2 * _travelled(name, 1.0)


def suited(name: str, eta: float, way: float) -> dict[str, float]:
    """Suggest settings where plain gradient descent has a learning rate that suits.

    Most rules step in proportion to the gradient: along a steady one, ten steps should take them as
    far as gradient descent. Adam and its like go about as far whatever the length of the gradient:
    ten steps should take them a quarter of the way across.

    Parameters
    ----------
    name : str
        A key of `OPTIMIZERS`.
    eta : float
        The rate of gradient descent.
    way : float
        How far it is across the map.

    Returns
    -------
    dict
        Its settings with a slider. The learning rate has one significant digit, where it is not
        `eta` itself.
    """
    settings = defaults_of(name)
    # A rate of a rule that remembers curvature is a share of Newton's step, wherever it goes.
    if "eta" not in settings or "memory" in settings:
        return settings
    usual, near = settings["eta"], _travelled(name, 1.0)
    if not goes_by_gradient(name):
        settings["eta"] = _rounded(usual * way / 4 / near)
    elif not np.isclose(near, TRIED * usual):
        settings["eta"] = _rounded(usual * TRIED * eta / near)
    else:
        settings["eta"] = eta
    # What is added to a rate is a share of one.
    if "kappa" in settings:
        settings["kappa"] *= settings["eta"] / usual
    return settings


def _rounded(rate: float) -> float:
    return float(f"{min(rate, SETTINGS['eta'].high):.1g}")


@cache
def _travelled(name: str, gradient: float) -> float:
    """How far a rule as it comes goes along a steady gradient."""
    rule, theta = new_rule(name, defaults_of(name)), np.zeros(1)
    for _ in range(TRIED):
        rule.step(theta, np.full(1, gradient))
    return float(abs(theta[0]))
