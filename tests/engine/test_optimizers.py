"""Optimizers of the engine, against nnlib: training a network, and down a surface."""

from __future__ import annotations

import inspect

import numpy as np
import pytest
from cases import PAIRS, REQUIRED, example, generator, optimizer_settings
from engine.common import RATES, TOLERANCE, assert_close, columns, settings_of
from py_mini_racer import JSEvalException

import nnlib
from nnlib import surfaces
from nnlib.optimizers import OPTIMIZERS, AdamW, RProp
from nnlib.optimizers.rprop import VARIANTS

#: Rates that are small enough for the steepest of the surfaces.
SMALL = {"eta": 3e-4, "kappa": 1e-5}


# The targets are random: often there is nothing to learn.
@pytest.mark.filterwarnings("ignore::nnlib.StalledWarning")
@pytest.mark.parametrize("name", RATES)
@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_steps_of_every_optimizer(engine, name, loss, output):
    """Where no rule makes much of a rounding, as RMSProp does in one network of twenty by step 50.

    Five examples: the errors of Huber's loss, 1 or -1 each, cancel over six, and then the sign of
    what is left decides where RProp goes.
    """
    net, X, Y = example("tanh", output, loss, [3, 4, 2], 5, generator(loss, output), l2=0.01)
    whole = {"epochs": 25, "seed": 0}
    js = engine.train(settings_of(net), columns(X), columns(Y), name, RATES[name], whole)
    optimizer = OPTIMIZERS[name](**RATES[name])
    history = nnlib.train(net, X, Y, optimizer=optimizer, epochs=25, progress=False)
    assert js["steps"] == js["epochs"] == 25
    assert_close(js["theta"], net.theta)
    assert js["cost"] == pytest.approx(history.cost[-1], rel=TOLERANCE, abs=0)


def descend(name, rule, steps):
    """The path from where a figure of that surface begins."""
    surface = surfaces.get(name)
    theta, path = np.array(surface.start), []
    for _ in range(steps):
        rule.step(theta, surface.gradient(theta))
        path.append(theta.copy())
    return path


@pytest.mark.parametrize("optimizer", RATES)
@pytest.mark.parametrize("name", surfaces.SURFACES)
def test_fifty_steps_down_a_surface(engine, name, optimizer):
    rates = optimizer_settings(optimizer, **SMALL)
    path = descend(name, OPTIMIZERS[optimizer](**rates), 50)
    assert_close(engine.descend(name, surfaces.get(name).start, optimizer, rates, 50), path)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_of_rprop(engine, variant):
    """From steps so large that signs change at once, and again."""
    settings = {"eta": 0.5, "variant": variant, "smallest": 1e-3, "largest": 0.8}
    path = descend("rosenbrock", RProp(**settings), 20)
    start = surfaces.get("rosenbrock").start
    assert_close(engine.descend("rosenbrock", start, "RProp", settings, 20), path)


def test_what_does_not_decay(engine):
    settings = {"eta": 0.1, "lam": 0.5}
    path = descend("beale", AdamW(**settings, decays=np.array([True, False])), 5)
    start = surfaces.get("beale").start
    given = {**settings, "decays": [True, False]}
    assert_close(engine.descend("beale", start, "AdamW", given, 5), path)


@pytest.mark.parametrize("optimizer", RATES)
def test_reset_forgets(engine, optimizer):
    """A run that is reset after 20 steps goes on like a new one from there."""
    run = "rosenbrock", [-1.2, 1], optimizer, optimizer_settings(optimizer, **SMALL)
    path = engine.descend(*run, 40, 20)
    fresh = engine.descend(run[0], path[19], *run[2:], 20)
    assert path[20:] == fresh


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_same_defaults(engine, name):
    """What a rule takes for a setting that is left out."""
    settings = inspect.signature(OPTIMIZERS[name]).parameters
    given = {setting: value for setting, value in REQUIRED.items() if setting in settings}
    rule = OPTIMIZERS[name](**given)
    expected = {setting: getattr(rule, setting) for setting in settings}
    assert engine.settingsOf(name, given, list(settings)) == expected


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize(
    ("theta", "gradient", "message"),
    [
        ([1, 2], [1], "gradient has 1 numbers, but must have 2"),
        ([1], [1], "theta has 1 numbers, but must have 2"),
    ],
)
def test_wrong_lengths(engine, name, theta, gradient, message):
    """An optimizer belongs to the array that it moved first."""
    with pytest.raises(JSEvalException, match=message):
        engine.stepTwice(name, RATES[name], [1, 2], theta, gradient)
