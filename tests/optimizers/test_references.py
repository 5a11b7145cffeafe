"""Step by step as PyTorch and Optax: `make_references` has written how they move three numbers."""

import json
from pathlib import Path

import numpy as np
import pytest

from nnlib.optimizers import OPTIMIZERS

REFERENCES = json.loads(Path(__file__).with_name("references.json").read_text(encoding="utf-8"))
RUNS = {f"{run['rule']}-{run['library']}": run for run in REFERENCES["runs"]}


def path_of(rule, settings):
    theta, path = np.array(REFERENCES["start"]), []
    mover = OPTIMIZERS[rule](**settings)
    for gradient in REFERENCES["gradients"]:
        mover.step(theta, np.array(gradient))
        path.append(theta.copy())
    return np.array(path)


@pytest.mark.parametrize("name", RUNS)
def test_twenty_steps_are_those_of_a_twin(name):
    run = RUNS[name]
    path = path_of(run["rule"], run["settings"])
    np.testing.assert_allclose(path, run["path"], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", RUNS)
def test_in_the_twin_every_setting_counts(name):
    """Else a rule that made nothing of one would pass."""
    rule, settings, path = (RUNS[name][key] for key in ("rule", "settings", "path"))
    for left_out, value in settings.items():
        if value in (1e-30, "irprop-"):  # as near to 0 as it gets, and the default
            continue
        others = {setting: settings[setting] for setting in settings if setting != left_out}
        assert np.abs(path_of(rule, others) - path).max() > 1e-6, left_out


def test_twins_of_two_rules_go_different_ways():
    rules = [run["rule"] for run in RUNS.values()]
    paths = np.array([run["path"] for run in RUNS.values()])
    for rule, path in zip(rules, paths, strict=True):
        near = np.abs(paths - path).max(axis=(1, 2)) < 1e-6
        assert {other for other, same in zip(rules, near, strict=True) if same} == {rule}
