"""Activations of the engine, against nnlib."""

from __future__ import annotations

import numpy as np
import pytest
from cases import ENTRYWISE
from engine.common import TOLERANCE, columns, matrix

from nnlib import activations

# Far enough to overflow a careless exp, and dense where the curves bend.
Z = np.concatenate(
    [
        np.linspace(-6, 6, 481),
        np.linspace(-36, 36, 97),
        [-1e300, -1000, -745.2, -709.8, -100, -1e-9, 0, 1e-300, 1e-9, 100, 709.8, 1000, 1e300],
    ]
)


@pytest.mark.parametrize("name", ENTRYWISE)
def test_activations(engine, name):
    js, sigma = engine.activation(name, Z.tolist()), activations.get(name)
    value, derivative = sigma.value(Z), sigma.derivative(Z)
    np.testing.assert_allclose(js["value"], value, rtol=TOLERANCE, atol=1e-300)
    # 1 - a loses digits as a nears 1, in both alike; so a derivative is compared with 1, its scale.
    np.testing.assert_allclose(js["derivative"], derivative, rtol=TOLERANCE, atol=1e-15)
    assert js["values"] == js["value"]
    assert js["derivatives"] == js["derivative"]


def test_softmax(engine):
    rng = np.random.default_rng(0)
    for d, scale in ((1, 1), (2, 1000), (5, 10)):
        columns_of_z = rng.normal(scale=scale, size=(d, 20))
        expected = activations.get("softmax").value(columns_of_z)
        actual = matrix(engine.softmax(columns(columns_of_z), d), expected)
        np.testing.assert_allclose(actual, expected, rtol=TOLERANCE, atol=1e-300)
