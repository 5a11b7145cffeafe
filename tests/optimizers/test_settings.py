"""Settings of the rules: what is out of range is refused, at once and at every assignment."""

import numpy as np
import pytest

from nnlib.optimizers import (
    OPTIMIZERS,
    Adam,
    AdamW,
    AMSGrad,
    DeltaBarDelta,
    Momentum,
    Nesterov,
    RMSProp,
    RProp,
)


@pytest.mark.parametrize(
    ("rule", "settings", "words"),
    [
        (Momentum, {"eta": 0}, "eta is 0, but must be a number above 0"),
        (Momentum, {"mu": 1}, "mu is 1, but must be below 1: it would never fade"),
        (Momentum, {"mu": -0.1}, "mu is -0.1, but must be a number of at least 0"),
        (Nesterov, {"mu": np.nan}, "mu is nan, but must be a number of at least 0"),
        (DeltaBarDelta, {"kappa": 0}, "kappa is 0, but must be a number above 0"),
        (DeltaBarDelta, {"phi": 1}, "phi is 1, but must be below 1: nothing would be left"),
        (DeltaBarDelta, {"rho": 1.0}, "rho is 1.0, but must be below 1"),
        (DeltaBarDelta, {"eta": lambda t: 0.1}, "eta is <function .*, but must be a number above"),
        (RProp, {"up": 1}, "up is 1, but must be a number above 1"),
        (RProp, {"up": 0}, "up is 0, but must be a number above 0"),
        (RProp, {"down": 0}, "down is 0, but must be a number above 0"),
        (RProp, {"down": 1}, "down is 1, but must be below 1: a step would never shrink"),
        (RProp, {"smallest": 51}, "largest is 50.0, but must be at least smallest = 51.0"),
        (RProp, {"variant": "iRprop-"}, "variant is 'iRprop-', but must be one of .*'irprop-'"),
        (RMSProp, {"rho": 1}, "rho is 1, but must be below 1"),
        (Adam, {"beta1": 1}, "beta1 is 1, but must be below 1"),
        (Adam, {"beta2": -0.1}, "beta2 is -0.1, but must be a number of at least 0"),
        (Adam, {"epsilon": 0}, "epsilon is 0, but must be a number above 0"),
        (AdamW, {"lam": -1}, "lam is -1, but must be a number of at least 0"),
        (AMSGrad, {"beta2": np.nan}, "beta2 is nan, but must be a number of at least 0"),
    ],
)
def test_settings_out_of_range(rule, settings, words):
    with pytest.raises(ValueError, match=words):
        rule(**settings)


def test_the_bounds_of_rprop_are_held_to_each_other_at_every_assignment():
    rule = RProp(smallest=0.1, largest=0.2)
    with pytest.raises(ValueError, match=r"smallest is 0.3, but must be at most largest = 0.2"):
        rule.smallest = 0.3
    rule.largest = 0.4
    rule.smallest = 0.3
    assert repr(rule).endswith("smallest=0.3, largest=0.4)")


@pytest.mark.parametrize("decays", [[True], np.array([1.0]), np.array([1]), True])
def test_what_says_no_parameter_decays_or_not(decays):
    with pytest.raises(ValueError, match=r"decays is of type \w+, but must be an array of bool"):
        AdamW(decays=decays)


def test_a_mask_is_told_in_a_few_words():
    """A rule stands in warnings and errors of a run."""
    assert repr(AdamW(decays=np.ones(900, bool))).endswith(
        "lam=0.01, decays=<array of bool, shape (900,)>)"
    )


@pytest.mark.parametrize(
    ("elsewhere", "here"),
    [
        ("SGD", "GradientDescent"),
        ("NAG", "Nesterov"),
        ("heavy ball", "Momentum"),
        ("Rprop", "RProp"),
        ("iRprop-", "RProp"),
        ("rmsprop", "RMSProp"),
        ("adam", "Adam"),
        ("delta-bar-delta", "DeltaBarDelta"),
    ],
)
def test_names_of_other_texts_lead_to_ours(elsewhere, here):
    with pytest.raises(ValueError, match=f"it is called '{here}' here"):
        OPTIMIZERS.choose(elsewhere)
